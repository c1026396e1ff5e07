#include "accounts/keychaintask.h"

#include <QAbstractEventDispatcher>
#include <QLibrary>

#if __has_include(<qt6keychain/keychain.h>)
#include <qt6keychain/keychain.h>
#else
#include <keychain.h>
#endif

namespace accounts {

struct KeychainTask::Outcome
{
    QKeychain::Error error = QKeychain::OtherError;
    HeldSecret secret;
    QString detail;
};

namespace {

#if defined(Q_OS_UNIX) && !defined(Q_OS_MACOS)
constexpr bool usesSecretService = true;
#else
constexpr bool usesSecretService = false;
#endif

//! libsecret answers through GLib's main loop; under Qt's own loop a job never ends (§0.7, §3a K11).
bool eventLoopServesKeychain()
{
    const auto *dispatcher = QAbstractEventDispatcher::instance();
    return !usesSecretService || (dispatcher && dispatcher->inherits("QEventDispatcherGlib"));
}

//! As QtKeychain opens it: by name, when it is needed.
QLibrary &secretLibrary()
{
    static QLibrary library(QStringLiteral("secret-1"), 0);
    return library;
}

//! libsecret keeps its session with a daemon for ever: when that was restarted, every operation fails until the session is forgotten.
bool forgetKeychainSession()
{
    if (!usesSecretService)
        return false;
    using Disconnect = void (*)();
    const auto disconnect = reinterpret_cast<Disconnect>(secretLibrary().resolve("secret_service_disconnect"));
    if (!disconnect)
        return false;
    disconnect();
    return true;
}

base::Error wrongResult(const QString &detail)
{
    return base::Error::of(base::Error::Kind::Storage, detail);
}

} // namespace

KeychainTask::KeychainTask(base::Clock *clock, const Deadlines &deadlines, SecretService *service, SessionSecrets *session,
                           Finish finish, QObject *parent)
    : QObject(parent), m_clock(clock), m_deadlines(deadlines), m_service(service), m_session(session), m_finish(std::move(finish))
{
    setDeadline(m_deadlines.answer);
}

KeychainTask::~KeychainTask()
{
    wipe(m_secret);
}

void KeychainTask::setDeadline(std::chrono::milliseconds deadline)
{
    delete std::exchange(m_deadline, nullptr);
    m_deadline = m_clock->after(deadline, this, [this] {
        m_deadline = nullptr; // the clock's to delete, now that it has run
        finish(SecretReply(SecretState::Hung));
    });
}

void KeychainTask::finish(base::Result<SecretReply> result)
{
    if (!m_finish)
        return;
    std::exchange(m_finish, nullptr)(std::move(result));
    Q_EMIT ended();
}

void KeychainTask::cancel()
{
    finish(base::Error::of(base::Error::Kind::Cancelled));
}

void KeychainTask::finishFailed(const Outcome &outcome)
{
    const bool refused = outcome.error == QKeychain::AccessDenied || outcome.error == QKeychain::AccessDeniedByUser;
    const SecretState failed = m_health.noCollection ? SecretState::NoKeyring : refused ? SecretState::Locked : SecretState::NoService;
    finish(SecretReply(failed, outcome.detail));
}

//! "No such key" is believed only when the keyring is open after it was said: a locked one looks empty (§0.6).
void KeychainTask::finishMissing(SecretState whenOpen)
{
    if (!usesSecretService) {
        finish(SecretReply(whenOpen));
        return;
    }
    m_service->ask(this, [this, whenOpen](const SecretService::Health &health) {
        const bool open = health.state == SecretState::Ok || health.state == SecretState::NoService; // NoService: a wallet answered
        finish(open ? SecretReply(whenOpen) : SecretReply(health.state, health.detail));
    });
}

void KeychainTask::finishKept(Keeping keeping)
{
    SecretReply reply(SecretState::Ok);
    reply.keeping = keeping;
    finish(reply);
}

void KeychainTask::whenUsable(std::function<void()> go)
{
    if (!eventLoopServesKeychain()) {
        finish(SecretReply(SecretState::NoEventLoop, QStringLiteral("the event loop is not GLib's")));
        return;
    }
    if (!usesSecretService) {
        go();
        return;
    }
    m_service->ask(this, [this, go = std::move(go)](const SecretService::Health &health) {
        m_health = health;
        if (health.state == SecretState::Ok && !secretLibrary().load()) {
            m_health.state = SecretState::NoLibrary;
            m_health.detail = secretLibrary().errorString();
        }
        if (m_health.state == SecretState::Ok) {
            go();
            return;
        }
        m_service->askForWallet(this, [this, go](bool wallet) {
            if (!wallet) {
                finish(SecretReply(m_health.state, m_health.detail));
                return;
            }
            setDeadline(m_deadlines.prompt); // the wallet asks for its password by itself
            go();
        });
    });
}

void KeychainTask::run(MakeJob makeJob, Then then)
{
    auto *job = makeJob(); // No parent: it deletes itself when it has ended, also long after this task has given up.
    job->setInsecureFallback(false);
    job->setKey(SecretStore::keyName(m_profileId));
    connect(job, &QKeychain::Job::finished, this, [this, makeJob = std::move(makeJob), then = std::move(then)](QKeychain::Job *ended) {
        const auto *read = qobject_cast<QKeychain::ReadPasswordJob *>(ended);
        const Outcome outcome{ended->error(), HeldSecret(read ? read->binaryData() : QByteArray()),
                              ended->error() == QKeychain::NoError ? QString() : ended->errorString()};
        // QtKeychain cannot start a job from the signal of another.
        QMetaObject::invokeMethod(
            this,
            [this, makeJob, then, outcome] {
                if (outcome.error == QKeychain::OtherError && !std::exchange(m_reconnected, true) && forgetKeychainSession())
                    run(makeJob, then);
                else
                    then(outcome);
            },
            Qt::QueuedConnection);
    });
    job->start();
}

void KeychainTask::readKeychain(Then then)
{
    run([] { return new QKeychain::ReadPasswordJob(SecretStore::serviceName()); }, std::move(then));
}

void KeychainTask::read(const QString &profileId)
{
    m_profileId = profileId;
    const auto kept = m_session->find(profileId);
    if (kept != m_session->end()) {
        SecretReply reply(SecretState::Ok);
        reply.secret = kept->second.bytes;
        reply.keeping = Keeping::SessionOnly;
        finish(std::move(reply));
        return;
    }
    whenUsable([this] {
        readKeychain([this](const Outcome &outcome) {
            if (outcome.error == QKeychain::EntryNotFound) {
                finishMissing(SecretState::Absent);
            } else if (outcome.error != QKeychain::NoError) {
                finishFailed(outcome);
            } else {
                SecretReply reply(SecretState::Ok);
                reply.secret = outcome.secret.bytes;
                finish(std::move(reply));
            }
        });
    });
}

void KeychainTask::write(const QString &profileId, const QByteArray &secret, Keeping keeping)
{
    m_profileId = profileId;
    m_secret = secret;
    if (keeping == Keeping::SessionOnly) {
        m_session->erase(profileId);
        m_session->emplace(profileId, HeldSecret(secret));
        finishKept(keeping);
        return;
    }
    whenUsable([this] {
        if (m_health.noCollection)
            setDeadline(m_deadlines.prompt); // making the first keyring asks for its password
        writeKeychain();
    });
}

void KeychainTask::writeKeychain()
{
    const auto makeJob = [this] {
        auto *job = new QKeychain::WritePasswordJob(SecretStore::serviceName());
        QString text = QString::fromUtf8(m_secret);
        job->setTextData(text); // as text, so that a keyring's own window shows it to its owner
        text.fill(QLatin1Char(' '));
        return job;
    };
    run(makeJob, [this](const Outcome &outcome) {
        if (outcome.error == QKeychain::NoError)
            verifyWritten();
        else
            finishFailed(outcome);
    });
}

void KeychainTask::verifyWritten()
{
    readKeychain([this](const Outcome &outcome) {
        if (outcome.error == QKeychain::NoError && outcome.secret.bytes == m_secret) {
            m_session->erase(m_profileId);
            finishKept(Keeping::Keychain);
        } else if (outcome.error == QKeychain::NoError || outcome.error == QKeychain::EntryNotFound) {
            finish(wrongResult(QStringLiteral("the keychain did not keep what was written")));
        } else {
            finishFailed(outcome);
        }
    });
}

void KeychainTask::remove(const QString &profileId)
{
    m_profileId = profileId;
    m_session->erase(profileId);
    whenUsable([this] { removeFromKeychain(); });
}

void KeychainTask::removeFromKeychain()
{
    const auto makeJob = [] { return new QKeychain::DeletePasswordJob(SecretStore::serviceName()); };
    run(makeJob, [this](const Outcome &outcome) {
        if (outcome.error == QKeychain::NoError || outcome.error == QKeychain::EntryNotFound)
            verifyRemoved();
        else
            finishFailed(outcome);
    });
}

void KeychainTask::verifyRemoved()
{
    readKeychain([this](const Outcome &outcome) {
        if (outcome.error == QKeychain::EntryNotFound)
            finishMissing(SecretState::Ok);
        else if (outcome.error == QKeychain::NoError)
            finish(wrongResult(QStringLiteral("the keychain still has the key")));
        else
            finishFailed(outcome);
    });
}

void KeychainTask::probe()
{
    whenUsable([this] { finish(SecretReply(SecretState::Ok)); });
}

void KeychainTask::unlock()
{
    if (!usesSecretService || !eventLoopServesKeychain()) {
        probe();
        return;
    }
    setDeadline(m_deadlines.prompt);
    m_service->open(this, [this](const SecretService::Health &health) { finish(SecretReply(health.state, health.detail)); });
}

} // namespace accounts
