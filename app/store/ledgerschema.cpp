#include "store/ledgerschema.h"

namespace store {

const Schema &ledgerSchema()
{
    // `amount` and `total` hold every amount once, under the identity that it has on its server. `tokens` and `money` are what sums are made of:
    // quarters of an hour, because every time zone's days begin with one. They are changed together with the others, in one transaction.
    //
    // Words are numbers in `word`; 0 is none. A model of 0 is the session's, one of -1 is not told. Values are tokens or 10^-9 of a currency.
    // `told` is what requests have told of a session, `rest` what its running totals have beyond that, as it stands in `tokens`.
    static const Schema schema = {{
        {
            "CREATE TABLE word (number INTEGER PRIMARY KEY, word TEXT NOT NULL UNIQUE)",
            "CREATE TABLE profile (profile TEXT PRIMARY KEY, server TEXT NOT NULL, name TEXT NOT NULL) WITHOUT ROWID",
            "CREATE TABLE session (number INTEGER PRIMARY KEY, server TEXT NOT NULL, session TEXT NOT NULL, profile TEXT NOT NULL DEFAULT '',"
            " title TEXT NOT NULL DEFAULT '', agent TEXT NOT NULL DEFAULT '', agent_name TEXT NOT NULL DEFAULT '', version TEXT NOT NULL DEFAULT '',"
            " model INTEGER NOT NULL DEFAULT 0, environment TEXT NOT NULL DEFAULT '', created INTEGER, updated INTEGER,"
            " deleted INTEGER NOT NULL DEFAULT 0, UNIQUE (server, session))",
            "CREATE TABLE seen (profile TEXT NOT NULL, session INTEGER NOT NULL, PRIMARY KEY (profile, session)) WITHOUT ROWID",
            "CREATE INDEX seen_session ON seen (session)",
            "CREATE TABLE tag (session INTEGER NOT NULL, tag TEXT NOT NULL, PRIMARY KEY (session, tag)) WITHOUT ROWID",
            "CREATE TABLE line (session INTEGER NOT NULL, thread TEXT NOT NULL, through_sequence INTEGER, through_at INTEGER, read INTEGER,"
            " PRIMARY KEY (session, thread)) WITHOUT ROWID",
            "CREATE TABLE amount (session INTEGER NOT NULL, identity TEXT NOT NULL, thread TEXT NOT NULL, at INTEGER, kind INTEGER NOT NULL,"
            " unit INTEGER NOT NULL, model INTEGER NOT NULL, value INTEGER NOT NULL, flag INTEGER NOT NULL, raw TEXT,"
            " PRIMARY KEY (session, identity)) WITHOUT ROWID",
            "CREATE INDEX amount_flag ON amount (at) WHERE flag > 0",
            "CREATE TABLE total (session INTEGER NOT NULL, kind INTEGER NOT NULL, unit INTEGER NOT NULL, at INTEGER, identity TEXT NOT NULL,"
            " model INTEGER NOT NULL, value INTEGER NOT NULL, flag INTEGER NOT NULL, raw TEXT, PRIMARY KEY (session, identity)) WITHOUT ROWID",
            "CREATE INDEX total_flag ON total (at) WHERE flag > 0",
            "CREATE TABLE tokens (quarter INTEGER NOT NULL, session INTEGER NOT NULL, model INTEGER NOT NULL, input INTEGER NOT NULL DEFAULT 0,"
            " output INTEGER NOT NULL DEFAULT 0, cache_read INTEGER NOT NULL DEFAULT 0, cache_write INTEGER NOT NULL DEFAULT 0,"
            " cache_5m INTEGER NOT NULL DEFAULT 0, cache_1h INTEGER NOT NULL DEFAULT 0, requests INTEGER NOT NULL DEFAULT 0,"
            " turns INTEGER NOT NULL DEFAULT 0, PRIMARY KEY (quarter, session, model)) WITHOUT ROWID",
            "CREATE TABLE money (quarter INTEGER NOT NULL, session INTEGER NOT NULL, unit INTEGER NOT NULL, value INTEGER NOT NULL,"
            " PRIMARY KEY (quarter, session, unit)) WITHOUT ROWID",
            "CREATE TABLE told (session INTEGER PRIMARY KEY, input INTEGER NOT NULL DEFAULT 0, output INTEGER NOT NULL DEFAULT 0,"
            " cache_read INTEGER NOT NULL DEFAULT 0, cache_write INTEGER NOT NULL DEFAULT 0)",
            "CREATE TABLE rest (session INTEGER PRIMARY KEY, quarter INTEGER NOT NULL, model INTEGER NOT NULL, input INTEGER NOT NULL,"
            " output INTEGER NOT NULL, cache_read INTEGER NOT NULL, cache_5m INTEGER NOT NULL, cache_1h INTEGER NOT NULL)",
        },
    }};
    return schema;
}

} // namespace store
