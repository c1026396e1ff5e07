#pragma once

#include "base/result.h"

#include <QByteArray>
#include <QString>

#include <map>
#include <optional>

namespace replay
{

//! What streams without a recorded history are known to give, kept in a file. Known by their bytes: a recording may be renamed, cut into
//! other chunks or moved, and another body is another stream.
class Kept
{
public:
    struct Outcome {
        int rows = 0;
        QString turn;
        bool operator==(const Outcome &) const = default;
    };

    //! An empty one when there is no such file; Error kind Storage when it is not one of ours.
    static base::Result<Kept> read(const QString &file);
    base::Outcome write(const QString &file) const;

    //! Nothing: this stream has never been kept.
    std::optional<Outcome> of(const QByteArray &digest) const;
    void keep(const QString &name, const QByteArray &digest, const Outcome &outcome);
    std::size_t size() const { return m_streams.size(); }

private:
    struct Entry {
        QByteArray digest;
        Outcome outcome;
    };
    std::map<QString, Entry> m_streams;
};

} // namespace replay
