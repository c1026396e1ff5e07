#include "backends/shared/multipart.h"

#include <QUuid>

#include <algorithm>

namespace backends {

namespace {

constexpr qsizetype longestName = 255; // bytes

bool isForbidden(QChar c)
{
    static const QString forbidden = QStringLiteral("<>:\"|?*\\/");
    return c.unicode() < 32 || c.unicode() == 127 || forbidden.contains(c);
}

//! The front of it, whole characters, so that what follows (a suffix) still fits.
QByteArray cut(const QString &text, qsizetype bytes)
{
    QString front = text;
    while (front.toUtf8().size() > bytes)
        front.chop(front.size() > 1 && front.back().isLowSurrogate() ? 2 : 1);
    return front.toUtf8();
}

} // namespace

Multipart::Multipart() : m_boundary("muster-" + QUuid::createUuid().toByteArray(QUuid::Id128)) {}

QByteArray Multipart::contentType() const
{
    return "multipart/form-data; boundary=" + m_boundary;
}

QByteArray Multipart::fileName(const QString &name)
{
    QString plain = name;
    std::replace_if(plain.begin(), plain.end(), isForbidden, QLatin1Char('_'));
    plain = plain.trimmed();
    if (plain.isEmpty())
        return QByteArrayLiteral("file");
    if (plain.toUtf8().size() <= longestName)
        return plain.toUtf8();
    const int dot = int(plain.lastIndexOf(QLatin1Char('.')));
    const QString suffix = dot > 0 && plain.size() - dot <= 12 ? plain.mid(dot) : QString();
    return cut(plain.left(plain.size() - suffix.size()), longestName - suffix.toUtf8().size()) + suffix.toUtf8();
}

QByteArray Multipart::body(const api::Attachment &file) const
{
    const QByteArray head = "--" + m_boundary + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"" + fileName(file.name)
        + "\"\r\nContent-Type: " + file.mediaType.toLatin1() + "\r\n\r\n";
    const QByteArray end = "\r\n--" + m_boundary + "--\r\n";
    QByteArray out;
    out.reserve(head.size() + file.bytes.size() + end.size());
    return out.append(head).append(file.bytes).append(end);
}

} // namespace backends
