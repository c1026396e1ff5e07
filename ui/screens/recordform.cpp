#include "ui/screens/recordform.h"

#include "models/resourcedraft.h"
#include "ui/screens/conflictdialog.h"
#include "ui/screens/errortext.h"
#include "ui/screens/fieldeditor.h"
#include "ui/screens/rawjsontab.h"
#include "ui/screens/resourcetext.h"
#include "ui/theme/space.h"
#include "ui/theme/theme.h"
#include "ui/widgets/busybar.h"
#include "ui/widgets/buttonrow.h"
#include "ui/widgets/messagebar.h"
#include "ui/widgets/plainlabel.h"

#include <QKeyEvent>
#include <QPushButton>
#include <QScrollArea>
#include <QShortcut>
#include <QTabWidget>
#include <QVBoxLayout>

namespace screens {

using models::ResourceDraft;

namespace {

constexpr int formWidth = 760;

} // namespace

RecordForm::RecordForm(const PageContext &context, ResourceDraft *draft, QWidget *parent)
    : QWidget(parent), m_context(context), m_draft(draft), m_message(new widgets::MessageBar(QStringLiteral("form.message"))),
      m_busy(new widgets::BusyBar), m_tabs(new QTabWidget), m_raw(new RawJsonTab(draft))
{
    draft->setParent(this);
    setObjectName(QStringLiteral("form"));
    setAccessibleName(title());
    theme::setBackground(this, theme::Token::Surface);
    m_tabs->setObjectName(QStringLiteral("form.tabs"));
    m_tabs->setAccessibleName(tr("Ways to edit"));
    m_tabs->setDocumentMode(true);
    m_tabs->addTab(makeFields(), tr("Fields"));
    m_tabs->addTab(m_raw, tr("Raw JSON"));
    auto *middle = new QWidget;
    middle->setMaximumWidth(formWidth);
    auto *column = new QVBoxLayout(middle);
    column->setContentsMargins(theme::space::xl, theme::space::l, theme::space::xl, theme::space::m);
    column->setSpacing(theme::space::s);
    column->addWidget(makeHeader());
    column->addWidget(m_message);
    column->addWidget(m_tabs, 1);
    column->addWidget(makeFooter());
    auto *outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->setSpacing(0);
    outer->addWidget(m_busy);
    auto *row = new QHBoxLayout;
    row->addStretch(1);
    row->addWidget(middle, 100);
    row->addStretch(1);
    outer->addLayout(row, 1);

    auto *saving = new QShortcut(QKeySequence::Save, this, nullptr, nullptr, Qt::WidgetWithChildrenShortcut);
    connect(saving, &QShortcut::activated, this, &RecordForm::save);
    connect(m_tabs, &QTabWidget::currentChanged, this, &RecordForm::tabChanged);
    connectDraft();
    refreshShown();
    refreshProblems();
}

RecordForm::~RecordForm() = default;

QString RecordForm::title() const
{
    const QString singular = resourceText(m_draft->descriptor().singular);
    return m_draft->mode() == ResourceDraft::Mode::Create ? tr("New %1").arg(singular) : tr("Edit %1").arg(singular);
}

QWidget *RecordForm::makeHeader()
{
    auto *header = new QWidget;
    auto *name = new widgets::PlainLabel(title());
    name->setRole(theme::Role::Page);
    name->setObjectName(QStringLiteral("form.title"));
    auto *column = new QVBoxLayout(header);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(2);
    column->addWidget(name);
    if (m_draft->mode() == ResourceDraft::Mode::Edit) {
        auto *id = new widgets::PlainLabel(m_draft->base().id());
        id->setRole(theme::Role::CodeSmall);
        id->setToken(theme::Token::Muted);
        column->addWidget(id);
    } else if (*m_draft->descriptor().purpose) {
        auto *purpose = new widgets::PlainLabel(resourceText(m_draft->descriptor().purpose));
        purpose->setMultiLine(true);
        purpose->setToken(theme::Token::Muted);
        column->addWidget(purpose);
    }
    return header;
}

QWidget *RecordForm::makeFields()
{
    auto *body = new QWidget;
    theme::setBackground(body, theme::Token::Surface);
    auto *column = new QVBoxLayout(body);
    column->setContentsMargins(2, theme::space::l, theme::space::m, theme::space::l);
    column->setSpacing(theme::space::l);
    for (const api::FieldDescriptor &field : m_draft->descriptor().fields) {
        auto *editor = new FieldEditor(m_context, m_draft, field);
        m_editors.push_back(editor);
        column->addWidget(editor);
    }
    column->addStretch(1);
    m_scroll = new QScrollArea;
    m_scroll->setObjectName(QStringLiteral("form.scroll"));
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setWidgetResizable(true);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_scroll->setFocusPolicy(Qt::NoFocus);
    theme::setBackground(m_scroll->viewport(), theme::Token::Surface);
    m_scroll->setWidget(body);
    return m_scroll;
}

QWidget *RecordForm::makeFooter()
{
    auto *row = new widgets::ButtonRow;
    m_hint = new widgets::PlainLabel;
    m_hint->setToken(theme::Token::Muted);
    m_hint->setRole(theme::Role::Small);
    m_hint->setObjectName(QStringLiteral("form.hint"));
    row->setLeading(m_hint);
    m_cancel = row->add(QStringLiteral("form.cancel"), tr("Cancel"));
    m_save = row->add(QStringLiteral("form.save"), m_draft->mode() == ResourceDraft::Mode::Create ? tr("Create") : tr("Save"), true);
    m_save->setToolTip(QKeySequence(QKeySequence::Save).toString(QKeySequence::NativeText));
    connect(m_cancel, &QPushButton::clicked, this, &RecordForm::cancel);
    connect(m_save, &QPushButton::clicked, this, &RecordForm::save);
    return row;
}

void RecordForm::connectDraft()
{
    connect(m_draft, &ResourceDraft::changed, this, &RecordForm::draftChanged);
    connect(m_draft, &ResourceDraft::stateChanged, this, &RecordForm::stateChanged);
    connect(m_draft, &ResourceDraft::saved, this, &RecordForm::saved);
    connect(m_draft, &ResourceDraft::failed, this, &RecordForm::showError);
    connect(m_draft, &ResourceDraft::conflictFound, this, &RecordForm::openConflict);
}

FieldEditor *RecordForm::editor(const std::string &path) const
{
    for (FieldEditor *editor : m_editors) {
        if (editor->field().path == path)
            return editor;
    }
    return nullptr;
}

bool RecordForm::isDirty() const
{
    const auto unfinished = [](const FieldEditor *editor) { return !editor->unfinished().isEmpty(); };
    return m_draft->isModified() || std::any_of(m_editors.begin(), m_editors.end(), unfinished);
}

void RecordForm::draftChanged(const std::string &path)
{
    for (FieldEditor *editor : m_editors) {
        if (path.empty() || editor->field().path == path)
            editor->load();
    }
    if (m_tabs->currentWidget() == m_raw)
        m_raw->load();
    refreshShown();
    refreshProblems();
    if (m_wasDirty != isDirty()) {
        m_wasDirty = !m_wasDirty;
        Q_EMIT dirtyChanged();
    }
}

void RecordForm::refreshShown()
{
    for (FieldEditor *editor : m_editors) {
        editor->setVisible(m_draft->isShown(editor->field()));
        editor->setReadOnly(m_draft->isReadOnly(editor->field()));
    }
}

void RecordForm::refreshProblems()
{
    const auto problems = m_draft->problems();
    const auto of = [&](const std::string &path) -> const ResourceDraft::Problem * {
        for (const auto &problem : problems) {
            // An empty new form is not a form full of mistakes.
            if (problem.path == path && (m_tried || problem.kind != ResourceDraft::Problem::Kind::Required))
                return &problem;
        }
        return nullptr;
    };
    for (FieldEditor *editor : m_editors)
        editor->showProblem(of(editor->field().path));
    m_raw->showProblem(of({}));
    // "Not saved yet" goes with the last mistake; what the server said stays until it is read.
    if (problems.empty() && m_message->kind() == widgets::MessageBar::Kind::Wait)
        m_message->hide();
}

void RecordForm::stateChanged()
{
    const bool saving = m_draft->state() == ResourceDraft::State::Saving;
    m_busy->setBusy(saving);
    m_tabs->setEnabled(!saving);
    m_save->setEnabled(!saving);
    m_hint->setText(saving ? tr("Saving…") : QString());
    if (saving)
        m_message->hide();
}

void RecordForm::save()
{
    if (m_draft->state() == ResourceDraft::State::Saving)
        return;
    m_tried = true;
    refreshProblems();
    for (FieldEditor *editor : m_editors) {
        if (!editor->unfinished().isEmpty()) {
            showUnfinished(editor->unfinished());
            m_tabs->setCurrentIndex(0);
            m_scroll->ensureWidgetVisible(editor);
            return;
        }
    }
    if (!m_draft->problems().empty()) {
        showFirstProblem();
        return;
    }
    m_message->hide();
    m_draft->submit();
}

void RecordForm::showUnfinished(const QString &text)
{
    m_message->showMessage(widgets::MessageBar::Kind::Wait, tr("Not saved yet"), text);
    m_message->setDismissable(true);
}

void RecordForm::showFirstProblem()
{
    const auto problems = m_draft->problems();
    const auto &first = problems.front();
    FieldEditor *field = editor(first.path);
    if (!field) {
        m_tabs->setCurrentWidget(m_raw);
        showUnfinished(FieldEditor::words(first, tr("The record")));
        return;
    }
    showUnfinished(problems.size() == 1 ? FieldEditor::words(first, field->problemText().isEmpty() ? tr("A field") : resourceText(field->field().label))
                                        : tr("%n fields need a look.", nullptr, int(problems.size())));
    if (m_tabs->currentIndex() == 0) {
        m_scroll->ensureWidgetVisible(field);
        field->focusEditor();
    }
}

void RecordForm::showError(const base::Error &error)
{
    if (error.isCancelled())
        return;
    // Nothing can have changed meanwhile that is not there yet: what is entered stands against something else, and the server says what.
    base::Error shown = error;
    if (m_draft->mode() == ResourceDraft::Mode::Create && error.kind == base::Error::Kind::Conflict)
        shown.kind = base::Error::Kind::Invalid;
    const ErrorText words = ErrorText::of(shown);
    m_message->showMessage(widgets::MessageBar::Kind::Fail, words.title, words.text);
    m_message->setDetails(words.details);
    m_message->setDismissable(true);
    if (words.next == ErrorText::Next::None)
        return;
    auto *button = m_message->addButton(QStringLiteral("next"), words.button);
    connect(button, &QPushButton::clicked, this, [this, step = int(words.next)] { nextStep(step); });
}

void RecordForm::nextStep(int step)
{
    switch (ErrorText::Next(step)) {
    case ErrorText::Next::Retry:
    case ErrorText::Next::Reload: save(); break; // saving again reads the newest version first and merges
    case ErrorText::Next::ChangeConnection: Q_EMIT connectionSettingsRequested(); break;
    case ErrorText::Next::CheckOutcome: Q_EMIT checkRequested(); break;
    case ErrorText::Next::FixInput:
        m_message->dismiss();
        for (FieldEditor *field : m_editors) {
            if (field->isVisible()) {
                field->focusEditor();
                break;
            }
        }
        break;
    case ErrorText::Next::None: break;
    }
}

void RecordForm::openConflict()
{
    if (m_conflict)
        return;
    m_conflict = new ConflictDialog(m_draft, this);
    connect(m_conflict, &QDialog::accepted, m_draft, &ResourceDraft::submit);
    connect(m_conflict, &QDialog::rejected, m_draft, &ResourceDraft::leaveConflict);
    m_conflict->open();
}

void RecordForm::tabChanged(int)
{
    if (m_tabs->currentWidget() == m_raw)
        m_raw->load();
}

void RecordForm::cancel()
{
    if (!isDirty() || m_draft->state() == ResourceDraft::State::Saved) {
        Q_EMIT cancelled();
        return;
    }
    m_message->showMessage(widgets::MessageBar::Kind::Wait, tr("Throw away your changes?"), tr("They are not saved anywhere else."));
    m_message->setDismissable(false);
    auto *keep = m_message->addButton(QStringLiteral("keep"), tr("Keep editing"));
    auto *discard = m_message->addButton(QStringLiteral("discard"), tr("Throw away"));
    theme::setButtonKind(discard, theme::ButtonKind::Danger);
    connect(keep, &QPushButton::clicked, m_message, &widgets::MessageBar::dismiss);
    connect(discard, &QPushButton::clicked, this, &RecordForm::cancelled);
    keep->setFocus();
}

void RecordForm::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape && event->modifiers() == Qt::NoModifier) {
        cancel();
        event->accept();
        return;
    }
    QWidget::keyPressEvent(event);
}

void RecordForm::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    if (m_focused)
        return;
    m_focused = true;
    for (FieldEditor *field : m_editors) {
        if (!field->isHidden() && field->editorWidget()->isEnabled()) {
            field->focusEditor();
            break;
        }
    }
}

} // namespace screens
