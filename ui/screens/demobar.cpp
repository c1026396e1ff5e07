#include "ui/screens/demobar.h"

#include "ui/theme/space.h"
#include "ui/theme/theme.h"
#include "ui/theme/tokens.h"
#include "ui/widgets/plainlabel.h"

#include <QHBoxLayout>
#include <QPainter>
#include <QPushButton>

namespace screens {

DemoBar::DemoBar(QWidget *parent) : QWidget(parent)
{
    setObjectName(QStringLiteral("demo"));
    setAccessibleName(tr("Demo workspace"));
    auto *text = new widgets::PlainLabel(tr("This is a demo workspace on this computer. Its agents follow a script, and nothing costs money."), this);
    text->setObjectName(QStringLiteral("demo.text"));
    auto *button = new QPushButton(tr("Connect your own workspace…"), this);
    button->setObjectName(QStringLiteral("demo.connect"));
    button->setAccessibleName(tr("Connect your own workspace"));
    connect(button, &QPushButton::clicked, this, &DemoBar::connectRequested);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(theme::space::l, theme::space::xs, theme::space::m, theme::space::xs + 1);
    row->setSpacing(theme::space::m);
    row->addWidget(text, 1);
    row->addWidget(button);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    hide();
}

void DemoBar::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), theme::soft(palette(), theme::Token::Accent));
    painter.fillRect(QRect(0, height() - 1, width(), 1), theme::color(palette(), theme::Token::Line));
}

} // namespace screens
