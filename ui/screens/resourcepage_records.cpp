#include "ui/screens/resourcepage.h"

#include "accounts/settings.h"
#include "models/resourcedraft.h"
#include "models/resourcelistmodel.h"
#include "models/workspace.h"
#include "ui/screens/recordactions.h"
#include "ui/screens/recorddetail.h"
#include "ui/screens/recordform.h"
#include "ui/screens/resourcetable.h"
#include "ui/theme/space.h"
#include "ui/widgets/messagebar.h"
#include "ui/widgets/searchfield.h"

#include <QKeyEvent>
#include <QPushButton>
#include <QSplitter>
#include <QStackedWidget>

namespace screens {

using models::ResourceListModel;

namespace {

//! Below this the list and the record share one column: the window's 900 px less the sidebar's 220.
constexpr int oneColumnBelow = theme::narrowWidth - 220;

} // namespace

// ---- records -----------------------------------------------------------------------------------------------------------------

void ResourcePage::setDetailShown(bool shown)
{
    m_detailShown = shown;
    if (!shown)
        closeDetail();
}

void ResourcePage::currentChangedTo(const QString &id)
{
    // Moving through the list takes an open record along; it never opens one by itself.
    const base::Record *record = m_detailOpen && !m_narrow ? m_model->record(id) : nullptr;
    if (record)
        m_detail->setRecord(*record);
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
    if (!m_detail) {
        m_detail = new RecordDetail(m_context, descriptor(), m_actions, name("detail"));
        m_detail->setMinimumWidth(300);
        m_detail->setAbsoluteTimes(m_context.settings && m_context.settings->absoluteTimes());
        m_splitter->addWidget(m_detail);
        m_splitter->setStretchFactor(1, 0);
        connect(m_detail, &RecordDetail::closeRequested, this, &ResourcePage::closeDetail);
        connect(m_splitter, &QSplitter::splitterMoved, this, &ResourcePage::rememberLayout);
        const QByteArray layout = m_context.settings ? m_context.settings->windowState(name("splitter")) : QByteArray();
        if (layout.isEmpty() || !m_splitter->restoreState(layout))
            m_splitter->setSizes({width() * 58 / 100, width() * 42 / 100});
    }
    m_detail->setRecord(record);
    m_detailOpen = true;
    arrange();
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
    return m_form && m_form->isDirty();
}

void ResourcePage::newRecord()
{
    if (m_form && (m_form->draft()->mode() == models::ResourceDraft::Mode::Create || m_form->isDirty())) {
        leaveFormOpen();
        return;
    }
    openForm(m_context.workspace->draft(descriptor().id, this));
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
    openForm(m_context.workspace->draft(descriptor().id, *record, this));
}

//! What was typed there is not saved: it comes back to the front instead of being replaced.
void ResourcePage::leaveFormOpen()
{
    m_stack->setCurrentWidget(m_form);
    m_form->setFocus();
}

void ResourcePage::openForm(models::ResourceDraft *draft)
{
    closeForm();
    m_form = new RecordForm(m_context, draft);
    m_stack->addWidget(m_form);
    m_stack->setCurrentWidget(m_form);
    m_message->dismiss();
    connect(m_form, &RecordForm::cancelled, this, [this] {
        closeForm();
        focusList();
    });
    connect(m_form, &RecordForm::saved, this, &ResourcePage::formSaved);
    connect(m_form, &RecordForm::dirtyChanged, this, &ResourcePage::unsavedChanged);
    connect(m_form, &RecordForm::connectionSettingsRequested, this, &ResourcePage::connectionSettingsRequested);
    connect(m_form, &RecordForm::checkRequested, this, [this] {
        m_stack->setCurrentWidget(m_splitter);
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
    Q_EMIT unsavedChanged();
}

void ResourcePage::closeForm()
{
    if (!m_form)
        return;
    RecordForm *form = m_form;
    m_form = nullptr;
    m_stack->setCurrentWidget(m_splitter);
    m_stack->removeWidget(form);
    form->setObjectName(QString()); // the next one may open before this is gone
    form->deleteLater();
    Q_EMIT unsavedChanged();
}

void ResourcePage::formSaved(const base::Record &record)
{
    const bool created = m_form && m_form->draft()->mode() == models::ResourceDraft::Mode::Create;
    closeForm();
    m_model->upsert(record);
    m_table->select(record.id());
    focusList();
    if (descriptor().opensConversation) {
        if (created)
            Q_EMIT openRequested(record);
    } else if (m_detailShown) {
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
    if (m_model->state() == ResourceListModel::State::Idle)
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
