#pragma once

#include <QWidget>

class QButtonGroup;

namespace screens {

//! Chooses one of the eight colours a profile can have.
class HuePicker final : public QWidget
{
    Q_OBJECT
public:
    //! Buttons are named `<name>.0` … `<name>.7`.
    explicit HuePicker(const QString &name, QWidget *parent = nullptr);

    int hue() const;
    void setHue(int hue);

Q_SIGNALS:
    void hueChanged(int hue);

private:
    QButtonGroup *m_group;
};

} // namespace screens
