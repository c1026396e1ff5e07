#include "ui/theme/fonts.h"

#include <QApplication>
#include <QFontDatabase>
#include <QPainter>

namespace theme {

namespace {

QFont scaled(const QFont &base, qreal factor, QFont::Weight weight)
{
    QFont made(base);
    if (base.pointSizeF() > 0)
        made.setPointSizeF(base.pointSizeF() * factor);
    else
        made.setPixelSize(qRound(base.pixelSize() * factor));
    made.setWeight(weight);
    return made;
}

QFont fixedLike(const QFont &base, qreal factor)
{
    // Asking the database costs a font match: once.
    static const QFont fixed = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    QFont made(fixed);
    if (base.pointSizeF() > 0)
        made.setPointSizeF(base.pointSizeF() * factor);
    else
        made.setPixelSize(qRound(base.pixelSize() * factor));
    made.setStyleHint(QFont::Monospace);
    return made;
}

struct Run
{
    qreal digit = 0;
    bool even = true; //!< the font's digits are tabular by themselves
};

Run digitsOf(const QFontMetricsF &metrics)
{
    Run run;
    qreal narrowest = 1e6;
    for (char16_t c = u'0'; c <= u'9'; ++c) {
        const qreal width = metrics.horizontalAdvance(QChar(c));
        run.digit = std::max(run.digit, width);
        narrowest = std::min(narrowest, width);
    }
    run.even = run.digit - narrowest < 0.5;
    return run;
}

} // namespace

QFont font(Role role)
{
    const QFont base = QApplication::font();
    switch (role) {
    case Role::Small: return scaled(base, 0.85, QFont::Normal);
    case Role::SmallStrong: return scaled(base, 0.85, QFont::DemiBold);
    case Role::Body: return base;
    case Role::Strong: return scaled(base, 1.0, QFont::DemiBold);
    case Role::Title: return scaled(base, 1.25, QFont::DemiBold);
    case Role::Page: return scaled(base, 1.6, QFont::DemiBold);
    case Role::Code: return fixedLike(base, 0.92);
    case Role::CodeSmall: return fixedLike(base, 0.85);
    }
    return base;
}

void setBaseFont(const QFont &base)
{
    if (QApplication::font() != base)
        QApplication::setFont(base);
}

qreal tabularWidth(const QFontMetricsF &metrics, const QString &text)
{
    const Run run = digitsOf(metrics);
    if (run.even)
        return metrics.horizontalAdvance(text);
    qreal width = 0;
    for (const QChar c : text)
        width += c.isDigit() ? run.digit : metrics.horizontalAdvance(c);
    return width;
}

void drawTabular(QPainter *painter, const QRectF &rect, Qt::Alignment alignment, const QString &text)
{
    const QFontMetricsF metrics(painter->font());
    const Run run = digitsOf(metrics);
    const qreal width = tabularWidth(metrics, text);
    if (run.even || width > rect.width()) {
        const QString shown = width > rect.width() ? metrics.elidedText(text, Qt::ElideRight, rect.width()) : text;
        painter->drawText(rect, int(alignment) | Qt::TextSingleLine, shown);
        return;
    }
    qreal x = rect.left();
    if (alignment & Qt::AlignRight)
        x = rect.right() - width;
    else if (alignment & Qt::AlignHCenter)
        x = rect.center().x() - width / 2;
    for (const QChar c : text) {
        const qreal advance = c.isDigit() ? run.digit : metrics.horizontalAdvance(c);
        painter->drawText(QRectF(x, rect.top(), advance + 1, rect.height()), int(Qt::AlignVCenter | Qt::AlignLeft), QString(c));
        x += advance;
    }
}

} // namespace theme
