#include "ui/screens/searchdelegate.h"

#include "base/plaintext.h"
#include "models/searchresults.h"
#include "ui/screens/searchkinds.h"
#include "ui/theme/fonts.h"
#include "ui/theme/space.h"
#include "ui/theme/tokens.h"
#include "ui/widgets/timetext.h"

#include <QPainter>
#include <QTextLayout>

namespace screens {

using models::SearchResults;

namespace {

constexpr int snippetLines = 2;
constexpr int pieceLimit = 1000;

store::SearchHit hitOf(const QModelIndex &index)
{
    return index.data(SearchResults::HitRole).value<store::SearchHit>();
}

//! The snippet as it is shown: what is hidden in it made visible, and where the hits are then.
struct Shown
{
    QString text;
    QList<QTextLayout::FormatRange> marks;
};

Shown shownOf(const store::Snippet &snippet, const QTextCharFormat &format)
{
    Shown shown;
    if (snippet.cutBefore)
        shown.text = QStringLiteral("…");
    int at = 0;
    // Piece by piece: making hidden characters visible moves everything behind them.
    for (const store::Snippet::Range &range : snippet.matches) {
        shown.text += base::plainLine(snippet.text.mid(at, range.start - at), pieceLimit);
        const int start = int(shown.text.size());
        shown.text += base::plainLine(snippet.text.mid(range.start, range.length), pieceLimit);
        shown.marks.append({start, int(shown.text.size()) - start, format});
        at = range.start + range.length;
    }
    shown.text += base::plainLine(snippet.text.mid(at), pieceLimit);
    if (snippet.cutAfter)
        shown.text += QStringLiteral("…");
    return shown;
}

void paintSnippet(QPainter *painter, const QRect &rect, const store::Snippet &snippet, const QPalette &palette)
{
    QTextCharFormat format;
    format.setBackground(theme::soft(palette, theme::Token::Wait));
    format.setForeground(theme::color(palette, theme::Token::Text));
    format.setFontWeight(QFont::DemiBold);
    const Shown shown = shownOf(snippet, format);
    QTextLayout layout(shown.text, theme::font(theme::Role::Body));
    QTextOption option;
    option.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    layout.setTextOption(option);
    layout.setFormats(shown.marks);
    layout.beginLayout();
    qreal y = 0;
    for (int i = 0; i < snippetLines; ++i) {
        QTextLine line = layout.createLine();
        if (!line.isValid())
            break;
        line.setLineWidth(rect.width());
        line.setPosition({0, y});
        y += line.height();
    }
    layout.endLayout();
    painter->setPen(theme::color(palette, theme::Token::Muted));
    layout.draw(painter, rect.topLeft());
}

} // namespace

SearchDelegate::SearchDelegate(std::function<QDateTime()> now, std::function<QString(const QString &)> profileName, QObject *parent)
    : QStyledItemDelegate(parent), m_now(std::move(now)), m_profileName(std::move(profileName))
{
}

QSize SearchDelegate::sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const
{
    const QFontMetrics metrics(theme::font(theme::Role::Body));
    return {200, (1 + snippetLines) * metrics.lineSpacing() + 2 * theme::space::m + theme::space::xs};
}

QString SearchDelegate::titleOf(const QModelIndex &index) const
{
    const QString title = base::plainLine(index.data(SearchResults::TitleRole).toString(), 200);
    return title.trimmed().isEmpty() ? tr("Untitled") : title;
}

QString SearchDelegate::factsOf(const QModelIndex &index) const
{
    const store::SearchHit hit = hitOf(index);
    QStringList facts{kindWord(hit.kind)};
    if (!hit.agentName.trimmed().isEmpty())
        facts.append(base::plainLine(hit.agentName, 60));
    if (const QString profile = m_profileName(hit.key.profile); !profile.isEmpty())
        facts.append(base::plainLine(profile, 60));
    if (const QString time = widgets::timeText(hit.at, m_now(), m_absolute); !time.isEmpty())
        facts.append(time);
    return facts.join(QStringLiteral(" · "));
}

void SearchDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    painter->save();
    const QPalette &palette = option.palette;
    if (option.state & QStyle::State_Selected) {
        painter->fillRect(option.rect, theme::color(palette, theme::Token::Selected));
        painter->fillRect(QRect(option.rect.left(), option.rect.top(), 3, option.rect.height()), theme::color(palette, theme::Token::Accent));
    } else if (option.state & QStyle::State_MouseOver) {
        painter->fillRect(option.rect, theme::color(palette, theme::Token::Raised));
    }
    const QRect inner = option.rect.adjusted(theme::space::l, theme::space::m, -theme::space::l, -theme::space::m);
    painter->setFont(theme::font(theme::Role::Small));
    const QString facts = factsOf(index);
    const int factsWidth = std::min(painter->fontMetrics().horizontalAdvance(facts) + theme::space::xs, inner.width() * 2 / 3);
    const int line = QFontMetrics(theme::font(theme::Role::Body)).lineSpacing();
    const QRect head(inner.left(), inner.top(), inner.width(), line);
    painter->setPen(theme::color(palette, theme::Token::Muted));
    painter->drawText(head, Qt::AlignRight | Qt::AlignVCenter, painter->fontMetrics().elidedText(facts, Qt::ElideRight, factsWidth));
    painter->setFont(theme::font(theme::Role::Strong));
    painter->setPen(theme::color(palette, theme::Token::Text));
    painter->drawText(head, Qt::AlignLeft | Qt::AlignVCenter,
                      painter->fontMetrics().elidedText(titleOf(index), Qt::ElideRight, inner.width() - factsWidth - theme::space::l));
    paintSnippet(painter, QRect(inner.left(), head.bottom() + 1 + theme::space::xs, inner.width(), snippetLines * line), hitOf(index).snippet, palette);
    const QRect edge(option.rect.left(), option.rect.bottom(), option.rect.width(), 1);
    painter->fillRect(edge, theme::mixed(theme::color(palette, theme::Token::Surface), theme::color(palette, theme::Token::Line), 0.6));
    painter->restore();
}

} // namespace screens
