#include "ui/transcript/transcriptview.h"

#include "models/transcriptmodel.h"
#include "ui/theme/icons.h"
#include "ui/theme/space.h"
#include "ui/theme/theme.h"
#include "ui/transcript/accessibletranscript.h"
#include "ui/transcript/announcer.h"
#include "ui/transcript/flow.h"
#include "ui/transcript/markbar.h"
#include "ui/transcript/pictures.h"
#include "ui/transcript/rowpainter.h"

#include <QPainter>
#include <QPaintEvent>
#include <QPushButton>
#include <QScrollBar>

#include <limits>

namespace ui {

using theme::Token;

TranscriptView::TranscriptView(QWidget *parent)
    : QAbstractScrollArea(parent)
    , m_flow(std::make_unique<Flow>())
    , m_announcer(std::make_unique<Announcer>([this](const QString &text) { Q_EMIT announce(text); }))
    , m_finder(std::make_unique<Finder>())
    , m_pictures(std::make_unique<Pictures>())
    , m_copying(std::make_unique<Copying>())
    , m_button(new QPushButton(this))
    , m_answerButton(new QPushButton(tr("Start of the answer"), this))
    , m_copyButton(new QPushButton(this))
    , m_bar(new MarkBar([this](int pixels) { return findMarks(pixels); }, [this] { return currentMark(); }))
{
    installAccessibleTranscript();
    setFrameShape(QFrame::NoFrame);
    setFocusPolicy(Qt::StrongFocus);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollBar(m_bar);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOn); // its place is kept, or everything would be laid out anew when it appears
    viewport()->setMouseTracking(true);
    viewport()->setCursor(Qt::ArrowCursor);
    viewport()->setAttribute(Qt::WA_OpaquePaintEvent); // paintEvent fills everything itself, so scrolling may move pixels
    verticalScrollBar()->setSingleStep(20);

    m_button->setObjectName(QStringLiteral("transcript.newBelow"));
    m_button->setIcon(theme::icon(QStringLiteral("arrow-down")));
    m_button->setFocusPolicy(Qt::NoFocus);
    m_button->hide();
    connect(m_button, &QPushButton::clicked, this, &TranscriptView::scrollToBottom);
    m_answerButton->setObjectName(QStringLiteral("transcript.answer"));
    m_answerButton->setAccessibleName(m_answerButton->text());
    m_answerButton->setIcon(theme::icon(QStringLiteral("arrow-up")));
    m_answerButton->setFocusPolicy(Qt::NoFocus);
    m_answerButton->hide();
    connect(m_answerButton, &QPushButton::clicked, this, &TranscriptView::showAnswer);
    makeCopying();
    connect(m_finder.get(), &Finder::changed, this, &TranscriptView::foundChanged);
    connect(m_finder.get(), &Finder::located, this, &TranscriptView::showWindow);
    connect(m_pictures.get(), &Pictures::changed, this, [this](quint64 row) {
        supplyPictures();
        updateRow(row);
    });

    m_arrange.setSingleShot(true);
    m_arrange.setInterval(0);
    connect(&m_arrange, &QTimer::timeout, this, &TranscriptView::arrangeNow);
    m_refine.setSingleShot(true);
    m_refine.setInterval(60); // long after what is seen has been shown
    connect(&m_refine, &QTimer::timeout, this, [this] {
        m_flow->refine();
        arrangeNow();
    });
    m_copiedEnd.setSingleShot(true);
    m_copiedEnd.setInterval(1500);
    connect(&m_copiedEnd, &QTimer::timeout, this, [this] {
        m_copiedRow = 0;
        viewport()->update();
    });
}

TranscriptView::~TranscriptView() = default;

void TranscriptView::setModel(models::TranscriptModel *model)
{
    stopCopying();
    if (m_model)
        m_model->disconnect(this);
    m_model = model;
    m_selection.clear();
    m_current = m_hoveredRow = m_copiedRow = 0;
    m_newBelow = false;
    m_flow->setModel(model);
    m_announcer->setModel(model);
    if (model)
        connectModel();
    m_found = {};
    m_pictures->clear(); // its keys mean other rows now
    m_finder->setModel(model);
    arrangeSoon();
}

void TranscriptView::connectModel()
{
    using Model = models::TranscriptModel;
    connect(m_model, &Model::rowsInserted, this, [this](const QModelIndex &, int first, int last) { rowsInserted(first, last); });
    connect(m_model, &Model::rowsRemoved, this, [this](const QModelIndex &, int first, int last) {
        m_flow->removed(first, last);
        arrangeSoon();
    });
    connect(m_model, &Model::rowsMoved, this, [this](const QModelIndex &, int from, int, const QModelIndex &, int before) {
        m_flow->moved(from, before > from ? before - 1 : before);
        arrangeSoon();
    });
    connect(m_model, &Model::dataChanged, this, [this](const QModelIndex &first, const QModelIndex &last) { rowsUpdated(first.row(), last.row()); });
    connect(m_model, &Model::modelReset, this, [this] {
        stopCopying();
        m_flow->reset();
        m_pictures->clear();
        m_selection.clear();
        m_current = 0;
        m_announcer->setModel(m_model);
        arrangeSoon();
    });
    connect(m_model, &Model::olderChanged, this, &TranscriptView::arrangeSoon);
    connect(m_model, &Model::olderChanged, this, &TranscriptView::olderCame);
    connect(m_model, &Model::stateChanged, this, [this, running = m_model->state().turnRunning]() mutable {
        m_announcer->stateChanged();
        const bool ended = running && !m_model->state().turnRunning;
        running = m_model->state().turnRunning;
        const bool answered = ended ? m_flow->sticks() : m_answered && !running;
        if (std::exchange(m_answered, answered) != answered)
            arrangeSoon();
    });
    connect(m_model, &QObject::destroyed, this, [this] {
        m_model = nullptr;
        stopCopying();
        m_flow->setModel(nullptr);
        m_announcer->setModel(nullptr);
        arrangeSoon();
    });
}

void TranscriptView::rowsInserted(int first, int last)
{
    m_flow->inserted(first, last);
    if (!m_flow->sticks() && !m_flow->shown().empty() && first > m_flow->shown().back().index)
        m_newBelow = true;
    notifyAccessible(this, first, last, AccessibleChange::Inserted);
    arrangeSoon();
}

void TranscriptView::rowsUpdated(int first, int last)
{
    m_flow->updated(first, last);
    notifyAccessible(this, first, last, AccessibleChange::Changed);
    // What grows out of sight below is news as well.
    if (!m_flow->sticks() && !m_flow->shown().empty() && last >= m_flow->shown().back().index && m_model->row(last).preview)
        m_newBelow = true;
    arrangeSoon();
}

void TranscriptView::makeStyle()
{
    m_flow->setStyle(Style(palette(), viewport()->width()));
    theme::setButtonKind(m_button, theme::ButtonKind::Plain);
    theme::setButtonKind(m_answerButton, theme::ButtonKind::Plain);
}

void TranscriptView::arrangeSoon()
{
    if (!m_arrange.isActive())
        m_arrange.start();
}

struct TranscriptView::Before
{
    quint64 key = 0;
    int y = 0;
    int height = 0;
};

void TranscriptView::arrangeNow()
{
    m_arrange.stop();
    releaseRows();
    if (!isVisible())
        return; // showEvent comes back to it
    if (!m_flow->hasStyle() || m_flow->style().viewWidth() != viewport()->width())
        makeStyle();
    std::vector<Before> before;
    for (const Flow::Shown &row : m_flow->shown())
        before.push_back({row.key, row.y, row.layout->height()});
    m_flow->arrange(viewport()->height());
    if (m_flow->sticks() || m_flow->value() >= m_flow->maximum())
        m_newBelow = false;
    m_adjusting = true;
    m_bar->place(viewport()->height(), int(m_flow->maximum()), int(m_flow->value()));
    m_adjusting = false;
    supplyPictures();
    present(before);
    showButton();
    showAnswerButton();
    // There before the reader is; what is looked for may stand anywhere.
    if (m_model && m_model->hasOlder() && (m_flow->value() < 2 * viewport()->height() || m_finder->isActive()))
        m_model->fetchOlder();
    if (m_finder->isActive())
        m_bar->update();
    if (m_flow->isRough() && !m_refine.isActive())
        m_refine.start();
}

//! Moves what only moved and repaints what is new; the whole viewport when that is not one move.
void TranscriptView::present(const std::vector<Before> &before)
{
    constexpr int painted = std::numeric_limits<int>::max();
    std::optional<int> shift;
    bool whole = before.empty() || m_flow->shown().empty();
    int dirtyFrom = viewport()->height();
    for (const Flow::Shown &row : m_flow->shown()) {
        const auto old = std::find_if(before.begin(), before.end(), [&row](const Before &b) { return b.key == row.key; });
        if (old == before.end()) {
            dirtyFrom = std::min(dirtyFrom, row.y);
            whole = whole || row.key != m_flow->shown().back().key; // new above what stayed
            row.layout->freshFrom = painted;
            row.layout->freshWhole = false;
            continue;
        }
        whole = whole || (shift && *shift != row.y - old->y);
        shift = row.y - old->y;
        if (row.layout->freshFrom != painted) {
            const auto &pieces = row.layout->pieces;
            const auto piece = std::min(std::size_t(row.layout->freshFrom), pieces.size() - 1);
            const bool inside = !row.layout->freshWhole && pieces[piece]->changedFrom > 0;
            const int whole = row.layout->freshFrom == 0 ? 0 : int(pieces[piece]->top - pieces[piece]->gap) - 1;
            dirtyFrom = std::min(dirtyFrom, row.y + (inside ? int(pieces[piece]->top + pieces[piece]->changedFrom) - 1 : whole));
            row.layout->freshFrom = painted;
            row.layout->freshWhole = false;
        }
    }
    const int height = viewport()->height();
    if (whole || !shift || std::abs(*shift) >= height) {
        viewport()->update();
        return;
    }
    if (*shift != 0)
        viewport()->scroll(0, *shift, viewport()->rect());
    // Below the last row that was there before, nothing of the old picture counts.
    const Before &last = before.back();
    dirtyFrom = std::min(dirtyFrom, last.y + last.height + *shift);
    if (dirtyFrom < height)
        viewport()->update(0, std::max(0, dirtyFrom), viewport()->width(), height - std::max(0, dirtyFrom));
}

void TranscriptView::paintEvent(QPaintEvent *event)
{
    QPainter painter(viewport());
    const QRect clip = event->rect();
    painter.fillRect(clip, theme::color(palette(), Token::Surface));
    m_pixelsPainted += clip.height();
    if (!m_model)
        return;
    const auto range = m_selection.range(*m_model);
    if (m_flow->hasStyle())
        m_flow->style().beginPainting();
    for (const Flow::Shown &row : m_flow->shown()) {
        if (row.y + row.layout->height() < clip.top() || row.y > clip.bottom())
            continue;
        RowState state;
        state.index = row.index;
        state.selection = range && row.index >= range->firstRow && row.index <= range->lastRow ? &*range : nullptr;
        state.hovered = row.key == m_hoveredRow;
        state.hoveredPiece = state.hovered ? m_hoveredPiece : -1;
        state.current = row.key == m_current && hasFocus();
        state.copiedBlock = row.key == m_copiedRow ? m_copiedBlock : -1;
        if (m_finder->mayBeIn(m_model->indexOfKey(row.key)))
            state.pattern = &m_finder->pattern();
        if (row.key == m_found.key) {
            state.foundPiece = m_foundPiece;
            state.foundFrom = m_foundFrom;
        }
        paintRow(painter, m_flow->style(), *row.layout, row.y, clip, state);
        ++m_rowsPainted;
    }
    paintCaret(painter);
    if (m_flow->hasStyle() && m_flow->style().wantsEmoji())
        QMetaObject::invokeMethod(viewport(), qOverload<>(&QWidget::update), Qt::QueuedConnection);
}

void TranscriptView::resizeEvent(QResizeEvent *event)
{
    QAbstractScrollArea::resizeEvent(event);
    arrangeNow();
}

void TranscriptView::showEvent(QShowEvent *event)
{
    QAbstractScrollArea::showEvent(event);
    arrangeNow();
}

void TranscriptView::changeEvent(QEvent *event)
{
    QAbstractScrollArea::changeEvent(event);
    switch (event->type()) {
    case QEvent::PaletteChange:
    case QEvent::FontChange:
    case QEvent::StyleChange:
    case QEvent::LocaleChange:
        if (m_flow->hasStyle()) {
            makeStyle();
            arrangeSoon();
            viewport()->update();
        }
        break;
    default:
        break;
    }
}

void TranscriptView::scrollContentsBy(int dx, int dy)
{
    Q_UNUSED(dx)
    Q_UNUSED(dy)
    if (m_adjusting)
        return;
    m_answered = false; // its reader has moved
    m_flow->scrollTo(verticalScrollBar()->value());
    arrangeNow();
}

void TranscriptView::setToday(const QDate &today)
{
    m_flow->setToday(today);
    arrangeNow();
    viewport()->update();
}

void TranscriptView::flush()
{
    if (m_arrange.isActive())
        arrangeNow();
}

bool TranscriptView::isAtBottom() const
{
    return m_flow->sticks();
}

void TranscriptView::scrollToBottom()
{
    m_flow->stick(true);
    arrangeNow();
}

void TranscriptView::scrollToRow(quint64 key)
{
    const int index = m_model ? m_model->indexOfKey(key) : -1;
    if (index < 0)
        return;
    m_flow->showRow(index, theme::space::l);
    arrangeNow();
    if (m_flow->value() >= m_flow->maximum())
        m_flow->stick(true);
}

bool TranscriptView::isExpanded(quint64 key) const
{
    return m_flow->isOpen(key);
}

void TranscriptView::setExpanded(quint64 key, bool expanded)
{
    if (m_flow->isOpen(key) == expanded)
        return;
    m_flow->setOpen(key, expanded);
    arrangeNow();
}

QRect TranscriptView::rowRect(int index) const
{
    if (!m_model || !m_flow->hasStyle() || index < 0 || index >= m_model->rowCount())
        return {};
    if (const Flow::Shown *row = m_flow->shownRow(m_model->row(index).key))
        return {0, row->y, viewport()->width(), row->layout->height()};
    return {0, int(m_flow->topOf(index)), viewport()->width(), std::max(1, int(m_flow->topOf(index + 1) - m_flow->topOf(index)))};
}

int TranscriptView::rowAt(const QPoint &at) const
{
    for (const Flow::Shown &row : m_flow->shown()) {
        if (at.y() >= row.y && at.y() < row.y + row.layout->height())
            return row.index;
    }
    return -1;
}

} // namespace ui
