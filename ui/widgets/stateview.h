#pragma once

#include "ui/theme/tokens.h"

#include <QString>
#include <QWidget>

class QLabel;
class QPushButton;
class QStackedLayout;
class QTimer;

namespace widgets {

class BusyBar;
class MessageBar;
class PlainLabel;

//! What an error state shows; made by screens::ErrorText. All of it is treated as foreign text.
struct Problem
{
    QString title;    //!< what happened
    QString text;     //!< why, and what to do
    QString button;   //!< label of the next step; empty: "Try again"
    QString details;  //!< technical: server's type and words, request id; behind a Details toggle
};

//! What an empty state shows.
struct Emptiness
{
    QString icon;     //!< Lucide name
    QString title;
    QString text;
    QString button;   //!< the next step; empty: none
    QString other;    //!< another way on, beside it; empty: none
};

//! One place on the screen in its four states: loading, empty, failed, content (perhaps stale). Nothing jumps: they share the space.
class StateView : public QWidget
{
    Q_OBJECT
public:
    enum class State { Content, Loading, Empty, Failed };
    //! Buttons are named `<name>.retry`, `<name>.next`, `<name>.other`, `<name>.cancel`.
    explicit StateView(const QString &name, QWidget *parent = nullptr);

    //! Takes ownership.
    void setContent(QWidget *content);
    QWidget *content() const { return m_content; }

    //! Skeleton rows at once; progress with Cancel after 1 s.
    void showLoading(const QString &text);
    void showEmpty(const Emptiness &emptiness);
    void showProblem(const Problem &problem);
    void showContent();
    State state() const { return m_state; }

    //! A bar above the content that says it may be out of date, with Retry; null text hides it.
    void setStale(const QString &text, const QString &details = {});
    bool isStale() const;

    //! The text of the shown message or progress, for tests and the accessible tree.
    QString message() const;

Q_SIGNALS:
    void retryRequested();
    void cancelRequested();
    void nextStepRequested();
    void otherStepRequested();

protected:
    void changeEvent(QEvent *event) override;

private:
    void makeLoading();
    void makeMessage();
    void makeTexts();
    void makeButtons();
    void fillMessage(const QString &icon, theme::Token token, const QString &title, const QString &text, const QString &details);
    void refreshIcon();

    QString m_name;
    State m_state = State::Content;
    QStackedLayout *m_stack;
    MessageBar *m_staleBar;
    QWidget *m_content = nullptr;
    QWidget *m_loading = nullptr;
    QWidget *m_message = nullptr;
    PlainLabel *m_loadingText = nullptr;
    BusyBar *m_progress = nullptr;
    QPushButton *m_cancel = nullptr;
    QTimer *m_slow;
    QWidget *m_contentPage;
    QLabel *m_icon = nullptr;
    PlainLabel *m_title = nullptr;
    PlainLabel *m_text = nullptr;
    PlainLabel *m_details = nullptr;
    QPushButton *m_button = nullptr;
    QPushButton *m_other = nullptr;
    QString m_iconName;
    theme::Token m_iconToken = theme::Token::Muted;
    QPushButton *m_detailsToggle = nullptr;
    QPushButton *m_copy = nullptr;
};

} // namespace widgets
