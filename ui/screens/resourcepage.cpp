#include "ui/screens/resourcepage.h"

#include "accounts/settings.h"
#include "base/clock.h"
#include "base/plaintext.h"
#include "models/resourcelistmodel.h"
#include "models/workspace.h"
#include "ui/screens/filterbar.h"
#include "ui/screens/listtools.h"
#include "ui/screens/recordactions.h"
#include "ui/screens/recorddetail.h"
#include "ui/screens/recordmarking.h"
#include "ui/screens/resourcetable.h"
#include "ui/screens/resourcetext.h"
#include "ui/theme/icons.h"
#include "ui/theme/space.h"
#include "ui/theme/theme.h"
#include "ui/widgets/busybar.h"
#include "ui/widgets/messagebar.h"
#include "ui/widgets/numbertext.h"
#include "ui/widgets/plainlabel.h"
#include "ui/widgets/searchfield.h"
#include "ui/widgets/stateview.h"
#include "ui/widgets/timetext.h"

#include <QMenu>
#include <QPushButton>
#include <QSplitter>
#include <QStackedWidget>
#include <QToolButton>
#include <QVBoxLayout>

namespace screens {

using models::ResourceListModel;

ResourcePage::ResourcePage(const PageContext &context, const std::string &resourceId, QWidget *parent)
    : ResourcePage(context, context.workspace->list(resourceId), nullptr)
{
    setParent(parent);
}

ResourcePage::ResourcePage(const PageContext &context, models::ResourceListModel *model, ResourcePage *host)
    : m_context(context), m_model(model), m_host(host), m_stack(new QStackedWidget(this)), m_splitter(new QSplitter(Qt::Horizontal))
{
    Q_ASSERT(m_model);
    m_detailShown = !descriptor().opensConversation;
    setObjectName(name("page"));
    setAccessibleName(capital(resourceText(descriptor().plural)));
    theme::setBackground(this, theme::Token::Surface);
    makeList();
    m_splitter->setObjectName(name("splitter"));
    m_splitter->setChildrenCollapsible(false);
    m_splitter->addWidget(m_listPane);
    m_splitter->setStretchFactor(0, 1);
    m_stack->addWidget(m_splitter);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_stack);
    connectList();
    connectActions();
    refreshHeader();
    refreshState();
}

ResourcePage::~ResourcePage() = default;

const api::ResourceDescriptor &ResourcePage::descriptor() const
{
    return m_model->descriptor();
}

QString ResourcePage::name(const char *part) const
{
    return QString::fromStdString(descriptor().id) + QLatin1Char('.') + QLatin1String(part);
}

QWidget *ResourcePage::makeHeader()
{
    auto *header = new QWidget;
    m_title = new widgets::PlainLabel(capital(resourceText(descriptor().plural)));
    m_title->setRole(theme::Role::Page);
    m_title->setObjectName(name("title"));
    if (m_host)
        m_title->hide(); // the tab says it
    m_count = new widgets::PlainLabel;
    m_count->setToken(theme::Token::Muted);
    m_count->setObjectName(name("count"));
    m_count->setContentsMargins(0, theme::space::xs, 0, 0); // on the title's line
    m_new = new QPushButton(theme::icon(QStringLiteral("plus")), tr("New %1").arg(resourceText(descriptor().singular)));
    m_new->setObjectName(name("new"));
    m_new->setAccessibleName(m_new->text());
    m_new->setVisible(descriptor().can(api::Verb::Create));
    theme::setButtonKind(m_new, theme::ButtonKind::Primary);
    auto *row = new QHBoxLayout(header);
    row->setContentsMargins(theme::space::l, theme::space::m, theme::space::l, theme::space::xs);
    row->setSpacing(theme::space::s);
    row->addWidget(m_title);
    row->addWidget(m_count, 1);
    row->addWidget(m_new);
    connect(m_new, &QPushButton::clicked, this, &ResourcePage::newRecord);
    return header;
}

QWidget *ResourcePage::makeToolRow()
{
    m_search = new widgets::SearchField(tr("Search %1").arg(resourceText(descriptor().plural)));
    m_search->setObjectName(name("search"));
    m_filters = new FilterBar(m_context, descriptor(), name("filters"));
    m_filters->setVisible(!descriptor().filters.empty());
    m_columns = new QToolButton;
    m_columns->setObjectName(name("columns"));
    m_columns->setIcon(theme::icon(QStringLiteral("columns-3"), theme::Token::Muted));
    m_columns->setAccessibleName(tr("Columns"));
    m_columns->setToolTip(tr("Choose columns"));
    m_columns->setAutoRaise(true);
    connect(m_columns, &QToolButton::clicked, this, [this] {
        auto *menu = new QMenu(this);
        menu->setObjectName(name("columns.menu"));
        menu->setAttribute(Qt::WA_DeleteOnClose);
        m_table->fillColumnsMenu(menu);
        menu->popup(m_columns->mapToGlobal(QPoint(0, m_columns->height() + 2)));
    });
    return new ListTools(m_search, m_filters, m_columns);
}

void ResourcePage::makeList()
{
    m_listPane = new QWidget;
    m_listPane->setMinimumWidth(260);
    theme::setBackground(m_listPane, theme::Token::Surface);
    m_busy = new widgets::BusyBar;
    m_message = new widgets::MessageBar(name("message"));
    m_actions = new RecordActions(m_context, descriptor(), m_message, this);
    m_state = new widgets::StateView(name("state"));
    m_table = new ResourceTable(m_context, m_model);
    m_table->setObjectName(name("table"));
    m_table->setAccessibleName(capital(resourceText(descriptor().plural)));
    m_table->setAbsoluteTimes(m_context.settings && m_context.settings->absoluteTimes());
    m_table->restoreColumns();
    m_state->setContent(m_table);
    auto *column = new QVBoxLayout(m_listPane);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_busy);
    column->addWidget(makeHeader());
    column->addWidget(makeToolRow());
    m_messageRow = new QVBoxLayout;
    m_messageRow->setContentsMargins(theme::space::l, 0, theme::space::l, theme::space::xs);
    m_messageRow->addWidget(m_message);
    column->addLayout(m_messageRow);
    column->addWidget(m_state, 1);
}

void ResourcePage::offerFurtherSearch(std::function<QString(const QString &)> words)
{
    auto *further = new QPushButton(theme::icon(QStringLiteral("search")), QString(), m_listPane);
    further->setObjectName(name("furtherSearch"));
    further->setAccessibleName(tr("Search further"));
    theme::setButtonKind(further, theme::ButtonKind::Quiet);
    further->hide();
    m_listPane->layout()->addWidget(further); // below the rows, so that none of them moves
    connect(further, &QPushButton::clicked, this, [this] { Q_EMIT furtherSearchRequested(m_search->text().trimmed()); });
    connect(m_search, &QLineEdit::textChanged, further, [further, words = std::move(words)](const QString &text) {
        const QString wanted = text.trimmed();
        further->setVisible(!wanted.isEmpty());
        further->setAccessibleName(words(base::plainLine(wanted, 40)));
        further->setText(further->accessibleName().replace(QLatin1Char('&'), QLatin1String("&&")));
    });
}

void ResourcePage::connectList()
{
    connect(m_model, &ResourceListModel::stateChanged, this, &ResourcePage::refreshState);
    connect(m_model, &QAbstractItemModel::rowsInserted, this, &ResourcePage::refreshState);
    connect(m_model, &QAbstractItemModel::rowsRemoved, this, &ResourcePage::refreshState);
    connect(m_model, &QAbstractItemModel::dataChanged, this, [this] {
        const base::Record *record = m_detailOpen && m_detail ? m_model->record(m_detail->record().id()) : nullptr;
        if (record)
            setDetailRecord(*record);
    });
    connect(m_search, &QLineEdit::textChanged, m_model, &ResourceListModel::setFilterText);
    connect(m_search, &widgets::SearchField::leaveDownwards, this, &ResourcePage::focusList);
    connect(m_filters, &FilterBar::changed, this, [this] { m_model->setFilters(m_filters->filters()); });
    connect(m_state, &widgets::StateView::retryRequested, this, &ResourcePage::tryAgain);
    connect(m_state, &widgets::StateView::nextStepRequested, this, &ResourcePage::takeNextStep);
    connect(m_state, &widgets::StateView::cancelRequested, this, [this] {
        m_loadCancelled = true;
        refreshState();
    });
    connect(m_table, &ResourceTable::currentChangedTo, this, &ResourcePage::currentChangedTo);
    connect(m_table, &ResourceTable::openRequested, this, &ResourcePage::activate);
    connect(m_table, &QAbstractItemView::clicked, this, [this] {
        if (m_detailShown)
            activate(m_table->currentId());
    });
    connect(m_table, &ResourceTable::editRequested, this, &ResourcePage::editRecord);
    const auto withRecord = [this](auto act) {
        return [this, act](const QString &id) {
            if (const base::Record *record = m_model->record(id))
                act(*record);
        };
    };
    connect(m_table, &ResourceTable::removeRequested, this, withRecord([this](const base::Record &record) { m_actions->removeOrArchive(record); }));
    connect(m_table, &ResourceTable::copyIdRequested, this, withRecord([this](const base::Record &record) { m_actions->copyId(record); }));
    auto *marking = m_model->marks() ? new RecordMarking(m_table, this) : nullptr;
    connect(m_table, &ResourceTable::menuRequested, this, [this, marking](const QString &id, const QPoint &at) {
        const base::Record *record = m_model->record(id);
        if (!record)
            return;
        auto *menu = new QMenu(this);
        menu->setObjectName(name("menu"));
        menu->setAttribute(Qt::WA_DeleteOnClose);
        m_actions->fillMenu(menu, *record);
        if (marking)
            marking->fillMenu(menu, *record);
        menu->popup(at);
    });
}

void ResourcePage::connectActions()
{
    connect(m_actions, &RecordActions::openRequested, this, [this](const base::Record &record) { activate(record.id()); });
    connect(m_actions, &RecordActions::editRequested, this, [this](const base::Record &record) { editRecord(record.id()); });
    connect(m_actions, &RecordActions::connectionSettingsRequested, this, &ResourcePage::connectionSettingsRequested);
    connect(m_actions, &RecordActions::reloadRequested, this, &ResourcePage::refresh);
    connect(&m_context.workspace->client(), &api::Client::refusalChanged, this, [this] { refreshHeader(); });
    connect(&m_context.workspace->client(), &api::Client::recordRemoved, this, [this](const QString &resource, const QString &id) {
        if (m_detailOpen && resource == QString::fromStdString(descriptor().id) && m_detail->record().id() == id)
            closeDetail();
    });
    if (m_context.settings) {
        connect(m_context.settings, &accounts::Settings::changed, this, [this](accounts::Settings::Name changed) {
            if (changed != accounts::Settings::Name::AbsoluteTimes)
                return;
            m_table->setAbsoluteTimes(m_context.settings->absoluteTimes());
            if (m_detail)
                m_detail->setAbsoluteTimes(m_context.settings->absoluteTimes());
        });
    }
}

// ---- states ------------------------------------------------------------------------------------------------------------------

void ResourcePage::refreshHeader()
{
    const int loaded = m_model->loadedCount();
    const int shown = m_model->rowCount();
    QString count;
    if (m_model->state() == ResourceListModel::State::Ready || m_model->state() == ResourceListModel::State::Stale) {
        const QString all = widgets::numberText(loaded) + (m_model->isComplete() ? QString() : QStringLiteral("+"));
        count = m_model->filterText().isEmpty() ? all : tr("%1 of %2").arg(widgets::numberText(shown), all);
    } else if (m_model->state() == ResourceListModel::State::Kept) {
        count = tr("%1 from this computer, being refreshed…").arg(widgets::numberText(shown));
    }
    m_count->setText(count);
    const QString why = m_closed.isEmpty() ? m_actions->why(api::Verb::Create) : m_closed;
    m_new->setEnabled(why.isEmpty());
    widgets::setToolTipText(m_new, why);
}

void ResourcePage::refreshState()
{
    refreshHeader();
    m_busy->setBusy(m_model->isBusy());
    const QString plural = resourceText(descriptor().plural);
    if (m_model->state() != ResourceListModel::State::Loading)
        m_loadCancelled = false;
    switch (m_model->state()) {
    case ResourceListModel::State::Idle:
    case ResourceListModel::State::Loading:
        if (m_loadCancelled)
            m_state->showProblem({tr("Loading was cancelled"), tr("Nothing is shown yet."), tr("Load again"), {}});
        else
            m_state->showLoading(tr("Loading %1…").arg(plural));
        return;
    case ResourceListModel::State::Failed: m_state->showProblem(ErrorText::of(*m_model->error()).problem()); return;
    case ResourceListModel::State::Empty: showEmptiness(); return;
    case ResourceListModel::State::Ready:
    case ResourceListModel::State::Kept: m_state->setStale({}); break;
    case ResourceListModel::State::Stale: {
        const ErrorText words = ErrorText::of(*m_model->error());
        const QDateTime kept = m_model->keptAt();
        const QString since = kept.isValid() ? tr("This was kept on this computer: %1.").arg(widgets::timeText(kept, m_context.clock->now(), false))
                                             : tr("This may be out of date.");
        m_state->setStale(since + QLatin1Char(' ') + words.sentence(), words.details);
        break;
    }
    }
    if (m_model->rowCount() == 0 && !m_model->filterText().isEmpty())
        showEmptiness();
    else
        m_state->showContent();
}

void ResourcePage::showEmptiness()
{
    const QString plural = resourceText(descriptor().plural);
    const QString searched = m_model->filterText();
    if (!searched.isEmpty() || !m_filters->isEmpty()) {
        const QString title = searched.isEmpty() ? tr("No %1 match these filters").arg(plural) : tr("No %1 match “%2”").arg(plural, searched);
        m_state->showEmpty({QStringLiteral("search-x"), title, searched.isEmpty() ? tr("Clear the filters to see all of them.") : tr("Clear the search to see all of them."), searched.isEmpty() ? tr("Clear filters") : tr("Clear search")});
        return;
    }
    const bool canCreate = descriptor().can(api::Verb::Create) && m_new->isEnabled();
    m_state->showEmpty({descriptor().icon, tr("No %1 yet").arg(plural), resourceText(descriptor().purpose), canCreate ? m_new->text() : QString()});
}

void ResourcePage::tryAgain()
{
    m_loadCancelled = false;
    const auto &error = m_model->error();
    if (error && ErrorText::of(*error).next == ErrorText::Next::ChangeConnection && m_model->state() == ResourceListModel::State::Failed)
        Q_EMIT connectionSettingsRequested();
    else if (error)
        m_model->retry();
    else
        m_model->refresh();
}

void ResourcePage::takeNextStep()
{
    if (!m_search->text().isEmpty())
        m_search->clear();
    else if (!m_filters->isEmpty())
        m_filters->clear();
    else
        newRecord();
}

} // namespace screens
