#include "ui/screens/sessionheader.h"

#include "models/sessioncostdetail.h"
#include "models/workspace.h"
#include "ui/screens/pricesdialog.h"
#include "ui/screens/sessioncostpanel.h"
#include "ui/screens/usagetext.h"
#include "ui/theme/icons.h"
#include "ui/theme/space.h"
#include "ui/theme/theme.h"
#include "ui/theme/tokens.h"
#include "ui/widgets/plainlabel.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QMenu>
#include <QPainter>
#include <QTimer>
#include <QToolButton>

namespace screens {

namespace {

constexpr int progressShownAfterMs = 300; // a history that comes at once needs no word

QToolButton *makeHeaderButton(const QString &name, const QString &accessible, const QString &icon, QWidget *parent)
{
    auto *button = new QToolButton(parent);
    button->setObjectName(name);
    button->setAccessibleName(accessible);
    button->setToolTip(accessible);
    button->setIcon(theme::icon(icon, theme::Token::Muted));
    button->setAutoRaise(true);
    button->setFocusPolicy(Qt::TabFocus);
    return button;
}

} // namespace

SessionHeader::SessionHeader(QWidget *parent)
    : QWidget(parent), m_back(makeHeaderButton(QStringLiteral("session.back"), tr("Back to the list"), QStringLiteral("arrow-left"), this)),
      m_title(new widgets::PlainLabel(this)), m_edit(new QLineEdit(this)),
      m_rename(makeHeaderButton(QStringLiteral("session.rename"), tr("Rename"), QStringLiteral("pencil"), this)),
      m_status(new widgets::StatusChip(this)), m_progress(new widgets::PlainLabel(this)), m_facts(new widgets::PlainLabel(this)),
      m_usageButton(makeHeaderButton(QStringLiteral("session.usage"), tr("Used"), QStringLiteral("coins"), this)),
      m_more(makeHeaderButton(QStringLiteral("session.more"), tr("More actions"), QStringLiteral("ellipsis"), this)), m_menu(new QMenu(this)),
      m_progressTimer(new QTimer(this))
{
    build();
    connect(m_back, &QToolButton::clicked, this, &SessionHeader::backRequested);
    connect(m_rename, &QToolButton::clicked, this, &SessionHeader::startRename);
    connect(m_usageButton, &QToolButton::clicked, this, &SessionHeader::openCosts);
    connect(m_edit, &QLineEdit::editingFinished, this, [this] { endRename(true); });
    m_progressTimer->setSingleShot(true);
    m_progressTimer->setInterval(progressShownAfterMs);
    connect(m_progressTimer, &QTimer::timeout, this, [this] { m_progress->setText(m_progressWords); });
}

void SessionHeader::build()
{
    setObjectName(QStringLiteral("session.header"));
    m_title->setObjectName(QStringLiteral("session.title"));
    m_title->setRole(theme::Role::Title);
    m_title->installEventFilter(this);
    m_edit->setObjectName(QStringLiteral("session.titleEdit"));
    m_edit->setAccessibleName(tr("Title of the session"));
    m_edit->setFont(theme::font(theme::Role::Title));
    m_edit->installEventFilter(this);
    m_status->setObjectName(QStringLiteral("session.status"));
    m_progress->setObjectName(QStringLiteral("session.progress"));
    m_facts->setObjectName(QStringLiteral("session.facts"));
    for (widgets::PlainLabel *label : {m_progress, m_facts}) {
        label->setRole(theme::Role::Small);
        label->setToken(theme::Token::Muted);
    }
    connect(m_menu, &QMenu::aboutToShow, this, &SessionHeader::menuAboutToShow);
    connect(m_more, &QToolButton::clicked, this, [this] { // it stays within the window
        m_menu->popup(m_more->mapToGlobal(QPoint(m_more->width() - m_menu->sizeHint().width(), m_more->height())));
    });
    m_menu->setObjectName(QStringLiteral("session.menu"));
    m_back->hide();
    m_title->setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Preferred); // as wide as its text, shorter when it must
    m_edit->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    m_edit->hide();

    auto *first = new QHBoxLayout;
    first->setSpacing(theme::space::s);
    first->addWidget(m_back);
    first->addWidget(m_title);
    first->addWidget(m_edit, 100);
    first->addWidget(m_rename);
    first->addWidget(m_status);
    first->addStretch(1);
    first->addWidget(m_progress);
    first->addWidget(m_more);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(theme::space::l, theme::space::s, theme::space::m, theme::space::s);
    column->setSpacing(0);
    m_facts->setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Preferred);
    m_usageButton->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_usageButton->setFont(theme::font(theme::Role::Small));
    m_usageButton->hide();
    auto *second = new QHBoxLayout;
    second->setSpacing(theme::space::s);
    second->addWidget(m_facts);
    second->addWidget(m_usageButton);
    second->addStretch(1);
    column->addLayout(first);
    column->addLayout(second);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setEditable(false);
}

void SessionHeader::setTitle(const QString &title)
{
    m_title->setText(title);
}

void SessionHeader::setEditable(bool editable)
{
    m_editable = editable;
    m_rename->setEnabled(editable);
}

void SessionHeader::setStatus(const QString &word, widgets::Tone tone)
{
    m_status->setStatus(word, tone);
}

void SessionHeader::setFacts(const QStringList &facts)
{
    m_facts->setText(facts.join(QStringLiteral(" · ")));
}

void SessionHeader::setUsage(const api::Usage &usage)
{
    m_usage = usage;
    showUsage();
}

void SessionHeader::setCosts(models::Workspace *workspace, const QString &sessionId, base::Clock *clock)
{
    models::UsageReading *reading = workspace->usageReading();
    if (!reading)
        return;
    m_clock = clock;
    m_costs = new models::SessionCostDetail(reading->costs(), {reading->source().server, sessionId, {}}, clock, this);
    connect(m_costs, &models::SessionCostDetail::changed, this, &SessionHeader::showUsage);
    connect(reading->costs(), &models::Costs::shownChanged, this, &SessionHeader::showUsage);
    showUsage();
}

void SessionHeader::showUsage()
{
    const bool shown = m_costs && m_costs->costs()->isShown();
    api::Usage usage = m_costs ? shownUsage(m_usage, m_costs->costs()) : m_usage;
    // What the server adds up comes first; where it does not, the ledger has.
    const store::LedgerTokens known = m_costs ? m_costs->total().tokens : store::LedgerTokens{};
    if (totalTokens(usage) <= 0 && known.all() > 0) {
        usage.input = known.input;
        usage.output = known.output;
        usage.cacheRead = known.cacheRead;
        usage.cacheWrite = known.cacheWrite;
    }
    QStringList words{usageText(usage)};
    if (shown && usage.listCostMinor.isEmpty())
        words.append(amountsText(m_costs->total().reported.empty() ? m_costs->total().estimated : m_costs->total().reported, m_costs->total().reported.empty()));
    words.removeAll(QString());
    m_usageButton->setText(words.join(QStringLiteral(" · ")));
    m_usageButton->setVisible(!words.isEmpty());
    m_usageButton->setEnabled(shown);
    m_usageButton->setAccessibleName(tr("Used: %1").arg(m_usageButton->text()));
    widgets::setToolTipText(m_usageButton, usageDetails(usage));
}

void SessionHeader::openCosts()
{
    auto *panel = new SessionCostPanel(m_costs, this);
    connect(panel, &SessionCostPanel::pricesRequested, this,
            [this] { PricesDialog::open(m_costs->costs(), m_clock, window()); });
    panel->popUp(m_usageButton);
}

void SessionHeader::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    if (m_costs)
        m_costs->setLive(true);
}

void SessionHeader::hideEvent(QHideEvent *event)
{
    if (m_costs)
        m_costs->setLive(false);
    QWidget::hideEvent(event);
}

void SessionHeader::setProgress(const QString &words)
{
    m_progressWords = words;
    if (words.isEmpty()) {
        m_progressTimer->stop();
        m_progress->setText(QString());
    } else if (!m_progressTimer->isActive()) {
        m_progressTimer->start();
    }
}

void SessionHeader::setActions(const QList<QAction *> &actions)
{
    m_menu->clear();
    m_menu->addActions(actions);
}

void SessionHeader::setBackShown(bool shown)
{
    m_back->setVisible(shown);
}

void SessionHeader::startRename()
{
    if (!m_editable)
        return;
    m_edit->setText(m_title->fullText());
    m_title->hide();
    m_rename->hide();
    m_edit->show();
    m_edit->selectAll();
    m_edit->setFocus();
}

void SessionHeader::endRename(bool keep)
{
    if (m_edit->isHidden())
        return;
    const QString title = m_edit->text().trimmed();
    const bool changed = keep && title != m_title->fullText();
    m_edit->hide();
    m_title->show();
    m_rename->show();
    if (!changed)
        return;
    m_title->setText(title); // the page puts the old one back when the server refuses
    Q_EMIT renamed(title);
}

bool SessionHeader::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_title && event->type() == QEvent::MouseButtonDblClick) {
        startRename();
        return true;
    }
    if (watched == m_edit && event->type() == QEvent::KeyPress && static_cast<QKeyEvent *>(event)->key() == Qt::Key_Escape) {
        endRename(false);
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

void SessionHeader::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), theme::color(palette(), theme::Token::Surface));
    painter.fillRect(QRect(0, height() - 1, width(), 1), theme::color(palette(), theme::Token::Line));
}

} // namespace screens
