#include "ui/screens/searchpage.h"

#include "accounts/settings.h"
#include "base/clock.h"
#include "base/plaintext.h"
#include "models/workspace.h"
#include "ui/screens/choicebox.h"
#include "ui/screens/errortext.h"
#include "ui/screens/searchdelegate.h"
#include "ui/screens/searchkinds.h"
#include "ui/theme/space.h"
#include "ui/theme/theme.h"
#include "ui/widgets/flowlayout.h"
#include "ui/widgets/numbertext.h"
#include "ui/widgets/plainlabel.h"
#include "ui/widgets/searchfield.h"
#include "ui/widgets/stateview.h"

#include <QKeyEvent>
#include <QListView>
#include <QVBoxLayout>

#include <memory>
#include <utility>

namespace screens {

using models::SearchResults;

namespace {

constexpr std::chrono::milliseconds typingPause{120}; // a fast typist's next key comes within it
const QString everywhere = QStringLiteral("all");

ChoiceBox *choiceBox(const char *name, const QString &label, QWidget *parent)
{
    auto *box = new ChoiceBox(parent);
    box->setObjectName(QLatin1String(name));
    box->setAccessibleName(label);
    box->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    return box;
}

} // namespace

SearchPage::SearchPage(const PageContext &context, SearchResults *results, std::function<QString(const QString &)> profileName, QWidget *parent)
    : QWidget(parent), m_context(context), m_results(results),
      m_delegate(new SearchDelegate([clock = context.clock] { return clock->now(); },
                                    [this, profileName = std::move(profileName)](const QString &id) {
                                        return id == m_context.workspace->profile().id || !profileName ? QString() : profileName(id);
                                    },
                                    this)),
      m_field(new widgets::SearchField(tr("Search messages, thinking, calls and results"), this)),
      m_kind(choiceBox("search.kind", tr("What to search"), this)), m_where(choiceBox("search.where", tr("Whose sessions"), this)),
      m_agent(choiceBox("search.agent", tr("Agent"), this)), m_when(choiceBox("search.when", tr("When"), this)),
      m_order(choiceBox("search.order", tr("Order"), this)), m_state(new widgets::StateView(QStringLiteral("search.state"), this)),
      m_list(new QListView), m_count(new widgets::PlainLabel(this))
{
    results->setParent(this);
    build();
    connect(m_results, &SearchResults::agentsChanged, this, &SearchPage::showAgents);
    connect(m_field, &QLineEdit::textChanged, this, &SearchPage::startSoon);
    connect(m_field, &widgets::SearchField::leaveDownwards, this, [this] {
        if (!m_list->currentIndex().isValid())
            m_list->setCurrentIndex(m_results->index(0, 0));
        m_list->setFocus(Qt::OtherFocusReason);
    });
    for (ChoiceBox *box : {m_kind, m_where, m_agent, m_when, m_order})
        connect(box, &ChoiceBox::wordChosen, this, &SearchPage::start);
    connect(m_list, &QListView::clicked, this, &SearchPage::choose);
    connect(m_list, &QListView::activated, this, &SearchPage::choose);
    connect(m_results, &SearchResults::stateChanged, this, &SearchPage::showState);
    connect(m_results, &QAbstractItemModel::rowsInserted, this, &SearchPage::showState);
    connect(m_state, &widgets::StateView::retryRequested, m_results, &SearchResults::repeat);
    connect(m_state, &widgets::StateView::nextStepRequested, this, [this] {
        for (ChoiceBox *box : {m_kind, m_agent, m_when})
            box->setCurrentIndex(0);
        m_where->setWord(everywhere);
        start();
    });
    connect(m_context.settings, &accounts::Settings::changed, this, [this] {
        m_delegate->setAbsoluteTimes(m_context.settings->absoluteTimes());
        m_list->viewport()->update();
    });
    m_delegate->setAbsoluteTimes(m_context.settings->absoluteTimes());
    showState();
}

void SearchPage::build()
{
    setObjectName(QStringLiteral("search"));
    setAccessibleName(tr("Search"));
    theme::setBackground(this, theme::Token::Surface);
    m_field->setObjectName(QStringLiteral("search.field"));
    m_list->setObjectName(QStringLiteral("search.list"));
    m_list->setAccessibleName(tr("What was found"));
    m_list->setModel(m_results);
    m_list->setItemDelegate(m_delegate);
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setUniformItemSizes(true);
    m_list->setMouseTracking(true);
    m_list->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_state->setContent(m_list);
    auto *title = new widgets::PlainLabel(tr("Search"), this);
    title->setObjectName(QStringLiteral("search.title"));
    title->setRole(theme::Role::Page);
    m_count->setObjectName(QStringLiteral("search.count"));
    m_count->setToken(theme::Token::Muted);
    auto *head = new QHBoxLayout;
    head->setSpacing(theme::space::m);
    head->addWidget(title);
    head->addWidget(m_count, 1, Qt::AlignBottom);
    auto *top = new QVBoxLayout;
    top->setContentsMargins(theme::space::l, theme::space::l, theme::space::l, theme::space::s);
    top->setSpacing(theme::space::s);
    top->addLayout(head);
    top->addWidget(m_field);
    top->addWidget(buildFilters());
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(top);
    column->addWidget(m_state, 1);
}

QWidget *SearchPage::buildFilters()
{
    auto *filters = new QWidget(this);
    auto *flow = new widgets::FlowLayout(filters, theme::space::s);
    QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Preferred);
    policy.setHeightForWidth(true);
    filters->setSizePolicy(policy);
    addKinds();
    m_where->addWord(m_context.workspace->profile().id, tr("This workspace"));
    m_where->addWord(everywhere, tr("All workspaces"));
    m_agent->addWord(QString(), tr("Any agent"));
    addTimes();
    m_order->addWord(QStringLiteral("newest"), tr("Newest first"));
    m_order->addWord(QStringLiteral("best"), tr("Best first"));
    for (ChoiceBox *box : {m_kind, m_where, m_agent, m_when, m_order})
        flow->addWidget(box);
    return filters;
}

void SearchPage::addKinds()
{
    using store::TextKind;
    m_kind->addWord(QString(), tr("Everything"));
    for (const TextKind kind : {TextKind::UserMessage, TextKind::AgentMessage, TextKind::Thinking, TextKind::ToolInput, TextKind::ToolResult, TextKind::Error})
        m_kind->addWord(QString::number(int(kind)), kindWord(kind));
}

void SearchPage::addTimes()
{
    m_when->addWord(QString(), tr("Any time"));
    m_when->addWord(QStringLiteral("1"), tr("Today"));
    for (const int days : {7, 30, 90})
        m_when->addWord(QString::number(days), tr("Last %n days", "", days));
}

void SearchPage::showAgents()
{
    const QString chosen = m_agent->word();
    const QSignalBlocker quiet(m_agent);
    m_agent->clear();
    m_agent->addWord(QString(), tr("Any agent"));
    for (const SearchResults::Agent &agent : m_results->agents())
        m_agent->addWord(agent.id, agent.name.trimmed().isEmpty() ? base::shortId(agent.id) : base::plainLine(agent.name, 60));
    m_agent->setCurrentIndex(std::max(0, m_agent->findData(chosen)));
}

void SearchPage::search(const QString &text)
{
    m_field->setText(text);
    start();
    takeFocus();
}

void SearchPage::takeFocus()
{
    m_results->readAgents();
    m_field->setFocus(Qt::OtherFocusReason);
    m_field->selectAll();
}

store::SearchQuery SearchPage::query() const
{
    store::SearchQuery query;
    query.text = m_field->text();
    if (m_where->word() != everywhere)
        query.profile = m_where->word();
    query.agentId = m_agent->word();
    if (!m_kind->word().isEmpty())
        query.kinds = {store::TextKind(m_kind->word().toInt())};
    if (const int days = m_when->word().toInt(); days > 0)
        query.from = m_context.clock->now().toLocalTime().date().addDays(1 - days).startOfDay().toUTC();
    query.order = m_order->word() == QLatin1String("best") ? store::SearchQuery::Order::Best : store::SearchQuery::Order::Newest;
    return query;
}

void SearchPage::startSoon()
{
    const std::unique_ptr<QObject> cancelled(std::exchange(m_pause, nullptr));
    m_pause = m_context.clock->after(typingPause, this, [this] {
        m_pause = nullptr;
        start();
    });
}

void SearchPage::start()
{
    const std::unique_ptr<QObject> cancelled(std::exchange(m_pause, nullptr));
    m_results->find(query());
}

void SearchPage::showState()
{
    const int rows = m_results->rowCount();
    m_count->setText(rows == 0 ? QString() : m_results->hasMore() ? tr("%n or more hits", "", rows) : tr("%n hits", "", rows));
    switch (m_results->state()) {
    case SearchResults::State::Idle:
        m_state->showEmpty({QStringLiteral("search"), tr("Search what was said"),
                            tr("Muster finds words in every session that was opened on this computer, also offline. Words in quotes stand together."), {}, {}});
        break;
    case SearchResults::State::Searching:
        if (rows == 0)
            m_state->showLoading(tr("Searching…"));
        break;
    case SearchResults::State::Found: m_state->showContent(); break;
    case SearchResults::State::Nothing: {
        const store::SearchQuery asked = m_results->query();
        const bool narrowed = !asked.profile.isEmpty() || !asked.agentId.isEmpty() || !asked.kinds.empty() || asked.from.isValid();
        m_state->showEmpty({QStringLiteral("search-x"), tr("Nothing was found for “%1”").arg(base::plainLine(asked.text, 60)),
                            tr("Only sessions that were opened on this computer are searched."),
                            narrowed ? tr("Search everything") : QString(), {}});
        break;
    }
    case SearchResults::State::Failed: m_state->showProblem(ErrorText::of(*m_results->error()).problem()); break;
    }
}

void SearchPage::choose(const QModelIndex &index)
{
    if (!index.isValid())
        return;
    const store::SearchHit &hit = m_results->hit(index.row());
    Q_EMIT hitChosen(hit.key, hit.identity);
}

} // namespace screens
