// The floor: the smallest window Qt Widgets can show. Ends after its first paint.
#include "tests/bench/firstpaint.h"

#include <QApplication>
#include <QWidget>

int main(int argc, char **argv)
{
    QApplication application(argc, argv);
    QWidget window;
    window.resize(1280, 800);
    bench::reportFirstPaint(&window);
    window.show();
    return application.exec();
}
