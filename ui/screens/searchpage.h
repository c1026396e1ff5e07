#pragma once

#include "models/searchresults.h"
#include "ui/screens/pagecontext.h"

#include <QWidget>

#include <functional>

class QListView;

namespace widgets {
class PlainLabel;
class SearchField;
class StateView;
}

namespace screens {

class ChoiceBox;
class SearchDelegate;

//! Full-text search over every session that was opened on this computer: a field, filters, hits with the words around them. Enter or a click
//! goes to the place.
class SearchPage final : public QWidget
{
    Q_OBJECT
public:
    //! Takes the results over. `profileName` gives the name of another workspace.
    SearchPage(const PageContext &context, models::SearchResults *results, std::function<QString(const QString &profileId)> profileName,
               QWidget *parent = nullptr);

    //! As if it had been typed, with the cursor in the field.
    void search(const QString &text);
    void takeFocus();
    models::SearchResults *results() const { return m_results; }

Q_SIGNALS:
    void hitChosen(const store::LogKey &where, const QString &identity);

private:
    void build();
    QWidget *buildFilters();
    void addKinds();
    void addTimes();
    void showAgents();
    void start();
    void startSoon();
    void showState();
    void choose(const QModelIndex &index);
    store::SearchQuery query() const;

    PageContext m_context;
    models::SearchResults *m_results;
    SearchDelegate *m_delegate;
    widgets::SearchField *m_field;
    ChoiceBox *m_kind;
    ChoiceBox *m_where;
    ChoiceBox *m_agent;
    ChoiceBox *m_when;
    ChoiceBox *m_order;
    widgets::StateView *m_state;
    QListView *m_list;
    widgets::PlainLabel *m_count;
    QObject *m_pause = nullptr; //!< runs out when the person stops typing
};

} // namespace screens
