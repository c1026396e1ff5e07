#include "demo/stamps.h"

#include <QByteArray>
#include <QDateTime>
#include <QRandomGenerator>

#include <algorithm>
#include <array>
#include <atomic>

namespace demo {

std::string newId(std::string_view prefix, int length)
{
    static constexpr std::string_view alphabet = "0123456789abcdefghijklmnopqrstuvwxyz";
    std::string id(prefix);
    auto *random = QRandomGenerator::global();
    for (int i = 0; i < length; ++i)
        id += alphabet[std::size_t(random->bounded(int(alphabet.size())))];
    return id;
}

std::string newToken(std::string_view prefix)
{
    std::array<quint32, 8> words{};
    QRandomGenerator::system()->fillRange(words.data(), words.size());
    const QByteArray hex = QByteArray(reinterpret_cast<const char *>(words.data()), sizeof(words)).toHex();
    return std::string(prefix) + hex.toStdString();
}

qint64 nowMs()
{
    return QDateTime::currentMSecsSinceEpoch();
}

qint64 nextStamp()
{
    static std::atomic<qint64> last{0};
    qint64 before = last.load();
    qint64 next = 0;
    do {
        next = std::max(nowMs(), before + 1);
    } while (!last.compare_exchange_weak(before, next));
    return next;
}

std::string toTime(qint64 ms)
{
    return QDateTime::fromMSecsSinceEpoch(ms, Qt::UTC).toString(QStringLiteral("yyyy-MM-ddTHH:mm:ss.zzzZ")).toStdString();
}

Json timeOrNull(const std::optional<qint64> &ms)
{
    return ms ? Json(toTime(*ms)) : Json(nullptr);
}

std::optional<qint64> fromTime(std::string_view text)
{
    const auto time = QDateTime::fromString(QString::fromUtf8(text.data(), qsizetype(text.size())), Qt::ISODateWithMs);
    if (!time.isValid())
        return std::nullopt;
    return time.toMSecsSinceEpoch();
}

std::string toBase64Url(std::string_view bytes)
{
    return QByteArray(bytes.data(), qsizetype(bytes.size()))
        .toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals)
        .toStdString();
}

std::string fromBase64Url(std::string_view text)
{
    const auto result = QByteArray::fromBase64Encoding(QByteArray(text.data(), qsizetype(text.size())),
                                                       QByteArray::Base64UrlEncoding | QByteArray::AbortOnBase64DecodingErrors);
    return result ? result.decoded.toStdString() : std::string();
}

} // namespace demo
