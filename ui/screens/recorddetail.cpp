#include "ui/screens/recorddetail.h"

#include "base/clock.h"
#include "base/plaintext.h"
#include "models/resourcelistmodel.h"
#include "models/workspace.h"
#include "ui/screens/fieldtext.h"
#include "ui/screens/recordactions.h"
#include "ui/screens/resourcetext.h"
#include "ui/theme/icons.h"
#include "ui/theme/space.h"
#include "ui/theme/theme.h"
#include "ui/widgets/jsoneditor.h"
#include "ui/widgets/numbertext.h"
#include "ui/widgets/statuschip.h"
#include "ui/widgets/timelabel.h"
#include "ui/widgets/timetext.h"

#include <QGridLayout>
#include <QHBoxLayout>
#include <QMenu>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QTabWidget>
#include <QToolButton>
#include <QVBoxLayout>

namespace screens {

namespace {

constexpr int labelWidth = 128;

QToolButton *headerTool(const QString &name, const QString &icon, const QString &label)
{
    auto *button = new QToolButton;
    button->setObjectName(name);
    button->setIcon(theme::icon(icon, theme::Token::Muted));
    button->setAccessibleName(label);
    button->setToolTip(label);
    button->setAutoRaise(true);
    return button;
}

} // namespace

RecordDetail::RecordDetail(const PageContext &context, const api::ResourceDescriptor &descriptor, RecordActions *actions, const QString &name,
                           QWidget *parent)
    : QWidget(parent), m_context(context), m_descriptor(descriptor), m_actions(actions), m_tabs(new QTabWidget), m_scroll(new QScrollArea),
      m_rawPage(new QWidget), m_raw(new widgets::JsonEditor(name + QStringLiteral(".raw")))
{
    setObjectName(name);
    theme::setBackground(this, theme::Token::Surface);
    m_scroll->setObjectName(name + QStringLiteral(".scroll"));
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setWidgetResizable(true);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    theme::setBackground(m_scroll->viewport(), theme::Token::Surface);
    m_raw->setReadOnly(true);
    m_raw->setAccessibleName(tr("Record as JSON"));
    m_tabs->setObjectName(name + QStringLiteral(".tabs"));
    m_tabs->setDocumentMode(true);
    m_tabs->addTab(m_scroll, tr("Details"));
    auto *rawColumn = new QVBoxLayout(m_rawPage);
    rawColumn->setContentsMargins(theme::space::l, theme::space::m, theme::space::l, theme::space::l);
    rawColumn->addWidget(m_raw);
    m_tabs->addTab(m_rawPage, tr("Raw JSON"));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(makeHeader());
    m_messageRow = new QVBoxLayout;
    m_messageRow->setContentsMargins(theme::space::l, 0, theme::space::l, 0);
    column->addLayout(m_messageRow);
    column->addWidget(m_tabs, 1);
    connect(m_tabs, &QTabWidget::currentChanged, this, [this] {
        if (m_tabs->currentWidget() == m_rawPage)
            m_raw->setText(QString::fromUtf8(base::prettyJson(m_record.json())));
    });
}

QWidget *RecordDetail::makeHeader()
{
    auto *header = new QWidget;
    m_title = new widgets::PlainLabel;
    m_title->setRole(theme::Role::Title);
    m_title->setObjectName(objectName() + QStringLiteral(".title"));
    m_id = new widgets::PlainLabel;
    m_id->setRole(theme::Role::CodeSmall);
    m_id->setToken(theme::Token::Muted);
    m_id->setElideMode(Qt::ElideMiddle);
    m_id->setObjectName(objectName() + QStringLiteral(".id"));
    m_status = new widgets::StatusChip;
    m_status->setObjectName(objectName() + QStringLiteral(".status"));
    m_back = headerTool(objectName() + QStringLiteral(".back"), QStringLiteral("arrow-left"), tr("Back to the list"));
    m_back->hide();
    auto *copy = headerTool(objectName() + QStringLiteral(".copyId"), QStringLiteral("copy"), tr("Copy id"));
    m_more = headerTool(objectName() + QStringLiteral(".more"), QStringLiteral("ellipsis"), tr("More actions"));
    m_close = headerTool(objectName() + QStringLiteral(".close"), QStringLiteral("x"), tr("Close details"));
    m_open = new QPushButton(tr("Open"));
    m_open->setObjectName(objectName() + QStringLiteral(".open"));
    m_open->setAccessibleName(tr("Open"));
    m_open->setVisible(m_descriptor.opensConversation);
    theme::setButtonKind(m_open, theme::ButtonKind::Primary);
    m_edit = new QPushButton(theme::icon(QStringLiteral("pencil")), tr("Edit"));
    m_edit->setObjectName(objectName() + QStringLiteral(".edit"));
    m_edit->setAccessibleName(tr("Edit"));

    auto *second = new QHBoxLayout;
    second->setSpacing(theme::space::s);
    second->addWidget(m_status);
    second->addWidget(m_id);
    second->addWidget(copy);
    second->addStretch(1);
    auto *first = new QHBoxLayout;
    first->setSpacing(theme::space::xs);
    first->addWidget(m_back);
    first->addWidget(m_title, 1);
    first->addWidget(m_open);
    first->addWidget(m_edit);
    first->addWidget(m_more);
    first->addWidget(m_close);
    auto *column = new QVBoxLayout(header);
    column->setContentsMargins(theme::space::l, theme::space::m, theme::space::m, theme::space::xs);
    column->setSpacing(theme::space::xs);
    column->addLayout(first);
    column->addLayout(second);

    connect(copy, &QToolButton::clicked, this, [this] { m_actions->copyId(m_record); });
    connect(m_close, &QToolButton::clicked, this, &RecordDetail::closeRequested);
    connect(m_back, &QToolButton::clicked, this, &RecordDetail::closeRequested);
    connect(m_edit, &QPushButton::clicked, this, [this] { Q_EMIT m_actions->editRequested(m_record); });
    connect(m_open, &QPushButton::clicked, this, [this] { Q_EMIT m_actions->openRequested(m_record); });
    connect(m_more, &QToolButton::clicked, this, [this] {
        auto *menu = new QMenu(this);
        menu->setAttribute(Qt::WA_DeleteOnClose);
        m_actions->fillMenu(menu, m_record);
        menu->popup(m_more->mapToGlobal(QPoint(0, m_more->height() + 2)));
    });
    return header;
}

void RecordDetail::setBackShown(bool shown)
{
    m_back->setVisible(shown);
    m_close->setVisible(!shown);
}

void RecordDetail::setAbsoluteTimes(bool absolute)
{
    if (m_absolute == absolute)
        return;
    m_absolute = absolute;
    if (!m_record.isEmpty())
        rebuild();
}

void RecordDetail::setRecord(const base::Record &record)
{
    if (record == m_record)
        return;
    const bool same = record.id() == m_record.id();
    const int position = same ? m_scroll->verticalScrollBar()->value() : 0;
    m_record = record;
    refreshHeader();
    rebuild();
    if (m_tabs->currentWidget() == m_rawPage)
        m_raw->setText(QString::fromUtf8(base::prettyJson(m_record.json())));
    m_scroll->verticalScrollBar()->setValue(position);
}

void RecordDetail::refreshHeader()
{
    const QString title = m_record.string(m_descriptor.titlePath);
    m_title->setText(title.isEmpty() ? tr("Untitled") : title);
    m_id->setText(m_record.id());
    setAccessibleName(m_title->text());
    QString word = m_descriptor.statusPath.empty() ? QString() : m_record.string(m_descriptor.statusPath);
    if (word.isEmpty() && RecordActions::isArchived(m_record))
        word = tr("archived");
    m_status->setStatus(word);
    m_status->setVisible(!word.isEmpty());
    m_edit->setVisible(m_descriptor.can(api::Verb::Update) && !RecordActions::isArchived(m_record));
    m_edit->setEnabled(m_actions->canEdit(m_record));
    widgets::setToolTipText(m_edit, m_actions->why(api::Verb::Update));
}

void RecordDetail::rebuild()
{
    delete m_scroll->takeWidget();
    m_scroll->setWidget(makeFields());
}

QWidget *RecordDetail::makeFields()
{
    auto *body = new QWidget;
    theme::setBackground(body, theme::Token::Surface);
    auto *column = new QVBoxLayout(body);
    column->setContentsMargins(theme::space::l, theme::space::l, theme::space::l, theme::space::xl);
    column->setSpacing(theme::space::m);
    for (const api::FieldDescriptor &field : m_descriptor.fields) {
        if (field.path != m_descriptor.titlePath && field.kind != api::FieldKind::FirstMessage)
            addField(column, field);
    }
    for (const api::ColumnDescriptor &descriptor : m_descriptor.columns) {
        if (!isCovered(descriptor.path))
            addColumn(column, descriptor);
    }
    for (const char *path : {"created_at", "updated_at", "archived_at"}) {
        const bool isColumn = std::any_of(m_descriptor.columns.begin(), m_descriptor.columns.end(), [&](const auto &c) { return c.path == path; });
        if (!isColumn && m_record.time(path).isValid())
            addColumn(column, {path, "", api::ColumnKind::Time});
    }
    column->addStretch(1);
    return body;
}

bool RecordDetail::isCovered(const std::string &path) const
{
    if (path == m_descriptor.titlePath || path == m_descriptor.statusPath || path == "id")
        return true;
    return std::any_of(m_descriptor.fields.begin(), m_descriptor.fields.end(), [&path](const auto &field) { return field.path == path; });
}

void RecordDetail::addFact(QVBoxLayout *column, const QString &label, QWidget *value)
{
    auto *row = new QHBoxLayout;
    row->setSpacing(theme::space::m);
    auto *name = new widgets::PlainLabel(label);
    name->setToken(theme::Token::Muted);
    name->setFixedWidth(labelWidth);
    row->addWidget(name, 0, Qt::AlignTop);
    row->addWidget(value, 1);
    name->setBuddy(value);
    if (!qobject_cast<widgets::PlainLabel *>(value))
        value->setAccessibleName(label); // a label of its own name would hide the value that it shows
    column->addLayout(row);
}

QWidget *RecordDetail::textBlock(const QString &text, bool code)
{
    auto *frame = new QWidget;
    theme::setBackground(frame, theme::Token::Raised);
    auto *label = new widgets::PlainLabel(text);
    label->setMultiLine(true);
    label->setSelectable(true);
    if (code)
        label->setRole(theme::Role::Code);
    auto *column = new QVBoxLayout(frame);
    column->setContentsMargins(theme::space::m, theme::space::s, theme::space::m, theme::space::s);
    column->addWidget(label);
    return frame;
}

QWidget *RecordDetail::toolList(const base::Json &tools)
{
    auto *list = new QWidget;
    auto *grid = new QGridLayout(list);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setHorizontalSpacing(theme::space::l);
    grid->setVerticalSpacing(2);
    grid->setColumnStretch(1, 1);
    const QStringList lines = toolsText(tools).split(QLatin1Char('\n'), Qt::SkipEmptyParts);
    for (int row = 0; row < int(lines.size()); ++row) {
        auto *tool = new widgets::PlainLabel(lines[row].section(QStringLiteral(" · "), 0, 0));
        tool->setRole(theme::Role::Code);
        auto *note = new widgets::PlainLabel(lines[row].section(QStringLiteral(" · "), 1));
        note->setToken(theme::Token::Muted);
        grid->addWidget(tool, row, 0);
        grid->addWidget(note, row, 1);
    }
    return list;
}

QWidget *RecordDetail::reference(const api::FieldDescriptor &field, const QString &text)
{
    models::ResourceListModel *list = m_context.workspace->list(field.refersTo);
    QStringList shown;
    for (const QString &id : text.split(QLatin1Char('\n'))) {
        const base::Record *target = list ? list->record(id) : nullptr;
        const QString title = target ? target->string(list->descriptor().titlePath) : QString();
        shown << (title.isEmpty() ? id : title + QStringLiteral("  ") + base::shortId(id));
    }
    auto *label = new widgets::PlainLabel(shown.join(QLatin1Char('\n')));
    label->setMultiLine(true);
    label->setSelectable(true);
    widgets::setToolTipText(label, text);
    return label;
}

QWidget *RecordDetail::time(const QDateTime &time)
{
    auto *label = new widgets::TimeLabel([clock = m_context.clock] { return clock->now(); });
    label->setAbsolute(m_absolute);
    label->setTime(time);
    return label;
}

void RecordDetail::addField(QVBoxLayout *column, const api::FieldDescriptor &field)
{
    const base::Json *value = m_record.find(field.path);
    const bool kept = field.kind == api::FieldKind::Secret && field.required && appliesTo(m_descriptor, field, m_record);
    const QString text = kept ? tr("Stored; nobody can read it back.") : value ? fieldText(field, *value) : QString();
    if (text.isEmpty())
        return;
    const bool block = field.kind == api::FieldKind::Text || field.kind == api::FieldKind::Json;
    if (block && (text.contains(QLatin1Char('\n')) || text.size() > 80)) {
        auto *label = new widgets::PlainLabel(fieldLabel(field));
        label->setToken(theme::Token::Muted);
        column->addWidget(label);
        column->addWidget(textBlock(text, field.kind == api::FieldKind::Json));
        return;
    }
    if (field.kind == api::FieldKind::AgentTools) {
        addFact(column, fieldLabel(field), toolList(*value));
        return;
    }
    if (field.kind == api::FieldKind::Reference || field.kind == api::FieldKind::References) {
        addFact(column, fieldLabel(field), reference(field, text));
        return;
    }
    if (field.kind == api::FieldKind::Moment && m_record.time(field.path).isValid()) {
        addFact(column, fieldLabel(field), time(m_record.time(field.path)));
        return;
    }
    auto *label = new widgets::PlainLabel(text);
    label->setMultiLine(true);
    label->setSelectable(true);
    if (kept)
        label->setToken(theme::Token::Muted);
    addFact(column, fieldLabel(field), label);
}

void RecordDetail::addColumn(QVBoxLayout *column, const api::ColumnDescriptor &descriptor)
{
    QString label = resourceText(descriptor.label);
    if (label.isEmpty())
        label = descriptor.path == "created_at" ? tr("Created") : descriptor.path == "updated_at" ? tr("Updated") : tr("Archived");
    const QVariant value = models::columnValue(m_record, descriptor);
    if (!value.isValid() || descriptor.kind == api::ColumnKind::Status)
        return;
    if (descriptor.kind == api::ColumnKind::Time) {
        addFact(column, label, time(value.toDateTime()));
        return;
    }
    QString text = value.toString();
    if (descriptor.kind == api::ColumnKind::Tokens)
        text = widgets::numberText(value.toLongLong());
    else if (descriptor.kind == api::ColumnKind::Money)
        text = widgets::moneyText(value.toLongLong(), models::columnCurrency(m_record, descriptor));
    if (text.isEmpty())
        return;
    auto *shown = new widgets::PlainLabel(text);
    shown->setMultiLine(true);
    shown->setSelectable(true);
    addFact(column, label, shown);
}

} // namespace screens
