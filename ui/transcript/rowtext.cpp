#include "ui/transcript/rowtext.h"

#include "base/plaintext.h"
#include "transcript/showntext.h"
#include "transcript/tooledits.h"
#include "transcript/toolinput.h"
#include "ui/transcript/rowbuilder.h"
#include "ui/transcript/rowwords.h"

#include <algorithm>

namespace ui {

using transcript::Block;
using transcript::Row;

namespace {

constexpr qsizetype portion = 256 * 1024; // bytes made into text at once

bool eachLine(QStringView text, const std::function<bool(QStringView)> &line)
{
    for (qsizetype from = 0; from <= text.size();) {
        qsizetype end = text.indexOf(QLatin1Char('\n'), from);
        if (end < 0)
            end = text.size();
        if (!line(text.mid(from, end - from)))
            return false;
        from = end + 1;
    }
    return true;
}

} // namespace

RowText::RowText(const Row &row)
    : m_key(row.key)
    , m_revision(row.revision)
    , m_kind(row.kind)
    , m_text(row.text)
    , m_detail(row.detail)
    , m_options(RowBuilder::options(row.kind == Row::Kind::User || row.kind == Row::Kind::Notice))
{
    switch (row.kind) {
    case Row::Kind::Notice: m_title = RowWords::notice(row).word; break;
    case Row::Kind::Error: m_title = RowWords::errorTitle(row); break;
    case Row::Kind::Unknown:
        m_title = base::plainLine(row.type, 120);
        m_text = row.raw;
        break;
    default: break;
    }
    QString icon;
    for (const api::ContentBlock &block : row.attachments)
        m_attachments += RowWords::attachment(block, &icon);
    if (!row.call)
        return;
    m_title = RowWords::toolName(*row.call);
    m_input = row.call->input;
    m_result = row.call->result;
    for (const api::ContentBlock &block : row.call->resultBlocks)
        m_attachments += RowWords::attachment(block, &icon);
}

qsizetype RowText::size() const
{
    return m_text.size() + m_detail.size() + m_input.size() + m_result.size();
}

void RowText::visit(const std::function<bool(QStringView)> &line) const
{
    if (!eachLine(m_title, line))
        return;
    bool goOn = true;
    switch (m_kind) {
    case Row::Kind::Tool: goOn = call(line); break;
    case Row::Kind::Unknown: goOn = eachLine(transcript::indentedJson(m_text), line); break;
    case Row::Kind::Error: goOn = plain(m_text, line) && plain(m_detail, line); break;
    default: goOn = markdown(m_text, line); break;
    }
    for (const QString &attachment : m_attachments)
        goOn = goOn && eachLine(attachment, line);
}

bool RowText::markdown(QByteArrayView text, const Line &line) const
{
    for (const Block &block : transcript::parseMarkdown(text, m_options)) {
        if (block.kind != Block::Kind::Table) {
            if (!eachLine(block.text, line))
                return false;
            continue;
        }
        for (const auto &row : block.table.rows) {
            QStringList cells;
            for (const transcript::Cell &cell : row)
                cells += cell.text;
            if (!eachLine(cells.join(QLatin1Char('\t')), line))
                return false;
        }
    }
    // Beyond what is laid out at all there are only words.
    return text.size() <= m_options.caps.totalBytes || plain(text.sliced(m_options.caps.totalBytes), line);
}

bool RowText::plain(QByteArrayView text, const Line &line) const
{
    while (!text.isEmpty()) {
        qsizetype end = text.size();
        if (end > portion) {
            end = text.indexOf('\n', portion);
            end = end < 0 ? text.size() : end + 1;
        }
        if (!eachLine(transcript::shownText(transcript::withoutAnsi(text.first(end))), line))
            return false;
        text = text.sliced(end);
    }
    return true;
}

bool RowText::call(const Line &line) const
{
    if (m_input.size() > transcript::longestInput)
        return plain(m_input, line) && plain(m_result, line);
    // An edit is shown as what it changes, instead of the texts before and after it.
    const auto edit = transcript::toolEdit(m_input);
    for (const transcript::ToolField &field : transcript::toolFields(m_input)) {
        const bool isOfEdit = edit && std::find(edit->members.begin(), edit->members.end(), field.name) != edit->members.end();
        if (!isOfEdit && !eachLine(field.text, line))
            return false;
    }
    return (!edit || eachLine(edit->diff, line)) && plain(m_result, line);
}

} // namespace ui
