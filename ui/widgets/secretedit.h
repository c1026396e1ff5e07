#pragma once

#include <QWidget>

class QLineEdit;
class QToolButton;

namespace widgets {

//! A line for a secret: hidden, but while somebody asks to see what they are typing. It shows only what was typed here, hides it again when the
//! keyboard goes elsewhere, and keeps no history of it once it is emptied.
class SecretEdit : public QWidget
{
    Q_OBJECT
public:
    //! The line is named `name`, the button that shows it `<name>.show`.
    explicit SecretEdit(const QString &name, QWidget *parent = nullptr);

    QLineEdit *line() const { return m_line; }
    //! As typed; a single line loses the blanks and the line end that copying gave it, several lines (a key file) stay as they are.
    QString secret() const;
    //! Sets it from outside; an empty one forgets what was typed, its history included.
    void setSecret(const QString &secret);
    void setReadOnly(bool readOnly);
    bool isShown() const;

Q_SIGNALS:
    void edited();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    void setShown(bool shown);
    void refresh();

    QLineEdit *m_line;
    QToolButton *m_show;
};

} // namespace widgets
