#pragma once

#include <QLineEdit>

namespace widgets {

//! A line edit with a magnifier and a clear button. Esc clears it first, then lets the key pass; Down moves on to what it searches.
class SearchField : public QLineEdit
{
    Q_OBJECT
public:
    explicit SearchField(const QString &placeholder, QWidget *parent = nullptr);

Q_SIGNALS:
    //! Down or Enter: the user wants the results.
    void leaveDownwards();

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
};

} // namespace widgets
