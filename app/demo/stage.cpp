#include "demo/stage.h"

namespace demo {

std::string Stage::Change::commit(const Json &event)
{
    const qint64 at = clock();
    return journal.append(tables, session.id, event, at, at).id;
}

void Stage::change(const std::function<void(Change &)> &work)
{
    m_store.run([&](Tables &tables) {
        auto row = tables.find("session", m_session);
        if (!row) {
            m_gone = true;
            return;
        }
        Notes notes = Notes::of(*row);
        Change change{tables, m_journal, *row, notes, m_clock};
        work(change);
        notes.save(&*row);
        tables.update(*row);
    });
}

} // namespace demo
