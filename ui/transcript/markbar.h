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

    //! Marks that were painted last; for tests.
    int marksPainted() const { return m_painted; }

protected:
    void paintEvent(QPaintEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;

private:
    QRect part(QStyle::SubControl which) const;

    Marks m_marks;
    Current m_current;
    int m_painted = 0;
};

} // namespace ui
