#pragma once

#include "transcript/embeddedimages.h"

#include <QSize>

namespace ui {

//! Why a picture is not shown.
enum class PictureFault { None, Kind, TooManyBytes, TooManyPixels, Broken };

//! One picture of the transcript before it is decoded: its bytes stay in the event's JSON, which is shared, not copied.
struct PictureSource
{
    static constexpr qint64 mostBytes = 16 * 1024 * 1024;  // S14
    static constexpr qint64 mostPixels = 8 * 1000 * 1000;  // S14
    static constexpr qsizetype mostJson = 32 * 1024 * 1024; //!< of an event that is looked through for pictures

    quint64 row = 0;
    int number = 0;                   //!< among the row's pictures
    QByteArray json;
    transcript::EmbeddedImage place;
    transcript::ImageHeader header;
    PictureFault fault = PictureFault::None; //!< what can be known without decoding it

    QSize size() const { return {header.width, header.height}; }
    //! The picture's own bytes, whole.
    QByteArray bytes() const { return transcript::imageBytes(json, place); }
    //! ".png" and so on; ".bin" when it is nothing that is known.
    QString ending() const;
    bool operator==(const PictureSource &other) const
    {
        return row == other.row && number == other.number && place == other.place && header == other.header && json.size() == other.json.size();
    }

    //! The pictures that an event's JSON holds, one entry an image block; those that lie elsewhere have an empty place.
    static std::vector<PictureSource> of(quint64 row, const QByteArray &json);
};

} // namespace ui
