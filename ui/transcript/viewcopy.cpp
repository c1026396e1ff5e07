#include "models/transcriptmodel.h"
#include "transcript/showntext.h"
#include "transcript/toolinput.h"
#include "ui/transcript/flow.h"
#include "ui/transcript/rowwords.h"
#include "ui/transcript/transcriptview.h"

#include <QClipboard>
#include <QContextMenuEvent>
#include <QGuiApplication>
#include <QMenu>
#include <QMimeData>

#include <limits>

namespace ui {

namespace {

//! The whole of a row as its author wrote it; tool calls with input and result.
QString sourceOf(const transcript::Row &row)
{
    using transcript::shownText;
    if (!row.call)
        return shownText(row.text.isEmpty() && row.kind == transcript::Row::Kind::Unknown ? row.raw : row.text);
    QString out = RowWords::toolName(*row.call) + QLatin1Char('\n') + shownText(row.call->input);
    if (row.call->hasResult)
        out += QStringLiteral("\n\n") + shownText(transcript::withoutAnsi(row.call->result));
    return out;
}

QString fenced(const QString &text)
{
    QString fence = QStringLiteral("```");
    while (text.contains(fence))
        fence += QLatin1Char('`');
    return fence + QLatin1Char('\n') + text + QLatin1Char('\n') + fence;
}

QString markdownOfRow(const transcript::Row &row)
{
    QString out = QStringLiteral("**") + RowWords::author(row) + QStringLiteral("**");
    if (row.call)
        out += QStringLiteral(" `") + RowWords::toolName(*row.call) + QStringLiteral("` ") + RowWords::call(*row.call).word;
    out += QStringLiteral("\n\n");
    if (!row.call)
        return out + (row.kind == transcript::Row::Kind::Notice && row.text.isEmpty() ? RowWords::notice(row).word : sourceOf(row));
    out += fenced(transcript::indentedJson(row.call->input));
    if (row.call->hasResult)
        out += QStringLiteral("\n\n") + fenced(transcript::shownText(transcript::withoutAnsi(row.call->result)));
    return out;
}

//! The events that made the row, as the server sent them.
QStringList jsonOfRow(const transcript::Row &row)
{
    QStringList events;
    if (!row.raw.isEmpty())
        events += transcript::indentedJson(row.raw);
    if (row.call && !row.call->rawResult.isEmpty())
        events += transcript::indentedJson(row.call->rawResult);
    return events;
}

} // namespace

bool TranscriptView::hasSelection() const
{
    return m_model && m_selection.range(*m_model).has_value();
}

void TranscriptView::selectAll()
{
    if (!m_model || m_model->rowCount() == 0)
        return;
    const TextPlace first{m_model->row(0).key, 0, 0};
    const TextPlace last{m_model->row(m_model->rowCount() - 1).key, std::numeric_limits<int>::max(), std::numeric_limits<int>::max()};
    m_selection.begin(first, last, Selection::Unit::Character);
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
        const RowLayout content = m_flow->contentOf(row);
        bool firstOfRow = true;
        for (int i = 0; i < int(content.pieces.size()); ++i) {
            const Piece &piece = *content.pieces[std::size_t(i)];
            const QString text = piece.text();
            const Selection::Part part = Selection::part(range, row, i, int(text.size()));
            if (part.from >= part.to)
                continue;
            if (!out.isEmpty())
                out += piece.joins && !firstOfRow ? QStringLiteral("\n") : QStringLiteral("\n\n");
            out += QStringView(text).mid(part.from, part.to - part.from);
            firstOfRow = false;
        }
    }
    return out;
}

QString TranscriptView::markdownOf(int first, int last) const
{
    QStringList parts;
    for (int i = first; i <= last; ++i)
        parts += markdownOfRow(m_model->row(i));
    return parts.join(QStringLiteral("\n\n"));
}

//! One event as it is, several as an array.
QString TranscriptView::jsonOf(int first, int last) const
{
    QStringList events;
    for (int i = first; i <= last; ++i)
        events += jsonOfRow(m_model->row(i));
    if (events.size() < 2)
        return events.join(QString());
    return QStringLiteral("[\n") + events.join(QStringLiteral(",\n")) + QStringLiteral("\n]");
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

void TranscriptView::copyAsMarkdown() const
{
    if (const auto [first, last] = copiedRows(); first >= 0)
        setClipboard(markdownOf(first, last));
}

void TranscriptView::copyAsJson() const
{
    if (const auto [first, last] = copiedRows(); first >= 0)
        setClipboard(jsonOf(first, last));
}

//! Text only: a program that is pasted into must not find markup.
void TranscriptView::setClipboard(const QString &text) const
{
    if (!text.isEmpty())
        QGuiApplication::clipboard()->setText(text);
}

void TranscriptView::copy() const
{
    setClipboard(selectedText());
}

void TranscriptView::contextMenuEvent(QContextMenuEvent *event)
{
    if (!m_model || m_model->rowCount() == 0)
        return;
    Hit hit;
    int index = event->reason() == QContextMenuEvent::Keyboard ? m_model->indexOfKey(m_current) : under(event->pos(), &hit).index;
    const auto range = m_selection.range(*m_model);
    auto *menu = new QMenu(this);
    menu->setObjectName(QStringLiteral("transcript.menu"));
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const auto add = [menu](const QString &words, const QString &name, bool enabled) {
        QAction *action = menu->addAction(words);
        action->setObjectName(name);
        action->setEnabled(enabled);
        return action;
    };
    QAction *copyAction = add(tr("Copy"), QStringLiteral("transcript.copy"), range.has_value());
    copyAction->setShortcut(QKeySequence::Copy);
    copyAction->setShortcutVisibleInContextMenu(true);
    connect(copyAction, &QAction::triggered, this, &TranscriptView::copy);
    const int first = range ? range->firstRow : index;
    const int last = range ? range->lastRow : index;
    connect(add(tr("Copy as Markdown"), QStringLiteral("transcript.copyMarkdown"), first >= 0), &QAction::triggered, this,
            [this, first, last] { setClipboard(markdownOf(first, last)); });
    const QString json = first >= 0 && last - first < 200 ? jsonOf(first, last) : QString();
    connect(add(tr("Copy as JSON"), QStringLiteral("transcript.copyJson"), last - first >= 200 || !json.isEmpty()), &QAction::triggered, this,
            [this, first, last] { setClipboard(jsonOf(first, last)); });
    const quint64 key = index >= 0 ? m_model->row(index).key : 0;
    connect(add(tr("Copy message"), QStringLiteral("transcript.copyMessage"), key != 0), &QAction::triggered, this, [this, key] {
        if (const transcript::Row *row = m_model ? m_model->reducer().rowByKey(key) : nullptr)
            setClipboard(sourceOf(*row));
    });
    if (m_linkTo) {
        const QString identity = index >= 0 ? m_model->row(index).identity : QString();
        connect(add(tr("Copy link to this message"), QStringLiteral("transcript.copyMessageLink"), !identity.isEmpty()), &QAction::triggered, this,
                [this, identity] { setClipboard(m_linkTo(identity)); });
    }
    if (!hit.link.isEmpty()) {
        connect(add(tr("Copy link address"), QStringLiteral("transcript.copyLink"), true), &QAction::triggered, this,
                [this, link = hit.link] { setClipboard(link); });
    }
    const Under code = event->reason() == QContextMenuEvent::Keyboard ? firstCodeOf(key) : under(event->pos(), &hit);
    addCodeActions(menu, code);
    addSaveActions(menu, key, code);
    addPictureActions(menu, event->reason() == QContextMenuEvent::Keyboard ? firstPictureOf(key) : code);
    menu->addSeparator();
    QAction *all = add(tr("Select all"), QStringLiteral("transcript.selectAll"), true);
    all->setShortcut(QKeySequence::SelectAll);
    all->setShortcutVisibleInContextMenu(true);
    connect(all, &QAction::triggered, this, &TranscriptView::selectAll);
    menu->popup(event->globalPos());
}

} // namespace ui
