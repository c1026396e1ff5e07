#include "ui/screens/recordversions.h"

#include "base/clock.h"
#include "base/plaintext.h"
#include "models/versionlist.h"
#include "models/workspace.h"
#include "ui/screens/errortext.h"
#include "ui/screens/fieldtext.h"
#include "ui/screens/rawjsondialog.h"
#include "ui/screens/recordactions.h"
#include "ui/theme/icons.h"
#include "ui/theme/space.h"
#include "ui/theme/theme.h"
#include "ui/widgets/plainlabel.h"
#include "ui/widgets/stateview.h"
#include "ui/widgets/timetext.h"

#include <QHBoxLayout>
#include <QListWidget>
#include <QPushButton>
#include <QScrollArea>
#include <QSplitter>
#include <QVBoxLayout>

#include <algorithm>

namespace screens {

using models::VersionList;

RecordVersions::RecordVersions(const PageContext &context, const api::ResourceDescriptor &descriptor, const QString &name, QWidget *parent)
    : QWidget(parent), m_context(context), m_descriptor(descriptor), m_state(new widgets::StateView(name + QStringLiteral(".state"))),
      m_rows(new QListWidget), m_fields(new QScrollArea), m_use(new QPushButton(tr("New session with it…"))),
      m_restore(new QPushButton(tr("Restore…"))), m_raw(new QPushButton(tr("Raw JSON…")))
{
    setObjectName(name);
    theme::setBackground(this, theme::Token::Surface);
    m_rows->setObjectName(name + QStringLiteral(".list"));
    m_rows->setAccessibleName(tr("Versions"));
    m_rows->setFrameShape(QFrame::NoFrame);
    m_fields->setObjectName(name + QStringLiteral(".fields"));
    m_fields->setAccessibleName(tr("What this version says"));
    m_fields->setFrameShape(QFrame::NoFrame);
    m_fields->setWidgetResizable(true);
    m_fields->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    theme::setBackground(m_fields->viewport(), theme::Token::Surface);
    const std::pair<QPushButton *, const char *> buttons[] = {{m_use, ".use"}, {m_restore, ".restore"}, {m_raw, ".raw"}};
    for (const auto &[button, suffix] : buttons) {
        button->setObjectName(name + QLatin1String(suffix));
        button->setAccessibleName(button->text());
        button->setAutoDefault(false);
    }
    m_state->setContent(makeContent());
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_state);
    connect(m_state, &widgets::StateView::retryRequested, this, &RecordVersions::read);
    connect(m_rows, &QListWidget::currentRowChanged, this, &RecordVersions::showVersion);
    connect(m_use, &QPushButton::clicked, this, [this] { Q_EMIT useRequested(m_list->versions()[std::size_t(selected())]); });
    connect(m_restore, &QPushButton::clicked, this,
            [this] { Q_EMIT restoreRequested(m_list->current(), m_list->versions()[std::size_t(selected())]); });
    connect(m_raw, &QPushButton::clicked, this, [this] {
        const base::Record version = m_list->versions()[std::size_t(selected())];
        (new RawJsonDialog(tr("Version %1").arg(VersionList::numberOf(version)), version, this))->show();
    });
}

QWidget *RecordVersions::makeContent()
{
    auto *foot = new QWidget;
    auto *buttons = new QHBoxLayout;
    buttons->setContentsMargins(theme::space::l, theme::space::s, theme::space::l, theme::space::s);
    buttons->setSpacing(theme::space::s);
    buttons->addWidget(m_use);
    buttons->addWidget(m_restore);
    buttons->addWidget(m_raw);
    buttons->addStretch(1);
    auto *column = new QVBoxLayout(foot);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(buttons);
    column->addWidget(m_fields, 1);
    auto *splitter = new QSplitter(Qt::Vertical);
    splitter->setChildrenCollapsible(false);
    auto *top = new QWidget;
    auto *rows = new QVBoxLayout(top);
    rows->setContentsMargins(theme::space::s, theme::space::s, theme::space::s, theme::space::s);
    rows->addWidget(m_rows);
    splitter->addWidget(top);
    splitter->addWidget(foot);
    splitter->setStretchFactor(0, 2);
    splitter->setStretchFactor(1, 3);
    return splitter;
}

void RecordVersions::setRecord(const base::Record &record)
{
    const bool same = m_list && record.id() == m_record.id() && VersionList::numberOf(record) == VersionList::numberOf(m_record);
    m_record = record;
    if (same)
        return refreshButtons();
    delete std::exchange(m_list, nullptr);
    if (isVisible())
        read();
}

void RecordVersions::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    if (!m_list && !m_record.isEmpty())
        read();
}

void RecordVersions::read()
{
    delete std::exchange(m_list, nullptr);
    m_list = new VersionList(&m_context.workspace->client(), m_descriptor, m_record, this);
    connect(m_list, &VersionList::changed, this, &RecordVersions::showList);
    showList();
}

void RecordVersions::showList()
{
    if (m_list->state() == VersionList::State::Loading)
        return m_state->showLoading(tr("Reading the versions…"));
    if (m_list->state() == VersionList::State::Failed) {
        const ErrorText words = ErrorText::of(*m_list->error());
        return m_state->showProblem({words.title, words.text, words.details, tr("Try again")});
    }
    m_rows->clear();
    const QDateTime now = m_context.clock->now();
    for (std::size_t i = 0; i < m_list->versions().size(); ++i) {
        const base::Record &version = m_list->versions()[i];
        QStringList parts{tr("Version %1").arg(VersionList::numberOf(version))};
        if (m_list->isCurrent(i))
            parts << tr("current");
        const QDateTime at = version.time("updated_at").isValid() ? version.time("updated_at") : version.time("created_at");
        if (at.isValid())
            parts << widgets::relativeTime(at, now);
        parts << changesText(i);
        auto *item = new QListWidgetItem(parts.join(QStringLiteral(" · ")), m_rows);
        item->setIcon(m_list->isCurrent(i) ? theme::icon(QStringLiteral("circle-dot"), theme::Token::Accent)
                                           : theme::icon(QStringLiteral("circle"), theme::Token::Muted));
        item->setSizeHint({100, theme::rowHeight(this)});
        item->setToolTip(widgets::toolTipText(item->text())); // the pane may be too narrow for it
    }
    m_state->showContent();
    m_rows->setCurrentRow(0);
    showVersion();
}

QString RecordVersions::changesText(std::size_t index) const
{
    if (index + 1 == m_list->versions().size())
        return tr("the oldest that is kept");
    QStringList labels;
    for (const std::string &path : m_list->changedIn(index))
        labels << fieldLabel(*m_descriptor.field(path));
    return labels.isEmpty() ? tr("nothing that is shown here") : tr("changed: %1").arg(labels.join(QStringLiteral(", ")));
}

int RecordVersions::selected() const
{
    return m_list && m_list->state() == VersionList::State::Ready ? m_rows->currentRow() : -1;
}

void RecordVersions::showVersion()
{
    delete m_fields->takeWidget();
    const int row = selected();
    if (row >= 0) {
        auto *body = new QWidget;
        theme::setBackground(body, theme::Token::Surface);
        auto *column = new QVBoxLayout(body);
        column->setContentsMargins(theme::space::l, theme::space::m, theme::space::l, theme::space::xl);
        column->setSpacing(theme::space::xs);
        fillFields(column, m_list->versions()[std::size_t(row)], m_list->changedIn(std::size_t(row)));
        column->addStretch(1);
        m_fields->setWidget(body);
    }
    refreshButtons();
}

void RecordVersions::fillFields(QVBoxLayout *column, const base::Record &version, const std::vector<std::string> &changed)
{
    for (const api::FieldDescriptor &field : m_descriptor.fields) {
        const bool isNew = std::find(changed.begin(), changed.end(), field.path) != changed.end();
        const base::Json *value = version.find(field.path);
        const QString text = value ? field.kind == api::FieldKind::AgentTools ? toolsText(*value) : fieldText(field, *value) : QString();
        if (text.isEmpty() && !isNew)
            continue;
        auto *label = new widgets::PlainLabel(isNew ? tr("%1 · changed in this version").arg(fieldLabel(field)) : fieldLabel(field));
        label->setRole(theme::Role::Small);
        label->setToken(isNew ? theme::Token::Accent : theme::Token::Muted);
        auto *said = new widgets::PlainLabel(text.isEmpty() ? tr("emptied") : text);
        said->setMultiLine(true);
        said->setSelectable(true);
        label->setBuddy(said);
        column->addWidget(label);
        column->addWidget(said);
        column->addSpacing(theme::space::s);
    }
}

QString RecordVersions::whyNotUse(std::size_t index) const
{
    const api::ResourceDescriptor *sessions = m_context.workspace->conversations();
    const auto field = std::find_if(sessions->fields.begin(), sessions->fields.end(),
                                    [this](const auto &one) { return one.kind == api::FieldKind::Reference && one.refersTo == m_descriptor.id; });
    if (RecordActions::isArchived(m_record))
        return tr("It is archived: no new session can use it.");
    if (!m_list->isCurrent(index) && !field->pinsVersion)
        return tr("New sessions on this server always use the newest version.");
    const auto refusal = m_context.workspace->client().refusal(sessions->id, api::Verb::Create);
    return refusal ? ErrorText::of(*refusal).sentence() : QString();
}

QString RecordVersions::whyNotRestore(std::size_t index) const
{
    if (m_list->isCurrent(index))
        return tr("This is the version it has now.");
    if (RecordActions::isArchived(m_record))
        return tr("It is archived: it cannot be changed any more.");
    const auto refusal = m_context.workspace->client().refusal(m_descriptor.id, api::Verb::Update);
    return refusal ? ErrorText::of(*refusal).sentence() : QString();
}

void RecordVersions::refreshButtons()
{
    const int row = selected();
    const auto set = [row](QPushButton *button, const QString &why) {
        button->setEnabled(row >= 0 && why.isEmpty());
        widgets::setToolTipText(button, why);
    };
    const auto &fields = m_context.workspace->conversations() ? m_context.workspace->conversations()->fields : m_descriptor.fields;
    m_use->setVisible(std::any_of(fields.begin(), fields.end(), [this](const auto &one) { return one.refersTo == m_descriptor.id; }));
    set(m_use, row < 0 || m_use->isHidden() ? QString() : whyNotUse(std::size_t(row)));
    set(m_restore, row < 0 ? QString() : whyNotRestore(std::size_t(row)));
    set(m_raw, {});
}

} // namespace screens
