#pragma once

#include "api/resource.h"
#include "base/record.h"
#include "ui/screens/pagecontext.h"

#include <QWidget>

class QListWidget;
class QPushButton;
class QScrollArea;
class QVBoxLayout;

namespace models {
class VersionList;
}
namespace widgets {
class StateView;
}

namespace screens {

//! The versions of one record: which there are, what changed in each, one of them to read, and what can be done with it.
class RecordVersions final : public QWidget
{
    Q_OBJECT
public:
    //! `descriptor` must outlive it. Object names begin with `name`.
    RecordVersions(const PageContext &context, const api::ResourceDescriptor &descriptor, const QString &name, QWidget *parent = nullptr);

    //! Reads the versions of this record when it is shown; a newer content of the same one reads them again.
    void setRecord(const base::Record &record);

Q_SIGNALS:
    //! An edit of the newest version that brings back what `version` had.
    void restoreRequested(const base::Record &current, const base::Record &version);
    //! A new conversation with this version.
    void useRequested(const base::Record &version);

protected:
    void showEvent(QShowEvent *event) override;

private:
    QWidget *makeContent();
    void read();
    void showList();
    void showVersion();
    void fillFields(QVBoxLayout *column, const base::Record &version, const std::vector<std::string> &changed);
    void refreshButtons();
    QString changesText(std::size_t index) const;
    //! Why a new conversation cannot begin with it; empty: it can.
    QString whyNotUse(std::size_t index) const;
    QString whyNotRestore(std::size_t index) const;
    int selected() const;

    PageContext m_context;
    const api::ResourceDescriptor &m_descriptor;
    base::Record m_record;
    models::VersionList *m_list = nullptr;
    widgets::StateView *m_state;
    QListWidget *m_rows;
    QScrollArea *m_fields;
    QPushButton *m_use;
    QPushButton *m_restore;
    QPushButton *m_raw;
};

} // namespace screens
