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

void ResourceHeader::initStyleOptionForIndex(QStyleOptionHeader *option, int section) const
{
    QHeaderView::initStyleOptionForIndex(option, section);
    if (section < 0 || section >= int(m_descriptor.columns.size()))
        return;
    const bool numeric = RecordDelegate::isNumeric(m_descriptor.columns[std::size_t(section)].kind);
    option->textAlignment = (numeric ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter;
}

} // namespace screens
