#include "tests/support/testbase.h"
#include "ui/theme/fonts.h"
#include "ui/theme/icons.h"
#include "ui/theme/pairs.h"
#include "ui/theme/space.h"
#include "ui/theme/style.h"
#include "ui/theme/systemappearance.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusVariant>
#include <QProcess>
#include <QPushButton>
#include <QSignalSpy>
#include <QWidget>

namespace {

const theme::Variant variants[] = {theme::Variant::Light, theme::Variant::Dark, theme::Variant::LightContrast, theme::Variant::DarkContrast};

int painted(const QImage &image)
{
    int count = 0;
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x)
            count += qAlpha(image.pixel(x, y)) > 60;
    }
    return count;
}

//! The strongest colour in a picture of one colour and its anti-aliased edge.
QRgb ink(const QImage &image)
{
    QRgb best = 0;
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x) {
            if (qAlpha(image.pixel(x, y)) > qAlpha(best))
                best = image.pixel(x, y);
        }
    }
    return best;
}

//! Stands in for the desktop's Settings portal on a bus of its own.
class FakePortal : public QObject
{
    Q_OBJECT
    Q_CLASSINFO("D-Bus Interface", "org.freedesktop.portal.Settings")
public:
    uint scheme = 1;
    uint contrast = 0;
    bool animations = true;
    int reads = 0;

public Q_SLOTS:
    QDBusVariant Read(const QString &group, const QString &key)
    {
        ++reads;
        if (group == QLatin1String("org.gnome.desktop.interface"))
            return QDBusVariant(QVariant::fromValue(QDBusVariant(animations)));
        return QDBusVariant(QVariant::fromValue(QDBusVariant(key == QLatin1String("contrast") ? contrast : scheme)));
    }

Q_SIGNALS:
    void SettingChanged(const QString &group, const QString &key, const QDBusVariant &value);
};

} // namespace

class TestTheme : public test::TestBase
{
    Q_OBJECT
private Q_SLOTS:
    void cleanup()
    {
        QApplication::setPalette(QPalette());
    }

    void contrast_data()
    {
        QTest::addColumn<QColor>("foreground");
        QTest::addColumn<QColor>("background");
        QTest::addColumn<qreal>("required");
        const char *names[] = {"light", "dark", "light, high contrast", "dark, high contrast"};
        for (theme::Variant variant : variants) {
            for (const theme::Pair &pair : theme::usedPairs(variant))
                QTest::addRow("%s: %s", names[int(variant)], qPrintable(pair.name)) << pair.foreground << pair.background << pair.required;
        }
    }

    void contrast()
    {
        QFETCH(QColor, foreground);
        QFETCH(QColor, background);
        QFETCH(qreal, required);
        const qreal ratio = theme::contrastRatio(foreground, background);
        QVERIFY2(ratio >= required, qPrintable(QStringLiteral("%1 on %2 is %3:1, %4:1 is needed")
                                                   .arg(foreground.name(), background.name())
                                                   .arg(ratio, 0, 'f', 2)
                                                   .arg(required)));
    }

    void contrastOfKnownColours()
    {
        QCOMPARE(theme::contrastRatio(Qt::black, Qt::white), 21.0);
        QCOMPARE(theme::contrastRatio(Qt::white, Qt::white), 1.0);
        QVERIFY(qAbs(theme::contrastRatio(QColor(0x76, 0x76, 0x76), Qt::white) - 4.54) < 0.01);
    }

    void everyTokenIsInAPair()
    {
        for (theme::Variant variant : variants) {
            const auto pairs = theme::usedPairs(variant);
            for (int token = 0; token <= int(theme::Token::CodeDeleted); ++token) {
                if (theme::Token(token) == theme::Token::Line || theme::Token(token) == theme::Token::Edge)
                    continue; // decoration, required in high contrast only
                const QColor color = theme::color(variant, theme::Token(token));
                QVERIFY(std::any_of(pairs.begin(), pairs.end(),
                                    [&](const theme::Pair &pair) { return pair.foreground == color || pair.background == color; }));
            }
        }
    }

    void visualTokens()
    {
        // visual.md's table, so that nobody changes a colour unawares.
        using theme::Token;
        const struct { Token token; const char *light; const char *dark; } table[] = {
            {Token::Canvas, "#f7f7f5", "#16171a"}, {Token::Surface, "#ffffff", "#1d1f23"}, {Token::Raised, "#f1f1ee", "#26282d"},
            {Token::Line, "#e2e2dd", "#33363c"},   {Token::Text, "#1b1c1e", "#ecedee"},    {Token::Muted, "#5c6066", "#a2a7af"},
            {Token::Accent, "#3b5bdb", "#8da2fb"}, {Token::Ok, "#237032", "#69db7c"},      {Token::Run, "#1864ab", "#74c0fc"},
            {Token::Wait, "#9c4f00", "#ffc078"},   {Token::Fail, "#c92a2a", "#ff8787"},    {Token::OnAccent, "#ffffff", "#16171a"},
        };
        for (const auto &row : table) {
            QCOMPARE(theme::color(theme::Variant::Light, row.token).name(), QLatin1String(row.light));
            QCOMPARE(theme::color(theme::Variant::Dark, row.token).name(), QLatin1String(row.dark));
        }
    }

    void paletteTellsItsVariant()
    {
        for (theme::Variant variant : variants) {
            QPalette palette = theme::paletteFor(variant);
            QCOMPARE(theme::variantOf(palette), variant);
            // A page that paints itself with another ground is still recognised.
            palette.setColor(QPalette::Window, theme::color(variant, theme::Token::Surface));
            QCOMPARE(theme::variantOf(palette), variant);
            QCOMPARE(theme::color(palette, theme::Token::Fail), theme::color(variant, theme::Token::Fail));
        }
        QPalette foreign(Qt::black);
        QVERIFY(theme::isDark(foreign));
        QVERIFY(!theme::isDark(QPalette(Qt::lightGray)));
    }

    void huesAreDistinctAndWrap()
    {
        for (theme::Variant variant : {theme::Variant::Light, theme::Variant::Dark}) {
            QSet<QRgb> seen;
            for (int i = 0; i < theme::hueCount; ++i)
                seen.insert(theme::hue(variant, i).rgb());
            QCOMPARE(seen.size(), theme::hueCount);
            QCOMPARE(theme::hue(variant, theme::hueCount), theme::hue(variant, 0));
            QCOMPARE(theme::hue(variant, -1), theme::hue(variant, theme::hueCount - 1));
        }
    }

    void everyIconRenders()
    {
        const QStringList names = theme::iconNames();
        QVERIFY2(names.size() >= 100, "the icons are not linked in");
        const QColor color(10, 120, 200);
        for (const QString &name : names) {
            for (int size : {16, 20}) {
                const QImage image = theme::iconPixmap(name, color, size, 2.0).toImage();
                QCOMPARE(image.size(), QSize(2 * size, 2 * size));
                QVERIFY2(painted(image) > 8, qPrintable(name + QStringLiteral(" is empty")));
                const QColor seen = QColor::fromRgb(ink(image.convertToFormat(QImage::Format_ARGB32)));
                QVERIFY2(qAbs(seen.red() - color.red()) < 24 && qAbs(seen.blue() - color.blue()) < 24, qPrintable(name + QStringLiteral(" ignores the colour")));
            }
        }
    }

    void unknownIconIsNull()
    {
        QVERIFY(!theme::hasIcon(QStringLiteral("no-such-icon")));
        QVERIFY(theme::icon(QStringLiteral("no-such-icon")).isNull());
        QVERIFY(theme::icon(QString()).isNull());
        QVERIFY(theme::hasIcon(QStringLiteral("bot")));
    }

    void iconFollowsTheTheme()
    {
        const QIcon icon = theme::icon(QStringLiteral("square"));
        QApplication::setPalette(theme::paletteFor(theme::Variant::Light));
        const QRgb light = ink(icon.pixmap(20, 20).toImage().convertToFormat(QImage::Format_ARGB32));
        QApplication::setPalette(theme::paletteFor(theme::Variant::Dark));
        const QRgb dark = ink(icon.pixmap(20, 20).toImage().convertToFormat(QImage::Format_ARGB32));
        QVERIFY(qGray(light) < 90);
        QVERIFY(qGray(dark) > 160);
    }

    void switchesAtRunTime()
    {
        theme::Theme theme(theme::Mode::Light);
        QSignalSpy changed(&theme, &theme::Theme::changed);
        QPushButton button(QStringLiteral("Save"));
        button.resize(button.sizeHint());
        const QImage light = button.grab().toImage();
        QCOMPARE(theme.variant(), theme::Variant::Light);
        theme.setMode(theme::Mode::Dark);
        QCOMPARE(changed.count(), 1);
        QCOMPARE(theme.variant(), theme::Variant::Dark);
        QTRY_VERIFY(theme::isDark(button.palette())); // Qt hands palettes to widgets from the event loop
        QVERIFY(button.grab().toImage() != light);
        theme.setMode(theme::Mode::Light);
        QTRY_COMPARE(button.grab().toImage(), light);
    }

    void densityChangesRowsAtRunTime()
    {
        theme::Theme theme(theme::Mode::Light);
        QWidget widget;
        QCOMPARE(theme::rowHeight(&widget), 34);
        theme.setDensity(theme::Density::Compact);
        QCOMPARE(theme::rowHeight(&widget), 28);
        theme.setDensity(theme::Density::Normal);
        QCOMPARE(theme::rowHeight(&widget), 34);
    }

    void textScaleChangesTheBaseFont()
    {
        const QFont before = QApplication::font();
        {
            theme::Theme theme(theme::Mode::Light);
            theme.setTextScale(150);
            QVERIFY(qAbs(QApplication::font().pointSizeF() - before.pointSizeF() * 1.5) < 0.01);
            QVERIFY(theme::font(theme::Role::Page).pointSizeF() > theme::font(theme::Role::Title).pointSizeF());
            QVERIFY(qAbs(theme::font(theme::Role::Small).pointSizeF() - before.pointSizeF() * 1.5 * 0.85) < 0.01);
        }
        QApplication::setFont(before);
    }

    void digitsAreTabular()
    {
        const QFontMetricsF metrics(theme::font(theme::Role::Body));
        QCOMPARE(theme::tabularWidth(metrics, QStringLiteral("1111")), theme::tabularWidth(metrics, QStringLiteral("8888")));
    }

    void everyControlPaintsInEveryVariant()
    {
        // Nothing may fall through to a default grey: no pixel of Fusion's own button gradient is left.
        theme::Theme theme(theme::Mode::Light);
        for (theme::Variant variant : variants) {
            QPushButton plain(QStringLiteral("x"));
            plain.setPalette(theme::paletteFor(variant));
            plain.resize(80, 32);
            const QImage image = plain.grab().toImage();
            QCOMPARE(QColor(image.pixel(6, 16)), theme::color(variant, theme::Token::Surface));
            theme::setButtonKind(&plain, theme::ButtonKind::Primary);
            QCOMPARE(QColor(plain.grab().toImage().pixel(6, 16)), theme::color(variant, theme::Token::Accent));
            theme::setButtonKind(&plain, theme::ButtonKind::Danger);
            QCOMPARE(QColor(plain.grab().toImage().pixel(6, 16)), theme::color(variant, theme::Token::Fail));
        }
    }

    void followsThePortal();
};

void TestTheme::followsThePortal()
{
    qRegisterMetaType<QDBusVariant>(); // for the portal's own signal
    QProcess daemon;
    daemon.start(QStringLiteral("dbus-daemon"), {QStringLiteral("--session"), QStringLiteral("--nofork"), QStringLiteral("--print-address")});
    QTRY_VERIFY(daemon.state() == QProcess::Running || daemon.error() == QProcess::FailedToStart);
    if (daemon.state() != QProcess::Running)
        QSKIP("no dbus-daemon on this machine");
    QTRY_VERIFY(daemon.canReadLine());
    const QString address = QString::fromUtf8(daemon.readLine()).trimmed();
    {
        QDBusConnection desktop = QDBusConnection::connectToBus(address, QStringLiteral("desktop"));
        QVERIFY(desktop.isConnected());
        FakePortal portal;
        QVERIFY(desktop.registerObject(QStringLiteral("/org/freedesktop/portal/desktop"), &portal,
                                       QDBusConnection::ExportAllSlots | QDBusConnection::ExportAllSignals));
        QVERIFY(desktop.registerService(QStringLiteral("org.freedesktop.portal.Desktop")));

        const QDBusConnection ours = QDBusConnection::connectToBus(address, QStringLiteral("ours"));
        theme::Theme theme(theme::Mode::System, theme::Density::Normal, new theme::SystemAppearance(ours));
        QCOMPARE(theme.variant(), theme::Variant::Light); // asking does not wait
        QTRY_COMPARE(theme.variant(), theme::Variant::Dark);
        QTRY_COMPARE(portal.reads, 3);

        Q_EMIT portal.SettingChanged(QStringLiteral("org.freedesktop.appearance"), QStringLiteral("contrast"), QDBusVariant(uint(1)));
        QTRY_COMPARE(theme.variant(), theme::Variant::DarkContrast);
        Q_EMIT portal.SettingChanged(QStringLiteral("org.freedesktop.appearance"), QStringLiteral("color-scheme"), QDBusVariant(uint(2)));
        QTRY_COMPARE(theme.variant(), theme::Variant::LightContrast);
        Q_EMIT portal.SettingChanged(QStringLiteral("org.freedesktop.appearance"), QStringLiteral("contrast"), QDBusVariant(uint(0)));
        QTRY_COMPARE(theme.variant(), theme::Variant::Light);
        theme.setMode(theme::Mode::Dark); // a setting overrides the system
        QCOMPARE(theme.variant(), theme::Variant::Dark);
        Q_EMIT portal.SettingChanged(QStringLiteral("org.gnome.desktop.interface"), QStringLiteral("enable-animations"), QDBusVariant(false));
        QTRY_COMPARE(QApplication::style()->styleHint(QStyle::SH_Widget_Animation_Duration), 0);
    }
    QDBusConnection::disconnectFromBus(QStringLiteral("desktop"));
    QDBusConnection::disconnectFromBus(QStringLiteral("ours"));
    daemon.terminate();
    QTRY_COMPARE(daemon.state(), QProcess::NotRunning);
}

QTEST_MAIN(TestTheme)
#include "tst_theme.moc"
