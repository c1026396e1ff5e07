#include "ui/screens/productionbar.h"

#include "ui/theme/tokens.h"

#include <QPainter>

namespace screens {

ProductionBar::ProductionBar(QWidget *parent) : QWidget(parent)
{
    setObjectName(QStringLiteral("production"));
    setAccessibleName(tr("Production workspace"));
    setFixedHeight(3);
    hide();
}

void ProductionBar::setProduction(bool production, int hue)
{
    m_hue = hue;
    setVisible(production);
    update();
}

void ProductionBar::paintEvent(QPaintEvent *)
{
    QPainter(this).fillRect(rect(), theme::hue(m_hue, palette()));
}

} // namespace screens
