#include "transcript/tooledits.h"

#include "base/json.h"
#include "transcript/code/lexer.h"
#include "transcript/linediff.h"
#include "transcript/showntext.h"

#include <array>

namespace transcript {

namespace {

constexpr qsizetype largestEdit = 512 * 1024;

// As the tools of today's agents name the text that goes and the text that comes.
constexpr std::array<std::pair<const char *, const char *>, 4> pairs{{{"old_str", "new_str"}, {"old_string", "new_string"}, {"old_text", "new_text"}, {"oldText", "newText"}}};

std::optional<QString> textOf(const base::Json &object, const char *name)
{
    const auto found = object.find(name);
    if (found == object.end() || !found->is_string())
        return std::nullopt;
    const auto &text = found->get_ref<const std::string &>();
    return shownText(QByteArrayView(text.data(), qsizetype(text.size())));
}

void append(QString &diff, const QString &more)
{
    if (!diff.isEmpty() && !more.isEmpty())
        diff += QLatin1Char('\n');
    diff += more;
}

bool addEdit(ToolEdit &edit, const base::Json &object)
{
    for (const auto &[before, after] : pairs) {
        const auto from = textOf(object, before);
        const auto to = textOf(object, after);
        if (!from || (!to && object.contains(after)))
            continue;
        append(edit.diff, lineDiff(*from, to.value_or(QString())));
        edit.members.push_back(QLatin1String(before));
        edit.members.push_back(QLatin1String(after));
        return true;
    }
    return false;
}

bool looksLikeJson(QStringView text)
{
    text = text.trimmed();
    if (text.size() < 2 || (text[0] != QLatin1Char('{') && text[0] != QLatin1Char('[')))
        return false;
    const QStringView rest = text.mid(1).trimmed();
    const QChar next = rest.isEmpty() ? QChar() : rest[0];
    return next == QLatin1Char('"') || next == QLatin1Char('}') || next == QLatin1Char(']') || (text[0] == QLatin1Char('[') && next == QLatin1Char('{'));
}

bool looksLikeDiff(QStringView text)
{
    return text.startsWith(QLatin1String("diff --git ")) || (text.startsWith(QLatin1String("--- ")) && text.contains(QLatin1String("\n+++ ")))
        || text.startsWith(QLatin1String("@@ -"));
}

bool isAnyOf(const QString &name, std::initializer_list<const char *> names)
{
    return std::any_of(names.begin(), names.end(), [&name](const char *each) { return name.compare(QLatin1String(each), Qt::CaseInsensitive) == 0; });
}

CodeLanguage languageOfPath(const std::vector<ToolField> &fields)
{
    for (const ToolField &field : fields) {
        if (isAnyOf(field.name, {"path", "file_path", "filePath", "filename", "file"}))
            return codeLanguageOfFile(field.text);
    }
    return CodeLanguage::None;
}

} // namespace

std::optional<ToolEdit> toolEdit(QByteArrayView input)
{
    // Most calls are none: they are told without being parsed.
    if (input.size() > largestEdit || (input.indexOf("\"old") < 0 && input.indexOf("\"insert_line\"") < 0))
        return std::nullopt;
    const auto json = base::parseJson(input);
    if (!json || !json->is_object())
        return std::nullopt;
    ToolEdit edit;
    if (addEdit(edit, *json))
        return edit;
    if (const auto text = textOf(*json, "new_str"); text && json->contains("insert_line")) {
        edit.diff = lineDiff(QString(), *text);
        edit.members.push_back(QStringLiteral("new_str"));
        return edit;
    }
    const auto edits = json->find("edits");
    if (edits == json->end() || !edits->is_array() || edits->empty())
        return std::nullopt;
    for (const auto &each : *edits) {
        if (!each.is_object() || !addEdit(edit, each))
            return std::nullopt; // shown as it is
    }
    edit.members = {QStringLiteral("edits")};
    return edit;
}

CodeLanguage languageOfField(const QString &tool, const std::vector<ToolField> &fields, const ToolField &field)
{
    if (looksLikeJson(field.text))
        return CodeLanguage::Json;
    if (looksLikeDiff(field.text))
        return CodeLanguage::Diff;
    if (isAnyOf(field.name, {"content", "file_text", "new_str", "old_str", "insert_text", "text"}))
        return languageOfPath(fields);
    if (isAnyOf(field.name, {"sql"}) || (isAnyOf(field.name, {"query", "statement"}) && tool.contains(QLatin1String("sql"), Qt::CaseInsensitive)))
        return CodeLanguage::Sql;
    if (isAnyOf(field.name, {"command", "cmd"}) && !isAnyOf(tool, {"str_replace_based_edit_tool", "str_replace_editor", "memory"}))
        return CodeLanguage::Shell;
    if (isAnyOf(field.name, {"code", "script"}))
        return tool.contains(QLatin1String("python"), Qt::CaseInsensitive) || isAnyOf(tool, {"code_execution", "repl", "jupyter"}) ? CodeLanguage::Python : CodeLanguage::None;
    return CodeLanguage::None;
}

CodeLanguage languageOfResult(const QString &tool, const std::vector<ToolField> &fields, const QString &result)
{
    if (looksLikeDiff(result))
        return CodeLanguage::Diff;
    if (looksLikeJson(result))
        return CodeLanguage::Json;
    return isAnyOf(tool, {"read", "read_file", "view", "view_file", "cat", "get_file_contents"}) ? languageOfPath(fields) : CodeLanguage::None;
}

} // namespace transcript
