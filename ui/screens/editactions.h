#pragma once

#include <QObject>

class QAction;
class QMenu;

namespace screens {

//! Undo, redo, cut, copy, paste and select all for whatever has the focus: text fields, the transcript, tables. Enabled when they would do something.
class EditActions final : public QObject
{
    Q_OBJECT
public:
    //! Fills `menu`.
    explicit EditActions(QMenu *menu);

private:
    struct Possible
    {
        bool undo = false, redo = false, cut = false, copy = false, paste = false, selectAll = false;
    };
    QAction *make(QMenu *menu, const char *name, const QString &text, const QString &icon, QKeySequence::StandardKey key, const char *method);
    void refresh(bool exactly);
    static Possible possible(QWidget *focus, bool exactly);
    void invoke(const char *method);

    QAction *m_undo;
    QAction *m_redo;
    QAction *m_cut;
    QAction *m_copy;
    QAction *m_paste;
    QAction *m_selectAll;
};

} // namespace screens
