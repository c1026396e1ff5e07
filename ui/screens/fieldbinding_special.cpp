#include "ui/screens/fieldbinding.h"

#include "base/clock.h"
#include "ui/screens/mcpserverseditor.h"
#include "ui/screens/referenceeditor.h"
#include "ui/screens/toolseditor.h"
#include "ui/widgets/keyvalueeditor.h"
#include "ui/widgets/momentedit.h"
#include "ui/widgets/secretedit.h"

#include <QCheckBox>
#include <QCoreApplication>
#include <QLineEdit>
#include <QPushButton>

namespace screens {

using base::Json;

namespace {

const api::FieldDescriptor *fieldOfKind(const api::ResourceDescriptor &descriptor, api::FieldKind kind)
{
    for (const api::FieldDescriptor &field : descriptor.fields) {
        if (field.kind == kind)
            return &field;
    }
    return nullptr;
}

Json initialOf(const api::FieldDescriptor &field)
{
    const auto parsed = base::parseJson(field.initial.toUtf8());
    return parsed.ok() ? *parsed : Json();
}

widgets::KeyValueEditor::Pairs pairsOf(const Json &value)
{
    widgets::KeyValueEditor::Pairs pairs;
    if (value.is_object()) {
        for (const auto &[key, item] : value.items())
            pairs.append({QString::fromStdString(key), item.is_structured() ? QString::fromUtf8(base::dumpJson(item)) : base::toQString(item)});
    }
    return pairs;
}

//! Values that the user did not touch keep their JSON type: a server may hold more than text there.
Json mergedPairs(const Json &before, const widgets::KeyValueEditor::Pairs &pairs)
{
    Json result = Json::object();
    for (const auto &[key, text] : pairs) {
        const std::string name = key.toStdString();
        const auto old = before.is_object() ? before.find(name) : before.end();
        const bool same = before.is_object() && old != before.end() && pairsOf(Json{{name, *old}}).first().second == text;
        result[name] = same ? *old : base::fromQString(text);
    }
    return result;
}

QStringList idsOf(const Json &value)
{
    QStringList ids;
    if (value.is_array()) {
        for (const Json &item : value)
            ids << (item.is_object() ? base::Record(item).id() : base::toQString(item));
    }
    return ids;
}

} // namespace

FieldBinding makeMetadataBinding(const FieldScope &scope)
{
    auto *editor = new widgets::KeyValueEditor(scope.name);
    editor->setAccessibleName(scope.label);
    QObject::connect(editor, &widgets::KeyValueEditor::edited, editor, [editor, scope] {
        scope.write([&] { scope.draft->setValue(scope.field->path, mergedPairs(scope.draft->value(scope.field->path), editor->pairs())); });
    });
    FieldBinding binding{editor, editor};
    binding.unfinished = [editor] { return editor->problem(); };
    binding.load = [editor, scope] { editor->setPairs(pairsOf(scope.draft->value(scope.field->path))); };
    binding.setReadOnly = [editor](bool readOnly) { editor->setReadOnly(readOnly); };
    return binding;
}

FieldBinding makeToolsBinding(const FieldScope &scope)
{
    auto *editor = new ToolsEditor(scope.name, initialOf(*scope.field));
    editor->setAccessibleName(scope.label);
    QObject::connect(editor, &ToolsEditor::edited, editor,
                     [editor, scope] { scope.write([&] { scope.draft->setValue(scope.field->path, editor->tools()); }); });
    FieldBinding binding{editor, editor};
    binding.isSection = true;
    binding.unfinished = [editor] { return editor->problem(); };
    binding.load = [editor, scope] { editor->setTools(scope.draft->value(scope.field->path)); };
    binding.setReadOnly = [editor](bool readOnly) { editor->setReadOnly(readOnly); };
    return binding;
}

FieldBinding makeMcpServersBinding(const FieldScope &scope)
{
    auto *editor = new McpServersEditor(scope.name);
    editor->setAccessibleName(scope.label);
    const api::FieldDescriptor *tools = fieldOfKind(scope.draft->descriptor(), api::FieldKind::AgentTools);
    QObject::connect(editor, &McpServersEditor::edited, editor, [editor, scope, tools](const QStringList &before, const QStringList &after) {
        scope.write([&] { scope.draft->setValue(scope.field->path, editor->servers()); });
        if (!tools)
            return;
        AgentTools sets(scope.draft->value(tools->path));
        const Json old = sets.json();
        sets.followServers(before, after);
        if (sets.json() != old)
            scope.draft->setValue(tools->path, sets.json());
    });
    FieldBinding binding{editor, editor};
    binding.isSection = true;
    binding.load = [editor, scope] { editor->setServers(scope.draft->value(scope.field->path)); };
    binding.setReadOnly = [editor](bool readOnly) { editor->setReadOnly(readOnly); };
    return binding;
}

FieldBinding makeSecretBinding(const FieldScope &scope)
{
    auto *editor = new widgets::SecretEdit(scope.name);
    editor->line()->setAccessibleName(scope.label);
    const bool stored = scope.draft->mode() == models::RecordDraft::Mode::Edit;
    if (stored)
        editor->line()->setPlaceholderText(QCoreApplication::translate("screens::FieldEditor", "Leave empty to keep what is stored"));
    QObject::connect(editor, &widgets::SecretEdit::edited, editor,
                     [editor, scope] { scope.write([&] { scope.draft->setText(scope.field->path, editor->secret()); }); });
    FieldBinding binding{editor, editor->line()};
    binding.load = [editor, scope] { editor->setSecret(scope.draft->text(scope.field->path)); };
    binding.setReadOnly = [editor](bool readOnly) { editor->setReadOnly(readOnly); };
    return binding;
}

FieldBinding makeMomentBinding(const FieldScope &scope)
{
    auto *editor = new widgets::MomentEdit(scope.name, [clock = scope.context.clock] { return clock->now(); });
    editor->box()->setAccessibleName(scope.label);
    QObject::connect(editor, &widgets::MomentEdit::edited, editor, [editor, scope] {
        const QDateTime moment = editor->moment();
        scope.write([&] { scope.draft->setText(scope.field->path, moment.isValid() ? moment.toString(Qt::ISODate) : QString()); });
    });
    FieldBinding binding{editor, editor->box()};
    binding.load = [editor, scope] { editor->setMoment(base::timeOf(scope.draft->value(scope.field->path))); };
    binding.setReadOnly = [editor](bool readOnly) { editor->setReadOnly(readOnly); };
    return binding;
}

FieldBinding makeReferenceBinding(const FieldScope &scope)
{
    auto *editor = new ReferenceEditor(scope.context, scope.field->refersTo, scope.name, false, !scope.field->required);
    editor->setAccessibleName(scope.label);
    QObject::connect(editor, &ReferenceEditor::edited, editor, [editor, scope] {
        const QString id = editor->ids().value(0);
        scope.write([&] { scope.draft->setText(scope.field->path, id); });
    });
    FieldBinding binding{editor, editor->button()};
    binding.load = [editor, scope] {
        const QString id = scope.draft->text(scope.field->path);
        editor->setIds(id.isEmpty() ? QStringList() : QStringList{id});
        editor->setVersion(scope.field->pinsVersion ? base::Record(scope.draft->value(scope.field->path)).integer("version").value_or(0) : 0);
    };
    binding.setReadOnly = [editor](bool readOnly) { editor->setReadOnly(readOnly); };
    return binding;
}

FieldBinding makeReferencesBinding(const FieldScope &scope)
{
    auto *editor = new ReferenceEditor(scope.context, scope.field->refersTo, scope.name, true, true);
    editor->setAccessibleName(scope.label);
    QObject::connect(editor, &ReferenceEditor::edited, editor, [editor, scope] {
        Json ids = Json::array();
        for (const QString &id : editor->ids())
            ids.push_back(base::fromQString(id));
        scope.write([&] { scope.draft->setValue(scope.field->path, ids); });
    });
    FieldBinding binding{editor, editor->button()};
    binding.load = [editor, scope] { editor->setIds(idsOf(scope.draft->value(scope.field->path))); };
    binding.setReadOnly = [editor](bool readOnly) { editor->setReadOnly(readOnly); };
    return binding;
}

} // namespace screens
