#include "ui/transcript/savable.h"

#include "base/filename.h"
#include "transcript/code/lexer.h"
#include "transcript/tooledits.h"
#include "transcript/toolinput.h"

namespace ui {

using transcript::Row;

namespace {

QString stamp(const Row &row)
{
    return row.at.isValid() ? row.at.toLocalTime().toString(QStringLiteral("-yyyy-MM-dd-HHmm")) : QString();
}

QString endingOfResult(const transcript::ToolCall &call)
{
    // Enough to know what it is; the rest of a long result is not read for its name.
    const QString start = QString::fromUtf8(call.result.left(4096));
    switch (transcript::languageOfResult(call.name, transcript::toolFields(call.input), start)) {
    case transcript::CodeLanguage::Json: return QStringLiteral(".json");
    case transcript::CodeLanguage::Diff: return QStringLiteral(".diff");
    default: return QStringLiteral(".txt");
    }
}

} // namespace

Savable savableMessage(const Row &row)
{
    Savable out;
    if (row.call)
        return savableResult(row);
    if (row.kind == Row::Kind::Unknown) {
        out.fileName = base::safeFileName(row.type, QStringLiteral("event")) + stamp(row) + QStringLiteral(".json");
        out.bytes = row.raw;
        return out;
    }
    if (row.text.isEmpty())
        return out;
    const bool markdown = row.isMessage() || row.kind == Row::Kind::Thinking;
    const QString stem = row.isMessage() ? QStringLiteral("message") : row.kind == Row::Kind::Thinking ? QStringLiteral("thinking") : QStringLiteral("event");
    out.fileName = stem + stamp(row) + (markdown ? QStringLiteral(".md") : QStringLiteral(".txt"));
    out.bytes = row.text;
    return out;
}

Savable savableResult(const Row &row)
{
    Savable out;
    out.kind = Savable::Kind::Result;
    if (!row.call || !row.call->hasResult || row.call->result.isEmpty())
        return out;
    out.fileName = base::safeFileName(row.call->name, QStringLiteral("tool"), 40) + QStringLiteral("-result") + endingOfResult(*row.call);
    out.bytes = row.call->result;
    return out;
}

Savable savableCode(const QString &code, transcript::CodeLanguage language)
{
    Savable out;
    out.kind = Savable::Kind::Code;
    out.fileName = transcript::codeFileName(QStringLiteral("code"), language);
    out.bytes = code.toUtf8();
    if (!out.bytes.endsWith('\n'))
        out.bytes += '\n';
    return out;
}

} // namespace ui
