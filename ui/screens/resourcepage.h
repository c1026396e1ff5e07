#pragma once

#include "base/record.h"
#include "ui/screens/errortext.h"
#include "ui/screens/pagecontext.h"

#include <QWidget>

#include <functional>

#include <string>

namespace api {
struct ActionDescriptor;
struct ResourceDescriptor;
}
namespace models {
class ResourceDraft;
class ResourceListModel;
}
namespace widgets {
class BusyBar;
class MessageBar;
class PlainLabel;
class SearchField;
class StateView;
}

class QPushButton;
class QSplitter;
class QStackedWidget;
class QToolButton;
class QVBoxLayout;

namespace screens {

class FilterBar;
class RecordActions;
class RecordDetail;
class RecordForm;
class RecordParts;
class RecordVersions;
class ResourceTable;

//! The page of one kind of thing on one server: the list with search, filters, sorting and live status, the record beside it, and the form for
//! new ones and edits. Everything it shows follows from the descriptor.
//!
//! Object names begin with the descriptor's id: "agents.table", "agents.new", "agents.search", "agents.filters", "agents.detail", "agents.state".
class ResourcePage : public QWidget
{
    Q_OBJECT
public:
    ResourcePage(const PageContext &context, const std::string &resourceId, QWidget *parent = nullptr);
    //! A page inside the details of another one's record: `model` lists what is in there. Its forms take the place of the whole `host`.
    ResourcePage(const PageContext &context, models::ResourceListModel *model, ResourcePage *host);
    ~ResourcePage() override;

    const api::ResourceDescriptor &descriptor() const;
    models::ResourceListModel *model() const { return m_model; }
    ResourceTable *table() const { return m_table; }
    RecordForm *form() const { return m_form; }

    //! A form with changes that are not saved is open.
    bool hasUnsavedChanges() const;
    //! False: rows open a conversation elsewhere and no record pane is shown beside the list. Default: !descriptor().opensConversation.
    void setDetailShown(bool shown);
    //! Below the list, while something is searched: a button with these words about the text, for a search that goes further than the list.
    void offerFurtherSearch(std::function<QString(const QString &text)> words);
    //! Why nothing can be added here; empty: it can, as far as this page knows. True when that is news.
    bool setClosed(const QString &reason);

public Q_SLOTS:
    //! Opens the form for a new record; a form that is open already stays as it is.
    void newRecord();
    void editRecord(const QString &id);
    //! The form for a new record that has this value in one field already.
    void newRecordWith(const std::string &path, const base::Json &value);
    //! Selects the record and shows it in the pane.
    void revealRecord(const QString &id);
    void focusSearch();
    void focusList();
    void refresh();

Q_SIGNALS:
    //! Enter or double click on an item that is a conversation; also right after one was created by the form.
    void openRequested(const base::Record &record);
    //! A new conversation with this version of a record.
    void conversationRequested(const base::Record &version);
    //! The next step of an error is the connection's settings.
    void connectionSettingsRequested();
    void furtherSearchRequested(const QString &text);
    //! hasUnsavedChanges() may have changed.
    void unsavedChanged();
    //! A form is open, or the last one was closed.
    void formShown(bool shown);

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    QWidget *makeHeader();
    QWidget *makeToolRow();
    void makeList();
    void connectList();
    void connectActions();
    void refreshState();
    void refreshHeader();
    void showEmptiness();
    void tryAgain();
    void takeNextStep();
    void currentChangedTo(const QString &id);
    void activate(const QString &id);
    void openForm(models::ResourceDraft *draft);
    void closeForm();
    void leaveFormOpen();
    void restoreVersion(const base::Record &current, const base::Record &version);
    void formSaved(const base::Record &record);
    void showDetail(const base::Record &record);
    void makeDetail();
    void setDetailRecord(const base::Record &record);
    void closeDetail();
    //! The page that forms are shown in.
    ResourcePage *formPlace() { return m_host ? m_host : this; }
    void arrange();
    void rememberLayout();
    QString name(const char *part) const;

    PageContext m_context;
    models::ResourceListModel *m_model;
    ResourcePage *m_host = nullptr; //!< of a page inside another one
    QString m_closed;
    bool m_detailShown;
    bool m_narrow = false;
    bool m_loadCancelled = false;
    bool m_detailOpen = false;

    QStackedWidget *m_stack;
    QSplitter *m_splitter;
    QWidget *m_listPane = nullptr;
    widgets::PlainLabel *m_title = nullptr;
    widgets::PlainLabel *m_count = nullptr;
    QPushButton *m_new = nullptr;
    widgets::SearchField *m_search = nullptr;
    FilterBar *m_filters = nullptr;
    QToolButton *m_columns = nullptr;
    widgets::BusyBar *m_busy = nullptr;
    widgets::MessageBar *m_message = nullptr;
    QVBoxLayout *m_messageRow = nullptr; //!< where it is while the list is shown
    widgets::StateView *m_state = nullptr;
    ResourceTable *m_table = nullptr;
    RecordActions *m_actions = nullptr;
    RecordDetail *m_detail = nullptr;
    RecordParts *m_parts = nullptr; //!< of the detail
    RecordVersions *m_versions = nullptr; //!< of the detail, where there are any
    RecordForm *m_form = nullptr;
};

} // namespace screens
