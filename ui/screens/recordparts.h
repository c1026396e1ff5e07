#pragma once

#include "base/record.h"
#include "ui/screens/pagecontext.h"

#include <QHash>
#include <QObject>

#include <vector>

class QStackedWidget;
class QTabWidget;

namespace api {
struct ResourceDescriptor;
}

namespace screens {

class ResourcePage;

//! What lives inside the record that is shown: a tab for each kind of it, and in the tab a page of its own. A page with a form that is not saved
//! stays until it is, whatever record is shown meanwhile.
class RecordParts : public QObject
{
    Q_OBJECT
public:
    //! `descriptor` must outlive it; the tabs come before the ones that are there. Forms open in `host`.
    RecordParts(const PageContext &context, const api::ResourceDescriptor &descriptor, QTabWidget *tabs, ResourcePage *host);

    void setRecord(const base::Record &record);
    bool hasUnsavedChanges() const;

Q_SIGNALS:
    void unsavedChanged();
    void connectionSettingsRequested();

private:
    struct Part
    {
        const api::ResourceDescriptor *descriptor;
        QStackedWidget *stack;
        QHash<QString, ResourcePage *> pages; //!< by the id of what they are in
    };
    ResourcePage *pageOf(Part &part, const QString &id);
    void dropOthers(Part &part, const QString &id);
    void closeTo(Part &part, const base::Record &record);

    PageContext m_context;
    ResourcePage *m_host;
    std::vector<Part> m_parts;
    const char *m_singular;
};

} // namespace screens
