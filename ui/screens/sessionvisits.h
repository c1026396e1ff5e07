#pragma once

#include <QObject>

namespace models {
class Conversation;
}

namespace screens {

class MainWindow;
class SessionWindows;
class WorkspaceView;

//! Brings a session, or one event of it, to the front: in the window that it has of its own, or in the workspace that it belongs to, once that
//! is open.
class SessionVisits final : public QObject
{
    Q_OBJECT
public:
    //! An event of a session.
    struct Place
    {
        QString profile;
        QString session;
        QString thread; //!< empty: the session's own
        QString event;  //!< its identity
    };

    //! `windows` outlives it.
    SessionVisits(MainWindow *window, SessionWindows *windows);

    //! A session that is open.
    void showSession(const QString &profileId, const QString &sessionId);
    void showPlace(const Place &place);
    //! The message that a link on the clipboard names.
    void openLinkFromClipboard();
    //! Its workspace is open now: goes where somebody wanted to go in it.
    void viewOpened(const QString &profileId, WorkspaceView *view);

Q_SIGNALS:
    void said(const QString &text);

private:
    MainWindow *m_window;
    SessionWindows *m_windows;
    Place m_wanted; //!< in a workspace that is still being opened
};

} // namespace screens
