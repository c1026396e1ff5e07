#include "ui/screens/commandpalette.h"

#include "base/plaintext.h"
#include "ui/theme/fonts.h"
#include "ui/theme/icons.h"
#include "ui/theme/space.h"
#include "ui/theme/tokens.h"

#include <QApplication>
#include <QKeyEvent>
#include <QLineEdit>
#include <QListWidget>
#include <QPainter>
#include <QStyledItemDelegate>
#include <QVBoxLayout>

namespace screens {

namespace {

constexpr int paletteWidth = 560;
constexpr int shownRows = 9;
constexpr int commandRole = Qt::UserRole;
constexpr int detailRole = Qt::UserRole + 1;

//! A line of the palette: icon, title, and on the right where it belongs or its shortcut.
class CommandDelegate final : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &) const override
    {
        return {100, theme::rowHeight(option.widget)};
    }

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        painter->save();
        const QPalette &colors = option.palette;
        if (option.state & QStyle::State_Selected)
            painter->fillRect(option.rect, theme::color(colors, theme::Token::Selected));
        const QRect row = option.rect.adjusted(theme::space::m, 0, -theme::space::m, 0);
        index.data(Qt::DecorationRole).value<QIcon>().paint(painter, QRect(row.left(), row.top(), theme::iconSmall, row.height()));
        painter->setFont(theme::font(theme::Role::Small));
        const QString detail = index.data(detailRole).toString();
        const int detailWidth = painter->fontMetrics().horizontalAdvance(detail);
        painter->setPen(theme::color(colors, theme::Token::Muted));
        painter->drawText(row, Qt::AlignVCenter | Qt::AlignRight, detail);
        painter->setFont(theme::font(theme::Role::Body));
        painter->setPen(theme::color(colors, theme::Token::Text));
        const QRect title = row.adjusted(theme::iconSmall + theme::space::m, 0, -detailWidth - theme::space::m, 0);
        painter->drawText(title, Qt::AlignVCenter | Qt::AlignLeft,
                          painter->fontMetrics().elidedText(index.data().toString(), Qt::ElideRight, title.width()));
        painter->restore();
    }
};

} // namespace

int matchRank(const QString &title, const QString &typed)
{
    const QString low = title.toCaseFolded();
    int rank = 0;
    const QStringList words = typed.toCaseFolded().split(QLatin1Char(' '), Qt::SkipEmptyParts);
    for (const QString &word : words) {
        const auto at = low.indexOf(word);
        if (at < 0)
            return -1;
        const bool wordStart = at == 0 || !low.at(at - 1).isLetterOrNumber();
        rank += at == 0 ? 0 : wordStart ? 1 : 2;
    }
    return rank;
}

CommandPalette::CommandPalette(QWidget *window) : QWidget(window), m_field(new QLineEdit(this)), m_list(new QListWidget(this))
{
    setObjectName(QStringLiteral("palette"));
    setAccessibleName(tr("Command palette"));
    m_field->setObjectName(QStringLiteral("palette.field"));
    m_field->setAccessibleName(tr("Go to"));
    m_field->setPlaceholderText(tr("Go to a page or session, or do something…"));
    m_list->setObjectName(QStringLiteral("palette.list"));
    m_list->setAccessibleName(tr("Matches"));
    m_list->setItemDelegate(new CommandDelegate(m_list));
    m_list->setFocusPolicy(Qt::NoFocus);
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setUniformItemSizes(true);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(theme::space::s, theme::space::s, theme::space::s, theme::space::s);
    column->setSpacing(theme::space::s);
    column->addWidget(m_field);
    column->addWidget(m_list);
    connect(m_field, &QLineEdit::textChanged, this, &CommandPalette::filter);
    connect(m_list, &QListWidget::itemClicked, this, &CommandPalette::runCurrent);
    m_field->installEventFilter(this);
    window->installEventFilter(this);
    hide();
}

void CommandPalette::open(std::vector<Command> commands)
{
    m_commands = std::move(commands);
    m_focusBefore = QApplication::focusWidget();
    m_field->clear();
    filter(QString());
    place();
    show();
    raise();
    m_field->setFocus(Qt::PopupFocusReason);
}

void CommandPalette::close()
{
    if (isHidden())
        return;
    const bool hadFocus = m_field->hasFocus();
    hide();
    m_commands.clear();
    m_list->clear();
    if (hadFocus && m_focusBefore)
        m_focusBefore->setFocus(Qt::PopupFocusReason);
}

void CommandPalette::place()
{
    const QWidget *window = parentWidget();
    const int width = std::min(paletteWidth, window->width() - 2 * theme::space::l);
    const int rows = std::clamp(m_list->count(), 1, shownRows);
    m_list->setFixedHeight(rows * theme::rowHeight(this) + 2);
    const int height = layout()->sizeHint().height();
    setGeometry((window->width() - width) / 2, std::min(80, window->height() / 8), width, height);
}

void CommandPalette::filter(const QString &text)
{
    std::vector<std::pair<int, int>> hits; // rank, place
    for (std::size_t i = 0; i < m_commands.size(); ++i) {
        const int rank = matchRank(m_commands[i].title + QLatin1Char(' ') + m_commands[i].detail, text);
        if (rank >= 0)
            hits.emplace_back(rank, int(i));
    }
    std::stable_sort(hits.begin(), hits.end(), [](const auto &a, const auto &b) { return a.first < b.first; });
    m_list->clear();
    for (const auto &[rank, i] : hits) {
        const Command &command = m_commands[std::size_t(i)];
        auto *item = new QListWidgetItem(base::plainLine(command.title), m_list);
        item->setData(commandRole, i);
        item->setData(detailRole, command.shortcut.isEmpty() ? command.detail : command.shortcut);
        if (!command.icon.isEmpty())
            item->setIcon(theme::icon(command.icon, theme::Token::Muted));
    }
    if (m_list->count() == 0) {
        auto *none = new QListWidgetItem(tr("Nothing has this in its name."), m_list);
        none->setFlags(Qt::NoItemFlags);
    }
    m_list->setCurrentRow(0);
    place();
}

void CommandPalette::runCurrent()
{
    const QListWidgetItem *item = m_list->currentItem();
    if (!item || !item->data(commandRole).isValid())
        return;
    const auto run = m_commands[std::size_t(item->data(commandRole).toInt())].run;
    close();
    run();
}

bool CommandPalette::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == parentWidget()) {
        if (event->type() == QEvent::Resize && isVisible())
            place();
        return false;
    }
    if (event->type() == QEvent::FocusOut && static_cast<QFocusEvent *>(event)->reason() != Qt::ActiveWindowFocusReason) {
        close();
        return false;
    }
    if (event->type() == QEvent::KeyPress) {
        const auto *key = static_cast<QKeyEvent *>(event);
        switch (key->key()) {
        case Qt::Key_Escape:
            close();
            return true;
        case Qt::Key_Up:
        case Qt::Key_Down: {
            const int step = key->key() == Qt::Key_Up ? -1 : 1;
            m_list->setCurrentRow(std::clamp(m_list->currentRow() + step, 0, m_list->count() - 1));
            return true;
        }
        case Qt::Key_Return:
        case Qt::Key_Enter:
            runCurrent();
            return true;
        default:
            break;
        }
    }
    return QWidget::eventFilter(watched, event);
}

void CommandPalette::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(theme::color(palette(), theme::Token::Edge));
    painter.setBrush(theme::color(palette(), theme::Token::Surface));
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), theme::radius, theme::radius);
}

} // namespace screens
