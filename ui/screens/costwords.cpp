#include "ui/screens/costwords.h"

#include "base/plaintext.h"

#include <QCoreApplication>
#include <QLocale>

namespace screens {

using store::LedgerGrouping;

namespace {

struct CostWords
{
    Q_DECLARE_TR_FUNCTIONS(CostWords)
};

//! What is shown where a group has no name.
QString nameless(LedgerGrouping by)
{
    switch (by) {
    case LedgerGrouping::Profile: return CostWords::tr("No workspace named");
    case LedgerGrouping::Agent:
    case LedgerGrouping::AgentVersion: return CostWords::tr("No agent named");
    case LedgerGrouping::Model: return CostWords::tr("No model named");
    case LedgerGrouping::Environment: return CostWords::tr("No environment named");
    case LedgerGrouping::Tag: return CostWords::tr("Without a tag");
    default: return CostWords::tr("Untitled");
    }
}

QString dayText(const QDate &day, bool brief)
{
    const QLocale locale;
    return brief ? locale.toString(day, QStringLiteral("d MMM")) : locale.toString(day, QStringLiteral("ddd d MMM yyyy"));
}

QString monthText(const QDate &day, bool brief)
{
    return QLocale().toString(day, brief ? QStringLiteral("MMM yy") : QStringLiteral("MMMM yyyy"));
}

} // namespace

QString groupingWord(LedgerGrouping grouping)
{
    switch (grouping) {
    case LedgerGrouping::Total: return CostWords::tr("Request");
    case LedgerGrouping::Day: return CostWords::tr("Day");
    case LedgerGrouping::Week: return CostWords::tr("Week");
    case LedgerGrouping::Month: return CostWords::tr("Month");
    case LedgerGrouping::Profile: return CostWords::tr("Workspace");
    case LedgerGrouping::Agent: return CostWords::tr("Agent");
    case LedgerGrouping::AgentVersion: return CostWords::tr("Agent version");
    case LedgerGrouping::Model: return CostWords::tr("Model");
    case LedgerGrouping::Environment: return CostWords::tr("Environment");
    case LedgerGrouping::Session: return CostWords::tr("Session");
    case LedgerGrouping::Tag: return CostWords::tr("Tag");
    }
    return {};
}

QString groupsText(LedgerGrouping grouping, int count)
{
    switch (grouping) {
    case LedgerGrouping::Total: return CostWords::tr("%n requests", nullptr, count);
    case LedgerGrouping::Day: return CostWords::tr("%n days", nullptr, count);
    case LedgerGrouping::Week: return CostWords::tr("%n weeks", nullptr, count);
    case LedgerGrouping::Month: return CostWords::tr("%n months", nullptr, count);
    case LedgerGrouping::Profile: return CostWords::tr("%n workspaces", nullptr, count);
    case LedgerGrouping::Agent: return CostWords::tr("%n agents", nullptr, count);
    case LedgerGrouping::AgentVersion: return CostWords::tr("%n agent versions", nullptr, count);
    case LedgerGrouping::Model: return CostWords::tr("%n models", nullptr, count);
    case LedgerGrouping::Environment: return CostWords::tr("%n environments", nullptr, count);
    case LedgerGrouping::Session: return CostWords::tr("%n sessions", nullptr, count);
    case LedgerGrouping::Tag: return CostWords::tr("%n tags", nullptr, count);
    }
    return {};
}

QString groupName(LedgerGrouping by, const store::LedgerSum &sum, const QTimeZone &zone)
{
    const QDate first = sum.begins.toTimeZone(zone).date();
    switch (by) {
    case LedgerGrouping::Day: return dayText(first, false);
    case LedgerGrouping::Week: return CostWords::tr("Week of %1").arg(dayText(first, false));
    case LedgerGrouping::Month: return monthText(first, false);
    default: break;
    }
    QString name = base::plainLine(sum.name.trimmed(), 80);
    if (name.isEmpty())
        name = sum.key.id.isEmpty() ? nameless(by) : by == LedgerGrouping::Tag || by == LedgerGrouping::Model ? base::plainLine(sum.key.id, 80) : base::shortId(sum.key.id);
    if (by == LedgerGrouping::AgentVersion && !sum.key.version.isEmpty())
        name = CostWords::tr("%1, version %2").arg(name, base::plainLine(sum.key.version, 20));
    return sum.isDeleted ? CostWords::tr("%1 (deleted on the server)").arg(name) : name;
}

QString groupTick(LedgerGrouping by, const store::LedgerSum &sum, const QTimeZone &zone)
{
    const QDate first = sum.begins.toTimeZone(zone).date();
    if (by == LedgerGrouping::Day || by == LedgerGrouping::Week)
        return dayText(first, true);
    return by == LedgerGrouping::Month ? monthText(first, true) : groupName(by, sum, zone);
}

QString daysText(const models::CostDays &days)
{
    return days.count() == 1 ? dayText(days.first, false) : CostWords::tr("%1 – %2").arg(dayText(days.first, false), dayText(days.last, false));
}

QString stageName(const models::CostStage &stage, const QTimeZone &zone)
{
    if (stage.insideOf == LedgerGrouping::Total)
        return CostWords::tr("All");
    if (models::isTime(stage.insideOf))
        return daysText(stage.days);
    store::LedgerSum group;
    group.key = stage.key;
    group.name = stage.name;
    return groupName(stage.insideOf, group, zone);
}

} // namespace screens
