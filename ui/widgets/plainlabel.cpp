#include "ui/widgets/plainlabel.h"

#include "base/plaintext.h"

#include <QEvent>
#include <QHelpEvent>
#include <QPainter>
#include <QStyle>
#include <QToolTip>

#include <cmath>

namespace widgets {

QString toolTipText(const QString &foreign)
{
    if (foreign.isEmpty())
        return {};
    QString escaped = base::plainText(foreign).left(2000).toHtmlEscaped();
    escaped.replace(QLatin1Char('\n'), QLatin1String("<br>"));
    return QStringLiteral("<span>%1</span>").arg(escaped);
}

void setToolTipText(QWidget *widget, const QString &foreign)
{
    widget->setToolTip(toolTipText(foreign));
    widget->setAccessibleDescription(base::plainText(foreign).left(2000)); // Qt would give the tooltip, marks and all
}

PlainLabel::PlainLabel(QWidget *parent) : PlainLabel(QString(), parent) {}

PlainLabel::PlainLabel(const QString &text, QWidget *parent) : QLabel(parent)
{
    setTextFormat(Qt::PlainText);
    setTextInteractionFlags(Qt::NoTextInteraction);
    setBuddy(nullptr);
    setForegroundRole(QPalette::WindowText); // the token's colour; else it follows from the background of some parent
    setText(text);
}

void PlainLabel::setText(const QString &text)
{
    m_full = text;
    showText();
}

void PlainLabel::showText()
{
    QLabel::setText(m_multiLine ? base::plainText(m_full) : base::plainLine(m_full, 1000));
    updateGeometry();
    update();
}

void PlainLabel::setMultiLine(bool multiLine)
{
    m_multiLine = multiLine;
    setWordWrap(multiLine);
    showText();
}

void PlainLabel::setElideMode(Qt::TextElideMode mode)
{
    m_elide = mode;
    update();
}

void PlainLabel::setRole(theme::Role role)
{
    m_role = role;
    applyRole();
}

void PlainLabel::setToken(theme::Token token)
{
    m_token = token;
    applyToken();
}

void PlainLabel::setSelectable(bool selectable)
{
    setTextInteractionFlags(selectable ? Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard : Qt::NoTextInteraction);
}

void PlainLabel::applyRole()
{
    if (m_role == theme::Role::Body && !testAttribute(Qt::WA_SetFont))
        return;
    m_applying = true;
    setFont(theme::font(m_role));
    m_applying = false;
}

void PlainLabel::applyToken()
{
    if (m_token == theme::Token::Text && !testAttribute(Qt::WA_SetPalette))
        return;
    m_applying = true;
    QPalette own;
    own.setColor(QPalette::WindowText, theme::color(own, m_token));
    setPalette(own);
    m_applying = false;
}

int PlainLabel::lineHeight() const
{
    // Rounded up and one more: the underscore of some fixed fonts lies on the edge.
    return int(std::ceil(QFontMetricsF(font()).height())) + 1;
}

QSize PlainLabel::sizeHint() const
{
    if (m_multiLine)
        return QLabel::sizeHint();
    ensurePolished();
    const QMargins margins = contentsMargins();
    const QFontMetrics metrics(font());
    return {metrics.horizontalAdvance(text()) + 1 + margins.left() + margins.right(), lineHeight() + margins.top() + margins.bottom()};
}

QSize PlainLabel::minimumSizeHint() const
{
    if (m_multiLine)
        return QLabel::minimumSizeHint();
    const QFontMetrics metrics(font());
    return {std::min(sizeHint().width(), metrics.averageCharWidth() * 3), lineHeight()};
}

bool PlainLabel::event(QEvent *event)
{
    if (event->type() == QEvent::ToolTip && !m_multiLine && toolTip().isEmpty()
        && QFontMetrics(font()).horizontalAdvance(text()) > contentsRect().width()) {
        QToolTip::showText(static_cast<QHelpEvent *>(event)->globalPos(), toolTipText(m_full), this);
        return true;
    }
    return QLabel::event(event);
}

void PlainLabel::paintEvent(QPaintEvent *event)
{
    if (m_multiLine) {
        QLabel::paintEvent(event);
        return;
    }
    QPainter painter(this);
    const QRect area = contentsRect();
    const QString shown = QFontMetrics(font()).elidedText(text(), m_elide, area.width());
    const Qt::Alignment at = QStyle::visualAlignment(layoutDirection(), alignment());
    painter.setFont(font());
    painter.setPen(palette().color(isEnabled() ? QPalette::Active : QPalette::Disabled, foregroundRole()));
    painter.drawText(area, int(at) | Qt::TextSingleLine, shown);
}

void PlainLabel::changeEvent(QEvent *event)
{
    QLabel::changeEvent(event);
    if (m_applying)
        return;
    if (event->type() == QEvent::ApplicationPaletteChange || event->type() == QEvent::PaletteChange)
        applyToken();
    else if (event->type() == QEvent::ApplicationFontChange)
        applyRole();
}

} // namespace widgets
