#pragma once

#include "ui/transcript/picturesource.h"

#include <QImage>
#include <QObject>

#include <atomic>
#include <list>
#include <memory>
#include <vector>

namespace ui {

//! A picture as it can be painted, or why there is none.
struct Picture
{
    QImage image;              //!< never larger than the original
    PictureFault fault = PictureFault::None;
    bool isReady() const { return !image.isNull() || fault != PictureFault::None; }
};

//! Decodes pictures aside from the user's thread, one at a time and only those that are seen, and keeps the last ones by their bytes.
class Pictures final : public QObject
{
    Q_OBJECT
public:
    static constexpr qsizetype budget = 8 * 1024 * 1024; //!< of what is kept, as the layouts'
    static constexpr std::size_t mostKept = 64;          //!< with those that cannot be shown
    static constexpr int decodingMegabytes = 64;         //!< S14: that a decoder may take

    explicit Pictures(QObject *parent = nullptr);
    ~Pictures() override;

    //! Wanted: a picture that fits into `pixels`. What was wanted before and is not any more is not decoded.
    struct Wish
    {
        PictureSource source;
        QSize pixels;
    };
    void want(std::vector<Wish> wishes);
    //! What there is of it, maybe smaller than wanted; neither image nor fault: nothing yet.
    std::shared_ptr<const Picture> find(const PictureSource &source) const;
    void clear();

    //! Something that was wanted is under way.
    bool isBusy() const { return m_busy; }
    //! Pictures decoded and bytes kept, for tests.
    int decoded() const { return m_decoded; }
    qsizetype bytes() const { return m_bytes; }

    //! Decodes within the limits, in any thread. An empty `pixels`: in its own size.
    static Picture decode(const PictureSource &source, const QSize &pixels);

Q_SIGNALS:
    //! A picture of this row is there, or it is known why not.
    void changed(quint64 row);

private:
    struct Kept
    {
        PictureSource source;
        QSize pixels;          //!< as it was wanted
        std::shared_ptr<const Picture> picture;
    };
    const Kept *kept(const PictureSource &source) const;
    void next();
    void keep(Kept made);

    std::vector<Wish> m_wishes;
    std::list<Kept> m_kept;    //!< latest first
    qsizetype m_bytes = 0;
    int m_decoded = 0;
    bool m_busy = false;
    std::shared_ptr<std::atomic<bool>> m_stopped;
};

} // namespace ui
