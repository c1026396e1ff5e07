#pragma once

#include "api/resource.h"
#include "base/error.h"
#include "base/record.h"
#include "ui/screens/pagecontext.h"

#include <QPointer>
#include <QWidget>

#include <string>
#include <vector>

class QPushButton;
class QScrollArea;
class QTabWidget;

namespace models {
class ResourceDraft;
}
namespace widgets {
class BusyBar;
class MessageBar;
class PlainLabel;
}

namespace screens {

class ConflictDialog;
class FieldEditor;
class RawJsonTab;

//! A record being written: the descriptor's fields with an editor each, problems beside them, and the same record as raw JSON.
//!
//! Keeps everything that was typed until it is saved or thrown away on purpose. Object names: "form", "form.<path>", "form.save", "form.cancel",
//! "form.raw", "form.tabs", "form.message", "form.problem.<path>".
class RecordForm : public QWidget
{
    Q_OBJECT
public:
    //! Takes ownership of `draft`.
    RecordForm(const PageContext &context, models::ResourceDraft *draft, QWidget *parent = nullptr);
    ~RecordForm() override;

    models::ResourceDraft *draft() const { return m_draft; }
    bool isDirty() const;
    FieldEditor *editor(const std::string &path) const;

public Q_SLOTS:
    void save();
    //! Asks in a bar when there are changes, else emits cancelled() at once.
    void cancel();

Q_SIGNALS:
    void saved(const base::Record &record);
    void cancelled();
    void dirtyChanged();
    void connectionSettingsRequested();
    //! It is not known whether the record was saved: look at the list; the form stays.
    void checkRequested();

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void showEvent(QShowEvent *event) override;

private:
    QWidget *makeHeader();
    QWidget *makeFields();
    QWidget *makeFooter();
    void connectDraft();
    void draftChanged(const std::string &path);
    void stateChanged();
    void refreshShown();
    void refreshProblems();
    void showUnfinished(const QString &text);
    void showFirstProblem();
    void showError(const base::Error &error);
    void nextStep(int step);
    void tabChanged(int index);
    void openConflict();
    QString title() const;

    PageContext m_context;
    models::ResourceDraft *m_draft;
    std::vector<FieldEditor *> m_editors; //!< in the order of the form
    widgets::MessageBar *m_message;
    widgets::BusyBar *m_busy;
    QTabWidget *m_tabs;
    QScrollArea *m_scroll = nullptr;
    RawJsonTab *m_raw;
    QPushButton *m_save = nullptr;
    QPushButton *m_cancel = nullptr;
    widgets::PlainLabel *m_hint = nullptr;
    QPointer<ConflictDialog> m_conflict; //!< deletes itself when it is closed
    bool m_tried = false;   //!< save was asked for: from now on empty required fields are marked
    bool m_focused = false;
    bool m_wasDirty = false;
};

} // namespace screens
