#include "ui/screens/usagetext.h"

#include "ui/widgets/amounttext.h"
#include "ui/widgets/numbertext.h"

#include <QCoreApplication>
#include <QStringList>

namespace screens {

namespace {

QString words(const char *text)
{
    return QCoreApplication::translate("UsageText", text);
}

QString tokensText(qint64 tokens)
{
    return QCoreApplication::translate("UsageText", "%1 tokens").arg(widgets::numberText(tokens));
}

} // namespace

qint64 totalTokens(const api::Usage &usage)
{
    qint64 total = -1;
    for (const qint64 part : {usage.input, usage.output, usage.cacheRead, usage.cacheWrite}) {
        if (part >= 0)
            total = std::max<qint64>(total, 0) + part;
    }
    return total;
}

QString usageText(const api::Usage &usage)
{
    QStringList parts;
    const qint64 tokens = totalTokens(usage);
    if (tokens >= 0)
        parts.append(tokensText(tokens));
    const QString money = widgets::moneyText(QString::fromLatin1(usage.listCostMinor), QString::fromLatin1(usage.currency));
    if (!money.isEmpty())
        parts.append(money);
    return parts.join(QStringLiteral(" · "));
}

QString usageDetails(const api::Usage &usage)
{
    const auto line = [](const QString &label, qint64 tokens) { return tokens < 0 ? QString() : label.arg(widgets::numberText(tokens)); };
    QStringList lines{line(words(QT_TRANSLATE_NOOP("UsageText", "Input: %1 tokens")), usage.input),
                      line(words(QT_TRANSLATE_NOOP("UsageText", "Output: %1 tokens")), usage.output),
                      line(words(QT_TRANSLATE_NOOP("UsageText", "Read from cache: %1 tokens")), usage.cacheRead),
                      line(words(QT_TRANSLATE_NOOP("UsageText", "Written to cache: %1 tokens")), usage.cacheWrite)};
    const QString money = widgets::moneyText(QString::fromLatin1(usage.listCostMinor), QString::fromLatin1(usage.currency));
    if (!money.isEmpty())
        lines.append(words(QT_TRANSLATE_NOOP("UsageText", "Cost at list price: %1")).arg(money));
    lines.removeAll(QString());
    return lines.join(QLatin1Char('\n'));
}

api::Usage shownUsage(api::Usage usage, const models::Costs *costs)
{
    if (costs && !costs->isShown())
        usage.listCostMinor.clear();
    return usage;
}

QString amountsText(const std::vector<store::LedgerMoney> &money, bool estimated)
{
    QStringList words;
    for (const store::LedgerMoney &one : money)
        words.append((estimated ? QStringLiteral("\u2248 ") : QString()) + widgets::amountText(one.amount, one.unit));
    return words.join(QStringLiteral(" \u00b7 "));
}

QString sessionCostText(const models::SessionCost &cost)
{
    if (cost.unit.isEmpty())
        return {};
    return amountsText({{cost.unit, cost.amount}}, cost.isEstimated);
}

QString sessionCostDetails(const models::SessionCost &cost)
{
    QStringList lines;
    if (cost.unit.isEmpty())
        lines.append(words(QT_TRANSLATE_NOOP("UsageText", "What it cost is not known: its models have no price.")));
    else if (cost.isEstimated)
        lines.append(words(QT_TRANSLATE_NOOP("UsageText", "Estimated from tokens and the table of prices: %1")).arg(widgets::amountText(cost.amount, cost.unit)));
    else
        lines.append(words(QT_TRANSLATE_NOOP("UsageText", "Reported by the server: %1")).arg(widgets::amountText(cost.amount, cost.unit)));
    if (cost.isPartly && cost.isEstimated)
        lines.append(words(QT_TRANSLATE_NOOP("UsageText", "Some of its tokens have no price and are not in it.")));
    else if (cost.isPartly)
        lines.append(words(QT_TRANSLATE_NOOP("UsageText", "There is more in another unit.")));
    if (cost.tokens > 0)
        lines.append(tokensText(cost.tokens));
    return lines.join(QLatin1Char('\n'));
}

} // namespace screens
