#include "models/transcriptmodel.h"
#include "ui/transcript/flow.h"
#include "ui/transcript/picturepiece.h"
#include "ui/transcript/picturewindow.h"
#include "ui/transcript/transcriptview.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QMenu>
#include <QPointer>
#include <QThreadPool>

#include <cmath>

namespace ui {

//! Gives the pictures that are in sight what there is of them, and asks for the rest.
void TranscriptView::supplyPictures()
{
    std::vector<Pictures::Wish> wishes;
    bool moved = false;
    for (const Flow::Shown &row : m_flow->shown()) {
        for (const int number : row.layout->pictures) {
            auto *piece = static_cast<PicturePiece *>(row.layout->pieces[std::size_t(number)].get());
            const qreal top = row.y + piece->top;
            if (!piece->isMeasured || top > viewport()->height() || top + piece->height < 0 || piece->source().fault != PictureFault::None)
                continue;
            const auto picture = m_pictures->find(piece->source());
            if (picture && piece->setPicture(picture)) {
                piece->isMeasured = false;
                row.layout->measure(number, m_flow->style());
                moved = true;
            }
            const QSizeF shown = piece->shownSize() * devicePixelRatioF();
            if (piece->fault() == PictureFault::None)
                wishes.push_back({piece->source(), QSize(int(std::ceil(shown.width())), int(std::ceil(shown.height())))});
        }
    }
    m_pictures->want(std::move(wishes));
    if (moved)
        arrangeSoon();
}

const PicturePiece *TranscriptView::pictureAt(const Under &under) const
{
    const Flow::Shown *row = m_flow->shownRow(under.key);
    if (!row || under.piece < 0)
        return nullptr;
    const auto &numbers = row->layout->pictures;
    const bool is = std::find(numbers.begin(), numbers.end(), under.piece) != numbers.end();
    return is ? static_cast<const PicturePiece *>(row->layout->pieces[std::size_t(under.piece)].get()) : nullptr;
}

//! The keyboard's menu is about the first picture of the row.
TranscriptView::Under TranscriptView::firstPictureOf(quint64 key) const
{
    const Flow::Shown *row = m_flow->shownRow(key);
    return row && !row->layout->pictures.empty() ? Under{row->index, key, row->layout->pictures.front()} : Under();
}

void TranscriptView::addPictureActions(QMenu *menu, const Under &under)
{
    const PicturePiece *piece = pictureAt(under);
    if (!piece)
        return;
    menu->addSeparator();
    const PictureSource source = piece->source();
    QAction *open = menu->addAction(tr("Open the image"));
    open->setObjectName(QStringLiteral("transcript.openImage"));
    open->setEnabled(piece->fault() == PictureFault::None);
    connect(open, &QAction::triggered, this, [this, under] { openPicture(under); });
    QAction *copy = menu->addAction(tr("Copy the image"));
    copy->setObjectName(QStringLiteral("transcript.copyImage"));
    copy->setEnabled(piece->fault() == PictureFault::None);
    connect(copy, &QAction::triggered, this, [this, source] { copyPicture(source); });
    QAction *save = menu->addAction(tr("Save the image…"));
    save->setObjectName(QStringLiteral("transcript.saveImage"));
    connect(save, &QAction::triggered, this, [this, source] { this->save({Savable::Kind::Picture, QStringLiteral("image") + source.ending(), source.bytes()}); });
}

void TranscriptView::openPicture(const Under &under)
{
    const PicturePiece *piece = pictureAt(under);
    if (piece && piece->fault() == PictureFault::None)
        (new PictureWindow(piece->source(), this))->show();
}

//! In its own size, not as it is shown here.
void TranscriptView::copyPicture(const PictureSource &source)
{
    const QPointer<TranscriptView> self(this); // only carried there and back
    QThreadPool::globalInstance()->start([self, source] {
        const Picture picture = Pictures::decode(source, {});
        QMetaObject::invokeMethod(
            QCoreApplication::instance(),
            [self, picture] {
                if (!self || picture.image.isNull())
                    return;
                QGuiApplication::clipboard()->setImage(picture.image);
                Q_EMIT self->announce(TranscriptView::tr("Copied"));
            },
            Qt::QueuedConnection);
    });
}

} // namespace ui
