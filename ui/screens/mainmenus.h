#pragma once

#include "accounts/settings.h"

#include <QObject>

class QAction;
class QMainWindow;
class QMenu;

namespace screens {

class ReadingActions;
class SessionActs;
class SessionPage;

//! The menu bar: makes every action once, shows what can be done now. What the actions do is connected by the window.
class MainMenus final : public QObject
{
    Q_OBJECT
public:
    MainMenus(QMainWindow *window, accounts::Settings *settings);

    //! Entries "New agent…" of this workspace: title and resource id.
    void setCreatable(const QList<std::pair<QString, QString>> &resources);
    //! The session in front, or nullptr: enables what is possible with it.
    void setSession(SessionPage *page, int openTabs);
    void setCanCreateSession(bool can);
    //! Every action that stands in a menu, for the palette and the shortcut sheet.
    QList<QAction *> all() const;
    QString menuOf(const QAction *action) const;

    QAction *newSession, *connectWorkspace, *settings, *closeTab, *quit;
    QAction *sidebar, *palette, *zoomIn, *zoomOut, *zoomReset, *reload, *traffic;
    QAction *allow, *deny;
    QAction *pasteLink;
    QAction *search;
    QAction *nextTab, *previousTab, *nextPane, *previousPane, *detach;
    QAction *shortcuts, *about;

Q_SIGNALS:
    void newRecordRequested(const QString &resourceId);

private:
    QAction *make(QMenu *menu, const char *name, const QString &text, const QString &icon, const QKeySequence &keys = {});
    void buildFile(QMenu *menu);
    void buildView(QMenu *menu);
    void buildSession(QMenu *menu);
    void buildWindow(QMenu *menu);
    void buildHelp(QMenu *menu);
    QMenu *addChoices(QMenu *menu, const char *name, const QString &title, const QStringList &labels, int current, std::function<void(int)> choose);
    void readSettings();

    QMainWindow *m_window;
    accounts::Settings *m_settings;
    QMenu *m_file;
    QMenu *m_session;
    ReadingActions *m_reading;
    QMenu *m_themeMenu = nullptr;
    QMenu *m_densityMenu = nullptr;
    QAction *m_afterCreatable = nullptr;
    QAction *m_sessionPlace = nullptr;
    QList<QAction *> m_creatable;
    QList<QAction *> m_sessionActions; //!< of the session in front
    QList<QMenu *> m_menus;
};

} // namespace screens
