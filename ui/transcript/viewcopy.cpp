#include "models/transcriptmodel.h"
#include "transcript/showntext.h"
#include "ui/theme/icons.h"
#include "ui/theme/space.h"
#include "ui/theme/theme.h"
#include "ui/transcript/copying.h"
#include "ui/transcript/flow.h"
#include "ui/transcript/rowsource.h"
#include "ui/transcript/transcriptview.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QPushButton>

#include <limits>

namespace ui {

bool TranscriptView::hasSelection() const
{
    return m_model && m_selection.range(*m_model).has_value();
}

void TranscriptView::selectAll()
{
    if (!m_model || m_model->rowCount() == 0)
        return;
    const TextPlace last{m_model->row(m_model->rowCount() - 1).key, std::numeric_limits<int>::max(), std::numeric_limits<int>::max()};
    m_selection.beginFromTop(last, *m_model);
    viewport()->update();
    Q_EMIT selectionChanged();
}

void TranscriptView::clearSelection()
{
    m_selection.clear();
    viewport()->update();
    Q_EMIT selectionChanged();
}

QString TranscriptView::selectedText() const
{
    const auto range = m_model && m_flow->hasStyle() ? m_selection.range(*m_model) : std::nullopt;
    return range ? rangeText(*range) : QString();
}

QString TranscriptView::selectedLine() const
{
    constexpr qsizetype longest = 200;
    const auto range = m_model ? m_selection.range(*m_model) : std::nullopt;
    if (!range || range->firstRow != range->lastRow || range->first.piece != range->last.piece)
        return {};
    const QString text = selectedText();
    return text.size() <= longest && !text.contains(QLatin1Char('\n')) ? text : QString();
}

QString TranscriptView::rangeText(const Selection::Range &range) const
{
    QString out;
    for (int row = range.firstRow; row <= range.lastRow; ++row) {
        const QString text = rowText(range, row);
        if (!text.isEmpty())
            out += (out.isEmpty() ? QString() : QStringLiteral("\n\n")) + text;
    }
    return out;
}

//! What of one row lies in the range, as it is shown.
QString TranscriptView::rowText(const Selection::Range &range, int row) const
{
    QString out;
    const RowLayout content = m_flow->contentOf(row);
    for (int i = 0; i < int(content.pieces.size()); ++i) {
        const Piece &piece = *content.pieces[std::size_t(i)];
        const QString text = piece.text();
        const Selection::Part part = Selection::part(range, row, i, int(text.size()));
        if (part.from >= part.to)
            continue;
        if (!out.isEmpty() && !piece.continues)
            out += piece.joins ? QStringLiteral("\n") : QStringLiteral("\n\n");
        out += QStringView(text).mid(part.from, part.to - part.from);
    }
    return out;
}

std::pair<int, int> TranscriptView::copiedRows() const
{
    if (!m_model)
        return {-1, -1};
    if (const auto range = m_selection.range(*m_model))
        return {range->firstRow, range->lastRow};
    const int current = m_model->indexOfKey(m_current);
    return {current, current};
}

bool TranscriptView::canCopy() const
{
    return copiedRows().first >= 0;
}

void TranscriptView::copy()
{
    if (hasSelection())
        copyAs(CopyForm::Shown);
}

void TranscriptView::copyAsMarkdown()
{
    copyAs(CopyForm::Markdown);
}

void TranscriptView::copyAsJson()
{
    copyAs(CopyForm::Json);
}

//! Everything is everything, also what has not been read from the log: it is brought first.
void TranscriptView::copyAs(CopyForm form)
{
    stopCopying();
    if (hasSelection() && m_selection.isFromTop() && m_model->hasOlder()) {
        m_copyWaits = {form, m_selection};
        m_model->fetchOlder();
        copyChanged();
        return;
    }
    if (const auto [first, last] = copiedRows(); first >= 0)
        copyRows(first, last, form, m_selection);
}

//! A page of what is older has come, or there is none.
void TranscriptView::copyGoesOn()
{
    if (!m_copyWaits || m_model->isFetchingOlder())
        return;
    if (m_model->hasOlder()) {
        m_model->fetchOlder();
        return;
    }
    const auto [form, selection] = *std::exchange(m_copyWaits, std::nullopt);
    if (const auto range = selection.range(*m_model))
        copyRows(range->firstRow, range->lastRow, form, selection);
    else
        copyChanged();
}

void TranscriptView::copyRows(int first, int last, CopyForm form, const Selection &selection)
{
    if (form == CopyForm::Shown && !m_flow->hasStyle())
        return;
    Copying::Task task;
    int events = 0;
    for (int i = first; i <= last; ++i) {
        const transcript::Row &row = m_model->row(i);
        task.rows.push_back(row.key);
        events += int(!row.raw.isEmpty()) + int(row.call && !row.call->rawResult.isEmpty());
    }
    task.between = form == CopyForm::Json ? QStringLiteral(",\n") : QStringLiteral("\n\n");
    if (form == CopyForm::Json && events > 1) {
        task.before = QStringLiteral("[\n");
        task.after = QStringLiteral("\n]");
    }
    task.part = [this, form, selection](quint64 key) -> Copying::Part {
        const int index = m_model->indexOfKey(key);
        if (index < 0)
            return {};
        if (form != CopyForm::Shown)
            return part(m_model->row(index), form == CopyForm::Json ? &RowSource::json : &RowSource::markdown);
        const auto range = selection.range(*m_model);
        return {range ? rowText(*range, index) : QString(), {}, 0};
    };
    task.done = [this](const QString &text) { setClipboard(text); };
    m_copying->start(std::move(task));
}

//! One of the texts that a row has as its author wrote it, made aside when it is long.
Copying::Part TranscriptView::part(const transcript::Row &row, QString (RowSource::*text)() const)
{
    const RowSource source(row);
    return {{}, [source, text] { return (source.*text)(); }, source.size()};
}

void TranscriptView::copySource(quint64 key, QString (RowSource::*text)() const, std::function<void()> then)
{
    stopCopying();
    Copying::Task task;
    task.rows.push_back(key);
    task.part = [this, text](quint64 row) {
        const int index = m_model->indexOfKey(row);
        return index < 0 ? Copying::Part() : part(m_model->row(index), text);
    };
    task.done = [this, then = std::move(then)](const QString &made) {
        setClipboard(made);
        if (then)
            then();
    };
    m_copying->start(std::move(task));
}

void TranscriptView::stopCopying()
{
    m_copyWaits.reset();
    m_copying->cancel();
    copyChanged();
}

bool TranscriptView::isCopying() const
{
    return m_copyWaits || m_copying->isRunning();
}

//! What takes long says so, how far it is, and can be stopped; what is done in an eye's blink does not flash.
void TranscriptView::copyChanged()
{
    if (!isCopying()) {
        m_copyShown.stop();
        m_copyButton->hide();
        return;
    }
    if (!m_copyButton->isVisible()) {
        if (!m_copyShown.isActive())
            m_copyShown.start();
        return;
    }
    const QString words = m_copyWaits ? tr("Reading what is older, to copy it. Stop") : tr("Copying: %1 % done. Stop").arg(m_copying->percent());
    if (words == m_copyButton->text())
        return;
    m_copyButton->setText(words);
    m_copyButton->setAccessibleName(words);
    m_copyButton->adjustSize();
    m_copyButton->move((viewport()->width() - m_copyButton->width()) / 2, theme::space::m);
}

void TranscriptView::showCopying()
{
    theme::setButtonKind(m_copyButton, theme::ButtonKind::Plain);
    m_copyButton->setText({});
    m_copyButton->show();
    m_copyButton->raise();
    copyChanged();
    Q_EMIT announce(m_copyButton->text());
    m_copySaid = true;
}

void TranscriptView::makeCopying()
{
    m_copyButton->setObjectName(QStringLiteral("transcript.copying"));
    m_copyButton->setIcon(theme::icon(QStringLiteral("x")));
    m_copyButton->setFocusPolicy(Qt::NoFocus);
    m_copyButton->hide();
    connect(m_copyButton, &QPushButton::clicked, this, &TranscriptView::stopCopying);
    connect(m_copying.get(), &Copying::changed, this, &TranscriptView::copyChanged);
    m_copyShown.setSingleShot(true);
    m_copyShown.setInterval(300);
    connect(&m_copyShown, &QTimer::timeout, this, &TranscriptView::showCopying);
}

//! Text only: a program that is pasted into must not find markup.
void TranscriptView::setClipboard(const QString &text)
{
    if (!text.isEmpty())
        QGuiApplication::clipboard()->setText(text);
    if (std::exchange(m_copySaid, false))
        Q_EMIT announce(tr("Copied"));
}

//! What is selected by the mouse is what its middle button pastes, where the system knows that.
void TranscriptView::offerSelection()
{
    constexpr int offered = 200; // rows: more are hardly meant for that, and their text would have to be made at once
    const auto range = m_selection.range(*m_model);
    if (range && range->lastRow - range->firstRow < offered && QGuiApplication::clipboard()->supportsSelection())
        QGuiApplication::clipboard()->setText(rangeText(*range), QClipboard::Selection);
}

} // namespace ui
