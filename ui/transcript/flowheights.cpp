// Heights of rows that have never been laid out.
#include "ui/theme/space.h"
#include "ui/transcript/flow.h"
#include "ui/transcript/picturepiece.h"
#include "ui/transcript/rowbuilder.h"

#include <algorithm>

namespace ui {

namespace {

constexpr int exactRows = 500;        // at the end, where reading begins
constexpr int samples = 32;
constexpr int refinedRows = 5000;     // at a time: well under a millisecond
constexpr qsizetype lookedThrough = 4 * 1024 * 1024; // bytes of events with pictures at a time: a millisecond
constexpr int guessedPicture = 240;   // until it has been looked at

} // namespace

void Flow::beginLooking()
{
    m_looked = 0;
    m_guessed = false;
}

bool Flow::mayLook() const
{
    return m_looked < lookedThrough;
}

//! The height of what came with a message. A picture says how high it is in its first bytes, which are somewhere in its event.
int Flow::pictures(const transcript::Row &row)
{
    const auto isImage = [](const api::ContentBlock &block) { return block.kind == api::ContentBlock::Kind::Image; };
    const int lines = int(row.attachments.size()) * int(measure::lineHeight + theme::space::xs);
    const int images = int(std::count_if(row.attachments.begin(), row.attachments.end(), isImage));
    if (images == 0)
        return lines;
    PictureSizes &known = m_pictureSizes[row.key];
    if (known.sizes.empty() || known.revision != row.revision) {
        if (!mayLook()) {
            m_guessed = true;
            return lines + images * guessedPicture;
        }
        m_looked += row.raw.size();
        known = {row.revision, {}};
        for (const PictureSource &source : PictureSource::of(row.key, row.raw))
            known.sizes.push_back(source.place.isEmbedded() && source.fault == PictureFault::None ? source.size() : QSize());
        known.sizes.resize(std::size_t(images)); // as when it is laid out: where the two do not go together, none is shown
    }
    const qreal room = row.kind == transcript::Row::Kind::User ? m_style->bubble() : m_style->prose();
    qreal height = lines;
    for (const QSize &size : known.sizes) {
        if (!size.isEmpty())
            height += theme::space::s + PicturePiece::shownSize(size, room).height();
    }
    return int(height);
}

int Flow::estimate(int index)
{
    const transcript::Row &row = m_model->row(index);
    RowAspect aspect;
    if (!m_open.isEmpty())
        aspect.open = m_open.value(row.key, false);
    return RowBuilder::estimate(row, aspect, *m_style) + (row.isMessage() && !row.attachments.empty() ? pictures(row) : 0);
}

//! Looking at every row would take longer than showing the conversation: far from its end one height stands for many, until refine().
void Flow::estimateAll()
{
    const int count = m_model ? m_model->rowCount() : 0;
    if (!m_style) {
        m_rough = 0;
        m_heights.assign({});
        return;
    }
    beginLooking();
    m_rough = std::max(0, count - exactRows);
    std::vector<int> exact;
    for (int i = count - 1; i >= m_rough; --i)
        exact.push_back(estimate(i));
    const bool all = !m_guessed;
    qint64 sampled = 0;
    const int step = std::max(1, m_rough / samples);
    int taken = 0;
    for (int i = step / 2; i < m_rough; i += step, ++taken)
        sampled += estimate(i);
    std::vector<int> heights(std::size_t(count), taken > 0 ? int(sampled / taken) : 0);
    std::copy(exact.rbegin(), exact.rend(), heights.begin() + m_rough);
    m_heights.assign(std::move(heights));
    if (!all)
        m_rough = count;
}

void Flow::refine()
{
    beginLooking();
    const int first = std::max(0, m_rough - refinedRows);
    int at = m_rough;
    for (; at > first && mayLook(); --at) {
        // What is laid out is known better.
        if (!m_cache.holds(m_model->row(at - 1).key))
            m_heights.set(at - 1, estimate(at - 1));
    }
    m_rough = at;
}

} // namespace ui
