#include "ui/screens/fieldbinding.h"

#include "models/workspace.h"
#include "ui/screens/choicebox.h"
#include "ui/screens/resourcetext.h"
#include "ui/widgets/jsoneditor.h"
#include "ui/widgets/lineseditor.h"
#include "ui/widgets/textarea.h"

#include <QCheckBox>
#include <QCompleter>
#include <QCoreApplication>
#include <QLineEdit>

#include <algorithm>

namespace screens {

namespace {

void name(QWidget *widget, const FieldScope &scope)
{
    widget->setObjectName(scope.name);
    widget->setAccessibleName(scope.label);
}

FieldBinding lineBinding(const FieldScope &scope)
{
    auto *line = new QLineEdit;
    name(line, scope);
    QObject::connect(line, &QLineEdit::textEdited, line, [scope](const QString &text) {
        scope.write([&] { scope.draft->setText(scope.field->path, text); });
    });
    FieldBinding binding{line, line};
    binding.load = [line, scope] {
        const QString text = scope.draft->text(scope.field->path);
        if (line->text() != text)
            line->setText(text);
    };
    binding.setReadOnly = [line](bool readOnly) { line->setReadOnly(readOnly); };
    return binding;
}

FieldBinding textBinding(const FieldScope &scope, int lines)
{
    auto *area = new widgets::TextArea(lines, 16);
    name(area, scope);
    QObject::connect(area, &QPlainTextEdit::textChanged, area, [area, scope] {
        const QString text = area->toPlainText();
        if (text != scope.draft->text(scope.field->path))
            scope.write([&] { scope.draft->setText(scope.field->path, text); });
    });
    FieldBinding binding{area, area};
    binding.load = [area, scope] { area->replaceText(scope.draft->text(scope.field->path)); };
    binding.setReadOnly = [area](bool readOnly) { area->setReadOnly(readOnly); };
    return binding;
}

FieldBinding choiceBinding(const FieldScope &scope)
{
    auto *box = new ChoiceBox;
    name(box, scope);
    const auto &choices = scope.field->choices;
    const bool namesNone = std::any_of(choices.begin(), choices.end(), [](const api::Choice &choice) { return choice.word.isEmpty(); });
    if (!namesNone && !scope.field->required && scope.field->clearing != api::Clearing::NotClearable)
        box->addWord({}, QCoreApplication::translate("screens::FieldEditor", "Not set"));
    for (const api::Choice &choice : choices)
        box->addWord(choice.word, *choice.label ? resourceText(choice.label) : choice.word);
    QObject::connect(box, &ChoiceBox::wordChosen, box, [scope](const QString &word) {
        scope.write([&] { scope.draft->setText(scope.field->path, word); });
    });
    FieldBinding binding{box, box};
    binding.load = [box, scope] { box->setWord(scope.draft->text(scope.field->path)); };
    binding.setReadOnly = [box](bool readOnly) { box->setEnabled(!readOnly); };
    return binding;
}

FieldBinding modelBinding(const FieldScope &scope)
{
    auto *box = new ChoiceBox;
    name(box, scope);
    box->setEditable(true);
    box->setInsertPolicy(QComboBox::NoInsert);
    for (const api::Choice &choice : scope.field->choices)
        box->addItem(choice.word, choice.word);
    box->completer()->setFilterMode(Qt::MatchContains);
    box->completer()->setCompletionMode(QCompleter::PopupCompletion);
    box->lineEdit()->setObjectName(scope.name + QStringLiteral(".text"));
    box->lineEdit()->setAccessibleName(scope.label);
    // Also when a suggestion is picked: the text is what counts.
    QObject::connect(box, &QComboBox::editTextChanged, box, [scope](const QString &text) {
        if (text != scope.draft->text(scope.field->path))
            scope.write([&] { scope.draft->setText(scope.field->path, text); });
    });
    FieldBinding binding{box, box};
    binding.load = [box, scope] {
        const QString text = scope.draft->text(scope.field->path);
        if (box->currentText() != text)
            box->setEditText(text);
    };
    binding.setReadOnly = [box](bool readOnly) { box->setEnabled(!readOnly); };
    return binding;
}

FieldBinding toggleBinding(const FieldScope &scope)
{
    auto *box = new QCheckBox(scope.label);
    name(box, scope);
    QObject::connect(box, &QCheckBox::clicked, box, [scope](bool on) { scope.write([&] { scope.draft->setBool(scope.field->path, on); }); });
    FieldBinding binding{box, box};
    binding.carriesLabel = true;
    binding.load = [box, scope] {
        const base::Json value = scope.draft->value(scope.field->path);
        box->setChecked(value.is_boolean() && value.get<bool>());
    };
    binding.setReadOnly = [box](bool readOnly) { box->setEnabled(!readOnly); };
    return binding;
}

FieldBinding linesBinding(const FieldScope &scope)
{
    auto *editor = new widgets::LinesEditor;
    name(editor, scope);
    QObject::connect(editor, &widgets::LinesEditor::edited, editor, [editor, scope] {
        scope.write([&] { scope.draft->setText(scope.field->path, editor->lines().join(QLatin1Char('\n'))); });
    });
    FieldBinding binding{editor, editor};
    binding.load = [editor, scope] { editor->setLines(scope.draft->text(scope.field->path).split(QLatin1Char('\n'), Qt::SkipEmptyParts)); };
    binding.setReadOnly = [editor](bool readOnly) { editor->setReadOnly(readOnly); };
    return binding;
}

FieldBinding jsonBinding(const FieldScope &scope)
{
    auto *editor = new widgets::JsonEditor(scope.name);
    editor->setAccessibleName(scope.label);
    editor->setLineRange(3, 18);
    QObject::connect(editor, &widgets::JsonEditor::edited, editor, [editor, scope] {
        scope.write([&] { scope.draft->setText(scope.field->path, editor->text()); });
    });
    FieldBinding binding{editor, editor};
    binding.load = [editor, scope] { editor->setText(scope.draft->text(scope.field->path)); };
    binding.setReadOnly = [editor](bool readOnly) { editor->setReadOnly(readOnly); };
    binding.showProblem = [editor](const models::ResourceDraft::Problem *problem, const QString &) {
        editor->setError(problem ? problem->offset : -1, {}); // the words are below the field already
    };
    return binding;
}

} // namespace

FieldBinding makeFieldBinding(const FieldScope &scope)
{
    // A server may name things that it does not list: then their ids are typed.
    const bool known = scope.field->refersTo.empty() || scope.context.workspace->resource(scope.field->refersTo);
    switch (scope.field->kind) {
    case api::FieldKind::Line: return lineBinding(scope);
    case api::FieldKind::Text: return textBinding(scope, 4);
    case api::FieldKind::FirstMessage: return textBinding(scope, 3);
    case api::FieldKind::Choice: return choiceBinding(scope);
    case api::FieldKind::Toggle: return toggleBinding(scope);
    case api::FieldKind::Model: return modelBinding(scope);
    case api::FieldKind::Lines: return linesBinding(scope);
    case api::FieldKind::Json: return jsonBinding(scope);
    case api::FieldKind::Metadata: return makeMetadataBinding(scope);
    case api::FieldKind::Secret: return makeSecretBinding(scope);
    case api::FieldKind::Moment: return makeMomentBinding(scope);
    case api::FieldKind::AgentTools: return makeToolsBinding(scope);
    case api::FieldKind::McpServers: return makeMcpServersBinding(scope);
    case api::FieldKind::Reference: return known ? makeReferenceBinding(scope) : lineBinding(scope);
    case api::FieldKind::References: return known ? makeReferencesBinding(scope) : linesBinding(scope);
    }
    return lineBinding(scope);
}

} // namespace screens
