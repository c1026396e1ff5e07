#include "transcript/toolinput.h"

#include "base/json.h"
#include "base/plaintext.h"
#include "transcript/showntext.h"

#include <algorithm>
#include <array>

namespace transcript {

namespace {

constexpr qsizetype beginning = 16 * 1024; // bytes, of input that is too long
constexpr int summaryChars = 400;

// The members that say best what a call is about, best first.
constexpr std::array<const char *, 16> telling{"command", "file_path", "path", "url", "query", "pattern", "code", "script",
                                               "prompt",  "name",      "title", "description", "text", "content", "message", "id"};

QString textOf(const base::Json &value)
{
    if (value.is_string()) {
        const auto &text = value.get_ref<const std::string &>();
        return shownText(QByteArrayView(text.data(), qsizetype(text.size())));
    }
    return shownText(base::prettyJson(value));
}

QString oneLine(const QString &text)
{
    return base::plainLine(text.left(summaryChars * 2).simplified(), summaryChars);
}

} // namespace

std::vector<ToolField> toolFields(QByteArrayView input)
{
    if (input.size() > longestInput)
        return {{QString(), shownText(input.first(beginning))}};
    if (input.trimmed().isEmpty())
        return {};
    const auto json = base::parseJson(input);
    if (!json || !json->is_object())
        return {{QString(), json ? textOf(*json) : shownText(input)}};
    std::vector<ToolField> fields;
    for (const auto &[name, value] : json->items())
        fields.push_back({shownText(QByteArrayView(name.data(), qsizetype(name.size()))), textOf(value)});
    return fields;
}

QString toolSummary(QByteArrayView input)
{
    const auto fields = toolFields(input);
    for (const char *name : telling) {
        const auto found = std::find_if(fields.begin(), fields.end(), [name](const ToolField &f) { return f.name == QLatin1String(name); });
        if (found != fields.end() && !found->text.isEmpty())
            return oneLine(found->text);
    }
    return fields.empty() ? QString() : oneLine(fields.front().text);
}

QString partialToolSummary(QByteArrayView input)
{
    // The value that is being written, as far as it goes: after the first ':' and without the quotes around it.
    const qsizetype colon = input.indexOf(':');
    if (colon < 0)
        return {};
    QByteArray value = input.sliced(colon + 1).first(std::min<qsizetype>(input.size() - colon - 1, summaryChars)).trimmed().toByteArray();
    if (value.startsWith('"'))
        value.remove(0, 1);
    value.replace("\\n", " ").replace("\\\"", "\"");
    return oneLine(shownText(value));
}

QString indentedJson(QByteArrayView json)
{
    const auto parsed = json.size() <= longestInput ? base::parseJson(json) : base::Error::of(base::Error::Kind::Invalid);
    return parsed ? shownText(base::prettyJson(*parsed)) : shownText(json);
}

} // namespace transcript
