#include "ui/screens/sessionfacts.h"

#include "base/plaintext.h"
#include "models/resourcelistmodel.h"
#include "models/workspace.h"

namespace screens {

namespace {

QString nameOfReference(models::Workspace *workspace, const base::Record &session, const api::FieldDescriptor &field)
{
    const api::ResourceDescriptor *target = workspace->resource(field.refersTo);
    const std::string titlePath = target ? target->titlePath : std::string("name");
    const QString embedded = session.string(field.path + "." + titlePath);
    if (!embedded.isEmpty())
        return embedded;
    QString id = session.string(field.path);
    if (id.isEmpty())
        id = session.string(field.path + ".id");
    if (id.isEmpty())
        return {};
    if (models::ResourceListModel *list = target ? workspace->list(target->id) : nullptr) {
        if (const base::Record *record = list->record(id))
            return record->string(titlePath);
    }
    return base::shortId(id);
}

//! The model of an embedded copy ("agent.model.id"); empty when the session holds none.
QString modelOfReference(models::Workspace *workspace, const base::Record &session, const api::FieldDescriptor &field)
{
    const api::ResourceDescriptor *target = workspace->resource(field.refersTo);
    if (!target)
        return {};
    for (const api::FieldDescriptor &inner : target->fields) {
        if (inner.kind != api::FieldKind::Model)
            continue;
        const std::string path = field.path + "." + inner.path;
        const QString word = session.string(path);
        if (!word.isEmpty())
            return word;
        const QString id = session.string(path + ".id");
        if (!id.isEmpty())
            return id;
        // The model may be text in one place and an object in another: the member above "….id".
        const std::size_t dot = path.rfind('.');
        if (dot != std::string::npos && !session.string(path.substr(0, dot)).isEmpty())
            return session.string(path.substr(0, dot));
    }
    return {};
}

} // namespace

QStringList sessionFacts(models::Workspace *workspace, const base::Record &session)
{
    QStringList facts;
    const api::ResourceDescriptor *descriptor = workspace->conversations();
    if (!descriptor)
        return facts;
    QString model;
    for (const api::FieldDescriptor &field : descriptor->fields) {
        if (field.kind != api::FieldKind::Reference)
            continue;
        facts.append(nameOfReference(workspace, session, field));
        if (model.isEmpty())
            model = modelOfReference(workspace, session, field);
    }
    facts.append(model);
    facts.removeAll(QString());
    return facts;
}

} // namespace screens
