#include "accounts/settings.h"

#include <QMetaEnum>

namespace accounts {

namespace {

const QString themeKey = QStringLiteral("appearance/theme");
const QString densityKey = QStringLiteral("appearance/density");
const QString absoluteTimesKey = QStringLiteral("appearance/absoluteTimes");
const QString languageKey = QStringLiteral("appearance/language");
const QString textZoomKey = QStringLiteral("appearance/textZoom");
const QString sidebarKey = QStringLiteral("appearance/sidebarCollapsed");
const QString showsCostKey = QStringLiteral("appearance/showsCost");
const QString sendKeyKey = QStringLiteral("composer/sendKey");
const QString transcriptLimitKey = QStringLiteral("transcripts/limit");
const QString notificationsKey = QStringLiteral("notifications/enabled");

constexpr int normalZoom = 100;
constexpr int smallestZoom = 50;
constexpr int largestZoom = 300;
constexpr int usualTranscriptLimit = 1024;
constexpr int smallestTranscriptLimit = 64; // a session that somebody reads must fit

//! Enums are kept as their words, so that their numbers may change.
template<class E>
E toEnum(const QVariant &value, E byDefault)
{
    bool ok = false;
    const int number = QMetaEnum::fromType<E>().keyToValue(value.toString().toLatin1().constData(), &ok);
    return ok ? E(number) : byDefault;
}

template<class E>
QString toWord(E value)
{
    return QString::fromLatin1(QMetaEnum::fromType<E>().valueToKey(int(value)));
}

} // namespace

Settings::Settings(const QString &folder, QObject *parent) : QObject(parent), m_file(folder, QStringLiteral("settings.ini")) {}

template<class T>
void Settings::set(Name name, const QString &key, const T &value, const T &before)
{
    if (value == before)
        return;
    m_file.setValue(key, QVariant::fromValue(value));
    Q_EMIT changed(name);
}

bool Settings::flag(const QString &key, bool byDefault) const
{
    const QString word = m_file.value(key).toString();
    if (word == QStringLiteral("true"))
        return true;
    return word == QStringLiteral("false") ? false : byDefault;
}

Settings::Theme Settings::theme() const
{
    return toEnum(m_file.value(themeKey), Theme::System);
}

void Settings::setTheme(Theme value)
{
    set(Name::Theme, themeKey, toWord(value), toWord(theme()));
}

Settings::Density Settings::density() const
{
    return toEnum(m_file.value(densityKey), Density::Comfortable);
}

void Settings::setDensity(Density value)
{
    set(Name::Density, densityKey, toWord(value), toWord(density()));
}

Settings::SendKey Settings::sendKey() const
{
    return toEnum(m_file.value(sendKeyKey), SendKey::Enter);
}

void Settings::setSendKey(SendKey value)
{
    set(Name::SendKey, sendKeyKey, toWord(value), toWord(sendKey()));
}

bool Settings::absoluteTimes() const
{
    return flag(absoluteTimesKey, false);
}

void Settings::setAbsoluteTimes(bool on)
{
    set(Name::AbsoluteTimes, absoluteTimesKey, on, absoluteTimes());
}

bool Settings::showsCost() const
{
    return flag(showsCostKey, true);
}

void Settings::setShowsCost(bool on)
{
    set(Name::ShowsCost, showsCostKey, on, showsCost());
}

bool Settings::notifications() const
{
    return flag(notificationsKey, true);
}

void Settings::setNotifications(bool on)
{
    set(Name::Notifications, notificationsKey, on, notifications());
}

bool Settings::sidebarCollapsed() const
{
    return flag(sidebarKey, false);
}

void Settings::setSidebarCollapsed(bool on)
{
    set(Name::SidebarCollapsed, sidebarKey, on, sidebarCollapsed());
}

QString Settings::language() const
{
    return m_file.value(languageKey).toString();
}

void Settings::setLanguage(const QString &locale)
{
    set(Name::Language, languageKey, locale, language());
}

int Settings::textZoom() const
{
    bool ok = false;
    const int percent = m_file.value(textZoomKey).toInt(&ok);
    return ok ? qBound(smallestZoom, percent, largestZoom) : normalZoom;
}

void Settings::setTextZoom(int percent)
{
    set(Name::TextZoom, textZoomKey, qBound(smallestZoom, percent, largestZoom), textZoom());
}

int Settings::transcriptLimit() const
{
    bool ok = false;
    const int megabytes = m_file.value(transcriptLimitKey).toInt(&ok);
    if (!ok || megabytes < 0)
        return usualTranscriptLimit;
    return megabytes == 0 ? 0 : qMax(smallestTranscriptLimit, megabytes);
}

void Settings::setTranscriptLimit(int megabytes)
{
    set(Name::TranscriptLimit, transcriptLimitKey, megabytes <= 0 ? 0 : qMax(smallestTranscriptLimit, megabytes), transcriptLimit());
}

QByteArray Settings::windowGeometry(const QString &window) const
{
    return m_file.value(QStringLiteral("geometry/") + window).toByteArray();
}

void Settings::setWindowGeometry(const QString &window, const QByteArray &geometry)
{
    m_file.setValue(QStringLiteral("geometry/") + window, geometry);
}

QByteArray Settings::windowState(const QString &window) const
{
    return m_file.value(QStringLiteral("state/") + window).toByteArray();
}

void Settings::setWindowState(const QString &window, const QByteArray &state)
{
    m_file.setValue(QStringLiteral("state/") + window, state);
}

QByteArray Settings::headerState(const QString &table) const
{
    return m_file.value(QStringLiteral("tables/") + table).toByteArray();
}

void Settings::setHeaderState(const QString &table, const QByteArray &state)
{
    m_file.setValue(QStringLiteral("tables/") + table, state);
}

} // namespace accounts
