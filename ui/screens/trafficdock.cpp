#include "ui/screens/trafficdock.h"

#include "base/plaintext.h"
#include "models/trafficmodel.h"
#include "ui/screens/bugreportdialog.h"
#include "ui/screens/connections.h"
#include "ui/screens/trafficdetail.h"
#include "ui/screens/trafficrows.h"
#include "ui/screens/traffictable.h"
#include "ui/theme/icons.h"
#include "ui/theme/space.h"
#include "ui/theme/theme.h"
#include "ui/widgets/messagebar.h"
#include "ui/widgets/plainlabel.h"
#include "ui/widgets/searchfield.h"
#include "ui/widgets/stateview.h"

#include <QCheckBox>
#include <QClipboard>
#include <QCloseEvent>
#include <QComboBox>
#include <QGuiApplication>
#include <QMenu>
#include <QPushButton>
#include <QScrollBar>
#include <QSplitter>
#include <QVBoxLayout>

namespace screens {

using models::TrafficModel;

namespace {

const QString trafficSplitterName = QStringLiteral("traffic.splitter");
constexpr int wide = 760; // from here on the chosen request is beside the list, not below it

QPushButton *quietButton(QWidget *parent, const char *name, const QString &icon, const QString &label)
{
    auto *button = new QPushButton(theme::icon(icon), QString(), parent);
    button->setObjectName(QLatin1String(name));
    button->setAccessibleName(label);
    button->setToolTip(label);
    button->setAutoDefault(false);
    theme::setButtonKind(button, theme::ButtonKind::Quiet);
    return button;
}

} // namespace

TrafficDock::TrafficDock(TrafficModel *model, Connections *connections, accounts::Settings *settings, QWidget *parent)
    : QDockWidget(tr("Traffic log"), parent), m_model(model), m_connections(connections), m_settings(settings), m_rows(new TrafficRows(model, this)),
      m_table(new TrafficTable(m_rows, settings, this)), m_detail(new TrafficDetailView(this)), m_state(new widgets::StateView(QStringLiteral("traffic.state"), this)),
      m_message(new widgets::MessageBar(QStringLiteral("traffic.message"), this)), m_search(new widgets::SearchField(tr("Search requests"), this)),
      m_profile(new QComboBox(this)), m_failedOnly(new QCheckBox(tr("Only failed"), this)), m_splitter(new QSplitter(Qt::Horizontal, this))
{
    setObjectName(QStringLiteral("traffic"));
    setAccessibleName(windowTitle());
    setAllowedAreas(Qt::BottomDockWidgetArea | Qt::RightDockWidgetArea);
    setFeatures(DockWidgetClosable | DockWidgetMovable);
    setTitleBarWidget(makeTitle());
    makeContent();
    connect(m_table, &QWidget::customContextMenuRequested, this, &TrafficDock::openMenu);
    connect(m_rows, &QAbstractItemModel::rowsInserted, this, &TrafficDock::refresh);
    connect(m_rows, &QAbstractItemModel::rowsRemoved, this, &TrafficDock::refresh);
    connect(m_rows, &QAbstractItemModel::modelReset, this, &TrafficDock::refresh);
    connect(m_rows, &QAbstractItemModel::dataChanged, this, &TrafficDock::refreshDetail);
    connect(m_rows, &QAbstractItemModel::rowsAboutToBeInserted, this, &TrafficDock::follow);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &TrafficDock::refreshDetail);
    connect(m_model, &TrafficModel::recordingChanged, this, &TrafficDock::recordingChanged);
    connect(m_connections, &Connections::profilesChanged, this, &TrafficDock::readProfiles);
    readProfiles();
    refresh();
    hide();
}

TrafficDock::~TrafficDock()
{
    m_model->disconnect(this);
    m_model->setActive(false);
}

QWidget *TrafficDock::makeTitle()
{
    auto *bar = new QWidget(this);
    theme::setBackground(bar, theme::Token::Canvas);
    auto *title = new widgets::PlainLabel(windowTitle(), bar);
    title->setRole(theme::Role::Strong);
    m_record = quietButton(bar, "traffic.record", QStringLiteral("circle-dot"), tr("Record bodies"));
    m_record->setText(tr("Record bodies"));
    m_record->setCheckable(true);
    m_record->setToolTip(tr("Keep what is sent and answered from now on, too"));
    m_report = quietButton(bar, "traffic.report", QStringLiteral("bug"), tr("Save as bug report…"));
    m_clear = quietButton(bar, "traffic.clear", QStringLiteral("trash-2"), tr("Clear the traffic log"));
    QPushButton *close = quietButton(bar, "traffic.close", QStringLiteral("x"), tr("Close the traffic log"));
    connect(m_record, &QPushButton::clicked, m_model, &TrafficModel::setRecording);
    connect(m_report, &QPushButton::clicked, this, &TrafficDock::openReport);
    connect(m_clear, &QPushButton::clicked, m_model, &TrafficModel::clear);
    connect(close, &QPushButton::clicked, this, [this] { setOpen(false); });
    auto *row = new QHBoxLayout(bar);
    row->setContentsMargins(theme::space::m, theme::space::xs, theme::space::xs, theme::space::xs);
    row->setSpacing(theme::space::xs);
    row->addWidget(title, 1);
    for (QPushButton *button : {m_record, m_report, m_clear, close})
        row->addWidget(button);
    return bar;
}

QWidget *TrafficDock::makeFilters()
{
    auto *bar = new QWidget(this);
    m_search->setObjectName(QStringLiteral("traffic.search"));
    m_search->setAccessibleName(tr("Search requests"));
    m_profile->setObjectName(QStringLiteral("traffic.profile"));
    m_profile->setAccessibleName(tr("Requests of which workspace"));
    m_profile->setAccessibleDescription(m_profile->accessibleName()); // a combo box without a label goes by what it shows
    m_profile->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_profile->setMinimumContentsLength(14);
    m_failedOnly->setObjectName(QStringLiteral("traffic.failedOnly"));
    m_failedOnly->setAccessibleName(tr("Only failed"));
    const auto filtered = [this] {
        const int at = m_profile->currentIndex();
        m_rows->setText(m_search->text());
        m_rows->setProfile(at > 0 ? std::optional(m_profile->itemData(at).toString()) : std::nullopt);
        m_rows->setFailedOnly(m_failedOnly->isChecked());
        refresh();
    };
    connect(m_search, &QLineEdit::textChanged, this, filtered);
    connect(m_search, &widgets::SearchField::leaveDownwards, m_table, qOverload<>(&QWidget::setFocus));
    connect(m_profile, &QComboBox::currentIndexChanged, this, filtered);
    connect(m_failedOnly, &QCheckBox::toggled, this, filtered);
    auto *row = new QHBoxLayout(bar);
    row->setContentsMargins(theme::space::m, theme::space::xs, theme::space::m, theme::space::xs);
    row->setSpacing(theme::space::s);
    row->addWidget(m_search, 1);
    row->addWidget(m_profile);
    row->addWidget(m_failedOnly);
    return bar;
}

void TrafficDock::makeContent()
{
    m_state->setContent(m_table);
    connect(m_state, &widgets::StateView::nextStepRequested, this, &TrafficDock::clearFilters);
    m_splitter->setObjectName(trafficSplitterName);
    m_splitter->addWidget(m_state);
    m_splitter->addWidget(m_detail);
    m_splitter->setStretchFactor(0, 3);
    m_splitter->setStretchFactor(1, 2);
    m_splitter->setChildrenCollapsible(false);
    m_splitter->restoreState(m_settings->windowState(trafficSplitterName));
    auto *content = new QWidget(this);
    content->setMinimumSize(280, 160);
    theme::setBackground(content, theme::Token::Surface);
    auto *column = new QVBoxLayout(content);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(makeFilters());
    column->addWidget(m_message);
    column->addWidget(m_splitter, 1);
    setWidget(content);
}

void TrafficDock::setOpen(bool open)
{
    if (open == m_open)
        return;
    m_open = open;
    if (!open)
        remember();
    m_model->setActive(open);
    setVisible(open);
    if (open) {
        m_table->scrollToBottom();
        m_search->setFocus(Qt::ShortcutFocusReason);
    } else {
        m_message->dismiss();
    }
    Q_EMIT openChanged(open);
}

QList<QWidget *> TrafficDock::panes() const
{
    return {m_rows->rowCount() > 0 ? static_cast<QWidget *>(m_table) : m_search};
}

void TrafficDock::remember()
{
    m_settings->setWindowState(trafficSplitterName, m_splitter->saveState());
    m_table->remember();
}

void TrafficDock::closeEvent(QCloseEvent *event)
{
    QDockWidget::closeEvent(event);
    setOpen(false);
}

void TrafficDock::resizeEvent(QResizeEvent *event)
{
    QDockWidget::resizeEvent(event);
    m_splitter->setOrientation(width() >= wide ? Qt::Horizontal : Qt::Vertical);
}

void TrafficDock::readProfiles()
{
    const QString chosen = m_profile->currentData().toString();
    QHash<QString, QString> names;
    const QSignalBlocker quiet(m_profile); // the choice stays what it was, unless its profile is gone
    m_profile->clear();
    m_profile->addItem(tr("All workspaces"));
    const QList<api::Profile> all = m_connections->profiles();
    for (const api::Profile &profile : all) {
        names.insert(profile.id, profile.name);
        m_profile->addItem(base::plainLine(profile.name, 60), profile.id);
    }
    const int at = chosen.isEmpty() ? 0 : m_profile->findData(chosen);
    m_profile->setCurrentIndex(std::max(0, at));
    m_rows->setProfileNames(names);
    if (at < 0)
        m_rows->setProfile(std::nullopt);
}

void TrafficDock::clearFilters()
{
    m_search->clear();
    m_profile->setCurrentIndex(0);
    m_failedOnly->setChecked(false);
}

void TrafficDock::refresh()
{
    const bool any = m_model->rowCount() > 0;
    if (m_rows->rowCount() > 0)
        m_state->showContent();
    else if (any)
        m_state->showEmpty({QStringLiteral("search-x"), tr("No request matches"), tr("Other requests are hidden by the search and the filters."),
                            tr("Show all requests")});
    else
        m_state->showEmpty({QStringLiteral("network"), tr("No requests yet"), tr("They appear here as soon as Muster talks to a server."), {}});
    m_report->setEnabled(m_rows->rowCount() > 0);
    m_clear->setEnabled(any);
    refreshDetail();
}

void TrafficDock::refreshDetail()
{
    const quint64 number = currentNumber();
    m_detail->show(number != 0 ? m_model->detail(number) : std::nullopt);
}

void TrafficDock::follow()
{
    const QScrollBar *bar = m_table->verticalScrollBar();
    if (bar->value() == bar->maximum()) // who reads further up is left alone
        QMetaObject::invokeMethod(m_table, &QTableView::scrollToBottom, Qt::QueuedConnection);
}

void TrafficDock::recordingChanged(bool recording)
{
    m_record->setChecked(recording);
    m_record->setText(recording ? tr("Recording bodies") : tr("Record bodies"));
    m_record->setAccessibleName(m_record->text());
    if (!recording) {
        m_message->dismiss();
        return;
    }
    m_message->showMessage(widgets::MessageBar::Kind::Info, tr("Bodies are recorded from now on"),
                           tr("What you and the agents write is in them. Known keys are taken out, credentials are never recorded, and closing "
                              "the traffic log forgets them."));
    m_message->setDismissable(true);
}

quint64 TrafficDock::currentNumber() const
{
    return m_table->currentIndex().data(TrafficModel::NumberRole).toULongLong();
}

std::vector<quint64> TrafficDock::chosenNumbers() const
{
    std::vector<quint64> numbers;
    const QModelIndexList selected = m_table->selectionModel()->selectedRows();
    if (selected.size() > 1) {
        for (const QModelIndex &index : selected)
            numbers.push_back(index.data(TrafficModel::NumberRole).toULongLong());
        std::sort(numbers.begin(), numbers.end());
        return numbers;
    }
    for (int row = 0; row < m_rows->rowCount(); ++row)
        numbers.push_back(m_rows->index(row, 0).data(TrafficModel::NumberRole).toULongLong());
    return numbers;
}

void TrafficDock::openMenu(const QPoint &at)
{
    auto *menu = new QMenu(this);
    menu->setObjectName(QStringLiteral("traffic.menu"));
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const auto add = [&](const char *name, const QString &icon, const QString &text, bool possible, auto act) {
        QAction *action = menu->addAction(theme::icon(icon), text);
        action->setObjectName(QLatin1String(name));
        action->setEnabled(possible);
        connect(action, &QAction::triggered, this, act);
    };
    const auto detail = m_model->detail(currentNumber());
    const bool one = detail.has_value();
    using State = models::TrafficText::State;
    add("traffic.copyCurl", QStringLiteral("terminal"), tr("Copy as curl"), one, [this] { copyCurl(); });
    add("traffic.copyPath", QStringLiteral("copy"), tr("Copy the path"), one, [this] { copyCell(TrafficModel::Path); });
    add("traffic.copyId", QStringLiteral("hash"), tr("Copy the request id"), one, [this] { copyCell(TrafficModel::RequestId); });
    add("traffic.copyRequest", QStringLiteral("upload"), tr("Copy the request's body"), one && detail->requestBody.state == State::Text, [this] { copyBody(true); });
    add("traffic.copyResponse", QStringLiteral("download"), tr("Copy the response's body"), one && detail->responseBody.state == State::Text,
        [this] { copyBody(false); });
    menu->addSeparator();
    const bool several = m_table->selectionModel()->selectedRows().size() > 1;
    add("traffic.menuReport", QStringLiteral("bug"), several ? tr("Save the selected as bug report…") : tr("Save as bug report…"), m_rows->rowCount() > 0,
        [this] { openReport(); });
    add("traffic.menuClear", QStringLiteral("trash-2"), tr("Clear the traffic log"), m_model->rowCount() > 0, [this] { m_model->clear(); });
    menu->popup(m_table->viewport()->mapToGlobal(at));
}

void TrafficDock::copyCurl()
{
    bool bodyMissing = false;
    const QString line = m_model->curl(currentNumber(), &bodyMissing);
    if (line.isEmpty())
        return;
    QGuiApplication::clipboard()->setText(line);
    Q_EMIT said(bodyMissing ? tr("Copied. Its body was not recorded: put it into the file body.json, and your key into the variable.")
                            : tr("Copied. Put your key into the variable that it names."));
}

void TrafficDock::copyBody(bool request)
{
    if (const auto detail = m_model->detail(currentNumber()))
        QGuiApplication::clipboard()->setText(request ? detail->requestBody.text : detail->responseBody.text);
}

void TrafficDock::copyCell(int column)
{
    const QModelIndex index = m_rows->index(m_table->currentIndex().row(), column);
    QGuiApplication::clipboard()->setText(index.data(TrafficModel::ValueRole).toString());
}

void TrafficDock::openReport()
{
    const std::vector<quint64> numbers = chosenNumbers();
    (new BugReportDialog(m_model->report(numbers, QGuiApplication::platformName()), int(numbers.size()), window()))->open();
}

} // namespace screens
