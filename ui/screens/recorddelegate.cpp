#include "ui/screens/recorddelegate.h"

#include "base/plaintext.h"
#include "models/resourcelistmodel.h"
#include "models/sessioncosts.h"
#include "ui/screens/fieldtext.h"
#include "ui/screens/usagetext.h"
#include "ui/theme/fonts.h"
#include "ui/theme/icons.h"
#include "ui/theme/space.h"
#include "ui/theme/tokens.h"
#include "ui/widgets/numbertext.h"
#include "ui/widgets/plainlabel.h"
#include "ui/widgets/statuschip.h"
#include "ui/widgets/timetext.h"

#include <QAbstractItemView>
#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>

namespace screens {

using models::ResourceListModel;

namespace {

constexpr qreal unreadRadius = 3.5;
constexpr int pinSize = 14;
constexpr int cachedTexts = 2000; // some forty rows of columns, ten screens deep

const QFont &cached(std::optional<QFont> &font, theme::Role role)
{
    if (!font)
        font = theme::font(role);
    return *font;
}

} // namespace

RecordDelegate::RecordDelegate(const api::ResourceDescriptor &descriptor, std::function<QDateTime()> now, QObject *parent)
    : QAbstractItemDelegate(parent), m_descriptor(descriptor), m_now(std::move(now)), m_texts(cachedTexts)
{
}

void RecordDelegate::setAbsoluteTimes(bool absolute)
{
    m_absolute = absolute;
}

void RecordDelegate::forget()
{
    m_texts.clear();
    m_body.reset();
    m_strong.reset();
    m_code.reset();
}

bool RecordDelegate::isNumeric(api::ColumnKind kind)
{
    return kind == api::ColumnKind::Number || kind == api::ColumnKind::Tokens || kind == api::ColumnKind::Money || kind == api::ColumnKind::Count;
}

QString RecordDelegate::valueText(const QModelIndex &index, const api::ColumnDescriptor &column, const QVariant &value) const
{
    switch (column.kind) {
    case api::ColumnKind::Id: return base::shortId(value.toString());
    case api::ColumnKind::Time: return widgets::timeText(value.toDateTime(), m_now(), m_absolute);
    case api::ColumnKind::Number: return value.isValid() ? widgets::numberText(value.toLongLong()) : QString();
    case api::ColumnKind::Count: return value.isValid() ? widgets::numberText(value.toLongLong()) : QString();
    case api::ColumnKind::Tokens: return value.isValid() ? widgets::tokenText(value.toLongLong()) : QString();
    case api::ColumnKind::Money:
        if (const QVariant cost = index.data(ResourceListModel::CostRole); cost.isValid())
            return sessionCostText(cost.value<models::SessionCost>());
        return column.path == models::SessionCosts::columnPath ? QString() : value.isValid() ? widgets::moneyText(value.toLongLong(), index.data(ResourceListModel::CurrencyRole).toString()) : QString();
    case api::ColumnKind::Status: {
        const QString word = index.data(ResourceListModel::WordRole).toString();
        const QString shown = word.isEmpty() ? value.toString() : word;
        return shown == QLatin1String("requires_action") ? tr("needs you") : shown;
    }
    case api::ColumnKind::Text: break;
    }
    const QString word = value.toString();
    if (const api::FieldDescriptor *field = m_descriptor.field(column.path); field && field->kind == api::FieldKind::Choice)
        return fieldText(*field, base::fromQString(word));
    return base::plainLine(word);
}

QString RecordDelegate::text(const QModelIndex &index) const
{
    const api::ColumnDescriptor &column = m_descriptor.columns[std::size_t(index.column())];
    const QString shown = base::plainLine(valueText(index, column, index.data(ResourceListModel::ValueRole)));
    if (!shown.isEmpty())
        return shown;
    return index.column() == m_titleColumn ? tr("Untitled") : column.kind == api::ColumnKind::Status ? tr("active") : QString();
}

QString RecordDelegate::spokenText(const QModelIndex &index) const
{
    if (m_descriptor.columns[std::size_t(index.column())].kind == api::ColumnKind::Id)
        return base::plainLine(index.data(ResourceListModel::ValueRole).toString());
    QStringList spoken{text(index)};
    if (m_marked && index.column() == m_titleColumn) {
        if (index.data(ResourceListModel::UnreadRole).toBool())
            spoken.append(tr("unread"));
        if (index.data(ResourceListModel::PinnedRole).toBool())
            spoken.append(tr("pinned"));
    }
    return spoken.join(QStringLiteral(", "));
}

void RecordDelegate::paintGround(QPainter *painter, const QStyleOptionViewItem &option, int row, int column) const
{
    const bool selected = option.state & QStyle::State_Selected;
    if (selected)
        painter->fillRect(option.rect, theme::color(option.palette, theme::Token::Selected));
    else if (row == m_hovered)
        painter->fillRect(option.rect, theme::color(option.palette, theme::Token::Raised));
    const QRect line(option.rect.left(), option.rect.bottom(), option.rect.width(), 1);
    painter->fillRect(line, theme::mixed(theme::color(option.palette, theme::Token::Surface), theme::color(option.palette, theme::Token::Line), 0.6));
    if (selected && column == m_firstColumn)
        painter->fillRect(QRect(option.rect.left(), option.rect.top(), 3, option.rect.height()), theme::color(option.palette, theme::Token::Accent));
}

void RecordDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const int number = index.column();
    const api::ColumnDescriptor &column = m_descriptor.columns[std::size_t(number)];
    paintGround(painter, option, index.row(), number);
    const int left = number == m_firstColumn ? theme::space::l : theme::space::s; // the first begins at the page's margin
    const QRect rect = option.rect.adjusted(left, 0, -theme::space::s, -1);
    const QString shown = valueText(index, column, index.data(ResourceListModel::ValueRole));
    const QColor muted = theme::color(option.palette, theme::Token::Muted);
    const QColor ink = theme::color(option.palette, theme::Token::Text);
    if (column.kind == api::ColumnKind::Status) {
        const QString word = shown.isEmpty() ? tr("active") : shown;
        widgets::paintStatus(painter, rect, word, shown.isEmpty() ? widgets::Tone::Ok : word == tr("needs you") ? widgets::Tone::Wait : widgets::toneOf(word),
                             option.palette);
    } else if (isNumeric(column.kind)) {
        painter->setFont(cached(m_body, theme::Role::Body));
        painter->setPen(ink);
        theme::drawTabular(painter, rect, Qt::AlignRight | Qt::AlignVCenter, shown);
    } else if (column.kind == api::ColumnKind::Id) {
        paintText(painter, rect, shown, cached(m_code, theme::Role::CodeSmall), muted);
    } else if (number == m_titleColumn) {
        paintTitle(painter, option, rect, shown, index);
    } else {
        paintText(painter, rect, shown, cached(m_body, theme::Role::Body), muted);
    }
}

void RecordDelegate::paintTitle(QPainter *painter, const QStyleOptionViewItem &option, const QRect &rect, const QString &text,
                                const QModelIndex &index) const
{
    const bool unread = m_marked && index.data(ResourceListModel::UnreadRole).toBool();
    QRect room = rect;
    if (unread) { // in the margin, so that no text moves when it comes or goes
        const QPointF centre(rect.left() - (index.column() == m_firstColumn ? theme::space::l : theme::space::s) / 2.0 + 0.5, rect.center().y() + 1);
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        painter->setPen(Qt::NoPen);
        painter->setBrush(theme::color(option.palette, theme::Token::Accent));
        painter->drawEllipse(centre, unreadRadius, unreadRadius);
        painter->restore();
    }
    const QColor muted = theme::color(option.palette, theme::Token::Muted);
    if (m_marked && index.data(ResourceListModel::PinnedRole).toBool()) {
        const QPixmap pin = theme::iconPixmap(QStringLiteral("pin"), muted, pinSize, painter->device()->devicePixelRatioF());
        painter->drawPixmap(QPoint(rect.right() - pinSize + 1, rect.top() + (rect.height() - pinSize) / 2), pin);
        room.setRight(rect.right() - pinSize - theme::space::xs);
    }
    const bool strong = !text.isEmpty() && (unread || !m_marked);
    paintText(painter, room, text.isEmpty() ? tr("Untitled") : text,
              strong ? cached(m_strong, theme::Role::Strong) : cached(m_body, theme::Role::Body),
              text.isEmpty() ? muted : theme::color(option.palette, theme::Token::Text));
}

void RecordDelegate::paintText(QPainter *painter, const QRect &rect, const QString &text, const QFont &font, const QColor &color) const
{
    if (text.isEmpty() || rect.width() < 8)
        return;
    const QString key = QString::number(font.weight()) + font.family() + QChar(0) + QString::number(rect.width()) + QChar(0) + text;
    QStaticText *laid = m_texts.object(key);
    if (!laid) {
        laid = new QStaticText(QFontMetrics(font).elidedText(text, Qt::ElideRight, rect.width()));
        laid->setTextFormat(Qt::PlainText);
        laid->setPerformanceHint(QStaticText::AggressiveCaching);
        laid->prepare({}, font);
        m_texts.insert(key, laid);
    }
    painter->setFont(font);
    painter->setPen(color);
    painter->drawStaticText(QPointF(rect.left(), rect.top() + (rect.height() - QFontMetrics(font).height()) / 2), *laid);
}

QSize RecordDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    return {m_descriptor.columns[std::size_t(index.column())].width, theme::rowHeight(option.widget)};
}

bool RecordDelegate::helpEvent(QHelpEvent *event, QAbstractItemView *view, const QStyleOptionViewItem &option, const QModelIndex &index)
{
    if (!index.isValid() || event->type() != QEvent::ToolTip)
        return false;
    const api::ColumnDescriptor &column = m_descriptor.columns[std::size_t(index.column())];
    const QVariant value = index.data(ResourceListModel::ValueRole);
    QString tip;
    if (column.kind == api::ColumnKind::Time)
        tip = widgets::exactTime(value.toDateTime());
    else if (column.kind == api::ColumnKind::Tokens && value.isValid())
        tip = widgets::numberText(value.toLongLong());
    else if (const QVariant cost = index.data(ResourceListModel::CostRole); cost.isValid())
        tip = sessionCostDetails(cost.value<models::SessionCost>());
    else if (column.kind == api::ColumnKind::Id)
        tip = value.toString();
    else if (QFontMetrics(cached(m_strong, theme::Role::Strong)).horizontalAdvance(text(index)) > option.rect.width() - 2 * theme::space::s)
        tip = text(index);
    if (tip.isEmpty())
        QToolTip::hideText();
    else
        QToolTip::showText(event->globalPos(), widgets::toolTipText(tip), view);
    return true;
}

} // namespace screens
