#pragma once

#include <QWidget>

namespace screens {

//! Says, for as long as it is true, that this is the demo, and offers the way to a workspace of one's own.
class DemoBar final : public QWidget
{
    Q_OBJECT
public:
    explicit DemoBar(QWidget *parent = nullptr);

Q_SIGNALS:
    void connectRequested();

protected:
    void paintEvent(QPaintEvent *event) override;
};

} // namespace screens
