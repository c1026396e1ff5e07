// The floor: the smallest window of Qt Widgets that says something; without a word no font would be loaded, which every program must do.
// Ends after its first paint.
#include "tests/bench/firstpaint.h"

#include <QApplication>
#include <QLabel>
#include <QVBoxLayout>
#include <QWidget>

int main(int argc, char **argv)
{
    QApplication application(argc, argv);
    QWidget window;
    window.resize(1280, 800);
    auto *layout = new QVBoxLayout(&window);
    layout->addWidget(new QLabel(QStringLiteral("Hello"), &window));
    bench::reportFirstPaint(&window);
    window.show();
    return application.exec();
}
