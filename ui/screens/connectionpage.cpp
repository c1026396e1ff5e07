#include "ui/screens/connectionpage.h"

#include "ui/screens/errortext.h"
#include "ui/screens/secretwords.h"
#include "ui/theme/space.h"
#include "ui/theme/theme.h"
#include "ui/widgets/stateview.h"

#include <QPushButton>
#include <QVBoxLayout>

namespace screens {

ConnectionPage::ConnectionPage(QWidget *parent) : QWidget(parent), m_view(new widgets::StateView(QStringLiteral("connectionPage"), this))
{
    setObjectName(QStringLiteral("connectionPage.page"));
    theme::setBackground(this, theme::Token::Surface);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_view);
    connect(m_view, &widgets::StateView::retryRequested, this, [this] { act(m_next); });
    connect(m_view, &widgets::StateView::nextStepRequested, this, [this] { act(m_next); });
    connect(m_view, &widgets::StateView::otherStepRequested, this, [this] { act(m_other); });
}

void ConnectionPage::act(Next next)
{
    switch (next) {
    case Next::Unlock:
        Q_EMIT unlockRequested();
        break;
    case Next::Retry:
        Q_EMIT retryRequested();
        break;
    case Next::Key:
        Q_EMIT keyRequested();
        break;
    case Next::Offer:
        Q_EMIT offerRequested(m_variable);
        break;
    case Next::None:
        break;
    }
}

void ConnectionPage::showNeedsKey(const ConnectionState &state, const api::Profile &profile, const std::vector<OfferedKey> &offers)
{
    const SecretWords words = SecretWords::ofReading(state.secret);
    const QString enter = tr("Enter the key…");
    if (state.secret != accounts::SecretState::Absent) {
        m_next = words.canUnlock ? Next::Unlock : Next::Retry;
        m_other = Next::Key;
        m_view->showEmpty({QStringLiteral("lock"), words.title, words.text, words.button, enter});
        return;
    }
    m_next = Next::Key;
    m_other = Next::None;
    QString other;
    for (const OfferedKey &offer : offers) {
        if (offer.platform != profile.platform || offer.credential != profile.credential || m_other != Next::None)
            continue;
        m_other = Next::Offer;
        m_variable = offer.variable;
        other = tr("Use the key from %1").arg(offer.variable);
    }
    m_view->showEmpty({QStringLiteral("key-round"), words.title, words.text, enter, other});
}

void ConnectionPage::showState(const ConnectionState &state, const api::Profile &profile, bool demo, const std::vector<OfferedKey> &offers)
{
    using Stage = ConnectionState::Stage;
    switch (state.stage) {
    case Stage::Closed:
    case Stage::Open:
    case Stage::Opening:
        m_next = Next::None;
        m_view->showLoading(demo ? tr("Starting the demo workspace…") : tr("Reading the key of %1…").arg(profile.name));
        return;
    case Stage::NeedsKey:
        showNeedsKey(state, profile, offers);
        return;
    case Stage::Failed: {
        const ErrorText words = ErrorText::of(state.error.value_or(base::Error{}));
        widgets::Problem problem = words.problem();
        if (words.next == ErrorText::Next::ChangeConnection && !demo) {
            m_next = Next::Key;
        } else {
            m_next = Next::Retry;
            problem.button = tr("Try again");
        }
        m_view->showProblem(problem);
        return;
    }
    }
}

} // namespace screens
