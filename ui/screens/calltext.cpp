#include "ui/screens/calltext.h"

#include "ui/theme/fonts.h"
#include "ui/theme/space.h"
#include "ui/theme/theme.h"
#include "ui/theme/tokens.h"
#include "ui/widgets/plainlabel.h"

#include <QAbstractTextDocumentLayout>
#include <QHBoxLayout>
#include <QPlainTextEdit>
#include <QToolButton>

#include <cmath>

namespace screens {

CallText::CallText(const QString &name, QWidget *parent)
    : QWidget(parent), m_title(new widgets::PlainLabel(this)), m_count(new widgets::PlainLabel(this)),
      m_json(new QToolButton(this)), m_input(new QPlainTextEdit(this))
{
    m_title->setObjectName(name + QStringLiteral(".title"));
    m_title->setRole(theme::Role::Strong);
    m_count->setObjectName(name + QStringLiteral(".count"));
    m_count->setRole(theme::Role::Small);
    m_count->setToken(theme::Token::Muted);
    m_json->setObjectName(name + QStringLiteral(".json"));
    m_json->setText(tr("JSON"));
    m_json->setAccessibleName(tr("Show the input as JSON"));
    m_json->setCheckable(true);
    m_json->setAutoRaise(true);
    m_input->setObjectName(name + QStringLiteral(".input"));
    m_input->setAccessibleName(tr("What would run"));
    m_input->setReadOnly(true);
    m_input->setTabChangesFocus(true);
    m_input->setFont(theme::font(theme::Role::Code));
    m_input->setLineWrapMode(QPlainTextEdit::WidgetWidth);
    m_input->setWordWrapMode(QTextOption::WrapAnywhere); // nothing may lie beyond an edge
    m_input->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    connect(m_json, &QToolButton::toggled, this, &CallText::showInput);

    auto *row = new QHBoxLayout;
    row->setSpacing(theme::space::s);
    row->addWidget(m_title, 1);
    row->addWidget(m_count);
    row->addWidget(m_json);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(theme::space::xs);
    column->addLayout(row);
    column->addWidget(m_input);
}

void CallText::setRequest(const CallRequest &request, const QString &question, int position, int count)
{
    const bool same = m_id == request.id && m_shown == request.input;
    m_id = request.id;
    m_shown = request.input;
    m_title->setText(question);
    m_count->setText(count > 1 ? tr("%1 of %2").arg(position).arg(count) : QString());
    if (!same)
        showInput();
}

void CallText::setMaximumInputHeight(int height)
{
    m_largest = height;
    fitHeight();
}

QString CallText::shownInput() const
{
    return m_input->toPlainText();
}

void CallText::showInput()
{
    m_input->setPlainText(m_json->isChecked() ? jsonInput(m_shown) : readableInput(m_shown));
    fitHeight();
}

void CallText::fitHeight()
{
    const int line = QFontMetrics(m_input->font()).lineSpacing();
    const int frame = 2 * m_input->frameWidth() + 2 * int(m_input->document()->documentMargin()) + theme::space::s;
    const double lines = std::max(1.0, m_input->document()->documentLayout()->documentSize().height());
    const int smallest = line + frame;
    m_input->setFixedHeight(std::clamp(int(std::ceil(lines * line)) + frame, smallest, std::max(smallest, m_largest)));
}

} // namespace screens
