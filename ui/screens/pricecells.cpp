#include "ui/screens/pricecells.h"

#include "base/plaintext.h"
#include "models/pricerows.h"
#include "ui/theme/fonts.h"
#include "ui/theme/space.h"
#include "ui/theme/tokens.h"

#include <QDate>
#include <QLineEdit>
#include <QLocale>
#include <QPainter>

namespace screens {

using models::PriceRows;

namespace {

bool isAmount(int column)
{
    return column >= PriceRows::Input && column <= PriceRows::CacheRead;
}

} // namespace

QString PriceCells::nameOf(int column)
{
    switch (column) {
    case PriceRows::Pattern: return tr("Model");
    case PriceRows::ValidFrom: return tr("Valid from");
    case PriceRows::Currency: return tr("Currency");
    case PriceRows::Input: return tr("Input");
    case PriceRows::Output: return tr("Output");
    case PriceRows::CacheWrite5m: return tr("Cache write, 5 minutes");
    case PriceRows::CacheWrite1h: return tr("Cache write, 1 hour");
    case PriceRows::CacheRead: return tr("Cache read");
    default: return tr("From");
    }
}

QString PriceCells::wordsOf(const QModelIndex &index)
{
    if (index.column() == PriceRows::Origin)
        return index.data(PriceRows::ShippedRole).toBool() ? tr("Shipped") : tr("Yours");
    const QString value = index.data().toString();
    if (value.isEmpty())
        return index.data(PriceRows::MissingRole).toBool() ? tr("to fill in") : QString();
    if (isAmount(index.column())) {
        const qsizetype point = value.indexOf(QLatin1Char('.'));
        const QString places = point < 0 ? QString() : value.mid(point + 1);
        // As it stands in the file, with the viewer's point: a price is never rounded for show.
        return QLocale().toString(value.left(point < 0 ? value.size() : point).toLongLong()) + (places.isEmpty() ? QString() : QLocale().decimalPoint() + places);
    }
    if (const QDate day = index.column() == PriceRows::ValidFrom ? QDate::fromString(value, Qt::ISODate) : QDate(); day.isValid())
        return QLocale().toString(day, QLocale::ShortFormat);
    return base::plainLine(value);
}

QString PriceCells::displayText(const QVariant &value, const QLocale &) const
{
    return base::plainLine(value.toString());
}

void PriceCells::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const bool missing = index.data(PriceRows::MissingRole).toBool();
    const bool shipped = index.data(PriceRows::ShippedRole).toBool();
    if (option.state & QStyle::State_Selected)
        painter->fillRect(option.rect, theme::color(option.palette, theme::Token::Selected));
    if (option.state & QStyle::State_HasFocus) {
        painter->setPen(theme::color(option.palette, theme::Token::Accent));
        painter->drawRect(option.rect.adjusted(0, 0, -1, -2));
    }
    painter->fillRect(QRect(option.rect.left(), option.rect.bottom(), option.rect.width(), 1), theme::color(option.palette, theme::Token::Line));
    const QRect rect = option.rect.adjusted(theme::space::s, 0, -theme::space::s, -1);
    painter->setFont(theme::font(index.column() == PriceRows::Pattern && !missing ? theme::Role::CodeSmall : theme::Role::Body));
    painter->setPen(theme::color(option.palette, missing ? theme::Token::Wait : shipped ? theme::Token::Muted : theme::Token::Text));
    const QString words = painter->fontMetrics().elidedText(wordsOf(index), Qt::ElideRight, rect.width());
    if (isAmount(index.column()))
        theme::drawTabular(painter, rect, Qt::AlignRight | Qt::AlignVCenter, words);
    else
        painter->drawText(rect, Qt::AlignLeft | Qt::AlignVCenter, words);
}

QWidget *PriceCells::createEditor(QWidget *parent, const QStyleOptionViewItem &, const QModelIndex &index) const
{
    auto *edit = new QLineEdit(parent);
    edit->setObjectName(QStringLiteral("prices.edit"));
    edit->setAccessibleName(nameOf(index.column()));
    if (isAmount(index.column()))
        edit->setAlignment(Qt::AlignRight);
    return edit;
}

void PriceCells::setEditorData(QWidget *editor, const QModelIndex &index) const
{
    static_cast<QLineEdit *>(editor)->setText(index.data(Qt::EditRole).toString());
}

void PriceCells::setModelData(QWidget *editor, QAbstractItemModel *model, const QModelIndex &index) const
{
    model->setData(index, static_cast<QLineEdit *>(editor)->text());
}

} // namespace screens
