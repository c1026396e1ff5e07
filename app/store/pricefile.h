#pragma once

#include "base/result.h"
#include "store/pricetable.h"

#include <QObject>
#include <QString>

namespace store {

//! The user's own prices in a JSON file, over the shipped ones.
class PriceFile : public QObject
{
    Q_OBJECT
public:
    //! Reads it. What cannot be read is left alone and told by error(); then the shipped prices are used.
    explicit PriceFile(const QString &file, QObject *parent = nullptr);

    //! The user's and the shipped ones: what estimates use.
    const PriceTable &table() const { return m_table; }
    //! The user's alone.
    const PriceTable &own() const { return m_own; }
    const base::Outcome &error() const { return m_error; }

    //! Replaces the user's prices, on disk first (whole or not at all). Error kind Storage.
    base::Outcome setOwn(const PriceTable &own);

Q_SIGNALS:
    void changed();

private:
    const QString m_file;
    PriceTable m_own;
    PriceTable m_table;
    base::Outcome m_error = base::Done{};
};

} // namespace store
