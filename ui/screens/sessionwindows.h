#pragma once

#include "accounts/settings.h"
#include "ui/screens/sessionwindow.h"

#include <QObject>
#include <QPointer>

#include <map>

namespace screens {

//! The sessions that stand in windows of their own, at most one window a session.
class SessionWindows final : public QObject
{
    Q_OBJECT
public:
    //! `settings` must outlive it.
    explicit SessionWindows(accounts::Settings *settings, QObject *parent = nullptr);
    ~SessionWindows() override;

    //! Takes the page over and shows its window.
    void open(SessionPage *page);
    //! nullptr: the session has no window.
    SessionWindow *find(const QString &sessionId) const;
    bool shows(const models::Workspace *workspace) const;
    //! Ends the windows of a profile now, while its workspace is there.
    void endOf(const QString &profileId);
    void closeAll();

private:
    void closed(const QString &sessionId, SessionWindow *window, models::Workspace *workspace);

    accounts::Settings *m_settings;
    std::map<QString, QPointer<SessionWindow>> m_windows; //!< by session
};

} // namespace screens
