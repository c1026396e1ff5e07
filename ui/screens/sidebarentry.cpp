#include "ui/screens/sidebarentry.h"

#include "ui/theme/fonts.h"
#include "ui/theme/icons.h"
#include "ui/theme/space.h"
#include "ui/theme/tokens.h"

#include <QPainter>

namespace screens {

namespace {

constexpr int entryMarkSize = 14;

} // namespace

SidebarEntry::SidebarEntry(const QString &id, const QString &label, const QString &icon, QWidget *parent)
    : QToolButton(parent), m_id(id), m_label(label), m_icon(icon)
{
    setObjectName(QStringLiteral("sidebar.") + id);
    setText(label);
    setCheckable(true);
    setAutoExclusive(true);
    setFocusPolicy(Qt::TabFocus);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setAttribute(Qt::WA_Hover);
    nameIt();
}

void SidebarEntry::nameIt()
{
    const QString name = m_count > 0 ? tr("%1, %n waiting", nullptr, m_count).arg(m_label) : m_label;
    setAccessibleName(m_mark.isEmpty() ? name : tr("%1, %2").arg(name, m_mark));
    setToolTip(m_collapsed || !m_mark.isEmpty() ? accessibleName() : QString());
}

void SidebarEntry::setCollapsed(bool collapsed)
{
    m_collapsed = collapsed;
    nameIt();
    updateGeometry();
    update();
}

void SidebarEntry::setCount(int count)
{
    if (m_count == count)
        return;
    m_count = count;
    nameIt();
    update();
}

void SidebarEntry::setMark(const QString &meaning)
{
    if (m_mark == meaning)
        return;
    m_mark = meaning;
    nameIt();
    update();
}

QSize SidebarEntry::sizeHint() const
{
    return {m_collapsed ? 36 : 120, theme::rowHeight(this)};
}

void SidebarEntry::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QPalette colors = palette();
    const QRectF box = QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5);
    if (isChecked() || isDown())
        painter.setBrush(theme::color(colors, theme::Token::Selected));
    else if (underMouse())
        painter.setBrush(theme::color(colors, theme::Token::Raised));
    painter.setPen(hasFocus() ? QPen(theme::color(colors, theme::Token::Accent), 1.5) : QPen(Qt::NoPen));
    painter.drawRoundedRect(box, theme::radius, theme::radius);

    const theme::Token tint = isChecked() ? theme::Token::Text : theme::Token::Muted;
    const QPixmap picture = theme::iconPixmap(m_icon, theme::color(colors, tint), theme::iconSmall, devicePixelRatioF());
    const int left = m_collapsed ? (width() - theme::iconSmall) / 2 : theme::space::s + 2;
    painter.drawPixmap(left, (height() - theme::iconSmall) / 2, picture);

    const QString number = m_count > 99 ? QStringLiteral("99+") : QString::number(m_count);
    painter.setFont(theme::font(theme::Role::SmallStrong));
    const int badge = m_count > 0 ? std::max(18, painter.fontMetrics().horizontalAdvance(number) + 10) : 0;
    if (m_count > 0) {
        const QRectF place = m_collapsed ? QRectF(width() - badge - 1, 1, badge, 15) : QRectF(width() - badge - 8, (height() - 18) / 2.0, badge, 18);
        painter.setPen(Qt::NoPen);
        painter.setBrush(theme::soft(colors, theme::Token::Wait));
        painter.drawRoundedRect(place, place.height() / 2, place.height() / 2);
        painter.setPen(theme::color(colors, theme::Token::Wait));
        painter.drawText(place, Qt::AlignCenter, number);
    }
    if (!m_mark.isEmpty()) {
        const int place = m_collapsed ? width() - entryMarkSize - 2 : width() - badge - entryMarkSize - theme::space::s;
        const QPixmap sign = theme::iconPixmap(QStringLiteral("triangle-alert"), theme::color(colors, theme::Token::Wait), entryMarkSize, devicePixelRatioF());
        painter.drawPixmap(place, m_collapsed ? 2 : (height() - entryMarkSize) / 2, sign);
    }
    if (m_collapsed)
        return;
    painter.setFont(theme::font(isChecked() ? theme::Role::Strong : theme::Role::Body));
    painter.setPen(theme::color(colors, theme::Token::Text));
    const int textLeft = left + theme::iconSmall + theme::space::s + 2;
    const QRect place(textLeft, 0, width() - textLeft - badge - theme::space::m, height());
    painter.drawText(place, Qt::AlignVCenter | Qt::AlignLeft, painter.fontMetrics().elidedText(m_label, Qt::ElideRight, place.width()));
}

} // namespace screens
