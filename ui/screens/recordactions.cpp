#include "ui/screens/recordactions.h"

#include "base/plaintext.h"
#include "models/workspace.h"
#include "ui/screens/errortext.h"
#include "ui/screens/nameconfirmation.h"
#include "ui/screens/resourcetext.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"
#include "ui/widgets/messagebar.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QMenu>
#include <QPushButton>

#include <utility>

namespace screens {

RecordActions::RecordActions(const PageContext &context, const api::ResourceDescriptor &descriptor, widgets::MessageBar *bar, QWidget *page)
    : QObject(page), m_context(context), m_descriptor(descriptor), m_bar(bar), m_page(page)
{
}

bool RecordActions::isArchived(const base::Record &record)
{
    const base::Json *at = record.find("archived_at");
    return (at && !at->is_null()) || record.boolean("archived");
}

bool RecordActions::canEdit(const base::Record &record) const
{
    return m_descriptor.can(api::Verb::Update) && !isArchived(record) && why(api::Verb::Update).isEmpty();
}

QString RecordActions::why(api::Verb verb) const
{
    const auto refusal = m_context.workspace->client().refusal(m_descriptor.id, verb);
    return refusal ? ErrorText::of(*refusal).sentence() : QString();
}

QString RecordActions::why(const api::ActionDescriptor &action) const
{
    const auto refusal = m_context.workspace->client().refusedAction(m_descriptor.id, action.id);
    return refusal ? ErrorText::of(*refusal).sentence() : QString();
}

QString RecordActions::titleOf(const base::Record &record) const
{
    const QString title = record.string(m_descriptor.titlePath);
    return base::plainLine(title.isEmpty() ? base::shortId(record.id()) : title, 80);
}

QAction *RecordActions::add(QMenu *menu, const QString &id, const QString &label, const QString &icon)
{
    QAction *action = menu->addAction(theme::icon(icon), label);
    action->setObjectName(QStringLiteral("record.") + id);
    return action;
}

void RecordActions::fillMenu(QMenu *menu, const base::Record &record)
{
    menu->setToolTipsVisible(true);
    const auto forVerb = [this](QAction *action, api::Verb verb) {
        const QString reason = why(verb);
        action->setEnabled(reason.isEmpty());
        action->setToolTip(reason.toHtmlEscaped());
    };
    connect(add(menu, QStringLiteral("open"), tr("Open"), QStringLiteral("arrow-right")), &QAction::triggered, this,
            [this, record] { Q_EMIT openRequested(record); });
    if (m_descriptor.can(api::Verb::Update) && !isArchived(record)) {
        QAction *edit = add(menu, QStringLiteral("edit"), tr("Edit…"), QStringLiteral("pencil"));
        edit->setShortcut(Qt::Key_F2);
        edit->setShortcutVisibleInContextMenu(true);
        forVerb(edit, api::Verb::Update);
        connect(edit, &QAction::triggered, this, [this, record] { Q_EMIT editRequested(record); });
    }
    menu->addSeparator();
    connect(add(menu, QStringLiteral("copyId"), tr("Copy id"), QStringLiteral("copy")), &QAction::triggered, this, [this, record] { copyId(record); });
    connect(add(menu, QStringLiteral("copyJson"), tr("Copy JSON"), QStringLiteral("braces")), &QAction::triggered, this,
            [this, record] { copyJson(record); });
    addActions(menu, record);
    const bool archives = m_descriptor.can(api::Verb::Archive) && !isArchived(record);
    const bool deletes = m_descriptor.can(api::Verb::Delete);
    if (archives || deletes)
        menu->addSeparator();
    if (archives) {
        QAction *archiving = add(menu, QStringLiteral("archive"), tr("Archive…"), QStringLiteral("archive"));
        forVerb(archiving, api::Verb::Archive);
        connect(archiving, &QAction::triggered, this, [this, record] { askArchive(record); });
    }
    if (deletes) {
        QAction *deleting = add(menu, QStringLiteral("delete"), tr("Delete…"), QStringLiteral("trash-2"));
        deleting->setIcon(theme::icon(QStringLiteral("trash-2"), theme::Token::Fail));
        forVerb(deleting, api::Verb::Delete);
        connect(deleting, &QAction::triggered, this, [this, record] { askDelete(record); });
    }
}

void RecordActions::addActions(QMenu *menu, const base::Record &record)
{
    bool separated = false;
    for (const api::ActionDescriptor &action : m_descriptor.actions) {
        const bool fits = action.shownWhenPath.empty() || action.shownWhenWords.contains(record.string(action.shownWhenPath));
        if (!fits || isArchived(record))
            continue;
        if (!std::exchange(separated, true))
            menu->addSeparator();
        QAction *entry = add(menu, action.id, resourceText(action.label), action.icon);
        const QString reason = why(action);
        entry->setEnabled(reason.isEmpty());
        entry->setToolTip(reason.toHtmlEscaped());
        connect(entry, &QAction::triggered, this, [this, record, action] { act(record, action); });
    }
}

void RecordActions::copyId(const base::Record &record)
{
    QGuiApplication::clipboard()->setText(record.id());
}

void RecordActions::copyJson(const base::Record &record)
{
    QGuiApplication::clipboard()->setText(QString::fromUtf8(base::prettyJson(record.json())));
}

void RecordActions::removeOrArchive(const base::Record &record)
{
    if (m_descriptor.can(api::Verb::Archive) && !isArchived(record))
        askArchive(record);
    else if (m_descriptor.can(api::Verb::Delete))
        askDelete(record);
}

void RecordActions::askInBar(const QString &title, const QString &text, const QString &button, std::function<void()> act)
{
    m_bar->showMessage(widgets::MessageBar::Kind::Wait, title, text);
    m_bar->setDismissable(true);
    QPushButton *cancel = m_bar->addButton(QStringLiteral("cancel"), tr("Cancel"));
    QPushButton *go = m_bar->addButton(QStringLiteral("act"), button);
    theme::setButtonKind(go, theme::ButtonKind::Danger);
    connect(cancel, &QPushButton::clicked, m_bar, &widgets::MessageBar::dismiss);
    connect(go, &QPushButton::clicked, this, [this, act = std::move(act)] {
        m_bar->dismiss();
        act();
    });
    cancel->setFocus();
}

void RecordActions::askArchive(const base::Record &record)
{
    const QString title = tr("Archive “%1”?").arg(titleOf(record));
    const QString text = tr("It becomes read-only and leaves the list. What it is used in goes on; archiving cannot be undone.");
    if (m_context.workspace->profile().production) {
        auto *dialog = new NameConfirmation(title, text, titleOf(record), tr("Archive"), m_page);
        connect(dialog, &QDialog::accepted, this, [this, record] { archive(record); });
        dialog->open();
    } else {
        askInBar(title, text, tr("Archive"), [this, record] { archive(record); });
    }
}

void RecordActions::askDelete(const base::Record &record)
{
    const QString title = tr("Delete “%1”?").arg(titleOf(record));
    const QString text = tr("It is removed from the server with everything in it. This cannot be undone.");
    if (m_context.workspace->profile().production) {
        auto *dialog = new NameConfirmation(title, text, titleOf(record), tr("Delete"), m_page);
        connect(dialog, &QDialog::accepted, this, [this, record] { remove(record); });
        dialog->open();
    } else {
        askInBar(title, text, tr("Delete"), [this, record] { remove(record); });
    }
}

void RecordActions::archive(const base::Record &record)
{
    m_context.workspace->client().archive(m_descriptor, record.id())->then(this, [this, record](const base::Result<base::Record> &result) {
        if (!result)
            showError(result.error(), [this, record] { archive(record); });
    });
}

void RecordActions::remove(const base::Record &record)
{
    m_context.workspace->client().remove(m_descriptor, record.id())->then(this, [this, record](const base::Result<base::Done> &result) {
        if (!result)
            showError(result.error(), [this, record] { remove(record); });
    });
}

void RecordActions::act(const base::Record &record, const api::ActionDescriptor &action)
{
    m_context.workspace->client().act(m_descriptor, record.id(), action)->then(this, [this, record, action](const base::Result<base::Record> &result) {
        if (!result)
            showError(result.error(), [this, record, action] { act(record, action); });
        else if (!action.answerPath.empty())
            showAnswer(record, action, *result);
    });
}

void RecordActions::showAnswer(const base::Record &record, const api::ActionDescriptor &action, const base::Record &answer)
{
    const base::Json *value = answer.find(action.answerPath);
    const QString word = value ? base::toQString(*value) : QString();
    QString meaning = word.isEmpty() ? tr("The server did not say what came of it.") : tr("The server says “%1”.").arg(base::plainLine(word, 80));
    for (const api::Choice &known : action.answers) {
        if (known.word == word)
            meaning = resourceText(known.label);
    }
    m_bar->showMessage(widgets::MessageBar::Kind::Info, titleOf(record), meaning);
    m_bar->setDetails(QString::fromUtf8(base::prettyJson(answer.json())));
    m_bar->setDismissable(true);
}

void RecordActions::showError(const base::Error &error, std::function<void()> again)
{
    if (error.isCancelled())
        return;
    const ErrorText words = ErrorText::of(error);
    m_bar->showMessage(widgets::MessageBar::Kind::Fail, words.title, words.text);
    m_bar->setDetails(words.details);
    m_bar->setDismissable(true);
    if (words.next == ErrorText::Next::None || words.next == ErrorText::Next::FixInput)
        return;
    QPushButton *next = m_bar->addButton(QStringLiteral("next"), words.button);
    connect(next, &QPushButton::clicked, this, [this, step = words.next, again = std::move(again)] {
        m_bar->dismiss();
        if (step == ErrorText::Next::Retry)
            again();
        else if (step == ErrorText::Next::ChangeConnection)
            Q_EMIT connectionSettingsRequested();
        else
            Q_EMIT reloadRequested();
    });
}

} // namespace screens
