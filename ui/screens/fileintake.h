#pragma once

#include "api/client.h"

#include <QImage>

namespace screens {

//! Reads files that are to go with a message and holds them against what the server takes. Pure but for the disk; for any thread.
class FileIntake
{
public:
    //! Why a file cannot go along.
    enum class Refusal { None, Missing, NoFile, Unreadable, Empty, Kind, TooLarge, TooWide, TooLong };

    struct Taken
    {
        api::Attachment file;
        QImage picture;        //!< small, of pictures that can be shown
        Refusal refusal = Refusal::None;
        qint64 size = 0;       //!< of the file, also of one that is refused
        QString systemWords;   //!< Unreadable: foreign
        QSize pixels;          //!< of a picture, where its first bytes say
        int pages = 0;         //!< of a PDF; 0: they cannot be counted without reading it whole
        QByteArray original;   //!< of a picture that is refused for its size: shrunk() can make one of it that goes along
    };

    static constexpr int pictureSide = 72; //!< pixels, of the small picture
    static constexpr int shrunkSide = 2000; //!< pixels, at most, of what shrunk() makes: models look at no more of one among many

    //! Never opens what is no plain file (a device, a pipe), and reads no more than may go along. The kind comes from the bytes, not from the name.
    static Taken read(const QString &path, const api::AttachmentTraits &traits);
    //! A picture without a file: as PNG, or as JPEG where that alone is small enough.
    static Taken encode(const QImage &image, const QString &baseName, const api::AttachmentTraits &traits);
    //! A smaller one of a picture that was refused for its size: a JPEG, or a PNG where it is see-through, of the first frame.
    static Taken shrunk(const QString &name, const QByteArray &bytes, const api::AttachmentTraits &traits);
    //! Pages of a PDF by what can be read of it without unpacking anything; 0: not known.
    static int pagesOf(const QByteArray &pdf);
    //! What these bytes are, and whether they may go along.
    static Taken check(const QString &name, const QByteArray &bytes, const api::AttachmentTraits &traits);
    //! "image/png", "application/pdf", "text/plain", or empty: nothing that is known.
    static QString mediaTypeOf(const QByteArray &bytes);
    static QImage smallPicture(const QByteArray &bytes);

private:
    static Refusal refusalOf(Taken &file, const QByteArray &bytes, const api::AttachmentTraits &traits);
};

} // namespace screens
