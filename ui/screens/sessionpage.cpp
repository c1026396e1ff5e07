#include "ui/screens/sessionpage.h"

#include "base/plaintext.h"
#include "models/resourcelistmodel.h"
#include "models/transcriptmodel.h"
#include "ui/screens/abilitywords.h"
#include "ui/screens/approvalbar.h"
#include "ui/screens/callanswer.h"
#include "ui/screens/composer.h"
#include "ui/screens/draftfiles.h"
#include "ui/screens/eventseeker.h"
#include "ui/screens/feedbar.h"
#include "ui/screens/filesaving.h"
#include "ui/screens/findbar.h"
#include "ui/screens/linkquestion.h"
#include "ui/screens/messagefiles.h"
#include "ui/screens/messagelink.h"
#include "ui/screens/sessionacts.h"
#include "ui/screens/sessionfacts.h"
#include "ui/screens/sessionheader.h"
#include "ui/screens/sessionnotices.h"
#include "ui/screens/threadmenu.h"
#include "ui/screens/unsentmessage.h"
#include "ui/theme/space.h"
#include "ui/theme/theme.h"
#include "ui/transcript/spokenline.h"
#include "ui/transcript/transcriptview.h"
#include "ui/widgets/messagebar.h"
#include "ui/widgets/stateview.h"

#include <QApplication>
#include <QKeyEvent>
#include <QVBoxLayout>

namespace screens {

using models::Conversation;

namespace {

constexpr int composerWidth = 860; // about as wide as the column of the transcript

} // namespace

SessionPage::SessionPage(models::Workspace *workspace, Conversation *conversation, accounts::Settings *settings, base::Clock *clock, QWidget *parent)
    : QWidget(parent), m_workspace(workspace), m_conversation(conversation), m_settings(settings), m_header(new SessionHeader(this)),
      m_feedBar(new FeedBar(this)), m_notice(new widgets::MessageBar(QStringLiteral("session.notice"), this)), m_view(new ui::TranscriptView(this)),
      m_transcript(new widgets::StateView(QStringLiteral("session.empty"), this)), m_approval(new ApprovalBar(clock, this)),
      m_answer(new CallAnswer(this)), m_composer(new Composer(this)), m_acts(new SessionActs(workspace, conversation, m_notice, this)),
      m_threads(new ThreadMenu(workspace, conversation, this)), m_unsent(new UnsentMessage(conversation, m_notice, this)),
      m_links(new LinkQuestion(m_notice, this))
{
    build(clock);
    new SessionNotices(conversation, m_notice, m_unsent, this);
    connectConversation();
    connectBars();
    connectView();
    models::TranscriptModel *rows = conversation->transcript();
    m_view->setModel(rows);
    // After the view's own connections: it has to know of a row before it is shown.
    connect(rows, &QAbstractItemModel::rowsInserted, this, &SessionPage::showEmptiness);
    m_seeker = new EventSeeker(rows, m_view, this);
    connect(rows, &QAbstractItemModel::rowsRemoved, this, &SessionPage::showEmptiness);
    connect(rows, &QAbstractItemModel::modelReset, this, &SessionPage::showEmptiness);
    m_composer->setDraft(conversation->draftText(), conversation->draftCursor());
    m_composer->takeDropsOn(this);
    new DraftFiles(conversation, m_composer);
    m_composer->setSentTexts([conversation = QPointer<Conversation>(conversation)] { return conversation ? conversation->sentTexts() : QStringList(); });
    applySettings();
    showSession();
    showTurn();
    showFeed();
    showPending();
}

SessionPage::~SessionPage()
{
    // Whoever closes the conversation because the page is gone (QObject::destroyed) must not reach what is left of it.
    if (m_conversation)
        m_conversation->disconnect(this);
}

void SessionPage::build(base::Clock *clock)
{
    setObjectName(QStringLiteral("session"));
    setAccessibleName(tr("Session"));
    theme::setBackground(this, theme::Token::Surface);
    m_view->setObjectName(QStringLiteral("session.transcript"));
    m_view->setAccessibleName(tr("Transcript"));
    QList<QAction *> actions = m_acts->actions();
    actions.insert(1, m_unsent->takeBackAction());
    actions.insert(2, m_threads->menuAction()); // behind what concerns the turn
    m_header->setActions(actions);
    m_header->setCosts(m_workspace, m_conversation->id(), clock);

    m_composer->setMaximumWidth(composerWidth);
    auto *foot = new QHBoxLayout;
    foot->setContentsMargins(theme::space::l, theme::space::s, theme::space::l, theme::space::m);
    foot->addStretch(1);
    foot->addWidget(m_composer, 1000);
    foot->addStretch(1);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_header);
    column->addWidget(m_feedBar);
    column->addWidget(m_notice);
    m_find = new FindBar(m_view, this);
    column->addWidget(m_find);
    m_transcript->setContent(m_view);
    column->addWidget(m_transcript, 1);
    column->addWidget(m_approval);
    column->addWidget(m_answer);
    column->addLayout(foot);
}

void SessionPage::connectConversation()
{
    Conversation *c = m_conversation;
    connect(c, &Conversation::sessionChanged, this, &SessionPage::showSession);
    connect(c, &Conversation::turnChanged, this, &SessionPage::showTurn);
    connect(c, &Conversation::feedStatusChanged, this, &SessionPage::showFeed);
    connect(c, &Conversation::pendingCallsChanged, this, &SessionPage::showPending);
    connect(c, &Conversation::usageChanged, this, [this] {
        m_header->setUsage(m_conversation->usage());
        Q_EMIT stateChanged();
    });
    connect(c, &Conversation::draftReplaced, this,
            [this] { m_composer->setDraft(m_conversation->draftText(), m_conversation->draftCursor()); });
    connect(c, &Conversation::arrivedMeanwhile, this, [this] { Q_EMIT said(tr("The message has arrived meanwhile. It stays as it is.")); });
    connect(m_unsent, &UnsentMessage::takenBack, this, &SessionPage::focusComposer);
    connect(m_settings, &accounts::Settings::changed, this, &SessionPage::applySettings);
}

void SessionPage::connectBars()
{
    connect(m_composer, &Composer::textEdited, m_conversation, &Conversation::setDraft);
    connect(m_composer, &Composer::sendRequested, this, &SessionPage::send);
    connect(m_composer, &Composer::interruptRequested, m_conversation, &Conversation::interrupt);
    connect(m_approval, &ApprovalBar::allowed, m_conversation, [this](const QString &id) { m_conversation->allow(id); });
    connect(m_approval, &ApprovalBar::denied, m_conversation, [this](const QString &id, const QString &why) { m_conversation->deny(id, why); });
    connect(m_approval, &ApprovalBar::armedChanged, this, &SessionPage::stateChanged);
    connect(m_answer, &CallAnswer::answered, m_conversation,
            [this](const QString &id, const QString &text, bool isError) { m_conversation->giveResult(id, text, isError); });
    m_feedBar->setTellsKeyRefusal(false);
    connect(m_feedBar, &FeedBar::retryRequested, this, &SessionPage::readAgain);
    connect(m_header, &SessionHeader::renamed, m_acts, &SessionActs::rename);
    connect(m_header, &SessionHeader::menuAboutToShow, m_threads, &ThreadMenu::read);
    connect(m_header, &SessionHeader::backRequested, this, &SessionPage::backRequested);
    connect(m_acts, &SessionActs::renameRequested, m_header, &SessionHeader::startRename);
    connect(m_acts, &SessionActs::renameFailed, this, &SessionPage::showSession);
    connect(m_acts, &SessionActs::interruptRequested, m_conversation, &Conversation::interrupt);
    connect(m_acts, &SessionActs::said, this, &SessionPage::said);
    connect(m_acts, &SessionActs::removed, this, &SessionPage::sessionRemoved);
}

void SessionPage::connectView()
{
    connect(m_view, &ui::TranscriptView::retryRequested, m_conversation, &Conversation::resend);
    connect(m_view, &ui::TranscriptView::stopRequested, m_conversation, &Conversation::cancelSending);
    connect(m_view, &ui::TranscriptView::discardRequested, m_conversation, &Conversation::discard);
    connect(m_view, &ui::TranscriptView::editRequested, this, [this](quint64 rowKey) {
        m_conversation->editUnsent(rowKey);
        focusComposer();
    });
    connect(m_view, &ui::TranscriptView::callActivated, this, &SessionPage::focusWhatWaits);
    connect(m_view, &ui::TranscriptView::linkHovered, this, &SessionPage::linkHovered);
    connect(m_view, &ui::TranscriptView::linkActivated, m_links, &LinkQuestion::follow);
    connect(m_view, &ui::TranscriptView::saveRequested, new FileSaving(m_notice, this), &FileSaving::save);
    auto *spoken = new ui::SpokenLine(this);
    spoken->setObjectName(QStringLiteral("session.spoken"));
    connect(m_view, &ui::TranscriptView::announce, spoken, &ui::SpokenLine::say);
    m_view->setLinks([this](const QString &identity) { return messageLink(m_conversation->id(), identity); });
}

void SessionPage::letGo()
{
    m_view->setModel(nullptr);
    m_conversation->disconnect(this);
    m_conversation->disconnect(m_acts);
    m_acts->letGo();
    m_threads->letGo();
    m_unsent->letGo();
}

void SessionPage::readAgain()
{
    if (m_conversation->feedStatus().state != api::FeedStatus::State::Live) {
        m_conversation->retryNow();
        return;
    }
    m_conversation->readAgain(); // a feed that is well lists the history only when it opens
}

QString SessionPage::title() const
{
    const QString title = m_conversation->title().trimmed();
    return title.isEmpty() ? tr("Untitled") : base::plainLine(title);
}

void SessionPage::setBackShown(bool shown)
{
    m_header->setBackShown(shown);
}

QList<QWidget *> SessionPage::panes() const
{
    QList<QWidget *> all{m_view};
    if (m_approval->isVisible())
        all.append(m_approval);
    if (m_answer->isVisible())
        all.append(m_answer);
    all.append(m_composer->edit());
    return all;
}

void SessionPage::focusComposer()
{
    m_composer->edit()->setFocus(Qt::OtherFocusReason);
}

void SessionPage::goToPlace(const QString &threadId, const QString &eventIdentity)
{
    if (threadId.isEmpty())
        m_seeker->seek(eventIdentity);
    else
        m_threads->showPlace(threadId, eventIdentity);
}

void SessionPage::focusWhatWaits()
{
    if (m_approval->hasRequest())
        m_approval->takeFocus();
    else if (!m_answer->isHidden())
        m_answer->setFocus(Qt::OtherFocusReason);
    else
        focusComposer();
}

void SessionPage::showSession()
{
    m_header->setTitle(m_conversation->title().trimmed().isEmpty() ? tr("Untitled") : m_conversation->title());
    m_header->setFacts(sessionFacts(m_workspace, m_conversation->session()));
    m_header->setUsage(m_conversation->usage());
    m_acts->refresh();
    m_header->setEditable(m_acts->renameAction()->isEnabled());
    Q_EMIT titleChanged();
}

void SessionPage::showTurn()
{
    const QString word = m_conversation->statusWord();
    switch (m_conversation->turn()) {
    case Conversation::Turn::WaitsForYou:
        m_header->setStatus(tr("needs you"), widgets::Tone::Wait);
        break;
    case Conversation::Turn::Running:
        m_header->setStatus(m_conversation->isInterrupting() ? tr("interrupting") : tr("running"), widgets::Tone::Run);
        break;
    case Conversation::Turn::Rescheduling:
        m_header->setStatus(word.isEmpty() ? tr("rescheduling") : word, widgets::Tone::Wait);
        break;
    case Conversation::Turn::Terminated:
    case Conversation::Turn::Idle:
        if (word.isEmpty())
            m_header->setStatus(tr("idle"), widgets::Tone::Neutral);
        else
            m_header->setStatus(word, widgets::toneOf(word));
        break;
    }
    Composer::Possibilities can;
    can.turnRunning = m_conversation->turnRunning();
    can.canInterrupt = m_conversation->traits().interrupt && !m_conversation->isInterrupting();
    can.whyNoInterrupt = m_conversation->isInterrupting() ? tr("Interrupting…") : whyNot(m_conversation->traits(), api::Outgoing::Kind::Interrupt);
    if (const auto refused = m_conversation->sendingRefused()) {
        const bool keyRefused = refused->kind == base::Error::Kind::Unauthorized;
        can.canWrite = keyRefused; // with a new key it can be sent; an ended session takes nothing any more
        can.canSend = false;
        can.why = keyRefused ? tr("The server refused the key. The message can be sent once there is a new one.")
                             : tr("This session takes no more messages. Start a new one to go on.");
    } else if (can.turnRunning && !m_conversation->traits().queuesMessages) {
        can.canSend = false;
        can.why = m_conversation->traits().interrupt ? tr("This server takes the next message when the turn is over.")
                                                     : tr("This server takes the next message when the turn is over, and cannot stop it.");
    } else if (m_conversation->isInterrupting()) {
        can.why = tr("Interrupting…");
    }
    m_composer->setPossibilities(can);
    m_approval->setClosed(whyNot(m_conversation->traits(), api::Outgoing::Kind::Allow));
    m_answer->setClosed(whyNot(m_conversation->traits(), api::Outgoing::Kind::CustomResult));
    m_acts->refresh();
    m_header->setEditable(m_acts->renameAction()->isEnabled());
    Q_EMIT stateChanged();
}

void SessionPage::setAlone(bool alone)
{
    m_feedBar->setTellsKeyRefusal(alone);
    showFeed();
}

void SessionPage::showFeed()
{
    const api::FeedStatus &status = m_conversation->feedStatus();
    m_feedBar->setStatus(status, m_conversation->skippedEvents(), m_conversation->isLoaded());
    m_header->setProgress(FeedBar::progressWords(status));
    showEmptiness();
    Q_EMIT stateChanged();
}

void SessionPage::showEmptiness()
{
    // While the history is read the header says so; a placeholder for a moment would only flicker.
    if (!m_conversation->isLoaded() || m_conversation->transcript()->rowCount() > 0) {
        m_transcript->showContent();
        return;
    }
    widgets::Emptiness words;
    words.icon = QStringLiteral("message-square");
    const bool over = m_conversation->sendingRefused().has_value();
    words.title = over ? tr("No messages") : tr("No messages yet");
    words.text = over ? tr("This session ended before anything was said.") : tr("The agent starts when you send the first one.");
    m_transcript->showEmpty(words);
}

void SessionPage::showPending()
{
    CallRequests approvals;
    CallRequests results;
    for (const CallRequest &call : m_conversation->pendingCalls())
        (call.asks == CallRequest::Asks::Approval ? approvals : results).push_back(call);
    const bool hadFocus = m_approval->isAncestorOf(QApplication::focusWidget()) || m_approval->hasFocus();
    m_approval->setRequests(approvals);
    m_answer->setRequests(results);
    if (hadFocus && approvals.empty())
        focusComposer();
    Q_EMIT stateChanged();
}

void SessionPage::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    if (m_factsAsked || !m_workspace->conversations())
        return;
    // Names behind ids come from the lists; those that nobody has opened yet are read once.
    m_factsAsked = true;
    for (const api::FieldDescriptor &field : m_workspace->conversations()->fields) {
        models::ResourceListModel *list = field.kind == api::FieldKind::Reference ? m_workspace->list(field.refersTo) : nullptr;
        if (!list)
            continue;
        connect(list, &models::ResourceListModel::stateChanged, this,
                [this] { m_header->setFacts(sessionFacts(m_workspace, m_conversation->session())); });
        if (list->state() == models::ResourceListModel::State::Idle)
            list->refresh();
    }
}

void SessionPage::send()
{
    if (m_conversation->sendMessage(m_composer->text(), m_composer->files()->files())) {
        m_composer->takeText();
        m_view->scrollToBottom();
    }
}

void SessionPage::applySettings()
{
    m_composer->setSendKey(m_settings->sendKey() == accounts::Settings::SendKey::Enter ? ComposerEdit::SendKey::Enter
                                                                                      : ComposerEdit::SendKey::CtrlEnter);
}

void SessionPage::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    m_composer->setRoom(height());
    m_approval->setRoom(height());
    m_answer->setRoom(height());
}

void SessionPage::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape && event->modifiers() == Qt::NoModifier && !event->isAutoRepeat()) {
        m_composer->askInterrupt();
        return;
    }
    if (!m_find->handleKey(event))
        QWidget::keyPressEvent(event);
}

} // namespace screens
