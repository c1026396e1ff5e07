#include "ui/screens/callrequest.h"

#include "base/json.h"

namespace screens {

namespace {

//! Characters that draw nothing, or a blank that is no space: they could make two different commands look alike.
bool drawsNothing(char32_t c)
{
    if (c == U'\n' || c == U'\t' || c == U' ')
        return false;
    switch (QChar::category(c)) {
    case QChar::Other_Control:
    case QChar::Other_Format:
    case QChar::Other_Surrogate:
    case QChar::Other_PrivateUse:
    case QChar::Other_NotAssigned:
    case QChar::Separator_Line:
    case QChar::Separator_Paragraph:
    case QChar::Separator_Space:
        return true;
    default:
        return c == 0x034f || c == 0x115f || c == 0x1160 || c == 0x17b4 || c == 0x17b5 || (c >= 0x180b && c <= 0x180f) || c == 0x2800
            || c == 0x3164 || (c >= 0xfe00 && c <= 0xfe0f) || c == 0xffa0 || (c >= 0xe0100 && c <= 0xe01ef);
    }
}

//! Stricter than base::plainText, which may drop a carriage return and keeps joiners: here every code point must be seen.
QString exactText(const QString &foreign)
{
    QString out;
    out.reserve(foreign.size());
    for (const char32_t c : foreign.toUcs4()) {
        if (drawsNothing(c))
            out += QStringLiteral("\u2039U+%1\u203a").arg(uint(c), 4, 16, QLatin1Char('0'));
        else
            out += QString::fromUcs4(&c, 1);
    }
    return out;
}

constexpr int inlineLength = 60; // short lists and objects read better on one line

QString valueText(const base::Json &value)
{
    if (value.is_string())
        return QString::fromStdString(value.get_ref<const std::string &>());
    const QByteArray compact = base::dumpJson(value);
    return QString::fromUtf8(value.is_structured() && compact.size() > inlineLength ? base::prettyJson(value) : compact);
}

} // namespace

int indexOfCall(const CallRequests &requests, const QString &id)
{
    for (std::size_t i = 0; i < requests.size(); ++i) {
        if (requests[i].id == id)
            return int(i);
    }
    return -1;
}

int callToShow(const CallRequests &requests, const QString &shownId)
{
    const int shown = indexOfCall(requests, shownId);
    if (shown >= 0 && !requests[std::size_t(shown)].answering)
        return shown;
    for (std::size_t i = 0; i < requests.size(); ++i) {
        if (!requests[i].answering)
            return int(i);
    }
    return shown >= 0 ? shown : requests.empty() ? -1 : 0;
}

QString readableInput(const QByteArray &input)
{
    const auto parsed = base::parseJson(input);
    if (!parsed.ok() || !parsed->is_object())
        return exactText(QString::fromUtf8(input));
    QStringList parts;
    for (const auto &[key, value] : parsed->items()) {
        QString text = valueText(value);
        const QString name = QString::fromStdString(key).replace(QLatin1Char('\n'), QStringLiteral("\\n"));
        if (!text.contains(QLatin1Char('\n'))) {
            parts.append(name + QStringLiteral(": ") + text);
            continue;
        }
        // Indented, so that no line of a value can pass for another member.
        text.replace(QLatin1Char('\n'), QStringLiteral("\n    "));
        parts.append(name + QStringLiteral(":\n    ") + text);
    }
    return exactText(parts.join(QLatin1Char('\n')));
}

QString jsonInput(const QByteArray &input)
{
    const auto parsed = base::parseJson(input);
    return exactText(QString::fromUtf8(parsed.ok() ? base::prettyJson(*parsed) : input));
}

} // namespace screens
