#include "ui/screens/recordpickdelegate.h"

#include "base/plaintext.h"
#include "models/resourcelistmodel.h"
#include "ui/theme/fonts.h"
#include "ui/theme/space.h"
#include "ui/theme/tokens.h"

#include <QPainter>

namespace screens {

void RecordPickDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const bool selected = option.state & QStyle::State_Selected;
    const bool hovered = option.state & QStyle::State_MouseOver;
    if (selected || hovered)
        painter->fillRect(option.rect, theme::color(option.palette, selected ? theme::Token::Selected : theme::Token::Raised));
    const QRect area = option.rect.adjusted(theme::space::m, 0, -theme::space::m, 0);
    const QString id = base::shortId(index.data(models::ResourceListModel::IdRole).toString());
    painter->setFont(theme::font(theme::Role::CodeSmall));
    painter->setPen(theme::color(option.palette, theme::Token::Muted));
    const int idWidth = std::min(painter->fontMetrics().horizontalAdvance(id), area.width() / 2);
    painter->drawText(area, Qt::AlignRight | Qt::AlignVCenter | Qt::TextSingleLine, id);
    painter->setFont(theme::font(theme::Role::Body));
    painter->setPen(theme::color(option.palette, theme::Token::Text));
    const QRect rest = area.adjusted(0, 0, -(idWidth + theme::space::m), 0);
    const QString title = base::plainLine(index.data(models::ResourceListModel::TitleRole).toString());
    painter->drawText(rest, Qt::AlignVCenter | Qt::TextSingleLine, painter->fontMetrics().elidedText(title, Qt::ElideRight, rest.width()));
}

QSize RecordPickDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &) const
{
    return {240, theme::rowHeight(option.widget)};
}

} // namespace screens
