#pragma once

#include "models/resourcedraft.h"
#include "ui/screens/fieldbinding.h"

#include <QWidget>

namespace widgets {
class PlainLabel;
}

namespace screens {

//! One field of a form: its label, its editor, a sentence of help, what stands against it, and a counter near its limit.
class FieldEditor : public QWidget
{
    Q_OBJECT
public:
    FieldEditor(const PageContext &context, models::ResourceDraft *draft, const api::FieldDescriptor &field, QWidget *parent = nullptr);

    const api::FieldDescriptor &field() const { return *m_field; }
    //! Takes what the draft says, unless the change came from here.
    void load();
    void setReadOnly(bool readOnly);
    //! Null: nothing stands against the field.
    void showProblem(const models::ResourceDraft::Problem *problem);
    QString problemText() const;
    //! Something typed that cannot become part of the record yet; empty: nothing.
    QString unfinished() const { return m_binding.unfinished ? m_binding.unfinished() : QString(); }
    void focusEditor();
    QWidget *editorWidget() const { return m_binding.focus; }
    static QString words(const models::ResourceDraft::Problem &problem, const QString &label);

private:
    void refreshCounter();

    models::ResourceDraft *m_draft;
    const api::FieldDescriptor *m_field;
    FieldBinding m_binding;
    widgets::PlainLabel *m_counter;
    widgets::PlainLabel *m_problem;
    bool m_writing = false;
};

} // namespace screens
