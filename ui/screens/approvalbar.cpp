#include "ui/screens/approvalbar.h"

#include "base/plaintext.h"
#include "ui/screens/calltext.h"
#include "ui/screens/errortext.h"
#include "ui/theme/icons.h"
#include "ui/theme/space.h"
#include "ui/theme/theme.h"
#include "ui/theme/tokens.h"
#include "ui/widgets/plainlabel.h"

#include <QAccessible>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QPainter>
#include <QPushButton>

namespace screens {

namespace {

constexpr std::chrono::milliseconds guardTime{500}; // S12: not clickable by a click that was meant for something else

QPushButton *makeButton(const QString &name, const QString &label, const QString &accessible, QWidget *parent)
{
    auto *button = new QPushButton(label, parent);
    button->setObjectName(name);
    button->setAccessibleName(accessible);
    button->setAutoDefault(false);
    return button;
}

} // namespace

ApprovalBar::ApprovalBar(base::Clock *clock, QWidget *parent)
    : QWidget(parent), m_clock(clock), m_text(new CallText(QStringLiteral("approval"), this)), m_note(new widgets::PlainLabel(this)),
      m_allow(makeButton(QStringLiteral("approval.allow"), tr("Allow"), tr("Allow this call"), this)),
      m_deny(makeButton(QStringLiteral("approval.deny"), tr("Deny"), tr("Deny this call"), this)),
      m_denyWith(makeButton(QStringLiteral("approval.denyWith"), tr("Deny with message…"), tr("Deny this call with a message"), this)),
      m_reasonRow(new QWidget(this)), m_reason(new QLineEdit(m_reasonRow)),
      m_sendReason(makeButton(QStringLiteral("approval.sendReason"), tr("Deny"), tr("Deny with this message"), m_reasonRow))
{
    build();
    connect(m_allow, &QPushButton::clicked, this, &ApprovalBar::allow);
    connect(m_deny, &QPushButton::clicked, this, &ApprovalBar::deny);
    connect(m_denyWith, &QPushButton::clicked, this, &ApprovalBar::openReason);
    connect(m_sendReason, &QPushButton::clicked, this, [this] { answer(false, m_reason->text()); });
    hide();
}

void ApprovalBar::build()
{
    setObjectName(QStringLiteral("approval"));
    setFocusPolicy(Qt::StrongFocus);
    theme::setButtonKind(m_allow, theme::ButtonKind::Primary);
    theme::setButtonKind(m_denyWith, theme::ButtonKind::Quiet);
    m_allow->setIcon(theme::icon(QStringLiteral("check"), theme::Token::OnAccent));
    m_deny->setIcon(theme::icon(QStringLiteral("x")));
    m_note->setObjectName(QStringLiteral("approval.note"));
    m_note->setRole(theme::Role::Small);
    m_reason->setObjectName(QStringLiteral("approval.reason"));
    m_reason->setAccessibleName(tr("Message to the agent"));
    m_reason->setPlaceholderText(tr("Tell the agent why, or what to do instead"));
    for (QWidget *widget : {static_cast<QWidget *>(m_allow), static_cast<QWidget *>(m_deny), static_cast<QWidget *>(m_denyWith),
                            static_cast<QWidget *>(m_reason), static_cast<QWidget *>(m_sendReason)})
        widget->installEventFilter(this);

    auto *reasonRow = new QHBoxLayout(m_reasonRow);
    reasonRow->setContentsMargins(0, 0, 0, 0);
    reasonRow->setSpacing(theme::space::s);
    reasonRow->addWidget(m_reason, 1);
    reasonRow->addWidget(m_sendReason);
    m_reasonRow->hide();

    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(theme::space::s);
    buttons->addWidget(m_allow);
    buttons->addWidget(m_deny);
    buttons->addWidget(m_denyWith);
    buttons->addWidget(m_note, 1);

    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(theme::space::m + theme::space::xs, theme::space::s, theme::space::m, theme::space::m);
    column->setSpacing(theme::space::s);
    column->addWidget(m_text);
    column->addWidget(m_reasonRow);
    column->addLayout(buttons);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Maximum);
}

void ApprovalBar::setRequests(const CallRequests &requests)
{
    m_requests = requests;
    const int index = callToShow(m_requests, m_shownId);
    if (index < 0) {
        m_shownId.clear();
        ++m_generation;
        arm(false);
        closeReason();
        hide();
        return;
    }
    const CallRequest &request = m_requests[std::size_t(index)];
    const bool isNew = request.id != m_shownId;
    const bool asksAgain = m_shownAnswering && !request.answering; // the answer did not arrive
    m_shownId = request.id;
    m_shownAnswering = request.answering;
    if (isNew)
        closeReason();
    showRequest(request, index);
    if (request.answering) {
        ++m_generation;
        arm(false);
    } else if (isNew || asksAgain) {
        guard();
    }
}

void ApprovalBar::setClosed(const QString &why)
{
    if (why == m_closed)
        return;
    m_closed = why;
    const int index = indexOfCall(m_requests, m_shownId);
    if (index < 0)
        return;
    showRequest(m_requests[std::size_t(index)], index);
    guard();
}

void ApprovalBar::guard()
{
    arm(false);
    const int generation = ++m_generation;
    if (!m_closed.isEmpty())
        return;
    m_clock->after(guardTime, this, [this, generation] {
        if (generation == m_generation && !m_requests.empty())
            arm(true);
    });
}

void ApprovalBar::showRequest(const CallRequest &request, int index)
{
    const QString question = request.mcpServer.isEmpty()
        ? tr("The agent asks to run %1").arg(request.toolName)
        : tr("The agent asks to run %1 on the MCP server %2").arg(request.toolName, request.mcpServer);
    m_text->setRequest(request, question, index + 1, int(m_requests.size()));
    const QString note = request.answering ? tr("Sending your answer…")
        : !m_closed.isEmpty()              ? m_closed
        : request.error                    ? tr("Your answer did not arrive. %1").arg(ErrorText::of(*request.error).text)
                                           : QString();
    m_note->setText(note);
    m_note->setMultiLine(!m_closed.isEmpty());
    m_note->setToken(!request.answering && (request.error || !m_closed.isEmpty()) ? theme::Token::Fail : theme::Token::Muted);
    setAccessibleName(tr("Approval needed: %1").arg(base::plainLine(request.toolName)));
    const bool appeared = isHidden();
    show();
    if (appeared) {
        QAccessibleEvent event(this, QAccessible::Alert);
        QAccessible::updateAccessibility(&event);
    }
}

void ApprovalBar::arm(bool armed)
{
    m_armed = armed;
    for (QPushButton *button : {m_allow, m_deny, m_denyWith, m_sendReason})
        button->setEnabled(armed);
    Q_EMIT armedChanged(armed);
}

void ApprovalBar::setRoom(int height)
{
    m_text->setMaximumInputHeight(std::max(60, height / 3));
}

void ApprovalBar::takeFocus()
{
    setFocus(Qt::ShortcutFocusReason);
}

void ApprovalBar::allow()
{
    answer(true, QString());
}

void ApprovalBar::deny()
{
    answer(false, QString());
}

void ApprovalBar::answer(bool allow, const QString &reason)
{
    if (!m_armed || indexOfCall(m_requests, m_shownId) < 0)
        return;
    const QString id = m_shownId;
    arm(false); // until the next call is set, or this one again after its answer did not arrive
    if (allow)
        Q_EMIT allowed(id);
    else
        Q_EMIT denied(id, reason.trimmed());
}

void ApprovalBar::openReason()
{
    m_reasonRow->show();
    m_reason->setFocus();
}

void ApprovalBar::closeReason()
{
    m_reason->clear();
    m_reasonRow->hide();
}

void ApprovalBar::keyPressEvent(QKeyEvent *event)
{
    const bool plain = event->modifiers() == Qt::NoModifier;
    if (plain && !event->isAutoRepeat() && event->key() == Qt::Key_A) {
        allow();
        return;
    }
    if (plain && !event->isAutoRepeat() && event->key() == Qt::Key_D) {
        deny();
        return;
    }
    QWidget::keyPressEvent(event);
}

bool ApprovalBar::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() != QEvent::KeyPress)
        return QWidget::eventFilter(watched, event);
    auto *key = static_cast<QKeyEvent *>(event);
    if (watched != m_reason)
        return key->isAutoRepeat(); // a key held down answers nothing
    if (key->key() == Qt::Key_Escape) {
        closeReason();
        m_denyWith->setFocus();
        return true;
    }
    if (key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter) {
        if (!key->isAutoRepeat())
            answer(false, m_reason->text());
        return true;
    }
    return false;
}

void ApprovalBar::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), theme::soft(palette(), theme::Token::Wait));
    painter.fillRect(QRect(0, 0, width(), 1), theme::color(palette(), theme::Token::Line));
    painter.fillRect(QRect(0, 0, 3, height()), theme::color(palette(), theme::Token::Wait));
}

} // namespace screens
