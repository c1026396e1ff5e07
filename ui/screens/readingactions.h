#pragma once

#include <QObject>
#include <QPointer>

#include <functional>

class QAction;
class QKeySequence;
class QMenu;

namespace ui {
class TranscriptView;
}

namespace screens {

class SessionPage;

//! The menu entries for reading the session in front: find, copy in other forms, and going from one message, turn, call or error to the next.
class ReadingActions final : public QObject
{
    Q_OBJECT
public:
    //! Adds to `edit` and fills `go`; lives with `go`.
    ReadingActions(QMenu *edit, QMenu *go);

    //! nullptr: there is none, and nothing can be done.
    void setSession(SessionPage *page);

private:
    using Act = std::function<void(SessionPage *page, ui::TranscriptView *view)>;
    void add(QMenu *menu, const char *name, const QString &text, const QString &icon, const QKeySequence &keys, Act act);
    void fillGo(QMenu *menu);

    QPointer<SessionPage> m_page;
    QList<QAction *> m_actions;
};

} // namespace screens
