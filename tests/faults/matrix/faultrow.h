#pragma once

#include "tests/faults/matrix/faultbench.h"

#include <QtTest>

#include <vector>

namespace test {

//! One row of the fault matrix, or a part of one: how a bench is brought into it and out again.
struct FaultRow
{
    const char *name; //!< begins with the row: "F12: …"
    void (*run)(FaultBench &bench);
    enum class On { Both, Anthropic, Openma } on = On::Both;
};

//! The data rows of a table: each part on each platform that it concerns.
inline void addFaultRows(const std::vector<FaultRow> &rows)
{
    QTest::addColumn<int>("row");
    QTest::addColumn<api::Platform>("platform");
    for (std::size_t i = 0; i < rows.size(); ++i) {
        if (rows[i].on != FaultRow::On::Openma)
            QTest::addRow("%s, Anthropic", rows[i].name) << int(i) << api::Platform::Anthropic;
        if (rows[i].on != FaultRow::On::Anthropic)
            QTest::addRow("%s, openma", rows[i].name) << int(i) << api::Platform::Openma;
    }
}

//! Runs the current data row; in the end the transcript is the server's history.
inline void runFaultRow(const std::vector<FaultRow> &rows)
{
    QFETCH(int, row);
    QFETCH(api::Platform, platform);
    FaultBench bench(platform);
    rows[std::size_t(row)].run(bench);
    if (!QTest::currentTestFailed())
        bench.check();
}

} // namespace test
