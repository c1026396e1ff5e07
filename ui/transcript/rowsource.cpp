#include "ui/transcript/rowsource.h"

#include "transcript/showntext.h"
#include "transcript/toolinput.h"
#include "ui/transcript/rowwords.h"

namespace ui {

using transcript::Row;
using transcript::shownText;

namespace {

QString fenced(const QString &text)
{
    QString fence = QStringLiteral("```");
    while (text.contains(fence))
        fence += QLatin1Char('`');
    return fence + QLatin1Char('\n') + text + QLatin1Char('\n') + fence;
}

} // namespace

RowSource::RowSource(const Row &row)
    : m_author(RowWords::author(row))
    , m_text(row.text)
    , m_raw(row.raw)
{
    if (row.kind == Row::Kind::Unknown && row.text.isEmpty())
        m_text = row.raw;
    if (row.kind == Row::Kind::Notice && row.text.isEmpty())
        m_title = RowWords::notice(row).word;
    if (!row.call)
        return;
    m_isCall = true;
    m_hasResult = row.call->hasResult;
    m_tool = RowWords::toolName(*row.call);
    m_state = RowWords::call(*row.call).word;
    m_input = row.call->input;
    m_result = row.call->result;
    m_rawResult = row.call->rawResult;
}

QString RowSource::plain() const
{
    if (!m_isCall)
        return shownText(m_text);
    QString out = m_tool + QLatin1Char('\n') + input();
    if (m_hasResult)
        out += QStringLiteral("\n\n") + result();
    return out;
}

QString RowSource::markdown() const
{
    QString out = QStringLiteral("**") + m_author + QStringLiteral("**");
    if (!m_isCall)
        return out + QStringLiteral("\n\n") + (m_title.isEmpty() ? plain() : m_title);
    out += QStringLiteral(" `") + m_tool + QStringLiteral("` ") + m_state + QStringLiteral("\n\n") + fenced(transcript::indentedJson(m_input));
    if (m_hasResult)
        out += QStringLiteral("\n\n") + fenced(result());
    return out;
}

QString RowSource::json() const
{
    QString out;
    if (!m_raw.isEmpty())
        out = transcript::indentedJson(m_raw);
    if (!m_rawResult.isEmpty())
        out += (out.isEmpty() ? QString() : QStringLiteral(",\n")) + transcript::indentedJson(m_rawResult);
    return out;
}

QString RowSource::result() const
{
    return shownText(transcript::withoutAnsi(m_result));
}

QString RowSource::input() const
{
    return shownText(m_input);
}

QString RowSource::raw() const
{
    return shownText(m_raw);
}

} // namespace ui
