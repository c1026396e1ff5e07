#include "ui/screens/attachmentchip.h"

#include "base/plaintext.h"
#include "ui/screens/filewords.h"
#include "ui/theme/fonts.h"
#include "ui/theme/icons.h"
#include "ui/theme/space.h"
#include "ui/theme/theme.h"
#include "ui/widgets/plainlabel.h"

#include <QKeyEvent>
#include <QPainter>
#include <QPainterPath>

namespace screens {

using theme::Token;

namespace {

constexpr int pictureSide = 36;
constexpr int mostTextWidth = 200;
constexpr int leastTextWidth = 64;

} // namespace

AttachmentChip::AttachmentChip(QWidget *parent) : QWidget(parent), m_remove(new QToolButton(this))
{
    setObjectName(QStringLiteral("composer.file"));
    setFocusPolicy(Qt::StrongFocus);
    m_remove->setObjectName(QStringLiteral("composer.file.remove"));
    m_remove->setIcon(theme::icon(QStringLiteral("x"), Token::Muted));
    m_remove->setIconSize(QSize(theme::iconSmall, theme::iconSmall));
    m_remove->setAutoRaise(true);
    m_remove->setFocusPolicy(Qt::TabFocus);
    theme::setButtonKind(m_remove, theme::ButtonKind::Quiet);
    connect(m_remove, &QToolButton::clicked, this, [this] { Q_EMIT removeRequested(m_id); });
}

void AttachmentChip::setEntry(const MessageFiles::Entry &entry)
{
    const bool image = entry.file.kind == api::Attachment::Kind::Image && !entry.reading;
    m_id = entry.id;
    m_name = base::plainLine(entry.file.name, 200);
    m_words = entry.reading ? tr("Being read…")
                            : QStringLiteral("%1 · %2").arg(FileWords::kind(entry.file.mediaType), FileWords::size(entry.file.bytes.size()));
    if (entry.shrunkTo.isValid())
        m_words += QStringLiteral(" · ") + FileWords::shrunk(entry.shrunkTo);
    m_icon = entry.reading ? QStringLiteral("loader") : image ? QStringLiteral("image") : QStringLiteral("file-text");
    m_picture = entry.picture;
    setAccessibleName(tr("Attached file %1, %2").arg(m_name, m_words));
    m_remove->setAccessibleName(tr("Remove %1").arg(m_name));
    widgets::setToolTipText(this, m_name);
    widgets::setToolTipText(m_remove, tr("Remove %1").arg(m_name));
    updateGeometry();
    update();
}

int AttachmentChip::textWidth() const
{
    const int name = QFontMetrics(font()).horizontalAdvance(m_name);
    const int words = QFontMetrics(theme::font(theme::Role::Small)).horizontalAdvance(m_words);
    return std::clamp(std::max(name, words) + 2, leastTextWidth, mostTextWidth);
}

QSize AttachmentChip::sizeHint() const
{
    const int height = std::max(pictureSide, QFontMetrics(font()).height() + QFontMetrics(theme::font(theme::Role::Small)).height());
    return {theme::space::xs + pictureSide + theme::space::s + textWidth() + theme::space::xs + m_remove->sizeHint().width() + theme::space::xs,
            height + 2 * theme::space::xs};
}

void AttachmentChip::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    const QSize size = m_remove->sizeHint();
    m_remove->setGeometry(QStyle::visualRect(layoutDirection(), rect(),
                                             QRect(QPoint(width() - theme::space::xs - size.width(), (height() - size.height()) / 2), size)));
}

void AttachmentChip::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Delete || event->key() == Qt::Key_Backspace)
        Q_EMIT removeRequested(m_id);
    else
        QWidget::keyPressEvent(event);
}

void AttachmentChip::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHints(QPainter::Antialiasing | QPainter::SmoothPixmapTransform);
    painter.setPen(hasFocus() ? QPen(theme::color(palette(), Token::Accent), 1.5) : QPen(theme::color(palette(), Token::Line), 1));
    painter.setBrush(theme::color(palette(), Token::Raised));
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.75, 0.75, -0.75, -0.75), theme::radius, theme::radius);

    const auto place = [this](const QRect &logical) { return QStyle::visualRect(layoutDirection(), rect(), logical); };
    const QRect side = place({theme::space::xs, (height() - pictureSide) / 2, pictureSide, pictureSide});
    if (m_picture.isNull()) {
        const QPixmap icon = theme::iconPixmap(m_icon, theme::color(palette(), Token::Muted), theme::iconLarge, devicePixelRatioF());
        painter.drawPixmap(side.center() - QPoint(theme::iconLarge, theme::iconLarge) / 2 + QPoint(1, 1), icon);
    } else {
        QPainterPath outline;
        outline.addRoundedRect(side, theme::radius - 2, theme::radius - 2);
        painter.save();
        painter.setClipPath(outline);
        const QSizeF filled = QSizeF(m_picture.size()).scaled(side.size(), Qt::KeepAspectRatioByExpanding);
        QRectF whole({}, filled);
        whole.moveCenter(QRectF(side).center());
        painter.drawImage(whole, m_picture);
        painter.restore();
    }
    const QFontMetrics name(font());
    const QFont small = theme::font(theme::Role::Small);
    const QFontMetrics words(small);
    const int top = (height() - name.height() - words.height()) / 2;
    const int left = theme::space::xs + pictureSide + theme::space::s;
    const int wide = width() - left - 2 * theme::space::xs - m_remove->width();
    painter.setPen(theme::color(palette(), Token::Text));
    painter.drawText(place({left, top, wide, name.height()}), int(Qt::AlignLeading | Qt::AlignVCenter) | Qt::TextSingleLine,
                     name.elidedText(m_name, Qt::ElideMiddle, wide));
    painter.setFont(small);
    painter.setPen(theme::color(palette(), Token::Muted));
    painter.drawText(place({left, top + name.height(), wide, words.height()}), int(Qt::AlignLeading | Qt::AlignVCenter) | Qt::TextSingleLine,
                     words.elidedText(m_words, Qt::ElideRight, wide));
}

} // namespace screens
