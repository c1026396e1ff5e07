#pragma once

#include "demo/dialect.h"

namespace demo::openma {

//! Turns as a self-hosted openma server plays them: each message at once, side by side; interrupts and answers change nothing.
class Turns final : public Dialect
{
public:
    explicit Turns(Journal &journal) : m_journal(journal) {}

    Plan look(Tables &tables, const std::string &session, bool playing) override;
    void settle(Stage &) override {}
    std::vector<std::pair<std::string, Beats>> recover(Tables &tables) override;

private:
    Journal &m_journal;
};

} // namespace demo::openma
