#include "ui/transcript/picturewindow.h"

#include "ui/theme/space.h"
#include "ui/theme/tokens.h"
#include "ui/transcript/pictures.h"

#include <QCoreApplication>
#include <QKeyEvent>
#include <QPainter>
#include <QPointer>
#include <QScreen>
#include <QThreadPool>

namespace ui {

PictureWindow::PictureWindow(const PictureSource &source, QWidget *parent)
    : QWidget(parent, Qt::Window)
    , m_size(source.size())
{
    setObjectName(QStringLiteral("picture"));
    setAttribute(Qt::WA_DeleteOnClose);
    setAttribute(Qt::WA_OpaquePaintEvent);
    const QString name = tr("Image, %1 × %2 pixels").arg(m_size.width()).arg(m_size.height());
    setWindowTitle(name);
    setAccessibleName(name);
    setMinimumSize(200, 120);
    const QSize room = screen()->availableSize() * 8 / 10;
    const QSize margins(2 * theme::space::l, 2 * theme::space::l);
    resize((m_size + margins).boundedTo(room));

    const QPointer<PictureWindow> self(this); // only carried there and back
    QThreadPool::globalInstance()->start([self, source] {
        const Picture picture = Pictures::decode(source, {});
        QMetaObject::invokeMethod(
            QCoreApplication::instance(),
            [self, picture] {
                if (self)
                    self->take(picture.image);
            },
            Qt::QueuedConnection);
    });
}

void PictureWindow::take(const QImage &image)
{
    m_image = image;
    update();
}

void PictureWindow::paintEvent(QPaintEvent *event)
{
    QPainter painter(this);
    painter.fillRect(event->rect(), theme::color(palette(), theme::Token::Canvas));
    if (m_image.isNull())
        return;
    const QSize room = size() - QSize(2 * theme::space::l, 2 * theme::space::l);
    const bool fits = m_size.width() <= room.width() && m_size.height() <= room.height();
    QRect place({}, fits ? m_size : m_size.scaled(room, Qt::KeepAspectRatio));
    place.moveCenter(rect().center());
    painter.setRenderHint(QPainter::SmoothPixmapTransform);
    painter.drawImage(place, m_image);
}

void PictureWindow::keyPressEvent(QKeyEvent *event)
{
    if (event->matches(QKeySequence::Cancel) || event->matches(QKeySequence::Close))
        close();
    else
        QWidget::keyPressEvent(event);
}

} // namespace ui
