#include "ui/screens/callanswer.h"

#include "base/plaintext.h"
#include "ui/screens/calltext.h"
#include "ui/screens/errortext.h"
#include "ui/theme/fonts.h"
#include "ui/theme/space.h"
#include "ui/theme/theme.h"
#include "ui/theme/tokens.h"
#include "ui/widgets/plainlabel.h"

#include <QCheckBox>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QPainter>
#include <QPlainTextEdit>
#include <QPushButton>

namespace screens {

namespace {

constexpr int resultLines = 3;

} // namespace

CallAnswer::CallAnswer(QWidget *parent)
    : QWidget(parent), m_text(new CallText(QStringLiteral("callAnswer"), this)), m_result(new QPlainTextEdit(this)),
      m_isError(new QCheckBox(tr("This is an error"), this)), m_send(new QPushButton(tr("Send result"), this)),
      m_note(new widgets::PlainLabel(this))
{
    build();
    connect(m_send, &QPushButton::clicked, this, &CallAnswer::send);
    hide();
}

void CallAnswer::build()
{
    setObjectName(QStringLiteral("callAnswer"));
    m_result->setObjectName(QStringLiteral("callAnswer.result"));
    m_result->setAccessibleName(tr("Result of the tool"));
    m_result->setPlaceholderText(tr("Write what the tool returns…"));
    m_result->setTabChangesFocus(true);
    m_result->setFont(theme::font(theme::Role::Code));
    m_result->setFixedHeight(resultLines * QFontMetrics(m_result->font()).lineSpacing() + theme::space::l);
    m_result->installEventFilter(this);
    m_note->setObjectName(QStringLiteral("callAnswer.note"));
    m_note->setRole(theme::Role::Small);
    m_isError->setObjectName(QStringLiteral("callAnswer.isError"));
    m_isError->setAccessibleName(tr("This is an error"));
    m_send->setObjectName(QStringLiteral("callAnswer.send"));
    m_send->setAccessibleName(tr("Send the result to the agent"));
    m_send->setAutoDefault(false);
    theme::setButtonKind(m_send, theme::ButtonKind::Primary);

    auto *row = new QHBoxLayout;
    row->setSpacing(theme::space::m);
    row->addWidget(m_send);
    row->addWidget(m_isError);
    row->addWidget(m_note, 1);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(theme::space::m + theme::space::xs, theme::space::s, theme::space::m, theme::space::m);
    column->setSpacing(theme::space::s);
    column->addWidget(m_text);
    column->addWidget(m_result);
    column->addLayout(row);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Maximum);
}

void CallAnswer::setRequests(const CallRequests &requests)
{
    m_requests = requests;
    const int index = callToShow(m_requests, m_shownId);
    if (index < 0) {
        m_shownId.clear();
        m_result->clear();
        m_isError->setChecked(false);
        hide();
        return;
    }
    const CallRequest &request = m_requests[std::size_t(index)];
    if (request.id != m_shownId) {
        m_shownId = request.id;
        m_result->clear();
        m_isError->setChecked(false);
    }
    m_send->setEnabled(!request.answering && m_closed.isEmpty());
    m_result->setReadOnly(!m_closed.isEmpty());
    const QString note = request.answering ? tr("Sending the result…")
        : !m_closed.isEmpty()              ? m_closed
        : request.error                    ? tr("The result did not arrive. %1").arg(ErrorText::of(*request.error).text)
                                           : QString();
    m_note->setText(note);
    m_note->setMultiLine(!m_closed.isEmpty());
    m_note->setToken(!request.answering && (request.error || !m_closed.isEmpty()) ? theme::Token::Fail : theme::Token::Muted);
    m_text->setRequest(request, tr("The agent waits for the result of %1").arg(request.toolName), index + 1, int(m_requests.size()));
    setAccessibleName(tr("Result needed: %1").arg(base::plainLine(request.toolName)));
    show();
}

void CallAnswer::setClosed(const QString &why)
{
    if (why == m_closed)
        return;
    m_closed = why;
    setRequests(CallRequests(m_requests));
}

void CallAnswer::setRoom(int height)
{
    m_text->setMaximumInputHeight(std::max(48, height / 5));
}

void CallAnswer::send()
{
    if (m_shownId.isEmpty() || !m_send->isEnabled())
        return;
    m_send->setEnabled(false); // until the next call is set, or this one again after its result did not arrive
    Q_EMIT answered(m_shownId, m_result->toPlainText(), m_isError->isChecked());
}

bool CallAnswer::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_result && event->type() == QEvent::KeyPress) {
        auto *key = static_cast<QKeyEvent *>(event);
        const bool enter = key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter;
        if (enter && (key->modifiers() & Qt::ControlModifier) && !key->isAutoRepeat()) {
            send();
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

void CallAnswer::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), theme::soft(palette(), theme::Token::Wait));
    painter.fillRect(QRect(0, 0, width(), 1), theme::color(palette(), theme::Token::Line));
    painter.fillRect(QRect(0, 0, 3, height()), theme::color(palette(), theme::Token::Wait));
}

} // namespace screens
