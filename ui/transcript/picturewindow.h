#pragma once

#include "ui/transcript/picturesource.h"

#include <QImage>
#include <QWidget>

namespace ui {

//! A picture in a window of its own, as large as fits and never larger than it is. Escape closes it.
class PictureWindow final : public QWidget
{
    Q_OBJECT
public:
    //! Decodes it aside; until then its place is empty. Deletes itself when it is closed, and goes with `parent`.
    PictureWindow(const PictureSource &source, QWidget *parent);

    bool isReady() const { return !m_image.isNull(); }

protected:
    void paintEvent(QPaintEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    void take(const QImage &image);

    QSize m_size;
    QImage m_image;
};

} // namespace ui
