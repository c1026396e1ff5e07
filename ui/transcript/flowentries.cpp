// The layouts of rows that are or were in sight: made, kept, grown.
#include "ui/transcript/flow.h"
#include "ui/transcript/rowbuilder.h"

namespace ui {

RowAspect Flow::aspectOf(int index) const
{
    const transcript::Row &row = m_model->row(index);
    RowAspect aspect;
    aspect.open = m_open.value(row.key, false);
    aspect.resultOpen = m_resultOpen.value(row.key, false);
    aspect.unwrapped = unwrappedOf(row.key);
    aspect.window = m_windows.value(row.key);
    if (row.at.isValid()) {
        const QDate day = row.at.toLocalTime().date();
        if (index == 0) {
            aspect.newDay = day != m_today;
        } else {
            const QDateTime before = m_model->row(index - 1).at;
            aspect.newDay = before.isValid() && before.toLocalTime().date() != day;
        }
    }
    return aspect;
}

LayoutCache::Entry &Flow::ensure(int index)
{
    const transcript::Row &row = m_model->row(index);
    // A call that waits shows what it would do, and stays open afterwards: nothing folds under the reader's eyes.
    if (row.call && (row.call->state == transcript::CallState::WaitingApproval || row.call->state == transcript::CallState::WaitingResult)
        && !m_open.contains(row.key)) {
        m_open.insert(row.key, true);
    }
    const RowAspect aspect = aspectOf(index);
    LayoutCache::Entry *entry = m_cache.find(row.key);
    if (entry && entry->layout.revision == row.revision && entry->layout.aspect == aspect)
        return *entry;
    ++m_rowsBuilt;
    RowBuilder builder(*m_style, &m_model->reducer(), m_today);
    if (!entry) {
        entry = makeEntry(row, aspect, builder);
    } else if (!entry->stream || entry->layout.aspect != aspect || !builder.grow(entry->layout, row, *entry->stream)) {
        entry->layout.adopt(builder.build(row, aspect, entry->stream.get()));
    }
    if (!row.preview)
        entry->stream.reset();
    scrollBlocks(entry->layout);
    return *entry;
}

//! A row that is not there. One that is being written is grown on what there was of it before the width changed.
LayoutCache::Entry *Flow::makeEntry(const transcript::Row &row, const RowAspect &aspect, RowBuilder &builder)
{
    auto kept = m_written.extract(row.key);
    const bool written = row.preview && (row.kind == transcript::Row::Kind::Agent || row.kind == transcript::Row::Kind::Thinking);
    if (!written)
        return &m_cache.insert(row.key, builder.build(row, aspect));
    auto stream = kept.empty() ? std::make_unique<transcript::MarkdownStream>(RowBuilder::options(false)) : std::move(kept.mapped().stream);
    RowLayout layout = kept.empty() ? RowLayout() : std::move(kept.mapped().layout);
    const bool fits = m_onlyWidth && !layout.checkpoints.empty() && layout.aspect == aspect;
    if (fits)
        layout.refit(*m_style);
    if (!fits || (layout.revision != row.revision && !builder.grow(layout, row, *stream)))
        layout = builder.build(row, aspect, stream.get());
    LayoutCache::Entry &entry = m_cache.insert(row.key, std::move(layout));
    entry.stream = std::move(stream);
    return &entry;
}

} // namespace ui
