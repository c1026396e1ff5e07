#include "tests/ui/programfixture.h"

#include "models/resourcelistmodel.h"
#include "ui/screens/choicebox.h"
#include "ui/screens/resourcepage.h"
#include "ui/screens/sessionsarea.h"
#include "ui/widgets/plainlabel.h"

#include <QAbstractButton>
#include <QListView>

namespace test {

ProgramFixture::ProgramFixture(const QString &folder, double speed, Adjust adjust)
    : m_folder(folder.isEmpty() ? m_own.path() : folder), m_speed(speed), m_adjust(std::move(adjust))
{
    make();
}

void ProgramFixture::make()
{
    app::Program::Setup setup = app::Program::usual(m_folder);
    setup.demo.speed = m_speed;
    setup.notifications = false;
    auto secrets = std::make_unique<accounts::MemorySecretStore>();
    m_secrets = secrets.get();
    setup.secrets = std::move(secrets);
    if (m_adjust)
        m_adjust(setup);
    m_program = std::make_unique<app::Program>(std::move(setup));
}

void ProgramFixture::restart()
{
    window()->close();
    m_program.reset();
    make();
}

bool ProgramFixture::start()
{
    m_program->show();
    return QTest::qWaitFor([this] { return window()->view() != nullptr && shown("sidebar.sessions") != nullptr; }, 10000);
}

QString ProgramFixture::addProfile(const api::Profile &profile, const QByteArray &key)
{
    api::Profile added = profile;
    if (added.name.isEmpty())
        added.name = QStringLiteral("Test server");
    const auto id = m_program->profiles()->add(added);
    if (!id.ok())
        return {};
    bool kept = false;
    m_secrets->write(window(), *id, key, accounts::Keeping::Keychain)->then(window(), [&kept](const auto &reply) { kept = reply.ok() && reply->ok(); });
    if (!QTest::qWaitFor([&kept] { return kept; }))
        return {};
    window()->showProfile(*id);
    return *id;
}

bool ProgramFixture::goToOpenma(demo::Server &server)
{
    if (!server.start().ok())
        return false;
    api::Profile profile;
    profile.platform = api::Platform::Openma;
    profile.baseUrl = server.baseUrl();
    return !addProfile(profile, server.key()).isEmpty();
}

QWidget *ProgramFixture::shown(const char *name)
{
    const QList<QWidget *> all = window()->findChildren<QWidget *>(QString::fromLatin1(name));
    for (QWidget *widget : all) {
        if (widget->isVisible())
            return widget;
    }
    return nullptr;
}

bool ProgramFixture::click(const char *name)
{
    // A widget that has just been added to a layout is shown on the next turn.
    const auto ready = [&] {
        const QWidget *widget = shown(name);
        return widget && widget->isEnabled();
    };
    if (!QTest::qWaitFor(ready))
        return false;
    QTest::mouseClick(shown(name), Qt::LeftButton);
    return true;
}

QString ProgramFixture::text(const char *name)
{
    QWidget *widget = shown(name);
    if (const auto *label = qobject_cast<widgets::PlainLabel *>(widget))
        return label->fullText();
    if (const auto *button = qobject_cast<QAbstractButton *>(widget))
        return button->text();
    return {};
}

void ProgramFixture::keepPicture(const QString &name)
{
    const QString folder = qEnvironmentVariable("MUSTER_PICTURES");
    if (folder.isEmpty())
        return;
    window()->resize(1280, 1100); // a page of settings as well
    for (const auto &[mode, word] : {std::pair(theme::Mode::Dark, "dark"), std::pair(theme::Mode::Light, "light")}) {
        m_program->theme()->setMode(mode);
        QCoreApplication::sendPostedEvents();
        window()->grab().save(QStringLiteral("%1/%2-%3.png").arg(folder, name, QLatin1String(word)));
    }
}

screens::SessionPage *ProgramFixture::session()
{
    return window()->view() ? window()->view()->currentSession() : nullptr;
}

bool ProgramFixture::reveal(const char *page, const QString &title)
{
    screens::ResourcePage *list = nullptr;
    QModelIndex found;
    const auto listed = [&] {
        list = qobject_cast<screens::ResourcePage *>(shown(page));
        if (!list)
            return false;
        const QModelIndex first = list->model()->index(0, 0);
        const QModelIndexList all = list->model()->match(first, models::ResourceListModel::TitleRole, title, 1, Qt::MatchExactly);
        found = all.isEmpty() ? QModelIndex() : all.first();
        return found.isValid();
    };
    if (!QTest::qWaitFor(listed, 10'000))
        return false;
    list->revealRecord(found.data(models::ResourceListModel::IdRole).toString());
    return true;
}

bool ProgramFixture::choose(const char *field, const QString &word)
{
    auto *box = qobject_cast<screens::ChoiceBox *>(shown(field));
    const int at = box ? box->findData(word) : -1;
    if (at < 0)
        return false;
    box->setCurrentIndex(at);
    Q_EMIT box->activated(at);
    return true;
}

bool ProgramFixture::pick(const char *field, const QString &wanted)
{
    const QByteArray picker = QByteArray(field) + ".picker";
    if (!QTest::qWaitFor([&] { return shown(field) != nullptr; }) || !click(field))
        return false;
    QWidget *search = shown((picker + ".search").constData());
    if (!search)
        return false;
    const auto *list = window()->findChild<QListView *>(QString::fromLatin1(picker + ".list"));
    QTest::keyClicks(search, wanted);
    const auto ready = [&] {
        const QModelIndex first = list->model()->index(0, 0);
        return first.isValid() && first.data(models::ResourceListModel::TitleRole).toString().contains(wanted) && list->currentIndex().isValid();
    };
    if (!QTest::qWaitFor(ready))
        return false;
    QTest::keyClick(search, Qt::Key_Return);
    return QTest::qWaitFor([&] { return shown(picker.constData()) == nullptr; });
}

bool ProgramFixture::newSession(const QString &agentName)
{
    const screens::SessionPage *before = session();
    if (!click("sidebar.newSession"))
        return false;
    if (!pick("form.agent", agentName) || !pick("form.environment_id", QString()))
        return false;
    if (!click("form.save"))
        return false;
    return QTest::qWaitFor([&] { return session() && session() != before; }, 10000);
}

} // namespace test
