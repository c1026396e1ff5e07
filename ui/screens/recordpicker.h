#pragma once

#include "api/resource.h"
#include "ui/screens/pagecontext.h"

#include <QFrame>

class QListView;
class QPushButton;

namespace models {
class ResourceListModel;
}
namespace widgets {
class SearchField;
class StateView;
}

namespace screens {

//! A popup that finds one record of another resource: type to search, arrows and Enter to pick. Has a list of its own, so that it filters
//! nobody else's.
class RecordPicker : public QFrame
{
    Q_OBJECT
public:
    //! Deletes itself when it closes. `<name>.search` and `<name>.list` are inside.
    RecordPicker(const PageContext &context, const api::ResourceDescriptor &resource, const QString &name, QWidget *parent);

    //! A first entry that picks nothing ("Any", "None").
    void setAnyText(const QString &text);
    void popupBelow(QWidget *anchor);

Q_SIGNALS:
    //! Both empty for the "any" entry. `title` is foreign text.
    void picked(const QString &id, const QString &title);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void refreshState();
    void pickCurrent();
    void moveBy(int rows);

    models::ResourceListModel *m_model;
    widgets::SearchField *m_search;
    widgets::StateView *m_state;
    QListView *m_list;
    QPushButton *m_any;
};

} // namespace screens
