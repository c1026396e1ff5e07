#pragma once

#include <QWidget>

class QVBoxLayout;

namespace widgets {

//! A titled part of a page or a form: heading, one sentence, content below each other.
class Section : public QWidget
{
    Q_OBJECT
public:
    explicit Section(const QString &title, const QString &help = {}, QWidget *parent = nullptr);
    //! Where the content goes.
    QVBoxLayout *column() const { return m_column; }

private:
    QVBoxLayout *m_column;
};

} // namespace widgets
