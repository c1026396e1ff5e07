#include "ui/screens/feedbar.h"

#include "ui/screens/errortext.h"
#include "ui/widgets/messagebar.h"

#include <QPushButton>
#include <QVBoxLayout>

namespace screens {

FeedBar::FeedBar(QWidget *parent) : QWidget(parent), m_bar(new widgets::MessageBar(QStringLiteral("feed"), this))
{
    setObjectName(QStringLiteral("feedBar"));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_bar);
    connect(m_bar, &widgets::MessageBar::dismissed, this, [this] {
        if (m_showsSkips)
            m_dismissedSkips = m_skipped;
        hideBar();
    });
    hide();
}

QString FeedBar::progressWords(const api::FeedStatus &status)
{
    switch (status.state) {
    case api::FeedStatus::State::Connecting:
        return tr("Connecting…");
    case api::FeedStatus::State::BackFilling:
        return status.cached ? tr("Catching up…") : tr("Loading the history…");
    default:
        return {};
    }
}

void FeedBar::setStatus(const api::FeedStatus &status, int skipped, bool loaded)
{
    m_skipped = skipped;
    using State = api::FeedStatus::State;
    switch (status.state) {
    case State::Reconnecting:
        showReconnecting(status, loaded);
        return;
    case State::Failed:
        if (!m_tellsKeyRefusal && status.error && status.error->kind == base::Error::Kind::Unauthorized) {
            if (status.cached)
                showKept();
            else
                hideBar();
            return;
        }
        showFailed(status);
        return;
    case State::BackFilling:
        if (status.error) {
            showReconnecting(status, loaded);
            return;
        }
        break;
    case State::Ended:
        showEnded(status.error);
        return;
    default:
        break;
    }
    if (skipped > m_dismissedSkips)
        showSkipped(skipped);
    else
        hideBar();
}

void FeedBar::showEnded(const std::optional<base::Error> &error)
{
    m_showsSkips = false;
    if (error) { // it did not say good-bye: the server knows nothing of it
        m_bar->showMessage(widgets::MessageBar::Kind::Wait, tr("The server does not have this session any more."),
                           tr("It was deleted, or its workspace is gone. Its transcript stays here to read and copy."));
        m_bar->setDetails(ErrorText::of(*error).details);
        connect(m_bar->addButton(QStringLiteral("retry"), tr("Look again")), &QPushButton::clicked, this, &FeedBar::retryRequested);
    } else {
        m_bar->showMessage(widgets::MessageBar::Kind::Info, tr("This session has ended."), tr("Its transcript stays here to read and copy."));
    }
    m_bar->setDismissable(true);
    show();
}

void FeedBar::showReconnecting(const api::FeedStatus &status, bool loaded)
{
    m_showsSkips = false;
    const ErrorText words = ErrorText::of(status.error.value_or(base::Error::of(base::Error::Kind::Network)));
    const QString text = status.cached ? tr("What you see was kept on this computer. Muster keeps trying and catches up by itself. %1").arg(words.text)
        : loaded                       ? tr("What you see may be out of date. Muster keeps trying and catches up by itself. %1").arg(words.text)
                                       : tr("Muster keeps trying. %1").arg(words.text);
    m_bar->showMessage(widgets::MessageBar::Kind::Wait, tr("Reconnecting (try %1).").arg(std::max(1, status.attempt)), text);
    m_bar->setDetails(words.details);
    m_bar->setDismissable(false);
    connect(m_bar->addButton(QStringLiteral("retry"), tr("Retry now")), &QPushButton::clicked, this, &FeedBar::retryRequested);
    show();
}

void FeedBar::showKept()
{
    m_showsSkips = false;
    m_bar->showMessage(widgets::MessageBar::Kind::Info, tr("What you see was kept on this computer."),
                       tr("Newer messages come once the server can be asked again."));
    m_bar->setDismissable(true);
    show();
}

void FeedBar::showFailed(const api::FeedStatus &status)
{
    m_showsSkips = false;
    const ErrorText words = ErrorText::of(status.error.value_or(base::Error::of(base::Error::Kind::Network)));
    m_bar->showMessage(widgets::MessageBar::Kind::Fail, words.title,
                       status.cached ? tr("%1 What you see was kept on this computer.").arg(words.text) : words.text);
    m_bar->setDetails(words.details);
    m_bar->setDismissable(false);
    connect(m_bar->addButton(QStringLiteral("retry"), tr("Try again")), &QPushButton::clicked, this, &FeedBar::retryRequested);
    show();
}

void FeedBar::showSkipped(int skipped)
{
    m_showsSkips = true;
    m_bar->showMessage(widgets::MessageBar::Kind::Wait, tr("%n event(s) could not be read.", nullptr, skipped),
                       tr("They were left out; everything else is here. Reading the history again may bring them."));
    m_bar->setDismissable(true);
    connect(m_bar->addButton(QStringLiteral("retry"), tr("Read the history again")), &QPushButton::clicked, this, [this] {
        m_dismissedSkips = m_skipped;
        Q_EMIT retryRequested();
    });
    show();
}

void FeedBar::hideBar()
{
    m_showsSkips = false;
    hide();
}

} // namespace screens
