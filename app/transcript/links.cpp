#include "transcript/links.h"

#include <QRegularExpression>

#include <algorithm>

namespace transcript {

namespace {

using Act = LinkVerdict::Act;

bool isPlainAscii(const QString &text)
{
    return std::all_of(text.begin(), text.end(), [](QChar c) { return c.unicode() > 0x20 && c.unicode() < 0x7f; });
}

//! True for what a person cannot see or what two programs read differently.
bool hasTricks(const QString &target)
{
    return std::any_of(target.begin(), target.end(), [](QChar c) {
        const QChar::Category category = c.category();
        return c == QLatin1Char('\\') || c.isSpace() || category == QChar::Other_Control || category == QChar::Other_Format
            || category == QChar::Other_NotAssigned || category == QChar::Other_PrivateUse;
    });
}

//! The host that a visible text claims to lead to; empty: it claims none. "README.md" is a file, "example.com" is not.
QString claimedHost(const QString &shown)
{
    static const QRegularExpression address(QStringLiteral("^([a-zA-Z][a-zA-Z0-9+.-]*://|www\\.)?((?:[\\w-]+\\.)*[\\w-]{2,})(?::\\d+)?(?:[/?#]\\S*)?$"),
                                            QRegularExpression::UseUnicodePropertiesOption);
    static const QRegularExpression commonEnd(QStringLiteral("\\.(?:com|org|net|gov|edu|io|dev|app|ai|co|uk|de|fr|eu|cn|jp|ru)$"),
                                              QRegularExpression::CaseInsensitiveOption);
    const auto match = address.match(shown.trimmed());
    if (!match.hasMatch() || (match.captured(1).isEmpty() && !commonEnd.match(match.captured(2)).hasMatch()))
        return {};
    const QString host = QString::fromLatin1(QUrl::toAce(match.captured(2)));
    return host.isEmpty() ? match.captured(2).toLower() : host.toLower();
}

QString withoutWww(const QString &host)
{
    return host.startsWith(QLatin1String("www.")) ? host.mid(4) : host;
}

LinkVerdict mail(const QUrl &url)
{
    LinkVerdict verdict;
    // Anything after the address could attach files or fill in a text: only the address is kept.
    const QString address = url.path(QUrl::FullyDecoded);
    if (address.count(QLatin1Char('@')) != 1 || !isPlainAscii(address) || address.contains(QLatin1Char(',')) || address.startsWith(QLatin1Char('@')))
        return verdict;
    if (address.startsWith(QLatin1Char('/'))) // what begins with slashes can be taken for a host
        return verdict;
    QUrl plain;
    plain.setScheme(QStringLiteral("mailto"));
    plain.setPath(address);
    verdict.act = Act::Ask;
    verdict.url = plain;
    verdict.host = address;
    verdict.deceives = url.hasQuery();
    return verdict;
}

} // namespace

LinkVerdict classifyLink(const QString &target, const QString &shown)
{
    LinkVerdict verdict;
    // Strict: what Qt would have to repair, a browser may repair in another way.
    const QUrl url(target, QUrl::StrictMode);
    if (hasTricks(target) || !url.isValid())
        return verdict;
    const QString scheme = url.scheme();
    if (scheme == QLatin1String("mailto"))
        return mail(url);
    const bool web = scheme == QLatin1String("https") || scheme == QLatin1String("http");
    if (!web || url.host().isEmpty())
        return verdict;
    verdict.url = url;
    verdict.host = url.host(QUrl::FullyEncoded).toLower();
    const QString claimed = claimedHost(shown);
    verdict.deceives = !url.userInfo().isEmpty() || verdict.host.contains(QLatin1String("xn--"))
        || (!claimed.isEmpty() && withoutWww(claimed) != withoutWww(verdict.host));
    verdict.act = scheme == QLatin1String("https") && !verdict.deceives ? Act::Open : Act::Ask;
    return verdict;
}

} // namespace transcript
