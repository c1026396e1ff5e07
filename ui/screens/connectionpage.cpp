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
    const auto act = [this] {
        switch (m_next) {
        case Next::Unlock:
            Q_EMIT unlockRequested();
            break;
        case Next::Retry:
            Q_EMIT retryRequested();
            break;
        case Next::Key:
            Q_EMIT keyRequested();
            break;
        case Next::None:
            break;
        }
    };
    connect(m_view, &widgets::StateView::retryRequested, this, act);
    connect(m_view, &widgets::StateView::nextStepRequested, this, act);
}

void ConnectionPage::showState(const ConnectionState &state, const api::Profile &profile, bool demo)
{
    using Stage = ConnectionState::Stage;
    switch (state.stage) {
    case Stage::Closed:
    case Stage::Open:
    case Stage::Opening:
        m_next = Next::None;
        m_view->showLoading(demo ? tr("Starting the demo workspace…") : tr("Reading the key of %1…").arg(profile.name));
        return;
    case Stage::NeedsKey: {
        const SecretWords words = SecretWords::ofReading(state.secret);
        if (words.canUnlock) {
            m_next = Next::Unlock;
            m_view->showEmpty({QStringLiteral("lock"), words.title, words.text, words.button});
        } else {
            m_next = Next::Key;
            m_view->showEmpty({QStringLiteral("key-round"), words.title, words.text, tr("Enter the key…")});
        }
        return;
    }
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
