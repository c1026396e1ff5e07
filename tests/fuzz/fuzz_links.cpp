#include "oracle.h"
#include "transcript/links.h"

#include <QString>

#include <algorithm>

namespace {

using transcript::LinkVerdict;
using Act = LinkVerdict::Act;

bool isVisibleAscii(const QString &text)
{
    return !text.isEmpty() && std::all_of(text.begin(), text.end(), [](QChar c) { return c.unicode() > 0x20 && c.unicode() < 0x7f; });
}

void check(const QString &target, const QString &shown)
{
    const LinkVerdict verdict = transcript::classifyLink(target, shown);
    if (verdict.act == Act::CopyOnly) {
        MUSTER_ORACLE(verdict.url.isEmpty() && verdict.host.isEmpty());
        return;
    }
    // What a person is shown is what the network will see, and has no letter that looks like another.
    MUSTER_ORACLE(isVisibleAscii(verdict.host));
    MUSTER_ORACLE(verdict.url.isValid());
    const QString scheme = verdict.url.scheme();
    MUSTER_ORACLE(scheme == QLatin1String("https") || scheme == QLatin1String("http") || scheme == QLatin1String("mailto"));
    if (scheme == QLatin1String("mailto")) {
        MUSTER_ORACLE(verdict.act == Act::Ask);
        MUSTER_ORACLE(!verdict.url.hasQuery() && !verdict.url.hasFragment());
        MUSTER_ORACLE(verdict.host.count(QLatin1Char('@')) == 1);
        return;
    }
    MUSTER_ORACLE(verdict.url.host(QUrl::FullyEncoded).toLower() == verdict.host);
    if (verdict.act == Act::Open) {
        MUSTER_ORACLE(scheme == QLatin1String("https"));
        MUSTER_ORACLE(!verdict.deceives && verdict.url.userInfo().isEmpty());
        MUSTER_ORACLE(!verdict.host.contains(QLatin1String("xn--")));
    }
    // A browser that reads the address once more goes to the same place.
    const LinkVerdict again = transcript::classifyLink(verdict.url.toString(QUrl::FullyEncoded), shown);
    MUSTER_ORACLE(again.act == verdict.act && again.host == verdict.host && again.deceives == verdict.deceives);
}

} // namespace

//! A link is only opened for what it shows. Input: the target; behind a line break the text that the reader sees.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QByteArray input = fuzz::bytesOf(data, size).left(2048);
    const qsizetype end = input.indexOf('\n');
    const QString target = QString::fromUtf8(end < 0 ? input : input.left(end));
    const QString shown = end < 0 ? QString() : QString::fromUtf8(input.mid(end + 1));
    check(target, shown);
    check(QStringLiteral("https://") + target, shown);
    check(QStringLiteral("mailto:") + target, shown);
    return 0;
}
