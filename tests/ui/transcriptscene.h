#pragma once

#include "models/transcriptmodel.h"
#include "tests/unit/transcript/events.h"
#include "ui/transcript/transcriptview.h"

#include <QScrollBar>
#include <QtTest>

namespace test {

//! A transcript view over a model of its own.
struct TranscriptScene
{
    EventMaker make;
    models::TranscriptModel model;
    ui::TranscriptView view;

    explicit TranscriptScene(const QSize &size = {900, 700})
    {
        view.setToday(QDate(2026, 11, 20));
        view.resize(size);
        view.setModel(&model);
    }
    void show()
    {
        view.show();
        QVERIFY(QTest::qWaitForWindowExposed(&view));
        settle();
    }
    //! Everything that was put off happens.
    void settle()
    {
        model.flush();
        view.flush();
    }
    void apply(const api::Events &events)
    {
        model.apply(events);
        settle();
    }

    static QByteArray prose(int number)
    {
        return "Message " + QByteArray::number(number) + " has **some** prose with `code` in it, and goes on for a while so that it takes several lines of the view.\n\n"
            + (number % 3 == 0 ? QByteArray("- one\n- two\n- three\n\n") : QByteArray()) + (number % 4 == 0 ? QByteArray("```\nint main()\n{\n}\n```\n") : QByteArray());
    }
    //! Questions and answers in turn; the last ones are the same whatever the count.
    api::Events talk(int count, int firstSecond = 0)
    {
        api::Events events;
        for (int i = 0; i < count; ++i) {
            const int number = count - i;
            const QString id = QStringLiteral("m%1").arg(firstSecond + i);
            events.push_back(i % 2 ? make.agent(id, firstSecond + i, prose(number)) : make.user(id, firstSecond + i, prose(number)));
        }
        return events;
    }
    int topOf(quint64 key) const { return view.rowRect(model.indexOfKey(key)).top(); }
    quint64 keyAt(int y) const
    {
        const int row = view.rowAt({10, y});
        return row < 0 ? 0 : model.row(row).key;
    }
    //! The pointer as Qt is told of it. Through the window, not the cursor: an X server tells of moves long after they were made.
    void hover(const QPoint &inViewport)
    {
        QTest::mouseMove(view.window()->windowHandle(), view.viewport()->mapTo(view.window(), inViewport));
    }
    void scrollTo(int value) { view.verticalScrollBar()->setValue(value); }
    int value() const { return view.verticalScrollBar()->value(); }
    int maximum() const { return view.verticalScrollBar()->maximum(); }
};

} // namespace test
