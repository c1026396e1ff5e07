#include "ui/widgets/textarea.h"

#include <QAbstractTextDocumentLayout>
#include <QEvent>
#include <QMimeData>
#include <QScrollBar>

#include <cmath>

namespace widgets {

TextArea::TextArea(int minimumLines, int maximumLines, QWidget *parent)
    : QPlainTextEdit(parent), m_minimumLines(minimumLines), m_maximumLines(maximumLines)
{
    setTabChangesFocus(true);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    document()->setDocumentMargin(4);
    connect(document()->documentLayout(), &QAbstractTextDocumentLayout::documentSizeChanged, this, &TextArea::fit);
    fit();
}

void TextArea::replaceText(const QString &text)
{
    if (text == toPlainText())
        return;
    QTextCursor cursor(document());
    cursor.beginEditBlock();
    cursor.select(QTextCursor::Document);
    cursor.insertText(text);
    cursor.endEditBlock();
}

QSize TextArea::sizeHint() const
{
    return {QPlainTextEdit::sizeHint().width(), minimumHeight()};
}

void TextArea::fit()
{
    const qreal line = QFontMetricsF(font()).lineSpacing();
    const int chrome = qRound(2 * document()->documentMargin()) + 2 * frameWidth();
    // QPlainTextEdit's layout counts in lines, not pixels.
    const qreal lines = std::clamp(document()->documentLayout()->documentSize().height(), qreal(m_minimumLines), qreal(m_maximumLines));
    const int height = int(std::ceil(lines * line)) + chrome;
    if (height != minimumHeight()) {
        setFixedHeight(height);
        updateGeometry();
    }
}

void TextArea::changeEvent(QEvent *event)
{
    QPlainTextEdit::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange)
        fit();
}

void TextArea::insertFromMimeData(const QMimeData *source)
{
    // Plain text only, whatever the clipboard offers.
    if (source->hasText())
        insertPlainText(source->text());
}

} // namespace widgets
