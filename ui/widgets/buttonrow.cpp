#include "ui/widgets/buttonrow.h"

#include "ui/theme/space.h"
#include "ui/theme/theme.h"

#include <QHBoxLayout>
#include <QPushButton>

namespace widgets {

ButtonRow::ButtonRow(QWidget *parent) : QWidget(parent), m_row(new QHBoxLayout(this))
{
    m_row->setContentsMargins(0, 0, 0, 0);
    m_row->setSpacing(theme::space::s);
    m_row->addStretch(1);
}

QPushButton *ButtonRow::add(const QString &objectName, const QString &label, bool primary)
{
    auto *button = new QPushButton(label);
    button->setObjectName(objectName);
    button->setAccessibleName(label);
    button->setAutoDefault(false);
    if (primary)
        theme::setButtonKind(button, theme::ButtonKind::Primary);
    m_row->addWidget(button);
    return button;
}

void ButtonRow::setLeading(QWidget *widget)
{
    m_row->insertWidget(0, widget);
}

} // namespace widgets
