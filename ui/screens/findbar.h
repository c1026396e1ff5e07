#pragma once

#include <QFrame>

class QLineEdit;
class QToolButton;

namespace ui {
class TranscriptView;
}

namespace widgets {
class PlainLabel;
}

namespace screens {

//! Find in a transcript: words or an expression, how many there are, next and previous. Hidden until open().
class FindBar final : public QFrame
{
    Q_OBJECT
public:
    //! Sits beside `view`, which must outlive it.
    explicit FindBar(ui::TranscriptView *view, QWidget *parent = nullptr);

    //! Shows the bar with the keyboard in it; a selection of one line becomes what is searched for.
    void open();
    void close();
    //! With nothing to search for yet the bar opens.
    void next(int direction);
    //! Ctrl+F, F3 and Shift+F3 for windows without a menu bar; false: none of them.
    bool handleKey(QKeyEvent *event);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    QToolButton *button(const char *name, const QString &words, const QString &keys);
    void search();
    void showState();

    ui::TranscriptView *m_view;
    QLineEdit *m_text;
    widgets::PlainLabel *m_count;
    QToolButton *m_case;
    QToolButton *m_regex;
    QToolButton *m_previous;
    QToolButton *m_next;
    QToolButton *m_close;
};

} // namespace screens
