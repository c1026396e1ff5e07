#pragma once

#include "accounts/settings.h"
#include "base/clock.h"
#include "models/conversation.h"
#include "models/workspace.h"

#include <QPointer>
#include <QWidget>

class QAction;

namespace ui {
class TranscriptView;
}

namespace widgets {
class MessageBar;
class StateView;
}

namespace screens {

class ApprovalBar;
class CallAnswer;
class Composer;
class EventSeeker;
class FeedBar;
class FindBar;
class LinkQuestion;
class SessionActs;
class SessionHeader;
class ThreadMenu;
class UnsentMessage;

//! One conversation: head, feed bar, transcript, what waits for an answer, composer.
class SessionPage final : public QWidget
{
    Q_OBJECT
public:
    //! Workspace, conversation, settings and clock must outlive the page.
    SessionPage(models::Workspace *workspace, models::Conversation *conversation, accounts::Settings *settings, base::Clock *clock,
                QWidget *parent = nullptr);
    ~SessionPage() override;

    models::Conversation *conversation() const { return m_conversation; }
    models::Workspace *workspace() const { return m_workspace; }
    //! nullptr: nobody adds it up.
    models::Costs *costs() const { return m_workspace->costs(); }
    ui::TranscriptView *transcriptView() const { return m_view; }
    FindBar *findBar() const { return m_find; }
    Composer *composer() const { return m_composer; }
    ApprovalBar *approvalBar() const { return m_approval; }
    SessionActs *acts() const { return m_acts; }
    //! What the tab and the window are called; foreign text made plain.
    QString title() const;
    void setBackShown(bool shown);
    //! The page stands in a window of its own: nothing above it says what concerns the whole workspace. Default: it does not.
    void setAlone(bool alone);
    //! From top to bottom, those that are shown.
    QList<QWidget *> panes() const;
    void focusComposer();
    //! Shows what this event became, at once or when the history has brought it; of a thread (not empty) in a window of its own.
    void goToPlace(const QString &threadId, const QString &eventIdentity);
    //! Forgets the conversation, which is about to go; the page is only good for being deleted then.
    void letGo();
    //! Reads the history again, or goes on with a connection that is broken.
    void readAgain();
    //! Focuses the request that waits, or the composer.
    void focusWhatWaits();

Q_SIGNALS:
    void titleChanged();
    //! Status, usage or what can be done changed.
    void stateChanged();
    void backRequested();
    void linkHovered(const QString &host);
    //! Something worth a line in the status bar.
    void said(const QString &text);
    //! The session is gone from the server.
    void sessionRemoved(const QString &sessionId);

protected:
    void resizeEvent(QResizeEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void showEvent(QShowEvent *event) override;

private:
    void build(base::Clock *clock);
    void connectConversation();
    void connectBars();
    void connectView();
    void showSession();
    void showTurn();
    void showFeed();
    void showPending();
    void showEmptiness();
    void send();
    void applySettings();

    models::Workspace *m_workspace;
    QPointer<models::Conversation> m_conversation; //!< may be gone when the page goes
    accounts::Settings *m_settings;
    SessionHeader *m_header;
    FeedBar *m_feedBar;
    widgets::MessageBar *m_notice;
    ui::TranscriptView *m_view;
    widgets::StateView *m_transcript; //!< m_view, or that there is nothing to read yet
    ApprovalBar *m_approval;
    CallAnswer *m_answer;
    Composer *m_composer;
    SessionActs *m_acts;
    ThreadMenu *m_threads;
    UnsentMessage *m_unsent;
    LinkQuestion *m_links;
    EventSeeker *m_seeker;
    FindBar *m_find = nullptr;
    bool m_factsAsked = false;
};

} // namespace screens
