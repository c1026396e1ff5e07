#pragma once

#include "api/resource.h"

#include <QHeaderView>

namespace screens {

//! The header of a resource table: labels of number columns stand on the right, above their numbers.
class ResourceHeader : public QHeaderView
{
    Q_OBJECT
public:
    ResourceHeader(const api::ResourceDescriptor &descriptor, QWidget *parent);
    QSize sizeHint() const override;

    //! When there is too little room the columns that tell least, of the greatest weight, step aside first.
    static int weight(const std::vector<api::ColumnDescriptor> &columns, int column);

protected:
    void initStyleOptionForIndex(QStyleOptionHeader *option, int section) const override;

private:
    const api::ResourceDescriptor &m_descriptor;
};

} // namespace screens
