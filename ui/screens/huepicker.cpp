#include "ui/screens/huepicker.h"

#include "ui/theme/space.h"
#include "ui/theme/tokens.h"

#include <QButtonGroup>
#include <QHBoxLayout>
#include <QPainter>
#include <QRadioButton>

namespace screens {

namespace {

//! A colour to choose: a disc, a ring around the chosen one.
class HueButton final : public QRadioButton
{
public:
    HueButton(int hue, QWidget *parent) : QRadioButton(parent), m_hue(hue) {}

    QSize sizeHint() const override { return {28, 28}; }
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    bool hitButton(const QPoint &position) const override { return rect().contains(position); }

    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        const QPointF middle = QRectF(rect()).center();
        painter.setPen(Qt::NoPen);
        painter.setBrush(theme::hue(m_hue, palette()));
        painter.drawEllipse(middle, 8.0, 8.0);
        painter.setBrush(Qt::NoBrush);
        if (isChecked()) {
            painter.setPen(QPen(theme::color(palette(), theme::Token::Text), 1.5));
            painter.drawEllipse(middle, 11.0, 11.0);
        }
        if (hasFocus()) {
            painter.setPen(QPen(theme::color(palette(), theme::Token::Accent), 1.5));
            painter.drawRoundedRect(QRectF(rect()).adjusted(0.75, 0.75, -0.75, -0.75), theme::radius, theme::radius);
        }
    }

private:
    int m_hue;
};

} // namespace

HuePicker::HuePicker(const QString &name, QWidget *parent) : QWidget(parent), m_group(new QButtonGroup(this))
{
    setObjectName(name);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(theme::space::xs);
    for (int i = 0; i < theme::hueCount; ++i) {
        auto *button = new HueButton(i, this);
        button->setObjectName(QStringLiteral("%1.%2").arg(name).arg(i));
        button->setAccessibleName(tr("Colour %1").arg(i + 1));
        m_group->addButton(button, i);
        row->addWidget(button);
    }
    row->addStretch(1);
    connect(m_group, &QButtonGroup::idClicked, this, &HuePicker::hueChanged);
    setHue(0);
}

int HuePicker::hue() const
{
    return std::max(0, m_group->checkedId());
}

void HuePicker::setHue(int hue)
{
    if (QAbstractButton *button = m_group->button(hue % theme::hueCount))
        button->setChecked(true);
}

} // namespace screens
