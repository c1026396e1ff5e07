#include "ui/screens/composeredit.h"

#include <QAbstractTextDocumentLayout>
#include <QKeyEvent>
#include <QMimeData>
#include <QTextBlock>
#include <QUrl>

#include <algorithm>
#include <cmath>

namespace screens {

ComposerEdit::ComposerEdit(QWidget *parent) : QPlainTextEdit(parent)
{
    setTabChangesFocus(true);
    setFrameShape(QFrame::NoFrame);
    setLineWrapMode(QPlainTextEdit::WidgetWidth);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollBarPolicy(Qt::ScrollBarAsNeeded);
    document()->setDocumentMargin(0);
}

void ComposerEdit::replaceText(const QString &text)
{
    QTextCursor cursor(document());
    cursor.beginEditBlock();
    cursor.select(QTextCursor::Document);
    cursor.insertText(text);
    cursor.endEditBlock();
    moveCursor(QTextCursor::End);
}

int ComposerEdit::heightForText() const
{
    // QPlainTextDocumentLayout counts its height in lines, wrapped ones included.
    const double lines = std::max(1.0, document()->documentLayout()->documentSize().height());
    const QMargins margins = contentsMargins();
    return int(std::ceil(lines * QFontMetricsF(font()).lineSpacing())) + margins.top() + margins.bottom() + 2;
}

bool ComposerEdit::sends(const QKeyEvent *event) const
{
    if (event->key() != Qt::Key_Return && event->key() != Qt::Key_Enter)
        return false;
    const Qt::KeyboardModifiers modifiers = event->modifiers() & ~Qt::KeypadModifier;
    if (modifiers == Qt::ControlModifier)
        return true;
    return m_sendKey == SendKey::Enter && modifiers == Qt::NoModifier;
}

bool ComposerEdit::onEdgeLine(QTextCursor::MoveOperation towards) const
{
    QTextCursor probe = textCursor();
    if (probe.hasSelection())
        return false;
    return !probe.movePosition(towards);
}

void ComposerEdit::keyPressEvent(QKeyEvent *event)
{
    if (m_composing) {
        QPlainTextEdit::keyPressEvent(event);
        return;
    }
    if (sends(event)) {
        event->accept();
        if (!event->isAutoRepeat()) // a key held down must not send twice
            Q_EMIT sendRequested();
        return;
    }
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) {
        if (!isReadOnly())
            textCursor().insertBlock(); // not U+2028, which Shift+Enter gives by itself
        ensureCursorVisible();
        return;
    }
    if (event->key() == Qt::Key_Escape && event->modifiers() == Qt::NoModifier) {
        event->accept();
        if (!event->isAutoRepeat())
            Q_EMIT escapePressed();
        return;
    }
    if (event->modifiers() == Qt::NoModifier && !isReadOnly()) {
        if (event->key() == Qt::Key_Up && onEdgeLine(QTextCursor::Up)) {
            Q_EMIT recallRequested(-1);
            return;
        }
        if (event->key() == Qt::Key_Down && onEdgeLine(QTextCursor::Down)) {
            Q_EMIT recallRequested(+1);
            return;
        }
    }
    QPlainTextEdit::keyPressEvent(event);
}

void ComposerEdit::inputMethodEvent(QInputMethodEvent *event)
{
    m_composing = !event->preeditString().isEmpty();
    QPlainTextEdit::inputMethodEvent(event);
}

bool ComposerEdit::offersFiles(const QMimeData *source)
{
    const QList<QUrl> urls = source->urls();
    const bool files = !urls.isEmpty() && std::all_of(urls.begin(), urls.end(), [](const QUrl &url) { return url.isLocalFile(); });
    return files || (source->hasImage() && !source->hasText());
}

bool ComposerEdit::canInsertFromMimeData(const QMimeData *source) const
{
    return source->hasText() || offersFiles(source);
}

void ComposerEdit::insertFromMimeData(const QMimeData *source)
{
    if (!isReadOnly() && offersFiles(source)) {
        Q_EMIT filesOffered(source);
        return;
    }
    if (!isReadOnly() && source->hasText())
        insertPlainText(source->text());
    ensureCursorVisible();
}

} // namespace screens
