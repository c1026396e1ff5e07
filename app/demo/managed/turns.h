#pragma once

#include "demo/dialect.h"

namespace demo::managed {

//! Turns as Managed Agents plays them: one at a time, messages queue, interrupts jump the queue, calls wait for their answers.
class Turns final : public Dialect
{
public:
    explicit Turns(Journal &journal) : m_journal(journal) {}

    Plan look(Tables &tables, const std::string &session, bool playing) override;
    void settle(Stage &stage) override;
    std::vector<std::pair<std::string, Beats>> recover(Tables &tables) override;

private:
    Beats goOn(Stage::Change &change);
    Beats takeUp(Stage::Change &change, const std::vector<EventRow> &queue);

    Journal &m_journal;
};

} // namespace demo::managed
