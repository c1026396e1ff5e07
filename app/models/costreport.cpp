#include "models/costreport.h"

#include <algorithm>
#include <map>
#include <utility>

namespace models {

using store::LedgerAnswer;
using store::LedgerGrouping;
using store::LedgerQuestion;
using store::LedgerSum;

namespace {

constexpr std::chrono::milliseconds calm{250}; // a back-fill tells of changes many times a second

//! Where one goes from a group of this kind.
LedgerGrouping below(LedgerGrouping by)
{
    switch (by) {
    case LedgerGrouping::Month:
    case LedgerGrouping::Week: return LedgerGrouping::Day;
    case LedgerGrouping::Profile: return LedgerGrouping::Agent;
    default: return LedgerGrouping::Session;
    }
}

auto splitPlace(const LedgerSum &sum)
{
    return std::make_tuple(sum.split->server, sum.split->id, sum.split->version);
}

} // namespace

struct CostReport::Reading
{
    int number = 0;
    int waiting = 0;
    std::optional<base::Error> error;
    CostFound found;
    LedgerAnswer kinds; //!< what the groups are split into
};

CostReport::CostReport(Costs *costs, base::Clock *clock, const Scope &scope, const QTimeZone &zone, QObject *parent)
    : QObject(parent), m_costs(costs), m_clock(clock), m_scope(scope), m_zone(zone)
{
    connect(costs->ledger(), &store::Ledger::changed, this, &CostReport::readSoon);
    connect(costs->prices(), &store::PriceFile::changed, this, &CostReport::readSoon);
}

QDate CostReport::today() const
{
    return m_clock->now().toTimeZone(m_zone).date();
}

void CostReport::setActive(bool active)
{
    const bool begins = active && !m_active;
    m_active = active;
    if (begins && (m_dirty || m_found.days != daysAsked()))
        read();
}

void CostReport::choose()
{
    m_dirty = true;
    Q_EMIT chosen();
    if (m_active)
        read();
}

void CostReport::setRange(const CostRange &range)
{
    if (range == m_range)
        return;
    m_range = range;
    choose();
}

void CostReport::setGrouping(LedgerGrouping by)
{
    if (by == grouping() || m_stages.back().isSession())
        return;
    m_stages.back().by = by;
    choose();
}

void CostReport::setSplit(const std::optional<LedgerGrouping> &split)
{
    if (split == m_split)
        return;
    m_split = split;
    choose();
}

void CostReport::setEverywhere(bool everywhere)
{
    if (everywhere == m_everywhere)
        return;
    m_everywhere = everywhere;
    choose();
}

void CostReport::setComparing(bool comparing)
{
    if (comparing == m_comparing)
        return;
    m_comparing = comparing;
    choose();
}

void CostReport::refresh()
{
    m_dirty = true;
    if (m_active)
        read();
}

bool CostReport::canEnter(const LedgerSum &group) const
{
    // Of a session that was never listed it is not known which one it is; what nobody told of has no name to ask for, but can be looked at.
    return !m_found.stage.isSession() && (m_found.by != LedgerGrouping::Session || !group.key.id.isEmpty());
}

void CostReport::enter(const LedgerSum &group)
{
    if (!canEnter(group))
        return;
    CostStage stage;
    stage.insideOf = m_found.by;
    stage.by = below(m_found.by);
    stage.key = group.key;
    stage.name = group.name;
    stage.profile = group.profile;
    if (isTime(m_found.by)) {
        // A week or a month may begin before the days that are asked for.
        const CostDays days = m_found.days;
        stage.days = {std::max(group.begins.toTimeZone(m_zone).date(), days.first), std::min(group.ends.toTimeZone(m_zone).date().addDays(-1), days.last)};
    }
    m_stages.push_back(stage);
    choose();
}

void CostReport::leaveTo(int stage)
{
    if (stage < 0 || stage + 1 >= int(m_stages.size()))
        return;
    m_stages.resize(std::size_t(stage) + 1);
    choose();
}

CostDays CostReport::daysAsked() const
{
    for (auto stage = m_stages.rbegin(); stage != m_stages.rend(); ++stage) {
        if (stage->days.isValid())
            return stage->days;
    }
    return m_range.days(today());
}

LedgerQuestion CostReport::question(const CostDays &days) const
{
    LedgerQuestion question;
    question.zone = m_zone;
    question.from = days.first.startOfDay(m_zone).toUTC();
    question.until = days.last.addDays(1).startOfDay(m_zone).toUTC();
    question.prices = m_costs->prices()->table();
    if (!m_everywhere)
        question.filters.push_back({LedgerGrouping::Profile, {{{}, m_scope.profile, {}}}});
    else if (!m_scope.isDemo)
        question.withoutServers.append(store::Ledger::serverOf({}, true));
    for (const CostStage &stage : m_stages) {
        if (stage.insideOf != LedgerGrouping::Total && !isTime(stage.insideOf))
            question.filters.push_back({stage.insideOf, {stage.key}});
    }
    return question;
}

void CostReport::readSoon()
{
    m_dirty = true;
    if (!m_active || m_pause)
        return;
    m_pause = m_clock->after(calm, this, [this] {
        m_pause = nullptr;
        if (m_active)
            read();
    });
}

void CostReport::read()
{
    const std::unique_ptr<QObject> cancelled(std::exchange(m_pause, nullptr));
    m_dirty = false;
    for (const auto &job : std::exchange(m_jobs, {})) {
        if (job)
            job->abort(); // its answer is nobody's
    }
    const auto reading = std::make_shared<Reading>();
    reading->number = ++m_number;
    CostFound &found = reading->found;
    found.stage = m_stages.back();
    found.days = daysAsked();
    found.zone = m_zone;
    found.by = found.stage.isSession() ? LedgerGrouping::Total : groupingFor(found.stage.by, found.days);
    if (!found.stage.isSession() && m_split != found.by)
        found.splitBy = m_split;
    LedgerQuestion asked = question(found.days);
    asked.by = found.by;
    ask(reading, asked, [](Reading &to, const LedgerAnswer &answer) { to.found.groups = answer; });
    if (found.stage.isSession())
        askEntries(reading);
    if (found.splitBy) {
        LedgerQuestion kinds = asked;
        kinds.by = *found.splitBy;
        ask(reading, kinds, [](Reading &to, const LedgerAnswer &answer) { to.kinds = answer; });
        asked.split = found.splitBy;
        ask(reading, asked, [](Reading &to, const LedgerAnswer &answer) { to.found.split = answer.sums; });
    }
    if (m_comparing) {
        LedgerQuestion before = question(found.days.before());
        before.by = found.by;
        ask(reading, before, [](Reading &to, const LedgerAnswer &answer) { to.found.before = answer; });
    }
    m_waiting = reading->waiting;
    Q_EMIT changed();
}

void CostReport::ask(const std::shared_ptr<Reading> &reading, const LedgerQuestion &question, void (*take)(Reading &, const LedgerAnswer &))
{
    ++reading->waiting;
    auto *job = m_costs->ledger()->sums(this, question);
    m_jobs.emplace_back(job);
    job->then(this, [this, reading, take](const base::Result<LedgerAnswer> &answer) {
        if (answer)
            take(*reading, *answer);
        arrived(reading, answer ? std::nullopt : std::optional(answer.error()));
    });
}

void CostReport::askEntries(const std::shared_ptr<Reading> &reading)
{
    ++reading->waiting;
    const CostStage &stage = reading->found.stage;
    auto *job = m_costs->ledger()->entries(this, {stage.key.server, stage.key.id, {}}, m_costs->prices()->table(), mostEntries);
    m_jobs.emplace_back(job);
    job->then(this, [this, reading](const base::Result<std::vector<store::LedgerEntry>> &entries) {
        if (entries) {
            CostFound &found = reading->found;
            found.isCut = int(entries->size()) >= mostEntries;
            const QDateTime from = found.days.first.startOfDay(m_zone);
            const QDateTime until = found.days.last.addDays(1).startOfDay(m_zone);
            std::copy_if(entries->begin(), entries->end(), std::back_inserter(found.entries),
                         [&](const auto &entry) { return entry.at >= from && entry.at < until; });
        }
        arrived(reading, entries ? std::nullopt : std::optional(entries.error()));
    });
}

void CostReport::arrived(const std::shared_ptr<Reading> &reading, const std::optional<base::Error> &error)
{
    if (reading->number != m_number)
        return; // late: something else was chosen meanwhile
    if (error && !reading->error)
        reading->error = error;
    m_waiting = --reading->waiting;
    if (m_waiting > 0)
        return;
    m_jobs.clear();
    m_error = reading->error;
    if (m_error) {
        if (m_state == State::Loading || m_state == State::Failed)
            m_state = State::Failed;
        m_dirty = true;
    } else {
        show(*reading);
    }
    Q_EMIT changed();
}

void CostReport::show(Reading &reading)
{
    CostFound &found = reading.found;
    const LedgerSum &total = found.groups.total;
    const bool isEmpty = total.tokens.all() == 0 && total.reported.empty() && total.requests == 0 && total.turns == 0 && found.entries.empty();
    if (isTime(found.by)) {
        found.groups.sums = withEmptyPeriods(found.groups.sums, found.by, found.days, m_zone);
        if (found.before)
            found.before->sums = withEmptyPeriods(found.before->sums, found.by, found.days.before(), m_zone);
    }
    found.splitGroups = std::move(reading.kinds.sums);
    std::map<std::tuple<QString, QString, QString>, std::size_t> places;
    for (std::size_t i = 0; i < found.splitGroups.size(); ++i)
        places.emplace(std::make_tuple(found.splitGroups[i].key.server, found.splitGroups[i].key.id, found.splitGroups[i].key.version), i);
    std::stable_sort(found.split.begin(), found.split.end(), [&](const auto &a, const auto &b) { return places[splitPlace(a)] < places[splitPlace(b)]; });
    m_found = std::move(found);
    m_state = isEmpty ? State::Empty : State::Ready;
}

} // namespace models
