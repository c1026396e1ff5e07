// A window with a transcript for a screen reader's eyes. Reads orders from its standard input: "stream" writes a reply in 500 parts, "quit" ends.
#include "models/transcriptmodel.h"
#include "tests/unit/transcript/events.h"
#include "ui/transcript/spokenline.h"
#include "ui/transcript/transcriptview.h"

#include <QApplication>
#include <QSocketNotifier>
#include <QTimer>
#include <QVBoxLayout>

#include <cstdio>
#include <unistd.h>

namespace {

using api::PreviewOf;
using test::EventMaker;

//! Writes a reply as a server does: small parts, then the whole, then the end of the turn.
class Reply : public QObject
{
public:
    Reply(models::TranscriptModel *model, EventMaker *make)
        : m_model(model)
        , m_make(make)
    {
        connect(&m_parts, &QTimer::timeout, this, &Reply::goOn);
    }
    void begin()
    {
        m_model->apply({m_make->running(QStringLiteral("run"), 100), EventMaker::previewStart(PreviewOf::Message, m_id)});
        m_parts.start(2);
    }

private:
    void goOn()
    {
        const QByteArray part = m_sent % 170 == 169 ? QByteArray("\n\n") : QByteArray("word ");
        m_text += part;
        m_model->apply({EventMaker::previewDelta(PreviewOf::Message, m_id, part)});
        if (++m_sent < 500)
            return;
        m_parts.stop();
        m_model->apply({m_make->agent(m_id, 101, m_text), m_make->idle(QStringLiteral("idle"), 102)});
        std::puts("written");
        std::fflush(stdout);
    }

    models::TranscriptModel *m_model;
    EventMaker *m_make;
    const QString m_id = QStringLiteral("reply");
    QByteArray m_text;
    int m_sent = 0;
    QTimer m_parts;
};

} // namespace

int main(int argc, char **argv)
{
    QApplication application(argc, argv);
    application.setApplicationName(QStringLiteral("muster-access-probe"));
    EventMaker make;
    models::TranscriptModel model;
    api::Events events;
    for (int i = 0; i < 60; ++i) {
        const QString id = QStringLiteral("m%1").arg(i);
        events.push_back(i % 2 ? make.agent(id, i, "Answer number " + QByteArray::number(i) + " with **bold** words.")
                               : make.user(id, i, "Question number " + QByteArray::number(i)));
    }
    events.push_back(make.call(QStringLiteral("call"), 70, QStringLiteral("bash"), "{\"command\":\"make check\"}"));
    events.push_back(make.result(QStringLiteral("result"), 71, QStringLiteral("call"), "all 12 passed"));
    model.apply(events);

    QWidget window;
    window.setWindowTitle(QStringLiteral("Access probe"));
    auto *column = new QVBoxLayout(&window);
    auto *view = new ui::TranscriptView(&window);
    view->setAccessibleName(QStringLiteral("Transcript"));
    view->setModel(&model);
    column->addWidget(view);
    auto *spoken = new ui::SpokenLine(&window);
    QObject::connect(view, &ui::TranscriptView::announce, spoken, &ui::SpokenLine::say);
    window.resize(800, 600);
    window.show();

    Reply reply(&model, &make);
    QSocketNotifier orders(STDIN_FILENO, QSocketNotifier::Read);
    QObject::connect(&orders, &QSocketNotifier::activated, &application, [&] {
        char line[64] = {};
        const bool read = std::fgets(line, sizeof line, stdin) != nullptr;
        const QByteArray order = QByteArray(line).trimmed();
        if (order == "stream")
            reply.begin();
        else if (!read || order == "quit")
            application.quit();
    });
    return application.exec();
}
