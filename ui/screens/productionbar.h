#pragma once

#include <QWidget>

namespace screens {

//! The 3 px at the top of every window of a production workspace, in the profile's colour.
class ProductionBar final : public QWidget
{
    Q_OBJECT
public:
    explicit ProductionBar(QWidget *parent = nullptr);

    void setProduction(bool production, int hue);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    int m_hue = 0;
};

} // namespace screens
