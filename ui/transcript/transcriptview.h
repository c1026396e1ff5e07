#pragma once

#include <QAbstractScrollArea>
#include <QUrl>

#include <memory>

namespace models {
class TranscriptModel;
}

namespace ui {

//! Shows a conversation: lays out only what is visible, never moves what is being read, selects across messages.
class TranscriptView : public QAbstractScrollArea
{
    Q_OBJECT
public:
    explicit TranscriptView(QWidget *parent = nullptr);
    ~TranscriptView() override;

    //! Not owned; may be nullptr. Shows the newest row.
    void setModel(models::TranscriptModel *model);
    models::TranscriptModel *model() const;

    bool isAtBottom() const;
    void scrollToBottom();
    void scrollToRow(quint64 key);
    //! The row that Alt+Up and Alt+Down move; 0: none.
    quint64 currentRow() const;
    void setCurrentRow(quint64 key);
    bool isExpanded(quint64 key) const;
    void setExpanded(quint64 key, bool expanded);

    bool hasSelection() const;
    QString selectedText() const;
    void selectAll();
    void clearSelection();
    void copy() const;

    //! Work counters since construction (performance.md §9): rows whose blocks were built, blocks that were laid out, rows painted.
    qint64 rowsLaidOut() const;
    qint64 blocksLaidOut() const;
    qint64 rowsPainted() const;

Q_SIGNALS:
    //! The user wants a failed or uncertain message sent again, or checked.
    void retryRequested(quint64 rowKey);
    //! A card that waits for an answer was activated; `id` is what the answer names.
    void callActivated(const QString &id);
    //! The host under the pointer, as the network sees it; empty when there is none.
    void linkHovered(const QString &host);
    //! A link that may be opened was clicked. `ask`: show `host` first (http, mailto, or a name that could deceive).
    void linkActivated(const QUrl &url, const QString &host, bool ask);
    //! Something a screen reader should say ("Agent finished, 3 paragraphs").
    void announce(const QString &text);
    void selectionChanged();

public:
    class Impl;

private:
    std::unique_ptr<Impl> m;
};

} // namespace ui
