#include "ui/screens/resourceheader.h"

#include "ui/screens/recorddelegate.h"
#include "ui/theme/space.h"

namespace screens {

ResourceHeader::ResourceHeader(const api::ResourceDescriptor &descriptor, QWidget *parent)
    : QHeaderView(Qt::Horizontal, parent), m_descriptor(descriptor)
{
    setSectionsMovable(true);
    setSectionsClickable(true);
    setHighlightSections(false);
    setSortIndicatorClearable(true);
    setMinimumSectionSize(56);
    setContextMenuPolicy(Qt::CustomContextMenu);
    setProperty("pageMargin", true);
}

QSize ResourceHeader::sizeHint() const
{
    return {QHeaderView::sizeHint().width(), theme::rowHeight(this)};
}

int ResourceHeader::weight(const std::vector<api::ColumnDescriptor> &columns, int column)
{
    const auto isTime = [](const api::ColumnDescriptor &other) { return other.kind == api::ColumnKind::Time; };
    switch (columns[std::size_t(column)].kind) {
    case api::ColumnKind::Status: return 0;
    case api::ColumnKind::Time: return std::any_of(columns.begin(), columns.begin() + column, isTime) ? 3 : 1; // a second time says less
    case api::ColumnKind::Text: return 2;
    case api::ColumnKind::Money: return 3;
    case api::ColumnKind::Tokens:
    case api::ColumnKind::Number:
    case api::ColumnKind::Count: return 4;
    case api::ColumnKind::Id: return 5;
    }
    return 5;
}

void ResourceHeader::initStyleOptionForIndex(QStyleOptionHeader *option, int section) const
{
    QHeaderView::initStyleOptionForIndex(option, section);
    if (section < 0 || section >= int(m_descriptor.columns.size()))
        return;
    const bool numeric = RecordDelegate::isNumeric(m_descriptor.columns[std::size_t(section)].kind);
    option->textAlignment = (numeric ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter;
}

} // namespace screens
