#pragma once

#include "api/client.h"
#include "ui/screens/composeredit.h"

#include <QStringList>
#include <QWidget>

#include <functional>

class QPushButton;
class QTimer;

namespace widgets {
class PlainLabel;
}

namespace screens {

class ComposerFiles;
class MessageFiles;

//! Where a message is written: the field, the files that go with it, what Enter does, recall of what was sent, Send and Interrupt.
//!
//! Knows no server. The page tells it what is possible now; it keeps the text until somebody takes it with takeText().
class Composer final : public QWidget
{
    Q_OBJECT
public:
    //! What can be done now, and in words why something cannot.
    struct Possibilities
    {
        bool canWrite = true;      //!< false: the field is read-only and `why` says so
        bool canSend = true;       //!< false: text can be written but not sent now; `why`
        bool turnRunning = false;
        bool canInterrupt = false;
        QString whyNoInterrupt;    //!< while a turn runs that cannot be interrupted: the button stays, greyed, and says this
        QString why;
    };

    explicit Composer(QWidget *parent = nullptr);

    void setPossibilities(const Possibilities &possibilities);
    const Possibilities &possibilities() const { return m_can; }
    void setSendKey(ComposerEdit::SendKey key);
    //! Who knows the texts sent before, newest first; asked when the up arrow begins to recall.
    void setSentTexts(std::function<QStringList()> source) { m_sentSource = std::move(source); }
    //! Height in pixels of the page around it; the field grows to 40 % of it.
    void setRoom(int height);

    QString text() const;
    //! The draft of another session: starts a new undo history.
    void setDraft(const QString &text, int cursor = -1);
    //! Empties the field as one undoable step and returns what stood there.
    QString takeText();
    //! Puts a text back that could not be sent, before what was written since.
    void putBack(const QString &text);
    ComposerEdit *edit() const { return m_edit; }
    //! The files that are to go with the message.
    MessageFiles *files() const;
    //! Files that are dropped on this widget, a parent of the composer, are taken as if they were dropped on the field.
    void takeDropsOn(QWidget *place);

public Q_SLOTS:
    //! What Esc does: asks once, and interrupts when asked again soon.
    void askInterrupt();

Q_SIGNALS:
    void textEdited(const QString &text, int cursor);
    void sendRequested();
    void interruptRequested();
    //! The user added a file or took one away.
    void filesEdited();

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void build();
    void onTextChanged();
    void recall(int step);
    void trySend();
    void refresh();
    QString hint() const;
    void fitHeight();
    bool hasText() const;
    //! Something to send: text or files.
    bool hasMessage() const;

    ComposerEdit *m_edit;
    widgets::PlainLabel *m_hint;
    ComposerFiles *m_files;
    QPushButton *m_interrupt;
    QPushButton *m_send;
    QTimer *m_askTimer;
    Possibilities m_can;
    ComposerEdit::SendKey m_sendKey = ComposerEdit::SendKey::Enter;
    std::function<QStringList()> m_sentSource;
    QStringList m_sent;
    int m_recallIndex = -1; //!< -1: the draft; else the place in m_sent that is shown
    QString m_stash;        //!< the draft while something sent is shown
    bool m_replacing = false;
    int m_room = 600;
};

} // namespace screens
