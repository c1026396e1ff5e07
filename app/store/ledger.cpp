#include "store/ledger.h"

#include "store/database.h"
#include "store/ledgerschema.h"

namespace store {

Ledger::Ledger(const QString &file, base::Clock *clock, QObject *parent)
    : QObject(parent), m_clock(clock), m_database(std::make_unique<Database>(file, ledgerSchema()))
{
    connect(m_database.get(), &Database::failed, this, &Ledger::failed);
}

Ledger::~Ledger() = default;

QString Ledger::serverOf(const QUrl &baseUrl, bool isDemo)
{
    if (isDemo)
        return QStringLiteral("demo");
    QString server = baseUrl.host(QUrl::FullyEncoded).toLower();
    const int usual = baseUrl.scheme() == QLatin1String("http") ? 80 : 443;
    if (baseUrl.port(usual) != usual)
        server += QLatin1Char(':') + QString::number(baseUrl.port());
    QString path = baseUrl.path(QUrl::FullyEncoded);
    while (path.endsWith(QLatin1Char('/')))
        path.chop(1);
    return server + path;
}

base::JobOf<Opening> *Ledger::opened(QObject *owner)
{
    return m_database->opened(owner);
}

} // namespace store
