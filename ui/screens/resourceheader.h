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

protected:
    void initStyleOptionForIndex(QStyleOptionHeader *option, int section) const override;

private:
    const api::ResourceDescriptor &m_descriptor;
};

} // namespace screens
