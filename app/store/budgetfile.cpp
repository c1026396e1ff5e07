#include "store/budgetfile.h"

#include "base/record.h"

#include <QFile>
#include <QSaveFile>
#include <QUuid>

#include <algorithm>

namespace store {

using base::Error;
using base::Json;

namespace {

constexpr qint64 mostBudgetBytes = 1024 * 1024;
constexpr std::size_t mostBudgets = 200;

QString wordOf(Budget::Scope scope)
{
    switch (scope) {
    case Budget::Scope::Profile: return QStringLiteral("profile");
    case Budget::Scope::Agent: return QStringLiteral("agent");
    case Budget::Scope::Everything: break;
    }
    return QStringLiteral("everything");
}

std::optional<Budget::Scope> scopeOf(const QString &word)
{
    for (const auto scope : {Budget::Scope::Everything, Budget::Scope::Profile, Budget::Scope::Agent}) {
        if (wordOf(scope) == word)
            return scope;
    }
    return std::nullopt;
}

std::optional<Budget> budgetOf(const base::Record &record)
{
    Budget budget;
    const auto scope = scopeOf(record.string("scope"));
    const auto amount = base::Decimal::parse(record.string("amount").toUtf8());
    const QString basis = record.string("basis");
    const bool estimated = basis == QLatin1String("estimated");
    if (!scope || !amount || (!estimated && basis != QLatin1String("reported")))
        return std::nullopt;
    budget.id = record.string("id");
    budget.scope = *scope;
    budget.server = record.string("server");
    budget.of = record.string("of");
    budget.name = record.string("name");
    budget.amount = *amount;
    budget.unit = record.string("unit").toUtf8();
    budget.basis = estimated ? Budget::Basis::Estimated : Budget::Basis::Reported;
    return !budget.id.isEmpty() && BudgetFile::isSound(budget) ? std::optional(budget) : std::nullopt;
}

Json jsonOf(const Budget &budget)
{
    Json json = Json::object();
    json["id"] = base::fromQString(budget.id);
    json["scope"] = base::fromQString(wordOf(budget.scope));
    if (budget.scope == Budget::Scope::Agent)
        json["server"] = base::fromQString(budget.server);
    if (budget.scope != Budget::Scope::Everything) {
        json["of"] = base::fromQString(budget.of);
        json["name"] = base::fromQString(budget.name);
    }
    json["amount"] = budget.amount.text(2).toStdString();
    json["unit"] = budget.unit.toStdString();
    json["basis"] = budget.basis == Budget::Basis::Estimated ? "estimated" : "reported";
    return json;
}

} // namespace

BudgetFile::BudgetFile(const QString &file, QObject *parent) : QObject(parent), m_file(file)
{
    QFile stored(file);
    if (!stored.exists())
        return;
    if (stored.open(QIODevice::ReadOnly))
        m_error = read(stored.read(mostBudgetBytes));
    else
        m_error = Error::of(Error::Kind::Storage, stored.errorString());
}

bool BudgetFile::isSound(const Budget &budget)
{
    const auto isLetter = [](char c) { return std::isalpha(static_cast<unsigned char>(c)) != 0; };
    const bool unit = !budget.unit.isEmpty() && budget.unit.size() <= 12 && std::all_of(budget.unit.begin(), budget.unit.end(), isLetter);
    const bool amount = !budget.amount.isNegative() && !budget.amount.isZero() && budget.amount < base::Decimal::ofWhole(1'000'000'000'000);
    const bool of = budget.scope == Budget::Scope::Everything || (!budget.of.isEmpty() && (budget.scope == Budget::Scope::Profile || !budget.server.isEmpty()));
    return unit && amount && of;
}

base::Outcome BudgetFile::read(const QByteArray &text)
{
    const auto json = base::parseJson(text);
    if (!json)
        return json.error();
    const Json *list = base::findPath(*json, "budgets");
    if (!list || !list->is_array() || list->size() > mostBudgets)
        return Error::of(Error::Kind::Invalid, QStringLiteral("budgets"));
    std::vector<Budget> budgets;
    QHash<QString, Warned> warned;
    for (const Json &one : *list) {
        const base::Record record(one);
        const auto budget = budgetOf(record);
        if (!budget)
            return Error::of(Error::Kind::Invalid, QStringLiteral("budget %1").arg(budgets.size() + 1));
        if (const QString month = record.string("warned.month"); !month.isEmpty())
            warned.insert(budget->id, {month, int(record.integer("warned.percent").value_or(0))});
        budgets.push_back(*budget);
    }
    m_budgets = std::move(budgets);
    m_warned = std::move(warned);
    return base::Done{};
}

base::Outcome BudgetFile::write(const std::vector<Budget> &budgets, const QHash<QString, Warned> &warned)
{
    if (!m_error) // what could not be read is somebody's work all the same
        QFile::rename(m_file, m_file + QStringLiteral(".unreadable"));
    Json list = Json::array();
    for (const Budget &budget : budgets) {
        Json one = jsonOf(budget);
        if (const auto known = warned.constFind(budget.id); known != warned.constEnd())
            one["warned"] = {{"month", known->month.toStdString()}, {"percent", known->percent}};
        list.push_back(std::move(one));
    }
    Json out = Json::object();
    out["budgets"] = std::move(list);
    const QByteArray text = base::prettyJson(out) + '\n';
    QSaveFile stored(m_file);
    if (!stored.open(QIODevice::WriteOnly) || stored.write(text) != text.size() || !stored.commit())
        return Error::of(Error::Kind::Storage, stored.errorString());
    m_error = base::Done{};
    return base::Done{};
}

base::Outcome BudgetFile::setBudgets(std::vector<Budget> budgets)
{
    if (budgets.size() > mostBudgets || !std::all_of(budgets.begin(), budgets.end(), isSound))
        return Error::of(Error::Kind::Invalid, QStringLiteral("budgets"));
    QHash<QString, Warned> warned;
    for (Budget &budget : budgets) {
        if (budget.id.isEmpty())
            budget.id = QUuid::createUuid().toString(QUuid::WithoutBraces);
        if (std::find(m_budgets.begin(), m_budgets.end(), budget) != m_budgets.end() && m_warned.contains(budget.id))
            warned.insert(budget.id, m_warned.value(budget.id));
    }
    if (auto written = write(budgets, warned); !written)
        return written;
    m_budgets = std::move(budgets);
    m_warned = std::move(warned);
    Q_EMIT changed();
    return base::Done{};
}

int BudgetFile::warned(const QString &budgetId, const QString &month) const
{
    const Warned known = m_warned.value(budgetId);
    return known.month == month ? known.percent : 0;
}

base::Outcome BudgetFile::setWarned(const QString &budgetId, const QString &month, int percent)
{
    m_warned.insert(budgetId, {month, percent});
    return write(m_budgets, m_warned);
}

} // namespace store
