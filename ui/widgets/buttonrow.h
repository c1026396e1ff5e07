#pragma once

#include <QWidget>

class QHBoxLayout;
class QPushButton;

namespace widgets {

//! Buttons at the end of a form or dialog, aligned to the right, the primary one last.
class ButtonRow : public QWidget
{
    Q_OBJECT
public:
    explicit ButtonRow(QWidget *parent = nullptr);
    QPushButton *add(const QString &objectName, const QString &label, bool primary = false);
    //! At the left end: a counter, a hint.
    void setLeading(QWidget *widget);

private:
    QHBoxLayout *m_row;
};

} // namespace widgets
