#include "tests/replay/history.h"

#include "backends/openma/decoder.h"
#include "base/record.h"
#include "tests/replay/exchange.h"

#include <QUrlQuery>

namespace replay
{

using base::Json;
using base::Record;

namespace
{

// Filters and another order make another thing of a listing; `after_seq` and `limit` only cut it.
std::optional<qint64> beginOfPlainPage(const QUrlQuery &query)
{
    qint64 after = 0;
    for (const auto &[key, value] : query.queryItems(QUrl::FullyDecoded)) {
        bool ok = false;
        const qint64 number = value.toLongLong(&ok);
        if (key == QLatin1String("after_seq") && ok)
            after = number;
        else if (!(key == QLatin1String("limit") && ok && number > 0) && !(key == QLatin1String("order") && value == QLatin1String("asc")))
            return std::nullopt;
    }
    return after;
}

} // namespace

void History::take(const Exchange &exchange)
{
    const auto begin = beginOfPlainPage(QUrlQuery(exchange.url()));
    const auto body = due::jsonOf(exchange.answer);
    if (!begin || exchange.method != "GET" || exchange.answer.status != 200 || !body)
        return;
    const Json *data = base::findPath(*body, "data");
    if (!data || !data->is_array())
        return;
    m_known = true;
    qint64 last = -1;
    for (const Json &event : *data) {
        const auto sequence = Record(event).integer("seq");
        if (!sequence)
            continue;
        last = std::max(last, *sequence);
        m_events[*sequence] = event;
        if (const auto decoded = backends::openma::decodeEvent(base::dumpJson(event)); decoded.ok())
            m_places[decoded->identity] = *sequence;
    }
    if (last > *begin)
        m_covered.emplace_back(*begin + 1, last);
}

bool History::covers(qint64 sequence) const
{
    return std::any_of(
        m_covered.begin(), m_covered.end(), [sequence](const auto &page) { return sequence >= page.first && sequence <= page.second; });
}

} // namespace replay
