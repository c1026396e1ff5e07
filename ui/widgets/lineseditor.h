#pragma once

#include "ui/widgets/textarea.h"

namespace widgets {

//! A list of short texts, one a line. Empty lines do not count.
class LinesEditor : public TextArea
{
    Q_OBJECT
public:
    explicit LinesEditor(QWidget *parent = nullptr);
    void setLines(const QStringList &lines);
    QStringList lines() const;

Q_SIGNALS:
    void edited();

private:
    bool m_setting = false;
};

} // namespace widgets
