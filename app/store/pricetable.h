#pragma once

#include "api/usage.h"
#include "base/decimal.h"
#include "base/result.h"

#include <QByteArray>
#include <QDate>
#include <QString>

#include <optional>
#include <vector>

namespace store {

//! What a million tokens of some models cost from a day on.
struct Price
{
    QString pattern;              //!< a model's id, with * for any characters: "claude-opus-4-5*"; compared without case
    QDate validFrom;              //!< UTC day
    QByteArray currency = "USD";
    base::Decimal input;          //!< not cached
    base::Decimal output;
    base::Decimal cacheWrite5m;   //!< also for writes that do not say for how long
    base::Decimal cacheWrite1h;
    base::Decimal cacheRead;
    bool shipped = false;         //!< came with the program; else the user's

    //! Of a million tokens of this kind; nothing for what is no token.
    std::optional<base::Decimal> ofMillion(api::UsageKind kind) const;
    bool operator==(const Price &) const = default;
};

//! Prices of models, for estimates only: money that a server reports never passes through it.
//!
//! Of the prices whose pattern fits a model and whose day has come, the pattern with the most characters that are no * wins, then the later
//! day, then the user's before a shipped one.
class PriceTable
{
public:
    PriceTable() = default;
    explicit PriceTable(std::vector<Price> prices);

    //! What comes with the program; as of shippedOn(), from the page shippedFrom().
    static const PriceTable &shipped();
    static QDate shippedOn();
    static QString shippedFrom();

    const std::vector<Price> &prices() const { return m_prices; }
    //! Null: nobody knows what this model costs.
    const Price *find(const QString &model, QDate day) const;
    //! Days on which some price changes, ascending.
    std::vector<QDate> changes() const;
    //! These prices and the shipped ones.
    PriceTable withShipped() const;

    //! Every price as a row below a line of names; what read() takes.
    QByteArray toCsv() const;
    QByteArray toJson() const;
    //! CSV or JSON, told apart by the first character. Invalid with the line or place in `detail` when any of it cannot be read: all or nothing.
    static base::Result<PriceTable> read(const QByteArray &text);

    bool operator==(const PriceTable &) const = default;

private:
    std::vector<Price> m_prices;
};

} // namespace store
