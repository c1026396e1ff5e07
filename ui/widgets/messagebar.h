#pragma once

#include <QFrame>
#include <QString>

class QHBoxLayout;
class QLabel;
class QPushButton;
class QToolButton;

namespace widgets {

class PlainLabel;

//! A bar above the content it speaks of: what happened, and buttons for what to do next. Never modal. Hidden until `show…`.
class MessageBar : public QFrame
{
    Q_OBJECT
public:
    enum class Kind { Info, Ok, Wait, Fail };
    //! Buttons are named `<name>.<id>`; the close button `<name>.close`.
    explicit MessageBar(const QString &name, QWidget *parent = nullptr);

    //! Shows title (may be empty) and text, replaces what was there, removes all buttons; it can be dismissed. Both are treated as foreign.
    void showMessage(Kind kind, const QString &title, const QString &text);
    //! Adds a button to the message that is shown; `id` completes its object name.
    QPushButton *addButton(const QString &id, const QString &label);
    //! Technical details (request id, server's words) behind a Details toggle with Copy.
    void setDetails(const QString &details);
    void setDismissable(bool dismissable);
    void dismiss();
    Kind kind() const { return m_kind; }
    QString title() const;
    QString text() const;

Q_SIGNALS:
    void dismissed();

protected:
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void refreshIcon();
    void announce();

    QString m_name;
    Kind m_kind = Kind::Info;
    QLabel *m_icon;
    PlainLabel *m_title;
    PlainLabel *m_text;
    PlainLabel *m_details;
    QHBoxLayout *m_buttons;
    QPushButton *m_detailsToggle;
    QPushButton *m_copy;
    QToolButton *m_close;
};

} // namespace widgets
