#pragma once

#include <QPlainTextEdit>

namespace screens {

//! The text field of the composer: decides what a key means (send, new line, recall, escape) and takes plain text only.
class ComposerEdit final : public QPlainTextEdit
{
    Q_OBJECT
public:
    enum class SendKey { Enter, CtrlEnter };

    explicit ComposerEdit(QWidget *parent = nullptr);

    void setSendKey(SendKey key) { m_sendKey = key; }
    //! Replaces everything as one step of undo, so that Ctrl+Z brings back what stood there.
    void replaceText(const QString &text);
    //! Pixels that the text needs, frame included, at the present width.
    int heightForText() const;
    //! True while an input method composes; Enter then belongs to it.
    bool isComposing() const { return m_composing; }

    //! Local files, or a picture that comes without text (a table's cells come with both: they are text).
    static bool offersFiles(const QMimeData *source);

Q_SIGNALS:
    void sendRequested();
    void escapePressed();
    //! Up at the first line (-1) or Down at the last (+1).
    void recallRequested(int step);
    //! Files or a picture were pasted or dropped; valid during the call only.
    void filesOffered(const QMimeData *source);

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void inputMethodEvent(QInputMethodEvent *event) override;
    bool canInsertFromMimeData(const QMimeData *source) const override;
    void insertFromMimeData(const QMimeData *source) override;

private:
    bool sends(const QKeyEvent *event) const;
    bool onEdgeLine(QTextCursor::MoveOperation towards) const;

    SendKey m_sendKey = SendKey::Enter;
    bool m_composing = false;
};

} // namespace screens
