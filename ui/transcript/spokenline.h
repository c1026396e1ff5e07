#pragma once

#include <QWidget>

namespace ui {

//! What a screen reader is told, event by event: a status that nobody sees and whose name changes; from Qt 6.8 on an announcement as well.
class SpokenLine final : public QWidget
{
    Q_OBJECT
public:
    explicit SpokenLine(QWidget *parent = nullptr);

    void say(const QString &text);
};

} // namespace ui
