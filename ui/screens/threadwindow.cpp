#include "ui/screens/threadwindow.h"

#include "base/plaintext.h"
#include "models/transcriptmodel.h"
#include "models/workspace.h"
#include "ui/screens/feedbar.h"
#include "ui/screens/findbar.h"
#include "ui/screens/linkquestion.h"
#include "ui/theme/space.h"
#include "ui/theme/theme.h"
#include "ui/transcript/transcriptview.h"
#include "ui/widgets/messagebar.h"
#include "ui/widgets/plainlabel.h"
#include "ui/widgets/statuschip.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QVBoxLayout>

namespace screens {

ThreadWindow::ThreadWindow(models::Workspace *workspace, const QString &sessionId, const QString &sessionTitle, const api::Thread &thread,
                           QWidget *parent)
    : QWidget(parent, Qt::Window), m_thread(new models::ThreadTranscript(&workspace->client(), sessionId, thread, this)),
      m_title(new widgets::PlainLabel(this)), m_status(new widgets::StatusChip(this)), m_feedBar(new FeedBar(this)),
      m_notice(new widgets::MessageBar(QStringLiteral("threadWindow.notice"), this)), m_view(new ui::TranscriptView(this))
{
    setAttribute(Qt::WA_DeleteOnClose);
    build(sessionTitle);
    m_view->setModel(m_thread->transcript());
    connect(m_thread, &models::ThreadTranscript::changed, this, &ThreadWindow::showState);
    connect(m_feedBar, &FeedBar::retryRequested, m_thread, &models::ThreadTranscript::retryNow);
    connect(m_view, &ui::TranscriptView::linkActivated, new LinkQuestion(m_notice, this), &LinkQuestion::follow);
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
    column->addWidget(m_view, 1);
    setMinimumSize(420, 320);
    resize(820, 640);
}

void ThreadWindow::showState()
{
    m_feedBar->setStatus(m_thread->feedStatus(), m_thread->skippedEvents(), m_thread->isLoaded());
    const QString word = m_thread->thread().archived ? tr("archived") : m_thread->isRunning() ? tr("running") : tr("idle");
    m_status->setStatus(word, m_thread->isRunning() ? widgets::Tone::Run : widgets::Tone::Neutral);
}

void ThreadWindow::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape)
        close();
    else if (!m_find->handleKey(event))
        QWidget::keyPressEvent(event);
}

} // namespace screens
