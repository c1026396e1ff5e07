#include "ui/screens/connectiondialog.h"

#include "base/plaintext.h"
#include "ui/screens/connectioncheck.h"
#include "ui/screens/connectionform.h"
#include "ui/screens/connectionsaving.h"
#include "ui/screens/errortext.h"
#include "ui/screens/keyfields.h"
#include "ui/screens/secretwords.h"
#include "ui/theme/space.h"
#include "ui/theme/theme.h"
#include "ui/theme/tokens.h"
#include "ui/widgets/messagebar.h"
#include "ui/widgets/plainlabel.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QPushButton>
#include <QUuid>
#include <QVBoxLayout>

namespace screens {

using accounts::Keeping;
using accounts::SecretReply;
using accounts::SecretState;
using widgets::MessageBar;

ConnectionDialog::ConnectionDialog(Connections *connections, const Stores &stores, QWidget *parent)
    : ConnectionDialog(connections, stores, api::Profile{}, parent)
{
}

ConnectionDialog::ConnectionDialog(Connections *connections, const Stores &stores, const api::Profile &profile, QWidget *parent)
    : QDialog(parent), m_connections(connections), m_stores(stores), m_original(profile), m_form(new ConnectionForm(connections, profile, this)),
      m_check(new ConnectionCheck(connections, stores.secrets, m_form, profile.id, this)),
      m_saving(new ConnectionSaving(stores.profiles, stores.secrets, this)),
      m_bar(new MessageBar(QStringLiteral("connection.result"), this)), m_test(new QPushButton(this)), m_save(new QPushButton(this)),
      m_cancel(new QPushButton(tr("Cancel"), this)), m_remove(new QPushButton(tr("Remove…"), this))
{
    build();
    connect(m_form, &ConnectionForm::changed, this, &ConnectionDialog::updateButtons);
    connect(m_form, &ConnectionForm::signInRequested, this, &ConnectionDialog::signIn);
    connect(m_check, &ConnectionCheck::busy, this, [this](const QString &what) { setBusy(true, what); });
    connect(m_check, &ConnectionCheck::keyMissing, this, &ConnectionDialog::keyMissing);
    connect(m_check, &ConnectionCheck::ended, this, &ConnectionDialog::testEnded);
    connect(m_check, &ConnectionCheck::outdated, this, [this] {
        if (!m_busy && m_bar->title() == m_verdict) // else it says something else by now
            m_bar->dismiss();
    });
    connect(m_saving, &ConnectionSaving::keyOnItsWay, this, [this] { setBusy(true, tr("Keeping the key…")); });
    connect(m_saving, &ConnectionSaving::refused, this, &ConnectionDialog::offerWithoutKeychain);
    connect(m_saving, &ConnectionSaving::failed, this, &ConnectionDialog::showError);
    connect(m_saving, &ConnectionSaving::saved, this, [this](const QString &id) {
        m_form->access()->clear();
        Q_EMIT saved(id);
        QDialog::accept();
    });
    connect(m_test, &QPushButton::clicked, this, &ConnectionDialog::test);
    connect(m_save, &QPushButton::clicked, this, &ConnectionDialog::accept);
    connect(m_cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_remove, &QPushButton::clicked, this, &ConnectionDialog::askRemove);
    updateButtons();
}

ConnectionDialog::~ConnectionDialog() = default;

void ConnectionDialog::build()
{
    setObjectName(QStringLiteral("connection"));
    setWindowTitle(isEdit() ? tr("Edit the connection") : tr("Connect a workspace"));
    setAttribute(Qt::WA_DeleteOnClose);
    auto *title = new widgets::PlainLabel(windowTitle(), this);
    title->setRole(theme::Role::Page);
    buildButtons();

    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(theme::space::s);
    buttons->addWidget(m_test);
    buttons->addWidget(m_remove);
    buttons->addStretch(1);
    buttons->addWidget(m_cancel);
    buttons->addWidget(m_save);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(theme::space::xl, theme::space::xl, theme::space::xl, theme::space::l);
    column->setSpacing(theme::space::l);
    column->addWidget(title);
    column->addWidget(m_form);
    column->addWidget(m_bar);
    column->addStretch(1);
    column->addLayout(buttons);
    setMinimumWidth(560);
}

void ConnectionDialog::buildButtons()
{
    const auto prepare = [](QPushButton *button, const QString &name, const QString &accessible) {
        button->setObjectName(name);
        button->setAccessibleName(accessible);
        button->setAutoDefault(false);
    };
    m_save->setText(isEdit() ? tr("Save") : tr("Connect"));
    prepare(m_test, QStringLiteral("connection.test"), tr("Test the connection"));
    prepare(m_save, QStringLiteral("connection.save"), tr("Save the connection"));
    prepare(m_cancel, QStringLiteral("connection.cancel"), tr("Cancel"));
    prepare(m_remove, QStringLiteral("connection.remove"), tr("Remove the connection"));
    m_save->setDefault(true);
    theme::setButtonKind(m_save, theme::ButtonKind::Primary);
    m_remove->setVisible(isEdit());
}

void ConnectionDialog::askForKey(const QString &why)
{
    m_form->access()->focus();
    if (!why.isEmpty())
        m_bar->showMessage(MessageBar::Kind::Wait, QString(), why);
}

void ConnectionDialog::useOffer(const QString &variable)
{
    m_form->useOffer(variable);
    m_save->setFocus();
}

void ConnectionDialog::updateButtons()
{
    m_test->setText(m_check->isRunning() ? tr("Cancel the test") : tr("Test connection"));
    m_test->setEnabled(m_check->isRunning() || (!m_busy && m_form->canTest()));
    m_save->setEnabled(!m_busy && m_form->isSound());
}

void ConnectionDialog::setBusy(bool busy, const QString &what)
{
    m_busy = busy;
    if (busy && !what.isEmpty()) {
        m_bar->showMessage(MessageBar::Kind::Info, QString(), what);
        m_bar->setDismissable(false);
    }
    updateButtons();
}

void ConnectionDialog::showError(const base::Error &error)
{
    setBusy(false);
    const ErrorText words = ErrorText::of(error);
    m_bar->showMessage(MessageBar::Kind::Fail, words.title, words.text);
    m_bar->setDetails(words.details);
    offerNextStep(error);
}

void ConnectionDialog::offerNextStep(const base::Error &error)
{
    using Kind = base::Error::Kind;
    const auto offer = [this](const QString &label, auto act) {
        connect(m_bar->addButton(QStringLiteral("next"), label), &QPushButton::clicked, this, act);
    };
    switch (error.kind) {
    case Kind::Unauthorized:
    case Kind::Forbidden:
        offer(m_form->access()->usesKey() ? tr("Enter another key") : tr("Enter a key"), [this] { m_form->access()->focus(); });
        return;
    case Kind::Tls:
        offer(tr("Choose a certificate…"), [this] { m_form->chooseCertificate(); });
        return;
    case Kind::Protocol:
    case Kind::NotFound:
    case Kind::Unsupported:
    case Kind::Invalid:
        offer(tr("Change the address"), [this] { m_form->focusAddress(); });
        return;
    case Kind::Storage:
        offer(tr("Save again"), [this] { accept(); });
        return;
    default:
        offer(tr("Test again"), [this] { test(); });
    }
}

void ConnectionDialog::test()
{
    if (m_check->isRunning())
        m_check->stop();
    else
        m_check->start();
}

void ConnectionDialog::keyMissing(const base::Result<SecretReply> &reply)
{
    setBusy(false);
    if (!reply.ok())
        return showError(reply.error());
    const SecretWords words = SecretWords::ofReading(reply->state);
    m_bar->showMessage(MessageBar::Kind::Wait, words.title, words.text);
}

void ConnectionDialog::testEnded(const base::Outcome &outcome)
{
    if (outcome.ok())
        m_bar->showMessage(MessageBar::Kind::Ok, tr("The connection works."),
                           m_form->access()->usesKey() ? tr("The server answered and took the key.")
                                                       : tr("The server answered without asking who you are."));
    else if (outcome.error().isCancelled())
        m_bar->dismiss();
    else
        showError(outcome.error());
    m_verdict = m_bar->title();
    setBusy(false);
}

void ConnectionDialog::signIn()
{
    if (m_signingIn)
        return;
    m_signingIn = m_connections->signIn(this, m_form->entered());
    connect(m_signingIn, &SignIn::browserFailed, this, [this] { showSignIn(true); });
    m_signingIn->then(this, [this](const base::Result<SignedIn> &result) { signedIn(result); });
    m_form->setSigningIn(true);
    showSignIn(false);
}

void ConnectionDialog::showSignIn(bool browserFailed)
{
    if (browserFailed)
        m_bar->showMessage(MessageBar::Kind::Wait, tr("No browser could be started."),
                           tr("Copy the address and open it in a browser on this computer. Muster waits for it."));
    else
        m_bar->showMessage(MessageBar::Kind::Info, tr("Waiting for your browser…"),
                           tr("Sign in there and choose the workspaces. Each gets a key of its own, which you can revoke there."));
    connect(m_bar->addButton(QStringLiteral("copyAddress"), tr("Copy the address")), &QPushButton::clicked, this, [this] {
        if (m_signingIn)
            QGuiApplication::clipboard()->setText(m_signingIn->page().toString(QUrl::FullyEncoded));
    });
    QPushButton *stop = m_bar->addButton(QStringLiteral("stop"), tr("Stop waiting"));
    connect(stop, &QPushButton::clicked, this, [this] {
        if (m_signingIn)
            m_signingIn->abort();
    });
    m_bar->setDismissable(false); // it says what goes on, and has the only way to end it
    stop->setFocus();
}

void ConnectionDialog::signedIn(const base::Result<SignedIn> &result)
{
    m_signingIn = nullptr;
    m_form->setSigningIn(false);
    if (!result.ok()) {
        if (result.error().isCancelled())
            return m_bar->dismiss();
        const ErrorText words = ErrorText::ofSignIn(result.error());
        m_bar->showMessage(MessageBar::Kind::Fail, words.title, words.text);
        m_bar->setDetails(words.details);
        connect(m_bar->addButton(QStringLiteral("next"), words.button), &QPushButton::clicked, this, &ConnectionDialog::signIn);
        return;
    }
    std::vector<SignedIn::Workspace>(result->workspaces).swap(m_workspaces);
    QStringList names;
    for (const SignedIn::Workspace &workspace : m_workspaces)
        names << workspace.name;
    m_form->access()->hold(m_workspaces.front().key.bytes, tr("You are signed in."), true);
    m_form->access()->setWorkspaces(names, !isEdit());
    if (names.size() == 1)
        m_form->suggestName(names.first());
    m_bar->showMessage(MessageBar::Kind::Ok, tr("You are signed in."),
                       names.size() == 1 ? tr("Save the connection to keep its key.") : tr("Choose which workspaces to connect, then save."));
    m_save->setFocus();
    activateWindow();
    raise();
}

void ConnectionDialog::accept()
{
    m_form->setTried();
    if (m_busy || !m_save->isEnabled()) {
        m_form->urlProblem().isEmpty() ? m_form->access()->focus() : m_form->focusAddress();
        return;
    }
    if (m_form->entered().name.isEmpty() && m_form->access()->chosenWorkspace() != KeyFields::allWorkspaces) {
        m_bar->showMessage(MessageBar::Kind::Wait, QString(), tr("Give the connection a name."));
        m_form->focusName();
        return;
    }
    if (m_signingIn)
        m_signingIn->abort(); // a key was pasted meanwhile
    begin(m_form->access()->keepsInKeychain() ? Keeping::Keychain : Keeping::SessionOnly);
}

void ConnectionDialog::begin(Keeping keeping)
{
    std::deque<ConnectionSaving::Item> items;
    const auto append = [&](api::Profile profile, const QByteArray &key) {
        const auto index = qsizetype(items.size());
        if (!isEdit() && index >= m_newIds.size())
            m_newIds << QUuid::createUuid().toString(QUuid::WithoutBraces);
        if (!isEdit())
            profile.id = m_newIds.at(index);
        items.push_back({profile, accounts::HeldSecret(key)});
    };
    const std::optional<int> chosen = m_form->access()->chosenWorkspace();
    if (chosen == KeyFields::allWorkspaces) {
        for (const SignedIn::Workspace &workspace : m_workspaces) {
            api::Profile profile = m_form->entered();
            const QString name = base::plainLine(workspace.name, 80);
            if (!name.isEmpty() || profile.name.isEmpty())
                profile.name = name.isEmpty() ? tr("Workspace %1").arg(items.size() + 1) : name;
            profile.hue = (profile.hue + int(items.size())) % theme::hueCount;
            append(profile, workspace.key.bytes);
        }
    } else {
        append(m_form->entered(), chosen ? m_workspaces[std::size_t(*chosen)].key.bytes : m_form->access()->key());
    }
    const bool givesUpKey = isEdit() && !m_form->access()->usesKey() && m_original.credential != api::Credential::None;
    if (givesUpKey)
        removeKeyThen(tr("Save the connection anyway"), [this, items, keeping] { m_saving->start(items, keeping); });
    else
        m_saving->start(std::move(items), keeping);
}

void ConnectionDialog::offerWithoutKeychain(SecretState state, const QString &detail)
{
    setBusy(false);
    const SecretWords words = SecretWords::ofKeeping(state);
    m_bar->showMessage(MessageBar::Kind::Wait, words.title, words.text);
    m_bar->setDetails(detail);
    connect(m_bar->addButton(QStringLiteral("again"), words.button), &QPushButton::clicked, this, [this, words] {
        if (words.canUnlock)
            unlockThen([this] { begin(Keeping::Keychain); });
        else
            begin(Keeping::Keychain);
    });
    connect(m_bar->addButton(QStringLiteral("session"), tr("This session only")), &QPushButton::clicked, this,
            [this] { begin(Keeping::SessionOnly); });
}

void ConnectionDialog::unlockThen(std::function<void()> next)
{
    setBusy(true, tr("Waiting for the keychain to be unlocked…"));
    m_stores.secrets->unlock(this)->then(this, [this, next = std::move(next)](const base::Result<SecretReply> &reply) {
        setBusy(false);
        if (!reply.ok())
            showError(reply.error());
        else if (reply->ok())
            next();
        else
            offerWithoutKeychain(reply->state, reply->detail);
    });
}

void ConnectionDialog::askRemove()
{
    m_bar->showMessage(MessageBar::Kind::Wait, tr("Remove this connection?"),
                       tr("Its key is taken out of the keychain. Nothing changes on the server."));
    QPushButton *remove = m_bar->addButton(QStringLiteral("remove"), tr("Remove the connection"));
    theme::setButtonKind(remove, theme::ButtonKind::Danger);
    connect(remove, &QPushButton::clicked, this, [this] {
        if (m_original.credential == api::Credential::None)
            removeProfile(); // no key was ever kept
        else
            removeKeyThen(tr("Remove the connection only"), [this] { removeProfile(); });
    });
    m_bar->setDismissable(true);
}

void ConnectionDialog::removeKeyThen(const QString &anyway, std::function<void()> next)
{
    setBusy(true, tr("Taking the key out of the keychain…"));
    m_stores.secrets->remove(this, m_original.id)->then(this, [this, anyway, next = std::move(next)](const base::Result<SecretReply> &reply) {
        setBusy(false);
        if (!reply.ok())
            return showError(reply.error());
        if (reply->ok() || reply->state == SecretState::Absent)
            return next();
        const SecretWords words = SecretWords::ofRemoving(reply->state);
        m_bar->showMessage(MessageBar::Kind::Wait, words.title, words.text);
        m_bar->setDetails(reply->detail);
        connect(m_bar->addButton(QStringLiteral("again"), words.button), &QPushButton::clicked, this, [this, words, anyway, next] {
            if (words.canUnlock)
                unlockThen([this, anyway, next] { removeKeyThen(anyway, next); });
            else
                removeKeyThen(anyway, next);
        });
        connect(m_bar->addButton(QStringLiteral("anyway"), anyway), &QPushButton::clicked, this, [next] { next(); });
    });
}

void ConnectionDialog::removeProfile()
{
    const base::Outcome outcome = m_stores.profiles->remove(m_original.id);
    if (!outcome.ok())
        return showError(outcome.error());
    Q_EMIT removed(m_original.id);
    QDialog::accept();
}

} // namespace screens
