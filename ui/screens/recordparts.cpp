#include "ui/screens/recordparts.h"

#include "models/workspace.h"
#include "ui/screens/recordactions.h"
#include "ui/screens/resourcepage.h"
#include "ui/screens/resourcetext.h"

#include <QStackedWidget>
#include <QTabWidget>

namespace screens {

RecordParts::RecordParts(const PageContext &context, const api::ResourceDescriptor &descriptor, QTabWidget *tabs, ResourcePage *host)
    : QObject(tabs), m_context(context), m_host(host), m_singular(descriptor.singular)
{
    for (const api::ResourceDescriptor &part : descriptor.parts) {
        auto *stack = new QStackedWidget;
        tabs->insertTab(int(m_parts.size()), stack, capital(resourceText(part.plural)));
        m_parts.push_back({&part, stack, {}});
    }
    if (!m_parts.empty())
        tabs->setCurrentIndex(0);
}

void RecordParts::setRecord(const base::Record &record)
{
    for (Part &part : m_parts) {
        ResourcePage *page = pageOf(part, record.id());
        closeTo(part, record);
        part.stack->setCurrentWidget(page);
        dropOthers(part, record.id());
    }
}

ResourcePage *RecordParts::pageOf(Part &part, const QString &id)
{
    if (ResourcePage *known = part.pages.value(id))
        return known;
    auto *page = new ResourcePage(m_context, m_context.workspace->list(part.descriptor->id, id), m_host);
    part.stack->addWidget(page);
    part.pages.insert(id, page);
    connect(page, &ResourcePage::unsavedChanged, this, &RecordParts::unsavedChanged);
    connect(page, &ResourcePage::connectionSettingsRequested, this, &RecordParts::connectionSettingsRequested);
    return page;
}

void RecordParts::dropOthers(Part &part, const QString &id)
{
    for (auto it = part.pages.begin(); it != part.pages.end();) {
        if (it.key() == id || it.value()->hasUnsavedChanges()) {
            ++it;
            continue;
        }
        part.stack->removeWidget(it.value());
        it.value()->setObjectName({}); // another of the same name is shown already
        it.value()->deleteLater();
        it = part.pages.erase(it);
    }
}

void RecordParts::closeTo(Part &part, const base::Record &record)
{
    const QString reason = RecordActions::isArchived(record)
        ? tr("This %1 is archived: nothing can be added.").arg(resourceText(m_singular))
        : QString();
    ResourcePage *page = part.pages.value(record.id());
    if (page->setClosed(reason) && page->isVisible())
        page->refresh(); // what is inside may have changed with it
}

bool RecordParts::hasUnsavedChanges() const
{
    for (const Part &part : m_parts) {
        for (const ResourcePage *page : part.pages) {
            if (page->hasUnsavedChanges())
                return true;
        }
    }
    return false;
}

} // namespace screens
