#include "ui/screens/resourcepage.h"

#include "accounts/settings.h"
#include "base/clock.h"
#include "models/recordmarks.h"
#include "models/resourcedraft.h"
#include "models/resourcelistmodel.h"
#include "models/versionlist.h"
#include "models/workspace.h"
#include "ui/screens/recordactions.h"
#include "ui/screens/recorddetail.h"
#include "ui/screens/recordform.h"
#include "ui/screens/recordparts.h"
#include "ui/screens/recordversions.h"
#include "ui/screens/resourcetable.h"
#include "ui/theme/space.h"
#include "ui/widgets/messagebar.h"
#include "ui/widgets/searchfield.h"

#include <QKeyEvent>
#include <QPushButton>
#include <QSplitter>
#include <QStackedWidget>
#include <QTabWidget>

namespace screens {

using models::ResourceListModel;

namespace {

//! Below this the list and the record share one column: the window's 900 px less the sidebar's 220.
constexpr int oneColumnBelow = theme::narrowWidth - 220;
constexpr int secondsUntilOld = 30;

} // namespace

// ---- records -----------------------------------------------------------------------------------------------------------------

void ResourcePage::setDetailShown(bool shown)
{
    m_detailShown = shown;
    if (!shown)
        closeDetail();
}

bool ResourcePage::setClosed(const QString &reason)
{
    if (reason == m_closed)
        return false;
    m_closed = reason;
    refreshHeader();
    return true;
}

void ResourcePage::currentChangedTo(const QString &id)
{
    // Moving through the list takes an open record along; it never opens one by itself.
    const base::Record *record = m_detailOpen && !m_narrow ? m_model->record(id) : nullptr;
    if (record)
        setDetailRecord(*record);
}

void ResourcePage::activate(const QString &id)
{
    const base::Record *record = m_model->record(id);
    if (!record)
        return;
    if (descriptor().opensConversation)
        Q_EMIT openRequested(*record);
    else
        showDetail(*record);
}

void ResourcePage::showDetail(const base::Record &record)
{
    if (!m_detail)
        makeDetail();
    setDetailRecord(record);
    m_detailOpen = true;
    arrange();
}

void ResourcePage::makeDetail()
{
    m_detail = new RecordDetail(m_context, descriptor(), m_actions, name("detail"));
    m_detail->setMinimumWidth(300);
    m_detail->setAbsoluteTimes(m_context.settings && m_context.settings->absoluteTimes());
    m_parts = new RecordParts(m_context, descriptor(), m_detail->tabs(), this);
    if (!descriptor().versionsPath.isEmpty()) {
        m_versions = new RecordVersions(m_context, descriptor(), name("versions"));
        m_detail->tabs()->insertTab(m_detail->tabs()->count() - 1, m_versions, tr("Versions"));
        connect(m_versions, &RecordVersions::restoreRequested, this, &ResourcePage::restoreVersion);
        connect(m_versions, &RecordVersions::useRequested, this, &ResourcePage::conversationRequested);
    }
    m_splitter->addWidget(m_detail);
    m_splitter->setStretchFactor(1, 0);
    connect(m_parts, &RecordParts::unsavedChanged, this, &ResourcePage::unsavedChanged);
    connect(m_parts, &RecordParts::connectionSettingsRequested, this, &ResourcePage::connectionSettingsRequested);
    connect(m_detail, &RecordDetail::closeRequested, this, &ResourcePage::closeDetail);
    connect(m_splitter, &QSplitter::splitterMoved, this, &ResourcePage::rememberLayout);
    const QByteArray layout = m_context.settings ? m_context.settings->windowState(name("splitter")) : QByteArray();
    if (layout.isEmpty() || !m_splitter->restoreState(layout))
        m_splitter->setSizes({width() * 58 / 100, width() * 42 / 100});
}

void ResourcePage::setDetailRecord(const base::Record &record)
{
    m_detail->setRecord(record);
    m_parts->setRecord(record);
    if (m_versions)
        m_versions->setRecord(record);
}

void ResourcePage::closeDetail()
{
    if (!m_detailOpen)
        return;
    m_detailOpen = false;
    arrange();
    focusList();
}

void ResourcePage::arrange()
{
    m_narrow = width() < oneColumnBelow;
    const bool detail = m_detailOpen && m_detail;
    if (m_detail) {
        m_detail->setVisible(detail);
        m_detail->setBackShown(m_narrow);
    }
    m_listPane->setVisible(!detail || !m_narrow);
    // Questions and errors are where they are seen.
    QVBoxLayout *row = detail && m_narrow ? m_detail->messageRow() : m_messageRow;
    if (row->indexOf(m_message) < 0)
        row->addWidget(m_message);
}

void ResourcePage::revealRecord(const QString &id)
{
    m_table->select(id);
    const base::Record *record = m_model->record(id);
    if (record && m_detailShown)
        showDetail(*record);
}

void ResourcePage::rememberLayout()
{
    if (m_context.settings && !m_narrow)
        m_context.settings->setWindowState(name("splitter"), m_splitter->saveState());
}

// ---- the form ----------------------------------------------------------------------------------------------------------------

bool ResourcePage::hasUnsavedChanges() const
{
    return (m_form && m_form->isDirty()) || (m_parts && m_parts->hasUnsavedChanges());
}

void ResourcePage::newRecord()
{
    if (m_form && (m_form->draft()->mode() == models::ResourceDraft::Mode::Create || m_form->isDirty())) {
        leaveFormOpen();
        return;
    }
    openForm(m_context.workspace->draft(descriptor(), this));
}

void ResourcePage::newRecordWith(const std::string &path, const base::Json &value)
{
    newRecord();
    if (m_form->draft()->mode() == models::ResourceDraft::Mode::Create)
        m_form->draft()->setValue(path, value); // a form that was being filled in keeps the rest of what it has
}

void ResourcePage::restoreVersion(const base::Record &current, const base::Record &version)
{
    if (!m_actions->canEdit(current))
        return;
    if (m_form && m_form->isDirty()) {
        leaveFormOpen();
        return;
    }
    models::ResourceDraft *draft = m_context.workspace->draft(descriptor(), current, this);
    models::restore(*draft, version);
    openForm(draft);
}

void ResourcePage::editRecord(const QString &id)
{
    const base::Record *record = m_model->record(id);
    if (!record || !m_actions->canEdit(*record))
        return;
    if (m_form && m_form->isDirty()) {
        leaveFormOpen();
        return;
    }
    openForm(m_context.workspace->draft(descriptor(), *record, this));
}

//! What was typed there is not saved: it comes back to the front instead of being replaced.
void ResourcePage::leaveFormOpen()
{
    formPlace()->m_stack->setCurrentWidget(m_form);
    m_form->setFocus();
}

void ResourcePage::openForm(models::ResourceDraft *draft)
{
    closeForm();
    m_form = new RecordForm(m_context, draft);
    formPlace()->m_stack->addWidget(m_form);
    formPlace()->m_stack->setCurrentWidget(m_form);
    m_message->dismiss();
    connect(m_form, &RecordForm::cancelled, this, [this] {
        closeForm();
        focusList();
    });
    connect(m_form, &RecordForm::saved, this, &ResourcePage::formSaved);
    connect(m_form, &RecordForm::dirtyChanged, this, &ResourcePage::unsavedChanged);
    connect(m_form, &RecordForm::connectionSettingsRequested, this, &ResourcePage::connectionSettingsRequested);
    connect(m_form, &RecordForm::checkRequested, this, [this] {
        formPlace()->m_stack->setCurrentWidget(formPlace()->m_splitter);
        refresh();
        m_message->showMessage(widgets::MessageBar::Kind::Info, tr("Is it there?"), tr("This is what the server has now. What you entered is kept."));
        connect(m_message->addButton(QStringLiteral("back"), tr("Back to the form")), &QPushButton::clicked, this, [this] {
            m_message->dismiss();
            if (m_form)
                leaveFormOpen();
        });
        connect(m_message->addButton(QStringLiteral("found"), tr("It is there")), &QPushButton::clicked, this, [this] {
            m_message->dismiss();
            closeForm();
        });
    });
    Q_EMIT formShown(true);
    Q_EMIT unsavedChanged();
}

void ResourcePage::closeForm()
{
    if (!m_form)
        return;
    RecordForm *form = m_form;
    m_form = nullptr;
    formPlace()->m_stack->setCurrentWidget(formPlace()->m_splitter);
    formPlace()->m_stack->removeWidget(form);
    form->setObjectName(QString()); // the next one may open before this is gone
    form->deleteLater();
    Q_EMIT formShown(false);
    Q_EMIT unsavedChanged();
}

void ResourcePage::formSaved(const base::Record &record)
{
    const bool created = m_form && m_form->draft()->mode() == models::ResourceDraft::Mode::Create;
    closeForm();
    m_model->upsert(record);
    if (m_model->marks())
        m_model->marks()->setRead(record); // one's own change is no news
    m_table->select(record.id());
    focusList();
    if (descriptor().opensConversation) {
        if (created)
            Q_EMIT openRequested(record);
    } else if (m_detailShown && (!m_host || !m_narrow || m_detailOpen)) { // one after the other goes into a vault: its list stays
        showDetail(record);
    }
}

// ---- window ------------------------------------------------------------------------------------------------------------------

void ResourcePage::focusSearch()
{
    m_search->setFocus(Qt::ShortcutFocusReason);
}

void ResourcePage::focusList()
{
    m_table->setFocus();
    if (!m_table->currentIndex().isValid() && m_model->rowCount() > 0)
        m_table->select(m_model->index(0, 0).data(ResourceListModel::IdRole).toString());
}

void ResourcePage::refresh()
{
    m_model->refresh();
}

void ResourcePage::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    // Nothing keeps what is inside another thing up to date while that is closed; coming back from a form changes nothing.
    const QDateTime read = m_model->refreshedAt();
    const bool old = m_host && read.isValid() && read.secsTo(m_context.clock->now()) > secondsUntilOld;
    if (m_model->state() == ResourceListModel::State::Idle || old)
        m_model->refresh();
    m_model->setLive(true);
}

void ResourcePage::hideEvent(QHideEvent *event)
{
    QWidget::hideEvent(event);
    m_model->setLive(false);
}

void ResourcePage::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    arrange();
}

void ResourcePage::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape && m_detailOpen)
        closeDetail();
    else if (event->key() == Qt::Key_F5 || event->matches(QKeySequence::Refresh))
        refresh();
    else if (event->key() == Qt::Key_Slash && !m_form)
        focusSearch();
    else
        return QWidget::keyPressEvent(event);
    event->accept();
}

} // namespace screens
