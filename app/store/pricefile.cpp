#include "store/pricefile.h"

#include <QFile>
#include <QSaveFile>

namespace store {

using base::Error;

namespace {

constexpr qint64 maxBytes = 8 * 1024 * 1024;

} // namespace

PriceFile::PriceFile(const QString &file, QObject *parent) : QObject(parent), m_file(file)
{
    QFile stored(file);
    if (stored.exists()) {
        if (!stored.open(QIODevice::ReadOnly)) {
            m_error = Error::of(Error::Kind::Storage, stored.errorString());
        } else if (auto read = PriceTable::read(stored.read(maxBytes)); read) {
            m_own = std::move(read).value();
        } else {
            m_error = read.error();
        }
    }
    m_table = m_own.withShipped();
}

base::Outcome PriceFile::setOwn(const PriceTable &own)
{
    if (!m_error) // what could not be read is somebody's work all the same
        QFile::rename(m_file, m_file + QStringLiteral(".unreadable"));
    QSaveFile stored(m_file);
    const QByteArray text = own.toJson();
    if (!stored.open(QIODevice::WriteOnly) || stored.write(text) != text.size() || !stored.commit())
        return Error::of(Error::Kind::Storage, stored.errorString());
    m_own = own;
    m_error = base::Done{};
    m_table = m_own.withShipped();
    Q_EMIT changed();
    return base::Done{};
}

} // namespace store
