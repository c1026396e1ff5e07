#pragma once

#include "models/resourcedraft.h"

#include <QWidget>

namespace widgets {
class JsonEditor;
class PlainLabel;
}

namespace screens {

//! The record of a draft as one JSON text. What is typed is what is sent: it is never re-formatted by itself.
class RawJsonTab : public QWidget
{
    Q_OBJECT
public:
    //! The editor is named "form.raw".
    explicit RawJsonTab(models::ResourceDraft *draft, QWidget *parent = nullptr);
    //! Takes the draft's text, unless the change came from here.
    void load();
    //! Of the text as a whole; null: it can be read.
    void showProblem(const models::ResourceDraft::Problem *problem);
    widgets::JsonEditor *editor() const { return m_editor; }

private:
    models::ResourceDraft *m_draft;
    widgets::JsonEditor *m_editor;
    bool m_writing = false;
};

} // namespace screens
