#include "tests/replay/kept.h"

#include "base/record.h"

#include <QFile>
#include <QSaveFile>

namespace replay
{

using base::Error;
using base::Json;
using base::Record;

base::Result<Kept> Kept::read(const QString &path)
{
    QFile file(path);
    Kept out;
    if (!file.open(QIODevice::ReadOnly))
        return out;
    const auto json = base::parseJson(file.readAll());
    const Json *streams = json.ok() ? base::findPath(*json, "streams") : nullptr;
    if (!streams || !streams->is_object())
        return Error::of(Error::Kind::Storage, QStringLiteral("%1 is no list of what streams give").arg(path));
    for (const auto &[name, entry] : streams->items()) {
        const Record one(entry);
        const auto rows = one.integer("rows");
        if (!rows || one.string("turn").isEmpty() || one.string("body").isEmpty())
            return Error::of(Error::Kind::Storage, QStringLiteral("%1: %2").arg(path, QString::fromStdString(name)));
        out.keep(QString::fromStdString(name), one.string("body").toLatin1(), {int(*rows), one.string("turn")});
    }
    return out;
}

base::Outcome Kept::write(const QString &path) const
{
    Json streams = Json::object();
    for (const auto &[name, entry] : m_streams)
        streams[name.toStdString()]
            = {{"body", entry.digest.toStdString()}, {"rows", entry.outcome.rows}, {"turn", entry.outcome.turn.toStdString()}};
    const Json all{
        {"about", "What each stream gives when nothing else is known of its session: rows, and where the turn stands at its end."},
        {"streams", streams}};
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(base::prettyJson(all) + '\n') < 0 || !file.commit())
        return Error::of(Error::Kind::Storage, file.errorString());
    return base::Done();
}

std::optional<Kept::Outcome> Kept::of(const QByteArray &digest) const
{
    for (const auto &[name, entry] : m_streams) {
        if (entry.digest == digest)
            return entry.outcome;
    }
    return std::nullopt;
}

void Kept::keep(const QString &name, const QByteArray &digest, const Outcome &outcome)
{
    m_streams[name] = {digest, outcome};
}

} // namespace replay
