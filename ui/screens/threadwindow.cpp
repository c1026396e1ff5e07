#include "ui/screens/threadwindow.h"

#include "base/plaintext.h"
#include "models/transcriptmodel.h"
#include "models/workspace.h"
#include "ui/screens/errortext.h"
#include "ui/screens/eventseeker.h"
#include "ui/screens/feedbar.h"
#include "ui/screens/filesaving.h"
#include "ui/screens/findbar.h"
#include "ui/screens/linkquestion.h"
#include "ui/theme/space.h"
#include "ui/theme/theme.h"
#include "ui/transcript/spokenline.h"
#include "ui/transcript/transcriptview.h"
#include "ui/widgets/messagebar.h"
#include "ui/widgets/plainlabel.h"
#include "ui/widgets/stateview.h"
#include "ui/widgets/statuschip.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QVBoxLayout>

namespace screens {

ThreadWindow::ThreadWindow(models::Workspace *workspace, const QString &sessionId, const QString &sessionTitle, const api::Thread &thread,
                           QWidget *parent)
    : QWidget(parent, Qt::Window), m_thread(workspace->thread(sessionId, thread, this)),
      m_title(new widgets::PlainLabel(this)), m_status(new widgets::StatusChip(this)), m_feedBar(new FeedBar(this)),
      m_notice(new widgets::MessageBar(QStringLiteral("threadWindow.notice"), this)), m_view(new ui::TranscriptView(this)),
      m_place(new widgets::StateView(QStringLiteral("threadWindow.state"), this))
{
    setAttribute(Qt::WA_DeleteOnClose);
    build(sessionTitle);
    models::TranscriptModel *rows = m_thread->transcript();
    m_view->setModel(rows);
    // After the view's own connections: it has to know of a row before it is shown.
    connect(rows, &QAbstractItemModel::rowsInserted, this, &ThreadWindow::showPlace);
    connect(rows, &QAbstractItemModel::rowsRemoved, this, &ThreadWindow::showPlace);
    connect(rows, &QAbstractItemModel::modelReset, this, &ThreadWindow::showPlace);
    m_seeker = new EventSeeker(rows, m_view, this);
    connect(m_place, &widgets::StateView::retryRequested, m_thread, &models::ThreadTranscript::retryNow);
    connect(m_place, &widgets::StateView::cancelRequested, this, &QWidget::close);
    connect(m_thread, &models::ThreadTranscript::changed, this, &ThreadWindow::showState);
    connect(m_feedBar, &FeedBar::retryRequested, m_thread, &models::ThreadTranscript::retryNow);
    connect(m_view, &ui::TranscriptView::linkActivated, new LinkQuestion(m_notice, this), &LinkQuestion::follow);
    connect(m_view, &ui::TranscriptView::saveRequested, new FileSaving(m_notice, this), &FileSaving::save);
    auto *spoken = new ui::SpokenLine(this);
    spoken->setObjectName(QStringLiteral("threadWindow.spoken"));
    connect(m_view, &ui::TranscriptView::announce, spoken, &ui::SpokenLine::say);
    connect(workspace, &QObject::destroyed, this, &QWidget::close);
    connect(workspace, &models::Workspace::conversationClosed, this, [this, sessionId](const QString &id) {
        if (id == sessionId)
            close();
    });
    showState();
}

ThreadWindow::~ThreadWindow()
{
    m_view->setModel(nullptr);
}

void ThreadWindow::goToEvent(const QString &identity)
{
    m_seeker->seek(identity);
}

void ThreadWindow::build(const QString &sessionTitle)
{
    setObjectName(QStringLiteral("threadWindow"));
    theme::setBackground(this, theme::Token::Surface);
    const QString name = m_thread->thread().name.isEmpty() ? base::shortId(threadId()) : base::plainLine(m_thread->thread().name, 100);
    setWindowTitle(tr("%1 — %2").arg(name, base::plainLine(sessionTitle, 100)));
    setAccessibleName(tr("Thread %1").arg(name));
    m_title->setObjectName(QStringLiteral("threadWindow.title"));
    m_title->setRole(theme::Role::Title);
    m_title->setText(name);
    m_status->setObjectName(QStringLiteral("threadWindow.status"));
    m_view->setObjectName(QStringLiteral("threadWindow.transcript"));
    m_view->setAccessibleName(tr("Transcript of the thread"));
    auto *id = new widgets::PlainLabel(threadId(), this);
    id->setRole(theme::Role::CodeSmall);
    id->setToken(theme::Token::Muted);
    id->setSelectable(true);
    auto *head = new QHBoxLayout;
    head->setContentsMargins(theme::space::l, theme::space::m, theme::space::l, theme::space::s);
    head->setSpacing(theme::space::s);
    head->addWidget(m_title);
    head->addWidget(m_status);
    head->addStretch(1);
    head->addWidget(id);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(head);
    column->addWidget(m_feedBar);
    column->addWidget(m_notice);
    m_find = new FindBar(m_view, this);
    column->addWidget(m_find);
    m_place->setContent(m_view);
    column->addWidget(m_place, 1);
    setMinimumSize(420, 320);
    resize(820, 640);
}

void ThreadWindow::showState()
{
    m_feedBar->setStatus(m_thread->feedStatus(), m_thread->skippedEvents(), m_thread->isLoaded());
    m_feedBar->setHidden(m_feedBar->isHidden() || failedAtOnce());
    const bool known = m_thread->isLoaded() || m_thread->isRunning(); // else the list of threads knows better
    if (m_thread->thread().archived)
        m_status->setStatus(tr("archived"), widgets::Tone::Neutral);
    else if (known ? m_thread->isRunning() : m_thread->thread().status == QLatin1String("running"))
        m_status->setStatus(tr("running"), widgets::Tone::Run);
    else if (known || m_thread->thread().status.isEmpty())
        m_status->setStatus(tr("idle"), widgets::Tone::Neutral);
    else
        m_status->setStatus(base::plainLine(m_thread->thread().status, 30));
    showPlace();
}

bool ThreadWindow::failedAtOnce() const
{
    return !m_thread->isLoaded() && m_thread->transcript()->rowCount() == 0 && m_thread->feedStatus().state == api::FeedStatus::State::Failed;
}

void ThreadWindow::showPlace()
{
    if (m_thread->transcript()->rowCount() > 0)
        m_place->showContent();
    else if (failedAtOnce())
        m_place->showProblem(ErrorText::of(m_thread->feedStatus().error.value_or(base::Error::of(base::Error::Kind::Network))).problem());
    else if (!m_thread->isLoaded() && m_thread->feedStatus().state != api::FeedStatus::State::Ended)
        m_place->showLoading(tr("Loading the history…"));
    else
        m_place->showEmpty({QStringLiteral("git-branch"), tr("Nothing here yet"), tr("What this agent is told and what it does appears here."), {}});
}

void ThreadWindow::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape)
        close();
    else if (!m_find->handleKey(event))
        QWidget::keyPressEvent(event);
}

} // namespace screens
