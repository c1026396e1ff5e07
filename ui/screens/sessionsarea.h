#pragma once

#include "ui/screens/pagecontext.h"
#include "ui/screens/sessiontabs.h"

#include <QWidget>

class QSplitter;

namespace screens {

class ResourcePage;

//! The list of sessions and, beside it, those that are open. In a narrow window they share one column.
class SessionsArea final : public QWidget
{
    Q_OBJECT
public:
    SessionsArea(const PageContext &context, const std::string &resourceId, QWidget *parent = nullptr);
    ~SessionsArea() override;

    ResourcePage *list() const { return m_list; }
    SessionTabs *tabs() const { return m_tabs; }
    SessionPage *open(const base::Record &session);
    //! The form for a new session, with all the room there is.
    void newSession();
    //! In a narrow window: the list instead of the open session.
    void showList();
    void setNarrow(bool narrow);
    //! Puts the cursor where a person goes on: the list's search, or the composer.
    void takeFocus();

Q_SIGNALS:
    //! What is in front may be something else now.
    void arranged();

protected:
    void hideEvent(QHideEvent *event) override;

private:
    void arrange();
    void remember();

    PageContext m_context;
    QSplitter *m_splitter;
    ResourcePage *m_list;
    SessionTabs *m_tabs;
    bool m_narrow = false;
    bool m_listWanted = true;  //!< narrow: the list is in front
    bool m_formOpen = false;
};

} // namespace screens
