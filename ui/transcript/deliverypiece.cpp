#include "ui/transcript/deliverypiece.h"

#include "ui/theme/icons.h"
#include "ui/theme/space.h"
#include "ui/transcript/rowwords.h"

#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace ui {

using theme::Token;
using transcript::Delivery;
namespace space = theme::space;

namespace {

constexpr qreal deliveryIcon = theme::iconSmall;
constexpr qreal deliveryBarHeight = 3;
constexpr qreal deliveryBarWidth = 160;

} // namespace

std::vector<DeliveryAct> deliveryActs(const transcript::Row &row)
{
    const DeliveryAct edit{Act::EditMessage, RowWords::tr("Edit"), QStringLiteral("transcript.editUnsent")};
    const DeliveryAct discard{Act::DiscardMessage, RowWords::tr("Discard this message"), QStringLiteral("transcript.discardUnsent"), false};
    switch (row.delivery) {
    case Delivery::Pending: // at hand only when it takes a while: else it would flash with every message
        return {{Act::CancelMessage, RowWords::tr("Stop"), QStringLiteral("transcript.stopSending"), row.allBytes > 0}};
    case Delivery::Unknown:
        return {{Act::Retry, RowWords::tr("Check, and send again if it did not"), QStringLiteral("transcript.sendAgain")}, edit, discard};
    case Delivery::Failed:
    case Delivery::Withdrawn:
        return {{Act::Retry, RowWords::tr("Send again"), QStringLiteral("transcript.sendAgain")}, edit, discard};
    default:
        return {};
    }
}

DeliveryPiece::DeliveryPiece(Content content) : m_content(std::move(content))
{
    isOurs = true;
    std::erase_if(m_content.acts, [](const DeliveryAct &act) { return !act.atHand; });
}

qreal DeliveryPiece::statusWidth(const Style &style) const
{
    return deliveryIcon + space::xs + std::ceil(QFontMetricsF(style.font(Style::Font::Small)).horizontalAdvance(m_content.words)) + 1;
}

qreal DeliveryPiece::actsWidth(const Style &style) const
{
    const QFontMetricsF metrics(style.font(Style::Font::Small));
    qreal wide = 0;
    for (const DeliveryAct &act : m_content.acts)
        wide += space::m + std::ceil(metrics.horizontalAdvance(act.words)) + 1;
    return wide;
}

qreal DeliveryPiece::naturalWidth(const Style &style) const
{
    return std::max(statusWidth(style) + actsWidth(style), m_content.share < 0 ? 0 : deliveryBarWidth);
}

qreal DeliveryPiece::estimate(const Style &style) const
{
    const bool two = !m_content.acts.empty() && statusWidth(style) + actsWidth(style) > width;
    const qreal bar = m_content.share < 0 ? 0 : deliveryBarHeight + space::xs;
    return std::ceil(style.lineHeight(Style::Font::Small)) * (two ? 2 : 1) + bar;
}

qreal DeliveryPiece::measure(const Style &style)
{
    const QFontMetricsF metrics(style.font(Style::Font::Small));
    const qreal line = std::ceil(style.lineHeight(Style::Font::Small));
    const qreal acts = actsWidth(style);
    const bool two = acts > 0 && statusWidth(style) + acts > width;
    const qreal status = std::min(statusWidth(style), two ? width : width - acts);
    m_status = QRectF(width - status - (two ? 0 : acts), 0, status, line);
    m_links.clear();
    qreal x = two ? std::max<qreal>(0, width - acts + space::m) : m_status.right() + space::m;
    for (std::size_t i = 0; i < m_content.acts.size(); ++i) {
        const qreal wide = std::ceil(metrics.horizontalAdvance(m_content.acts[i].words)) + 1;
        m_links.push_back({QRectF(x, two ? line : 0, wide, line), i});
        x += wide + space::m;
    }
    return estimate(style);
}

void DeliveryPiece::paint(QPainter &painter, const Style &style, const PieceState &state) const
{
    Q_UNUSED(state)
    painter.setFont(style.font(Style::Font::Small));
    const QFontMetricsF metrics(painter.font());
    const QPixmap icon = theme::iconPixmap(m_content.icon, style.color(m_content.token), int(deliveryIcon), painter.device()->devicePixelRatioF());
    painter.drawPixmap(QPointF(std::round(m_status.left()), std::round(m_status.center().y() - deliveryIcon / 2)), icon);
    painter.setPen(style.color(m_content.token));
    const QRectF words = m_status.adjusted(deliveryIcon + space::xs, 0, 0, 0);
    painter.drawText(words, Qt::AlignLeft | Qt::AlignVCenter, metrics.elidedText(m_content.words, Qt::ElideRight, words.width()));
    QFont underlined = painter.font();
    underlined.setUnderline(true);
    painter.setFont(underlined);
    painter.setPen(style.color(Token::Accent));
    for (const Link &link : m_links)
        painter.drawText(link.rect, Qt::AlignLeft | Qt::AlignVCenter, m_content.acts[link.act].words);
    if (m_content.share < 0)
        return;
    const QRectF whole(width - deliveryBarWidth, height - deliveryBarHeight, deliveryBarWidth, deliveryBarHeight);
    const qreal round = deliveryBarHeight / 2;
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(style.color(Token::Line));
    painter.drawRoundedRect(whole, round, round);
    painter.setBrush(style.color(Token::Accent));
    painter.drawRoundedRect(QRectF(whole.topLeft(), QSizeF(std::max(deliveryBarHeight, deliveryBarWidth * std::min(1.0, m_content.share)), deliveryBarHeight)), round, round);
    painter.restore();
}

Hit DeliveryPiece::hit(const QPointF &at, const Style &style) const
{
    Q_UNUSED(style)
    Hit hit;
    for (const Link &link : m_links) {
        if (link.rect.adjusted(-2, 0, 2, 0).contains(at))
            hit.act = m_content.acts[link.act].act;
    }
    return hit;
}

QRectF DeliveryPiece::rectOf(Act act) const
{
    for (const Link &link : m_links) {
        if (m_content.acts[link.act].act == act)
            return link.rect;
    }
    return {};
}

bool DeliveryPiece::hasSameContent(const Piece &other) const
{
    return m_content == static_cast<const DeliveryPiece &>(other).m_content;
}

} // namespace ui
