#include "ui/widgets/section.h"

#include "ui/theme/space.h"
#include "ui/widgets/plainlabel.h"

#include <QVBoxLayout>

namespace widgets {

Section::Section(const QString &title, const QString &help, QWidget *parent) : QWidget(parent), m_column(new QVBoxLayout)
{
    auto *outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->setSpacing(theme::space::xs);
    if (!title.isEmpty()) {
        auto *heading = new PlainLabel(title);
        heading->setRole(theme::Role::Strong);
        outer->addWidget(heading);
    }
    if (!help.isEmpty()) {
        auto *sentence = new PlainLabel(help);
        sentence->setMultiLine(true);
        sentence->setToken(theme::Token::Muted);
        outer->addWidget(sentence);
    }
    outer->addSpacing(title.isEmpty() && help.isEmpty() ? 0 : theme::space::xs);
    m_column->setContentsMargins(0, 0, 0, 0);
    m_column->setSpacing(theme::space::l);
    outer->addLayout(m_column);
    setAccessibleName(title);
}

} // namespace widgets
