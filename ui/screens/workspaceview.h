#pragma once

#include "ui/screens/pagecontext.h"
#include "ui/screens/sessionpage.h"
#include "ui/screens/sessionvisits.h"
#include "ui/screens/sidebar.h"

#include <QWidget>

#include <map>

class QStackedWidget;

namespace widgets {
class MessageBar;
}

namespace screens {

class CostPage;
class NeedsYouPage;
class ResourcePage;
class SearchPage;
class SessionsArea;

//! The pages of one connected workspace, each built when it is first visited.
class WorkspaceView final : public QWidget
{
    Q_OBJECT
public:
    explicit WorkspaceView(const PageContext &context, QWidget *parent = nullptr);
    ~WorkspaceView() override;

    models::Workspace *workspace() const { return m_context.workspace; }
    //! What the sidebar shows for this workspace.
    std::vector<Sidebar::Page> pages() const;
    //! "needsYou", "search", "cost" or a resource's id; an unknown id goes to the first page.
    void showPage(const QString &pageId);
    QString currentPage() const { return m_current; }
    QString firstPage() const;
    bool canCreate(const std::string &resourceId) const;

    SessionPage *openSession(const base::Record &session);
    //! The session of this id, at this event (empty: where it is read) of this thread (empty: its own). Nothing but its id need be known.
    SessionPage *openPlace(const QString &sessionId, const QString &threadId, const QString &eventIdentity);
    //! The search page, with this text in its field; empty: as it was.
    void search(const QString &text = {});
    //! The session that is in front; nullptr: another page is.
    SessionPage *currentSession() const;
    SessionsArea *sessions() const { return m_sessions; }
    void newSession();
    void newRecord(const std::string &resourceId);
    bool hasUnsavedChanges() const;
    //! Reads what is in front again.
    void reload();
    void setNarrow(bool narrow);
    QList<QWidget *> panes() const;
    void takeFocus();
    //! Puts the focus into one of panes().
    void focusPane(QWidget *pane);

Q_SIGNALS:
    void currentPageChanged();
    //! Another session came to the front, or what is in front changed.
    void currentSessionChanged();
    void connectionSettingsRequested(const QString &why);
    void windowRequested(const QString &sessionId);
    //! A hit in another workspace.
    void placeRequested(const screens::SessionVisits::Place &place);
    //! The cost page is visited for the first time.
    void costPageOpened(screens::CostPage *page);
    void said(const QString &text);
    void linkHovered(const QString &host);

private:
    QWidget *page(const QString &pageId);
    QWidget *needsYouPage();
    QWidget *searchPage();
    QWidget *costPage();
    SessionsArea *sessionsArea();
    void connectSession(SessionPage *page);
    void newSessionWith(const std::string &resourceId, const base::Record &version);
    void showKeyRefused();

    PageContext m_context;
    QStackedWidget *m_stack;
    widgets::MessageBar *m_bar;
    std::map<QString, ResourcePage *> m_resources;
    SessionsArea *m_sessions = nullptr;
    NeedsYouPage *m_needsYou = nullptr;
    SearchPage *m_search = nullptr;
    CostPage *m_cost = nullptr;
    QString m_current;
    bool m_narrow = false;
};

} // namespace screens
