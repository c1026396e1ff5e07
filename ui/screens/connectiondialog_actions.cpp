// What the dialog does: testing, keeping the key, storing, removing. The form itself is in connectiondialog.cpp.
#include "ui/screens/connectiondialog.h"

#include "ui/screens/errortext.h"
#include "ui/screens/networkfields.h"
#include "ui/screens/secretwords.h"
#include "ui/theme/theme.h"
#include "ui/widgets/messagebar.h"

#include <QLineEdit>
#include <QPushButton>
#include <QUuid>

namespace screens {

using accounts::Keeping;
using accounts::SecretReply;
using accounts::SecretState;

void ConnectionDialog::showError(const base::Error &error)
{
    const ErrorText words = ErrorText::of(error);
    m_bar->showMessage(widgets::MessageBar::Kind::Fail, words.title, words.text);
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
        offer(tr("Enter another key"), [this] {
            m_key->setFocus();
            m_key->selectAll();
        });
        return;
    case Kind::Tls:
        offer(tr("Choose a certificate…"), [this] { m_network->chooseCertificate(); });
        return;
    case Kind::Protocol:
    case Kind::NotFound:
    case Kind::Unsupported:
    case Kind::Invalid:
        offer(tr("Change the address"), [this] {
            m_url->setFocus();
            m_url->selectAll();
        });
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
    if (m_testing) {
        m_testing->abort();
        return;
    }
    const QByteArray key = enteredKey();
    if (!key.isEmpty()) {
        runTest(key);
        return;
    }
    setBusy(true, tr("Reading the stored key…"));
    m_stores.secrets->read(this, m_original.id)->then(this, [this](const base::Result<SecretReply> &reply) {
        setBusy(false);
        if (!reply.ok()) {
            showError(reply.error());
        } else if (reply->ok()) {
            runTest(reply->secret);
        } else {
            const SecretWords words = SecretWords::ofReading(reply->state);
            m_bar->showMessage(widgets::MessageBar::Kind::Wait, words.title, words.text);
        }
    });
}

void ConnectionDialog::runTest(const QByteArray &key)
{
    const api::Profile profile = entered();
    m_test->setText(tr("Cancel the test"));
    setBusy(true, tr("Asking %1…").arg(profile.baseUrl.host(QUrl::FullyEncoded)));
    auto *job = m_connections->test(this, profile, key);
    m_testing = job;
    job->then(this, [this](const base::Outcome &outcome) { testEnded(outcome); });
    validate();
}

void ConnectionDialog::testEnded(const base::Outcome &outcome)
{
    m_testing = nullptr;
    m_test->setText(tr("Test connection"));
    if (outcome.ok())
        m_bar->showMessage(widgets::MessageBar::Kind::Ok, tr("The connection works."), tr("The server answered and took the key."));
    else if (outcome.error().isCancelled())
        m_bar->dismiss();
    else
        showError(outcome.error());
    setBusy(false);
}

void ConnectionDialog::accept()
{
    m_tried = true;
    validate();
    if (m_busy || !m_save->isEnabled()) {
        (urlProblem().isEmpty() ? m_key : m_url)->setFocus();
        return;
    }
    if (entered().name.isEmpty()) {
        m_bar->showMessage(widgets::MessageBar::Kind::Wait, QString(), tr("Give the connection a name."));
        m_name->setFocus();
        return;
    }
    if (enteredKey().isEmpty())
        storeProfile();
    else
        keepKey(Keeping::Keychain);
}

void ConnectionDialog::keepKey(Keeping keeping)
{
    // The key is kept before the profile is stored: a profile whose key was lost on the way would be of no use.
    if (m_original.id.isEmpty())
        m_original.id = QUuid::createUuid().toString(QUuid::WithoutBraces);
    setBusy(true, keeping == Keeping::Keychain ? tr("Giving the key to the keychain…") : QString());
    QByteArray key = enteredKey();
    m_stores.secrets->write(this, m_original.id, key, keeping)->then(this, [this](const base::Result<SecretReply> &reply) { keyKept(reply); });
    accounts::wipe(key);
}

void ConnectionDialog::keyKept(const base::Result<SecretReply> &reply)
{
    setBusy(false);
    if (!reply.ok())
        showError(reply.error());
    else if (reply->ok())
        storeProfile();
    else
        offerWithoutKeychain(reply->state, reply->detail);
}

void ConnectionDialog::offerWithoutKeychain(SecretState state, const QString &detail)
{
    const SecretWords words = SecretWords::ofKeeping(state);
    m_bar->showMessage(widgets::MessageBar::Kind::Wait, words.title, words.text);
    m_bar->setDetails(detail);
    connect(m_bar->addButton(QStringLiteral("again"), words.button), &QPushButton::clicked, this, [this, words] {
        if (words.canUnlock)
            unlockThen([this] { keepKey(Keeping::Keychain); });
        else
            keepKey(Keeping::Keychain);
    });
    connect(m_bar->addButton(QStringLiteral("session"), tr("This session only")), &QPushButton::clicked, this,
            [this] { keepKey(Keeping::SessionOnly); });
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

void ConnectionDialog::storeProfile()
{
    const api::Profile profile = entered();
    const bool known = m_stores.profiles->profile(profile.id).has_value();
    QString id = profile.id;
    if (known) {
        const base::Outcome outcome = m_stores.profiles->update(profile);
        if (!outcome.ok())
            return showError(outcome.error());
    } else {
        const base::Result<QString> added = m_stores.profiles->add(profile);
        if (!added.ok())
            return showError(added.error());
        id = *added;
    }
    m_key->clear();
    Q_EMIT saved(id);
    QDialog::accept();
}

void ConnectionDialog::askRemove()
{
    m_bar->showMessage(widgets::MessageBar::Kind::Wait, tr("Remove this connection?"),
                       tr("Its key is taken out of the keychain. Nothing changes on the server."));
    QPushButton *remove = m_bar->addButton(QStringLiteral("remove"), tr("Remove the connection"));
    theme::setButtonKind(remove, theme::ButtonKind::Danger);
    connect(remove, &QPushButton::clicked, this, &ConnectionDialog::removeKeyThenProfile);
    m_bar->setDismissable(true);
}

void ConnectionDialog::removeKeyThenProfile()
{
    setBusy(true, tr("Taking the key out of the keychain…"));
    m_stores.secrets->remove(this, m_original.id)->then(this, [this](const base::Result<SecretReply> &reply) {
        setBusy(false);
        if (!reply.ok())
            return showError(reply.error());
        if (reply->ok() || reply->state == SecretState::Absent)
            return removeProfile();
        const SecretWords words = SecretWords::ofRemoving(reply->state);
        m_bar->showMessage(widgets::MessageBar::Kind::Wait, words.title, words.text);
        m_bar->setDetails(reply->detail);
        connect(m_bar->addButton(QStringLiteral("again"), words.button), &QPushButton::clicked, this, [this, words] {
            if (words.canUnlock)
                unlockThen([this] { removeKeyThenProfile(); });
            else
                removeKeyThenProfile();
        });
        QPushButton *anyway = m_bar->addButton(QStringLiteral("anyway"), tr("Remove the connection only"));
        connect(anyway, &QPushButton::clicked, this, &ConnectionDialog::removeProfile);
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
