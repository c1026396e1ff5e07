#include "ui/theme/fonts.h"
#include "ui/theme/paint.h"
#include "ui/theme/space.h"

#include <QStyle>
#include <QWidget>

namespace theme::paint {

namespace {

constexpr int menuIconColumn = 16 + 2 * space::s;

} // namespace

void headerSection(QPainter *painter, const QStyleOptionHeader *option)
{
    const QPalette &palette = option->palette;
    const bool hovered = (option->state & QStyle::State_MouseOver) && (option->state & QStyle::State_Enabled);
    painter->fillRect(option->rect, color(palette, hovered ? Token::Raised : Token::Surface));
    hairline(painter, QRect(option->rect.left(), option->rect.bottom(), option->rect.width(), 1), palette);
    if (hovered && option->orientation == Qt::Horizontal)
        hairline(painter, QRect(option->rect.right(), option->rect.top() + 8, 1, option->rect.height() - 16), palette);
}

void headerLabel(QPainter *painter, const QStyleOptionHeader *option, const QWidget *widget)
{
    const QPalette &palette = option->palette;
    painter->save();
    painter->setFont(font(Role::SmallStrong));
    const bool sorted = option->sortIndicator != QStyleOptionHeader::None;
    const QFontMetrics metrics(painter->font());
    const int arrow = sorted ? 16 : 0;
    const QString text = metrics.elidedText(option->text, Qt::ElideRight, std::max(0, option->rect.width() - arrow));
    const int width = metrics.horizontalAdvance(text);
    const bool right = option->textAlignment & Qt::AlignRight;
    // A list that fills a page begins at the page's margin.
    const bool first = option->position == QStyleOptionHeader::Beginning || option->position == QStyleOptionHeader::OnlyOneSection;
    const int indent = first && widget && widget->property("pageMargin").toBool() ? space::s : 0;
    const int x = right ? option->rect.right() + 1 - width : option->rect.left() + indent;
    const QColor ink = color(palette, sorted ? Token::Text : Token::Muted);
    painter->setPen(ink);
    painter->drawText(QRect(x, option->rect.top(), width + 1, option->rect.height()), Qt::AlignVCenter | Qt::TextSingleLine, text);
    if (sorted) {
        const int at = right ? x - arrow : x + width + 2;
        // Qt's "sort down" means ascending values down the page.
        const QString icon = option->sortIndicator == QStyleOptionHeader::SortDown ? QStringLiteral("arrow-up") : QStringLiteral("arrow-down");
        glyph(painter, QRect(at, option->rect.top(), 14, option->rect.height()), icon, ink, 12);
    }
    painter->restore();
}

void itemPanel(QPainter *painter, const QStyleOptionViewItem *option, const QWidget *widget)
{
    const QPalette &palette = option->palette;
    const bool selected = option->state & QStyle::State_Selected;
    const bool hovered = (option->state & QStyle::State_MouseOver) && (option->state & QStyle::State_Enabled);
    if (option->backgroundBrush.style() != Qt::NoBrush)
        painter->fillRect(option->rect, option->backgroundBrush);
    if (!selected && !hovered)
        return;
    const QColor ground = color(palette, selected ? Token::Selected : Token::Raised);
    const bool table = widget && widget->inherits("QTableView");
    if (table)
        painter->fillRect(option->rect, ground);
    else
        box(painter, option->rect.adjusted(2, 1, -2, -1), ground, {}, radius - 2);
}

void tabShape(QPainter *painter, const QStyleOptionTab *option)
{
    const QPalette &palette = option->palette;
    const bool selected = option->state & QStyle::State_Selected;
    const bool hovered = (option->state & QStyle::State_MouseOver) && (option->state & QStyle::State_Enabled);
    if (hovered && !selected)
        box(painter, option->rect.adjusted(2, 4, -2, -6), color(palette, Token::Raised), {}, radius - 2);
    if (selected) {
        const QRect line(option->rect.left() + space::s, option->rect.bottom() - 1, option->rect.width() - 2 * space::s, 2);
        box(painter, line, color(palette, Token::Accent), {}, 1);
    }
    if (keyboardFocus(option))
        focusRing(painter, option->rect.adjusted(2, 2, -2, -4), palette, radius - 2);
}

void tabLabel(QPainter *painter, const QStyleOptionTab *option)
{
    const QPalette &palette = option->palette;
    const bool selected = option->state & QStyle::State_Selected;
    const bool enabled = option->state & QStyle::State_Enabled;
    painter->save();
    if (selected) {
        QFont strong = painter->font();
        strong.setWeight(QFont::DemiBold);
        painter->setFont(strong);
    }
    painter->setPen(!enabled ? palette.color(QPalette::Disabled, QPalette::Text) : color(palette, selected ? Token::Text : Token::Muted));
    QRect rect = option->rect.adjusted(space::s, 0, -space::s, -2);
    if (!option->rightButtonSize.isEmpty())
        rect.setRight(rect.right() - option->rightButtonSize.width() - 2);
    if (!option->icon.isNull()) {
        option->icon.paint(painter, QRect(rect.left(), rect.top(), 16, rect.height()), Qt::AlignCenter, enabled ? QIcon::Normal : QIcon::Disabled);
        rect.setLeft(rect.left() + 22);
    }
    const QString text = painter->fontMetrics().elidedText(option->text, Qt::ElideRight, rect.width(), Qt::TextShowMnemonic);
    painter->drawText(rect, Qt::AlignVCenter | Qt::AlignHCenter | Qt::TextSingleLine | Qt::TextHideMnemonic, text);
    painter->restore();
}

void menuItem(QPainter *painter, const QStyleOptionMenuItem *option)
{
    const QPalette &palette = option->palette;
    if (option->menuItemType == QStyleOptionMenuItem::Separator) {
        hairline(painter, QRect(option->rect.left() + space::s, option->rect.center().y(), option->rect.width() - 2 * space::s, 1), palette);
        return;
    }
    const bool enabled = option->state & QStyle::State_Enabled;
    if ((option->state & QStyle::State_Selected) && enabled)
        box(painter, option->rect.adjusted(4, 0, -4, 0), color(palette, Token::Selected), {}, radius - 2);
    const QColor ink = enabled ? color(palette, Token::Text) : palette.color(QPalette::Disabled, QPalette::Text);
    const QRect iconRect(option->rect.left() + space::s, option->rect.top(), 16 + space::xs, option->rect.height());
    if (option->checkType != QStyleOptionMenuItem::NotCheckable) {
        if (option->checked)
            glyph(painter, iconRect, QStringLiteral("check"), color(palette, Token::Accent), 16);
    } else if (!option->icon.isNull()) {
        option->icon.paint(painter, iconRect.adjusted(2, 0, -2, 0), Qt::AlignCenter, enabled ? QIcon::Normal : QIcon::Disabled);
    }
    const QRect textRect(option->rect.left() + menuIconColumn, option->rect.top(), option->rect.width() - menuIconColumn - space::l,
                         option->rect.height());
    const qsizetype tab = option->text.indexOf(QLatin1Char('\t'));
    painter->save();
    painter->setFont(option->font);
    painter->setPen(ink);
    painter->drawText(textRect, Qt::AlignVCenter | Qt::TextSingleLine | Qt::TextShowMnemonic, tab < 0 ? option->text : option->text.left(tab));
    if (tab >= 0) {
        painter->setPen(enabled ? color(palette, Token::Muted) : ink);
        painter->drawText(textRect, Qt::AlignVCenter | Qt::AlignRight | Qt::TextSingleLine, option->text.mid(tab + 1));
    }
    painter->restore();
    if (option->menuItemType == QStyleOptionMenuItem::SubMenu)
        glyph(painter, QRect(option->rect.right() - 20, option->rect.top(), 16, option->rect.height()), QStringLiteral("chevron-right"), ink, 14);
}

bool indicator(QPainter *painter, QStyle::PrimitiveElement element, const QStyleOption *option)
{
    const QPalette &palette = option->palette;
    const QColor muted = color(palette, (option->state & QStyle::State_Enabled) ? Token::Muted : Token::Line);
    switch (element) {
    case QStyle::PE_IndicatorArrowDown: glyph(painter, option->rect, QStringLiteral("chevron-down"), muted, 12); return true;
    case QStyle::PE_IndicatorArrowUp: glyph(painter, option->rect, QStringLiteral("chevron-up"), muted, 12); return true;
    case QStyle::PE_IndicatorArrowLeft: glyph(painter, option->rect, QStringLiteral("chevron-left"), muted, 14); return true;
    case QStyle::PE_IndicatorArrowRight: glyph(painter, option->rect, QStringLiteral("chevron-right"), muted, 14); return true;
    case QStyle::PE_IndicatorBranch:
        if (option->state & QStyle::State_Children) {
            const bool open = option->state & QStyle::State_Open;
            glyph(painter, option->rect, open ? QStringLiteral("chevron-down") : QStringLiteral("chevron-right"), muted, 14);
        }
        return true;
    case QStyle::PE_IndicatorTabClose: {
        const bool hovered = option->state & QStyle::State_MouseOver;
        if (hovered)
            box(painter, option->rect, color(palette, Token::Raised), {}, 4);
        glyph(painter, option->rect, QStringLiteral("x"), color(palette, hovered ? Token::Text : Token::Muted), 12);
        return true;
    }
    default: return false;
    }
}

QSize menuItemSize(const QStyleOptionMenuItem *option, int rowHeight)
{
    if (option->menuItemType == QStyleOptionMenuItem::Separator)
        return {10, 9};
    const QFontMetrics metrics(option->font);
    const qsizetype tab = option->text.indexOf(QLatin1Char('\t'));
    int width = menuIconColumn + space::xl;
    width += metrics.size(Qt::TextShowMnemonic | Qt::TextSingleLine, tab < 0 ? option->text : option->text.left(tab)).width();
    if (tab >= 0)
        width += metrics.horizontalAdvance(option->text.mid(tab + 1)) + space::xl;
    return {std::max(width, 160), std::max(rowHeight, metrics.height() + space::s)};
}

void menuBarItem(QPainter *painter, const QStyleOptionMenuItem *option, const QStyle *style)
{
    const QPalette &palette = option->palette;
    painter->fillRect(option->rect, color(palette, Token::Canvas));
    const bool enabled = option->state & QStyle::State_Enabled;
    if ((option->state & QStyle::State_Selected) && enabled)
        box(painter, option->rect.adjusted(1, 2, -1, -2), color(palette, (option->state & QStyle::State_Sunken) ? Token::Selected : Token::Raised), {},
            radius - 2);
    painter->setPen(enabled ? color(palette, Token::Text) : palette.color(QPalette::Disabled, QPalette::Text));
    const int underline = style->styleHint(QStyle::SH_UnderlineShortcut, option) ? Qt::TextShowMnemonic : Qt::TextHideMnemonic;
    painter->drawText(option->rect, Qt::AlignCenter | Qt::TextSingleLine | underline, option->text);
}

} // namespace theme::paint
