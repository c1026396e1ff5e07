#include "ui/screens/costpictures.h"

#include "base/plaintext.h"
#include "models/costtable.h"
#include "ui/screens/costwords.h"
#include "ui/theme/chartcolors.h"
#include "ui/widgets/amounttext.h"
#include "ui/widgets/numbertext.h"

#include <QCoreApplication>
#include <QHash>
#include <QLocale>

#include <algorithm>

namespace screens {

using base::Decimal;
using models::CostFound;
using store::LedgerSum;
using widgets::ChartContent;
using widgets::ChartSeries;

namespace {

constexpr int mostGroups = 20;     // columns that are no times
constexpr int mostRequests = 300;
constexpr int namedSeries = theme::chartColorCount - 1;

struct CostPictures
{
    Q_DECLARE_TR_FUNCTIONS(CostPictures)
};

//! What a chart is about: an amount in a unit, or tokens.
struct Measured
{
    bool isEstimate = false;
    QByteArray unit; //!< empty: tokens

    Decimal amount(const LedgerSum &sum) const { return models::amountIn(isEstimate ? sum.estimated : sum.reported, unit).value_or(Decimal()); }
    double value(const LedgerSum &sum) const { return unit.isEmpty() ? double(sum.tokens.all()) : amount(sum).toDouble(); }
    QString text(const LedgerSum &sum) const { return unit.isEmpty() ? widgets::numberText(sum.tokens.all()) : widgets::amountText(amount(sum), unit); }
};

QString placeOf(const store::LedgerKey &key)
{
    return key.server + QChar(0x1f) + key.id + QChar(0x1f) + key.version;
}

//! A round amount at a line of the grid.
QString axisAmount(double value, const QByteArray &unit)
{
    if (unit.isEmpty())
        return widgets::tokenText(qint64(value));
    const auto amount = Decimal::parse(QByteArray::number(value, 'f', 6));
    QString text = widgets::amountText(amount.value_or(Decimal()), unit);
    const QString zeros = QString(QLocale().decimalPoint()) + QStringLiteral("00");
    return text.endsWith(zeros) ? text.chopped(zeros.size()) : text;
}

class PictureMaking
{
public:
    PictureMaking(const CostFound &found, const Measured &what) : m_found(found), m_what(what) {}

    CostPicture made()
    {
        m_picture.isEstimate = m_what.isEstimate;
        const QString unit = base::plainLine(QString::fromUtf8(m_what.unit), 16);
        m_picture.title = m_what.unit.isEmpty()   ? CostPictures::tr("Tokens")
                          : m_what.isEstimate     ? CostPictures::tr("Estimate, %1").arg(unit)
                                                  : CostPictures::tr("Reported, %1").arg(unit);
        if (m_what.isEstimate)
            m_picture.note = m_found.groups.total.unpricedTokens > 0 ? CostPictures::tr("tokens times your prices, without models that have none")
                                                                     : CostPictures::tr("tokens times your prices; no server said so");
        takeColumns();
        if (m_what.unit.isEmpty())
            addTokenKinds();
        else if (m_found.splitBy)
            addSplit();
        else
            addWhole();
        addBefore();
        ChartContent &content = m_picture.content;
        content.title = CostPictures::tr("%1 by %2").arg(m_picture.title, groupingWord(m_found.by).toLower());
        content.axisText = [unit = m_what.unit](double value) { return axisAmount(value, unit); };
        return std::move(m_picture);
    }

private:
    void takeColumns()
    {
        m_picture.groups = m_found.groups.sums;
        if (m_found.stage.isSession()) {
            takeRequests();
        } else if (!models::isTime(m_found.by)) {
            std::erase_if(m_picture.groups, [this](const LedgerSum &sum) { return m_what.value(sum) == 0; });
            std::stable_sort(m_picture.groups.begin(), m_picture.groups.end(), [this](const auto &a, const auto &b) { return m_what.value(a) > m_what.value(b); });
            if (m_picture.groups.size() > std::size_t(mostGroups)) {
                m_picture.note = CostPictures::tr("the first %1 of %2; the table has all of them").arg(mostGroups).arg(m_picture.groups.size());
                m_picture.groups.resize(std::size_t(mostGroups));
            }
        }
        for (const LedgerSum &group : m_picture.groups) {
            const bool isRequest = m_found.stage.isSession();
            const QDateTime at = group.begins.toTimeZone(m_found.zone);
            m_picture.content.columns.append(isRequest ? QLocale().toString(at, QStringLiteral("ddd d MMM, HH:mm:ss")) : groupName(m_found.by, group, m_found.zone));
            m_picture.content.ticks.append(isRequest ? QLocale().toString(at, QStringLiteral("d MMM HH:mm")) : groupTick(m_found.by, group, m_found.zone));
            m_picture.content.totals.append(m_what.text(group));
        }
    }
    void takeRequests()
    {
        m_picture.groups.clear();
        for (const store::LedgerEntry &entry : m_found.entries) {
            LedgerSum sum;
            sum.key.id = entry.identity;
            sum.key.version = entry.thread;
            sum.begins = entry.at;
            sum.tokens = entry.tokens;
            sum.reported = entry.reported;
            sum.estimated = entry.estimated;
            if (m_what.value(sum) != 0)
                m_picture.groups.push_back(std::move(sum));
        }
        if (m_picture.groups.size() > std::size_t(mostRequests)) {
            m_picture.note = CostPictures::tr("the newest %1 requests").arg(mostRequests);
            m_picture.groups.erase(m_picture.groups.begin(), m_picture.groups.end() - mostRequests);
        }
    }
    void addWhole()
    {
        ChartSeries series{m_picture.title, 0, {}, m_picture.content.totals};
        for (const LedgerSum &group : m_picture.groups)
            series.values.push_back(m_what.value(group));
        m_picture.content.series.push_back(std::move(series));
    }
    void addTokenKinds()
    {
        using Tokens = store::LedgerTokens;
        const std::pair<QString, qint64 Tokens::*> kinds[] = {{CostPictures::tr("Input"), &Tokens::input},
                                                              {CostPictures::tr("Output"), &Tokens::output},
                                                              {CostPictures::tr("Cache write"), &Tokens::cacheWrite},
                                                              {CostPictures::tr("Cache read"), &Tokens::cacheRead}};
        int color = 0;
        for (const auto &[name, member] : kinds) {
            ChartSeries series{name, color++, {}, {}};
            for (const LedgerSum &group : m_picture.groups) {
                series.values.push_back(double(group.tokens.*member));
                series.texts.append(widgets::numberText(group.tokens.*member));
            }
            m_picture.content.series.push_back(std::move(series));
        }
    }
    //! One series for each of the first seven, in the same colours in every chart; the rest is one.
    void addSplit()
    {
        QHash<QString, std::size_t> columns;
        for (std::size_t i = 0; i < m_picture.groups.size(); ++i)
            columns.insert(placeOf(m_picture.groups[i].key), i);
        QHash<QString, int> kinds;
        const int named = std::min(int(m_found.splitGroups.size()), namedSeries);
        for (int i = 0; i < int(m_found.splitGroups.size()); ++i)
            kinds.insert(placeOf(m_found.splitGroups[std::size_t(i)].key), std::min(i, named));
        std::vector<std::vector<Decimal>> amounts(std::size_t(named) + 1, std::vector<Decimal>(m_picture.groups.size()));
        for (const LedgerSum &part : m_found.split) {
            const auto column = columns.constFind(placeOf(part.key));
            if (column != columns.constEnd())
                amounts[std::size_t(kinds.value(placeOf(*part.split), named))][*column] += m_what.amount(part);
        }
        for (int i = 0; i <= named; ++i) {
            const auto &values = amounts[std::size_t(i)];
            if (std::all_of(values.begin(), values.end(), [](const Decimal &one) { return one.isZero(); }))
                continue;
            ChartSeries series{i < named ? groupName(*m_found.splitBy, m_found.splitGroups[std::size_t(i)], m_found.zone) : CostPictures::tr("Others"),
                               i < named ? i : -1, {}, {}};
            for (const Decimal &value : values) {
                series.values.push_back(value.toDouble());
                series.texts.append(widgets::amountText(value, m_what.unit));
            }
            m_picture.content.series.push_back(std::move(series));
        }
    }
    void addBefore()
    {
        if (!m_found.before || !models::isTime(m_found.by) || m_found.stage.isSession())
            return;
        const auto &before = m_found.before->sums;
        if (std::all_of(before.begin(), before.end(), [this](const LedgerSum &sum) { return m_what.value(sum) == 0; }))
            return;
        for (std::size_t i = 0; i < before.size() && i < m_picture.groups.size(); ++i) {
            m_picture.content.before.push_back(m_what.value(before[i]));
            m_picture.content.beforeTexts.append(m_what.text(before[i]));
        }
    }

    const CostFound &m_found;
    const Measured m_what;
    CostPicture m_picture;
};

} // namespace

std::vector<CostPicture> picturesOf(const CostFound &found, bool tokens)
{
    std::vector<CostPicture> pictures;
    const LedgerSum &total = found.groups.total;
    // A session's reported money comes as running totals, between the requests: the table has them.
    if (!tokens && !found.stage.isSession()) {
        for (const store::LedgerMoney &money : total.reported)
            pictures.push_back(PictureMaking(found, {false, money.unit}).made());
    }
    if (!tokens) {
        for (const store::LedgerMoney &money : total.estimated)
            pictures.push_back(PictureMaking(found, {true, money.unit}).made());
    }
    if (pictures.empty())
        pictures.push_back(PictureMaking(found, {}).made());
    return pictures;
}

} // namespace screens
