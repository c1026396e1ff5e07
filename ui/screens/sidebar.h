#pragma once

#include "ui/screens/profileswitcher.h"

#include <QWidget>

#include <vector>

class QPushButton;
class QVBoxLayout;

namespace screens {

class SidebarEntry;

//! The left edge of the window: whose workspace, what waits for you, its pages, settings. 220 px, or 52 px with icons only.
class Sidebar final : public QWidget
{
    Q_OBJECT
public:
    struct Page
    {
        QString id;     //!< completes the object name: "sidebar.agents"
        QString label;
        QString icon;
    };

    explicit Sidebar(QWidget *parent = nullptr);

    ProfileSwitcher *switcher() const { return m_switcher; }
    //! The pages between "Needs you" and "Settings"; keeps the selection where its page stays.
    void setPages(const std::vector<Page> &pages);
    void setCurrent(const QString &pageId);
    QString current() const;
    void setNeedsYou(int count);
    //! A mark beside a page's label, with what it means for those who hear or point at it; empty: none. setPages() takes it away.
    void setMark(const QString &pageId, const QString &meaning);
    void setCollapsed(bool collapsed);
    bool isCollapsed() const { return m_collapsed; }
    //! New session is only offered where sessions can be made.
    void setCanCreateSession(bool can);
    void takeFocus();

Q_SIGNALS:
    void pageRequested(const QString &pageId);
    void newSessionRequested();

protected:
    void paintEvent(QPaintEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    SidebarEntry *addEntry(const QString &id, const QString &label, const QString &icon);
    std::vector<SidebarEntry *> entries() const;

    ProfileSwitcher *m_switcher;
    QPushButton *m_newSession;
    QVBoxLayout *m_pageColumn;
    std::vector<SidebarEntry *> m_pages;
    SidebarEntry *m_needsYou;
    SidebarEntry *m_settings;
    bool m_collapsed = false;
};

} // namespace screens
