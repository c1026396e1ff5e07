#pragma once

#include <QScrollBar>

#include <functional>
#include <optional>
#include <vector>

namespace ui {

//! A scroll bar that shows where something is, and goes to the place that is clicked.
class MarkBar final : public QScrollBar
{
    Q_OBJECT
public:
    //! Which pixels of a strip that is `pixels` high have a mark.
    using Marks = std::function<std::vector<int>(int pixels)>;
    //! Where in the whole the one mark is that is looked at, 0..1.
    using Current = std::function<std::optional<double>()>;
    MarkBar(Marks marks, Current current, QWidget *parent = nullptr);

    //! Range and value at once: between the one and the other the handle would stand somewhere else.
    void place(int pageStep, int maximum, int value);
    //! Marks that were painted last; for tests.
    int marksPainted() const { return m_painted; }
    //! Paintings since construction; for tests.
    qint64 paintings() const { return m_paintings; }

protected:
    void paintEvent(QPaintEvent *event) override;
    void sliderChange(SliderChange change) override;
    void mousePressEvent(QMouseEvent *event) override;

private:
    QRect part(QStyle::SubControl which) const;
    QRect handle() const;

    Marks m_marks;
    Current m_current;
    int m_painted = 0;
    qint64 m_paintings = 0;
    std::optional<QRect> m_handle; //!< as it was painted
    bool m_placing = false;
};

} // namespace ui
