#include "tests/ui/quietsession.h"

#include "models/resourcelistmodel.h"
#include "models/transcriptmodel.h"
#include "ui/screens/sessionsarea.h"

#include <QTableView>

namespace test {

namespace {

using models::Conversation;
using models::ResourceListModel;

bool isIdle(const ProgramFixture &, const Conversation *conversation, int rows)
{
    return QTest::qWaitFor([&] { return conversation->turn() == Conversation::Turn::Idle && conversation->transcript()->rowCount() >= rows; }, 20000);
}

//! The demo has a session that runs until somebody stops it, and while one runs the list is looked at every few seconds.
bool stopWhatRuns(ProgramFixture &program)
{
    if (!program.click("sidebar.sessions") || !QTest::qWaitFor([&] { return program.shown("sessions.table") != nullptr; }, 10000))
        return false;
    const QAbstractItemModel *list = static_cast<QTableView *>(program.shown("sessions.table"))->model();
    QModelIndex running;
    const auto listed = [&] {
        const QModelIndexList found = list->match(list->index(0, 0), ResourceListModel::TitleRole, QStringLiteral("Run the whole test suite"), 1, Qt::MatchStartsWith);
        running = found.isEmpty() ? QModelIndex() : found.first();
        return running.isValid();
    };
    if (!QTest::qWaitFor(listed, 10000))
        return false;
    const auto *records = qobject_cast<const ResourceListModel *>(list);
    const base::Record *record = records ? records->record(running.data(ResourceListModel::IdRole).toString()) : nullptr;
    if (!record || !program.window()->view()->openSession(*record))
        return false;
    if (!QTest::qWaitFor([&] { return program.shown("composer.interrupt") != nullptr; }, 10000) || !program.click("composer.interrupt"))
        return false;
    return isIdle(program, program.session()->conversation(), 2);
}

} // namespace

bool becomeQuiet(ProgramFixture &program, bool open)
{
    if (!program.start() || !stopWhatRuns(program))
        return false;
    if (!open) {
        // Its tab stays, and with it its stream: a fresh start knows nothing of it.
        program.restart();
        return program.start() && program.click("sidebar.sessions") && QTest::qWaitFor([&] { return program.shown("sessions.table") != nullptr; }, 10000);
    }
    program.restart();
    if (!program.start() || !program.newSession(QStringLiteral("Debugger")) || !QTest::qWaitFor([&] { return program.shown("composer.text") != nullptr; }))
        return false;
    QTest::keyClicks(program.shown("composer.text"), QStringLiteral("Hello there"));
    QTest::keyClick(program.shown("composer.text"), Qt::Key_Return);
    if (!isIdle(program, program.session()->conversation(), 2))
        return false;
    program.shown("session.transcript")->setFocus();
    return true;
}

} // namespace test
