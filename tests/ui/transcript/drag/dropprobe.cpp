// A transcript beside a place to drop on: says where to take hold and where to let go, then what was dropped. Driven by drag.sh.

#include "models/transcriptmodel.h"
#include "tests/unit/transcript/events.h"
#include "ui/transcript/transcriptview.h"

#include <QApplication>
#include <QDropEvent>
#include <QHBoxLayout>
#include <QMimeData>
#include <QTimer>

#include <cstdio>

namespace {

//! Takes whatever comes, and says it.
class Target final : public QWidget
{
public:
    Target() { setAcceptDrops(true); }

protected:
    void dragEnterEvent(QDragEnterEvent *event) override { event->acceptProposedAction(); }
    void dropEvent(QDropEvent *event) override
    {
        event->acceptProposedAction();
        QStringList formats;
        for (const QString &format : event->mimeData()->formats()) {
            // The same words under the names that other programs know them by.
            if (format.contains(QLatin1Char('/')))
                formats += format.section(QLatin1Char(';'), 0, 0);
        }
        formats.removeDuplicates();
        std::printf("formats %s\ntext %s\naction %d\n", formats.join(QLatin1Char(' ')).toUtf8().constData(), event->mimeData()->text().toUtf8().constData(), int(event->dropAction()));
        std::fflush(stdout);
        QTimer::singleShot(0, qApp, [] { QCoreApplication::exit(0); });
    }
};

} // namespace

int main(int argc, char **argv)
{
    QApplication app(argc, argv);
    models::TranscriptModel model;
    test::EventMaker make;
    model.apply({make.agent(QStringLiteral("a"), 1, "Take **these words** along \xe2\x80\xae!"), make.agent(QStringLiteral("b"), 2, "And <b>these</b>.")});
    QWidget window;
    auto *row = new QHBoxLayout(&window);
    auto *view = new ui::TranscriptView;
    auto *target = new Target;
    row->addWidget(view);
    target->setMinimumWidth(300);
    row->addWidget(target);
    view->setModel(&model);
    window.resize(1000, 400);
    window.show();
    QObject::connect(view, &ui::TranscriptView::findChanged, &app, [view, target] {
        if (view->hasSelection() || view->findRect().isEmpty())
            return;
        const QPoint hold = view->viewport()->mapToGlobal(view->findRect().center());
        const QPoint drop = target->mapToGlobal(target->rect().center());
        view->selectAll();
        std::printf("hold %d %d\ndrop %d %d\n", hold.x(), hold.y(), drop.x(), drop.y());
        std::fflush(stdout);
    });
    QTimer::singleShot(500, view, [view] { view->find(ui::FindPattern(QStringLiteral("words"), false, false)); }); // the window stands where it will stay
    QTimer::singleShot(20000, &app, [] { QCoreApplication::exit(1); });
    return QApplication::exec();
}
