#include "ui/theme/icons.h"

#include <QDir>
#include <QFile>
#include <QGuiApplication>
#include <QIconEngine>
#include <QPainter>
#include <QPixmapCache>
#include <QSvgRenderer>

#include <optional>

namespace theme {

namespace {

QString pathOf(const QString &name)
{
    return QStringLiteral(":/icons/%1.svg").arg(name);
}

//! Paints an icon in the colour that its token has at the moment of painting.
class Engine final : public QIconEngine
{
public:
    Engine(QString name, Token token, std::optional<QPalette> palette) : m_name(std::move(name)), m_token(token), m_palette(std::move(palette)) {}

    QIconEngine *clone() const override { return new Engine(m_name, m_token, m_palette); }
    QString key() const override { return QStringLiteral("muster-icon"); }
    QString iconName() override { return m_name; }
    bool isNull() override { return false; }
    QSize actualSize(const QSize &size, QIcon::Mode, QIcon::State) override { return size; }
    QList<QSize> availableSizes(QIcon::Mode, QIcon::State) override { return {QSize(16, 16), QSize(20, 20)}; }

    void paint(QPainter *painter, const QRect &rect, QIcon::Mode mode, QIcon::State) override
    {
        const int size = std::min(rect.width(), rect.height());
        const QPixmap picture = iconPixmap(m_name, tint(mode), size, painter->device()->devicePixelRatioF());
        painter->drawPixmap(QPoint(rect.x() + (rect.width() - size) / 2, rect.y() + (rect.height() - size) / 2), picture);
    }
    QPixmap pixmap(const QSize &size, QIcon::Mode mode, QIcon::State) override
    {
        return iconPixmap(m_name, tint(mode), std::min(size.width(), size.height()), 1.0);
    }
    QPixmap scaledPixmap(const QSize &size, QIcon::Mode mode, QIcon::State, qreal scale) override
    {
        return iconPixmap(m_name, tint(mode), qRound(std::min(size.width(), size.height()) / scale), scale);
    }

private:
    QColor tint(QIcon::Mode mode) const
    {
        const QPalette palette = m_palette ? *m_palette : QGuiApplication::palette();
        if (mode == QIcon::Disabled)
            return palette.color(QPalette::Disabled, QPalette::Text);
        return color(palette, m_token);
    }

    QString m_name;
    Token m_token;
    std::optional<QPalette> m_palette;
};

} // namespace

QIcon icon(const QString &name, Token token)
{
    return hasIcon(name) ? QIcon(new Engine(name, token, std::nullopt)) : QIcon();
}

QIcon icon(const QString &name, const QPalette &palette, int size, Token token)
{
    Q_UNUSED(size) // the engine paints any size; the parameter states the intent at the call
    return hasIcon(name) ? QIcon(new Engine(name, token, palette)) : QIcon();
}

QPixmap iconPixmap(const QString &name, const QColor &color, int size, qreal devicePixelRatio)
{
    const QString key = QStringLiteral("muster-icon/%1/%2/%3/%4").arg(name).arg(color.rgba(), 0, 16).arg(size).arg(devicePixelRatio);
    QPixmap picture;
    if (QPixmapCache::find(key, &picture))
        return picture;
    QFile file(pathOf(name));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    QByteArray svg = file.readAll();
    svg.replace("currentColor", color.name(QColor::HexRgb).toLatin1());
    QSvgRenderer renderer(svg);
    picture = QPixmap(QSize(size, size) * devicePixelRatio);
    picture.fill(Qt::transparent);
    QPainter painter(&picture);
    renderer.render(&painter);
    painter.end();
    picture.setDevicePixelRatio(devicePixelRatio);
    QPixmapCache::insert(key, picture);
    return picture;
}

bool hasIcon(const QString &name)
{
    return !name.isEmpty() && QFile::exists(pathOf(name));
}

QStringList iconNames()
{
    QStringList names;
    for (const QString &file : QDir(QStringLiteral(":/icons")).entryList({QStringLiteral("*.svg")}, QDir::Files, QDir::Name))
        names << file.chopped(4);
    return names;
}

} // namespace theme
