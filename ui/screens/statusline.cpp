#include "ui/screens/statusline.h"

#include "ui/screens/usagetext.h"
#include "ui/theme/space.h"
#include "ui/widgets/plainlabel.h"
#include "ui/widgets/statuschip.h"

#include <QTimer>

namespace screens {

namespace {

constexpr int messageMs = 6000;
constexpr int requestsShownAfterMs = 300; // what is over sooner would only flicker

widgets::PlainLabel *makeLabel(const QString &name, QWidget *parent)
{
    auto *label = new widgets::PlainLabel(parent);
    label->setObjectName(name);
    label->setRole(theme::Role::Small);
    label->setToken(theme::Token::Muted);
    return label;
}

} // namespace

StatusLine::StatusLine(QWidget *parent)
    : QStatusBar(parent), m_connection(new widgets::StatusChip(this)), m_requests(makeLabel(QStringLiteral("status.requests"), this)),
      m_message(makeLabel(QStringLiteral("status.message"), this)), m_usage(makeLabel(QStringLiteral("status.usage"), this)),
      m_messageTimer(new QTimer(this)), m_requestTimer(new QTimer(this))
{
    setObjectName(QStringLiteral("status"));
    setAccessibleName(tr("Status"));
    setSizeGripEnabled(false);
    setContentsMargins(theme::space::s, 0, theme::space::m, 0);
    m_connection->setObjectName(QStringLiteral("status.connection"));
    addWidget(m_connection);
    addWidget(m_requests);
    addWidget(m_message, 1);
    addPermanentWidget(m_usage);
    m_messageTimer->setSingleShot(true);
    m_messageTimer->setInterval(messageMs);
    connect(m_messageTimer, &QTimer::timeout, this, [this] {
        m_said.clear();
        showMessageText();
    });
    m_requestTimer->setSingleShot(true);
    m_requestTimer->setInterval(requestsShownAfterMs);
    connect(m_requestTimer, &QTimer::timeout, this, [this] {
        m_requests->setText(m_inFlight > 0 ? tr("%n request(s) under way", nullptr, m_inFlight) : QString());
    });
}

void StatusLine::setConnection(Connection connection, const QString &where)
{
    using widgets::Tone;
    switch (connection) {
    case Connection::Closed:
        m_connection->setStatus(tr("Not connected"), Tone::Neutral);
        break;
    case Connection::Opening:
        m_connection->setStatus(tr("Connecting"), Tone::Run);
        break;
    case Connection::Connected:
        m_connection->setStatus(tr("Connected"), Tone::Ok);
        break;
    case Connection::Offline:
        m_connection->setStatus(tr("No connection"), Tone::Wait);
        break;
    case Connection::KeyRefused:
        m_connection->setStatus(tr("Key refused"), Tone::Fail);
        break;
    case Connection::NeedsKey:
        m_connection->setStatus(tr("Key needed"), Tone::Wait);
        break;
    }
    m_connection->setAccessibleName(tr("%1: %2").arg(where, m_connection->word()));
    widgets::setToolTipText(m_connection, where);
}

void StatusLine::setRequestsInFlight(int count)
{
    m_inFlight = count;
    // What is over before it would be shown wakes nobody.
    if (count == 0 && m_requests->fullText().isEmpty())
        m_requestTimer->stop();
    else if (!m_requestTimer->isActive())
        m_requestTimer->start();
}

void StatusLine::setUsage(const api::Usage &usage)
{
    m_usage->setText(usageText(usage));
    widgets::setToolTipText(m_usage, usageDetails(usage));
}

void StatusLine::say(const QString &message)
{
    m_said = message;
    m_messageTimer->start();
    showMessageText();
}

void StatusLine::setLinkHost(const QString &host)
{
    m_linkHost = host;
    showMessageText();
}

void StatusLine::showMessageText()
{
    m_message->setText(m_linkHost.isEmpty() ? m_said : tr("Link to %1").arg(m_linkHost));
}

} // namespace screens
