#pragma once

#include "api/resource.h"
#include "ui/screens/pagecontext.h"

#include <QWidget>

class QPushButton;
class QScrollArea;
class QTabWidget;
class QToolButton;
class QVBoxLayout;

namespace widgets {
class JsonEditor;
class PlainLabel;
class StatusChip;
}

namespace screens {

class RecordActions;

//! One record, to be read: its fields and facts, and the server's JSON. What can be done with it is in its header.
class RecordDetail : public QWidget
{
    Q_OBJECT
public:
    RecordDetail(const PageContext &context, const api::ResourceDescriptor &descriptor, RecordActions *actions, const QString &name,
                 QWidget *parent = nullptr);

    //! Keeps the scroll position when it is the same record with newer content.
    void setRecord(const base::Record &record);
    const base::Record &record() const { return m_record; }
    void setAbsoluteTimes(bool absolute);
    QTabWidget *tabs() const { return m_tabs; }
    //! Between header and tabs, for the page's messages while its list is not to be seen.
    QVBoxLayout *messageRow() const { return m_messageRow; }
    //! In one column with the list: shows a way back.
    void setBackShown(bool shown);

Q_SIGNALS:
    void closeRequested();

private:
    QWidget *makeHeader();
    QWidget *makeFields();
    void refreshHeader();
    void rebuild();
    void addFact(QVBoxLayout *column, const QString &label, QWidget *value);
    void addField(QVBoxLayout *column, const api::FieldDescriptor &field);
    void addColumn(QVBoxLayout *column, const api::ColumnDescriptor &descriptor);
    QWidget *textBlock(const QString &text, bool code);
    QWidget *toolList(const base::Json &tools);
    QWidget *reference(const api::FieldDescriptor &field, const QString &text);
    QWidget *time(const QDateTime &time);
    bool isCovered(const std::string &path) const;

    PageContext m_context;
    const api::ResourceDescriptor &m_descriptor;
    RecordActions *m_actions;
    base::Record m_record;
    bool m_absolute = false;
    widgets::PlainLabel *m_title = nullptr;
    widgets::PlainLabel *m_id = nullptr;
    widgets::StatusChip *m_status = nullptr;
    QToolButton *m_back = nullptr;
    QPushButton *m_edit = nullptr;
    QPushButton *m_open = nullptr;
    QToolButton *m_more = nullptr;
    QToolButton *m_close = nullptr;
    QTabWidget *m_tabs;
    QScrollArea *m_scroll;
    QVBoxLayout *m_messageRow = nullptr;
    QWidget *m_rawPage;
    widgets::JsonEditor *m_raw;
};

} // namespace screens
