#include "ui/screens/sessionacts.h"

#include "base/plaintext.h"
#include "models/resourcedraft.h"
#include "ui/screens/abilitywords.h"
#include "ui/screens/errortext.h"
#include "ui/screens/nameconfirmation.h"
#include "ui/screens/rawjsondialog.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"
#include "ui/widgets/messagebar.h"

#include <QAction>
#include <QClipboard>
#include <QGuiApplication>
#include <QPushButton>

namespace screens {

SessionActs::SessionActs(models::Workspace *workspace, models::Conversation *conversation, widgets::MessageBar *bar, QWidget *page)
    : QObject(page), m_workspace(workspace), m_conversation(conversation), m_bar(bar), m_page(page),
      m_interrupt(make(QStringLiteral("interrupt"), tr("Interrupt"), QStringLiteral("octagon-x"))),
      m_rename(make(QStringLiteral("rename"), tr("Rename"), QStringLiteral("pencil"))),
      m_copyId(make(QStringLiteral("copyId"), tr("Copy id"), QStringLiteral("copy"))),
      m_raw(make(QStringLiteral("raw"), tr("Raw JSON…"), QStringLiteral("braces"))),
      m_forget(make(QStringLiteral("forget"), tr("Forget the copy kept here"), QStringLiteral("database"))),
      m_archive(make(QStringLiteral("archive"), tr("Archive…"), QStringLiteral("archive"))),
      m_delete(make(QStringLiteral("delete"), tr("Delete…"), QStringLiteral("trash-2")))
{
    connect(m_interrupt, &QAction::triggered, this, &SessionActs::interruptRequested);
    connect(m_rename, &QAction::triggered, this, &SessionActs::renameRequested);
    connect(m_copyId, &QAction::triggered, this, [this] {
        QGuiApplication::clipboard()->setText(m_conversation->id());
        Q_EMIT said(tr("The id is in the clipboard."));
    });
    connect(m_raw, &QAction::triggered, this, &SessionActs::showRaw);
    connect(m_forget, &QAction::triggered, this, &SessionActs::forget);
    connect(m_archive, &QAction::triggered, this, &SessionActs::askArchive);
    connect(m_delete, &QAction::triggered, this, &SessionActs::askDelete);
    connect(&m_workspace->client(), &api::Client::refusalChanged, this, &SessionActs::refresh);
    refresh();
}

QAction *SessionActs::make(const QString &name, const QString &text, const QString &icon)
{
    auto *action = new QAction(theme::icon(icon), text, this);
    action->setObjectName(QStringLiteral("session.") + name);
    return action;
}

QList<QAction *> SessionActs::actions() const
{
    return {m_interrupt, m_rename, m_copyId, m_raw, m_forget, m_archive, m_delete};
}

QString SessionActs::why(api::Verb verb) const
{
    const api::ResourceDescriptor *sessions = m_workspace->conversations();
    if (!sessions || !sessions->can(verb))
        return tr("This server does not offer it.");
    if (const auto refusal = m_workspace->client().refusal(sessions->id, verb))
        return ErrorText::of(*refusal).text;
    const bool archived = !m_conversation->session().string("archived_at").isEmpty();
    if (archived && verb != api::Verb::Delete)
        return tr("This session is archived.");
    if (m_conversation->turnRunning() && verb != api::Verb::Update)
        return tr("A turn is running. Interrupt it first.");
    return {};
}

void SessionActs::letGo()
{
    m_conversation = nullptr;
    const QList<QAction *> all = actions();
    for (QAction *action : all)
        action->setEnabled(false);
}

void SessionActs::refresh()
{
    if (!m_conversation)
        return;
    m_interrupt->setEnabled(m_conversation->turnRunning() && m_conversation->traits().interrupt && !m_conversation->isInterrupting());
    m_interrupt->setStatusTip(whyNot(m_conversation->traits(), api::Outgoing::Kind::Interrupt));
    m_interrupt->setToolTip(m_interrupt->statusTip());
    const auto set = [this](QAction *action, api::Verb verb) {
        const QString reason = why(verb);
        action->setEnabled(reason.isEmpty());
        action->setStatusTip(base::plainLine(reason));
    };
    m_forget->setEnabled(m_workspace->keepsTranscripts());
    m_forget->setStatusTip(tr("The transcript stays on the server, and is read from there when the session is opened again."));
    set(m_rename, api::Verb::Update);
    set(m_archive, api::Verb::Archive);
    set(m_delete, api::Verb::Delete);
}

void SessionActs::showError(const base::Error &error, std::function<void()> again)
{
    if (error.isCancelled())
        return;
    const ErrorText words = ErrorText::of(error);
    m_bar->showMessage(widgets::MessageBar::Kind::Fail, words.title, words.text);
    m_bar->setDetails(words.details);
    m_bar->setDismissable(true);
    connect(m_bar->addButton(QStringLiteral("again"), tr("Try again")), &QPushButton::clicked, this, [this, again = std::move(again)] {
        m_bar->dismiss();
        again();
    });
}

void SessionActs::rename(const QString &title)
{
    const api::ResourceDescriptor *sessions = m_workspace->conversations();
    if (!sessions || !m_conversation)
        return;
    auto *draft = m_workspace->draft(sessions->id, m_conversation->session(), this);
    draft->setText(sessions->titlePath, title);
    connect(draft, &models::ResourceDraft::saved, this, [this, draft] {
        draft->deleteLater();
        Q_EMIT said(tr("Renamed."));
    });
    connect(draft, &models::ResourceDraft::failed, this, [this, draft, title](const base::Error &error) {
        draft->deleteLater();
        Q_EMIT renameFailed();
        showError(error, [this, title] { rename(title); });
    });
    connect(draft, &models::ResourceDraft::conflictFound, draft, [draft] {
        for (std::size_t i = 0; i < draft->conflicts().size(); ++i)
            draft->resolve(int(i), models::ResourceDraft::Side::Mine); // only the title was changed, and just now by hand
    });
    draft->submit();
}

void SessionActs::askArchive()
{
    m_bar->showMessage(widgets::MessageBar::Kind::Wait, tr("Archive this session?"),
                       tr("It can still be read, but it takes no more messages. This cannot be undone."));
    m_bar->setDismissable(true);
    connect(m_bar->addButton(QStringLiteral("archive"), tr("Archive")), &QPushButton::clicked, this, &SessionActs::archive);
}

void SessionActs::archive()
{
    m_bar->dismiss();
    const api::ResourceDescriptor *sessions = m_workspace->conversations();
    if (!m_conversation)
        return;
    m_workspace->client().archive(*sessions, m_conversation->id())->then(this, [this](const base::Result<base::Record> &result) {
        if (result.ok())
            Q_EMIT said(tr("Archived."));
        else
            showError(result.error(), [this] { archive(); });
        refresh();
    });
}

void SessionActs::askDelete()
{
    if (m_workspace->profile().production) {
        auto *dialog = new NameConfirmation(tr("Delete this session?"), tr("Its transcript is removed from the server for good."),
                                            m_conversation->title(), tr("Delete"), m_page);
        connect(dialog, &QDialog::accepted, this, &SessionActs::remove);
        dialog->open();
        return;
    }
    m_bar->showMessage(widgets::MessageBar::Kind::Fail, tr("Delete this session?"),
                       tr("Its transcript is removed from the server for good. Archiving keeps it."));
    m_bar->setDismissable(true);
    QPushButton *button = m_bar->addButton(QStringLiteral("delete"), tr("Delete"));
    theme::setButtonKind(button, theme::ButtonKind::Danger);
    connect(button, &QPushButton::clicked, this, &SessionActs::remove);
    if (m_archive->isEnabled())
        connect(m_bar->addButton(QStringLiteral("archiveInstead"), tr("Archive instead")), &QPushButton::clicked, this, &SessionActs::archive);
}

void SessionActs::remove()
{
    m_bar->dismiss();
    const api::ResourceDescriptor *sessions = m_workspace->conversations();
    if (!m_conversation)
        return;
    const QString id = m_conversation->id();
    m_workspace->client().remove(*sessions, id)->then(this, [this, id](const base::Outcome &outcome) {
        if (outcome.ok())
            Q_EMIT removed(id);
        else
            showError(outcome.error(), [this] { remove(); });
    });
}

void SessionActs::forget()
{
    // Nothing is asked: it can be had again as long as the server has it.
    m_workspace->forgetKept(this, m_conversation->id())->then(this, [this](const base::Outcome &outcome) {
        if (outcome.ok())
            Q_EMIT said(tr("Nothing of this session's transcript is kept on this computer any more."));
        else
            showError(outcome.error(), [this] { forget(); });
    });
}

void SessionActs::showRaw()
{
    auto *dialog = new RawJsonDialog(m_conversation->title(), m_conversation->session(), m_page);
    dialog->show();
}

} // namespace screens
