#include "ui/screens/connectiondialog.h"

#include "ui/screens/errortext.h"
#include "ui/screens/huepicker.h"
#include "ui/screens/networkfields.h"
#include "ui/screens/secretwords.h"
#include "ui/theme/space.h"
#include "ui/theme/theme.h"
#include "ui/widgets/messagebar.h"
#include "ui/widgets/plainlabel.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFormLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QUuid>
#include <QVBoxLayout>

namespace screens {

using accounts::Keeping;
using accounts::SecretReply;
using accounts::SecretState;

namespace {

constexpr int noteWidth = 420;

} // namespace

ConnectionDialog::ConnectionDialog(Connections *connections, const Stores &stores, QWidget *parent)
    : ConnectionDialog(connections, stores, api::Profile{}, parent)
{
}

ConnectionDialog::ConnectionDialog(Connections *connections, const Stores &stores, const api::Profile &profile, QWidget *parent)
    : QDialog(parent), m_connections(connections), m_stores(stores), m_platforms(connections->platforms()), m_original(profile),
      m_isEdit(!profile.id.isEmpty()), m_platform(new QComboBox(this)), m_name(new QLineEdit(this)), m_url(new QLineEdit(this)), m_urlNote(new widgets::PlainLabel(this)),
      m_key(new QLineEdit(this)), m_keyNote(new widgets::PlainLabel(this)), m_hue(new HuePicker(QStringLiteral("connection.hue"), this)),
      m_production(new QCheckBox(tr("Production: destructive actions ask for the name"), this)),
      m_network(new NetworkFields(this)), m_paste(new QPushButton(tr("Paste"), this)),
      m_bar(new widgets::MessageBar(QStringLiteral("connection.result"), this)), m_test(new QPushButton(this)),
      m_save(new QPushButton(this)), m_cancel(new QPushButton(tr("Cancel"), this)), m_remove(new QPushButton(tr("Remove…"), this))
{
    build();
    if (isEdit())
        fill(m_original);
    else
        platformChosen();
    connect(m_platform, &QComboBox::activated, this, &ConnectionDialog::platformChosen);
    for (QLineEdit *field : {m_name, m_url, m_key})
        connect(field, &QLineEdit::textChanged, this, &ConnectionDialog::validate);
    connect(m_test, &QPushButton::clicked, this, &ConnectionDialog::test);
    connect(m_save, &QPushButton::clicked, this, &ConnectionDialog::accept);
    connect(m_paste, &QPushButton::clicked, this, [this] {
        m_key->clear();
        m_key->paste();
        m_key->setFocus();
    });
    connect(m_cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(m_remove, &QPushButton::clicked, this, &ConnectionDialog::askRemove);
    validate();
}

ConnectionDialog::~ConnectionDialog() = default;

void ConnectionDialog::build()
{
    setObjectName(QStringLiteral("connection"));
    setWindowTitle(isEdit() ? tr("Edit the connection") : tr("Connect a workspace"));
    setAttribute(Qt::WA_DeleteOnClose);
    auto *title = new widgets::PlainLabel(windowTitle(), this);
    title->setRole(theme::Role::Page);
    auto *form = new QFormLayout;
    form->setHorizontalSpacing(theme::space::l);
    form->setVerticalSpacing(theme::space::s);
    form->setFieldGrowthPolicy(QFormLayout::ExpandingFieldsGrow);
    buildFields(form);
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
    column->addLayout(form);
    column->addWidget(m_bar);
    column->addStretch(1);
    column->addLayout(buttons);
    setMinimumWidth(560);
}

void ConnectionDialog::buildFields(QFormLayout *form)
{
    const auto prepare = [](QWidget *field, const QString &name, const QString &accessible) {
        field->setObjectName(name);
        field->setAccessibleName(accessible);
    };
    prepare(m_platform, QStringLiteral("connection.platform"), tr("Platform"));
    prepare(m_name, QStringLiteral("connection.name"), tr("Name"));
    prepare(m_url, QStringLiteral("connection.url"), tr("Address"));
    prepare(m_key, QStringLiteral("connection.key"), tr("API key"));
    prepare(m_production, QStringLiteral("connection.production"), tr("Production"));
    for (const PlatformChoice &choice : m_platforms)
        m_platform->addItem(choice.name);
    m_name->setPlaceholderText(tr("What you call this workspace"));
    m_name->setMaxLength(80);
    m_key->setEchoMode(QLineEdit::Password);
    m_key->setInputMethodHints(Qt::ImhHiddenText | Qt::ImhNoPredictiveText | Qt::ImhSensitiveData);
    for (widgets::PlainLabel *note : {m_urlNote, m_keyNote}) {
        note->setRole(theme::Role::Small);
        note->setMultiLine(true);
        note->setMinimumWidth(noteWidth); // its height is asked for before its width is known
    }
    m_platform->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    m_urlNote->setObjectName(QStringLiteral("connection.urlNote"));
    m_keyNote->setObjectName(QStringLiteral("connection.keyNote"));
    form->addRow(tr("Platform"), m_platform);
    form->addRow(tr("Name"), m_name);
    form->addRow(tr("Address"), m_url);
    form->addRow(QString(), m_urlNote);
    auto *keyRow = new QHBoxLayout;
    keyRow->setSpacing(theme::space::s);
    keyRow->addWidget(m_key, 1);
    keyRow->addWidget(m_paste);
    form->addRow(tr("API key"), keyRow);
    form->addRow(QString(), m_keyNote);
    form->addRow(tr("Colour"), m_hue);
    form->addRow(QString(), m_production);
    form->addRow(m_network);
}

void ConnectionDialog::buildButtons()
{
    const auto prepare = [](QPushButton *button, const QString &name, const QString &accessible) {
        button->setObjectName(name);
        button->setAccessibleName(accessible);
        button->setAutoDefault(false);
    };
    m_test->setText(tr("Test connection"));
    m_save->setText(isEdit() ? tr("Save") : tr("Connect"));
    prepare(m_test, QStringLiteral("connection.test"), tr("Test the connection"));
    prepare(m_save, QStringLiteral("connection.save"), tr("Save the connection"));
    prepare(m_cancel, QStringLiteral("connection.cancel"), tr("Cancel"));
    prepare(m_paste, QStringLiteral("connection.paste"), tr("Paste the key from the clipboard"));
    prepare(m_remove, QStringLiteral("connection.remove"), tr("Remove the connection"));
    m_save->setDefault(true);
    theme::setButtonKind(m_save, theme::ButtonKind::Primary);
    m_remove->setVisible(isEdit());
}

void ConnectionDialog::fill(const api::Profile &profile)
{
    for (std::size_t i = 0; i < m_platforms.size(); ++i) {
        if (m_platforms[i].platform == profile.platform)
            m_platform->setCurrentIndex(int(i));
    }
    m_name->setText(profile.name);
    m_url->setText(profile.baseUrl.toString(QUrl::FullyEncoded));
    m_hue->setHue(profile.hue);
    m_production->setChecked(profile.production);
    m_network->setValues(profile.proxy, profile.extraCaFile);
    m_key->setPlaceholderText(tr("Leave empty to keep the key that is stored"));
}

void ConnectionDialog::platformChosen()
{
    const int index = m_platform->currentIndex();
    if (index < 0)
        return;
    const PlatformChoice &choice = m_platforms[std::size_t(index)];
    // An address that was typed stays; only our own suggestion is replaced.
    if (m_url->text().isEmpty() || m_url->text() == m_suggestedUrl) {
        m_suggestedUrl = choice.defaultBaseUrl.toString(QUrl::FullyEncoded);
        m_url->setText(m_suggestedUrl);
    }
    if (!isEdit())
        m_key->setPlaceholderText(choice.keyStart.isEmpty() ? QString() : tr("Begins with %1").arg(choice.keyStart));
    validate();
}

QByteArray ConnectionDialog::enteredKey() const
{
    return m_key->text().trimmed().toUtf8(); // a paste often brings blanks or a line end with it
}

QString ConnectionDialog::urlProblem() const
{
    const QString text = m_url->text().trimmed();
    if (text.isEmpty())
        return m_tried ? tr("Enter the address of the server.") : QString();
    const auto checked = m_connections->checkBaseUrl(text);
    return checked.ok() ? QString() : ErrorText::ofAddress(checked.error());
}

QString ConnectionDialog::keyProblem() const
{
    const QByteArray key = enteredKey();
    if (key.isEmpty())
        return m_tried && !isEdit() ? tr("Enter the key.") : QString();
    for (const char c : key) {
        if (uchar(c) <= 0x20)
            return tr("The key holds a space or a line break in its middle. Copy it again, in one piece.");
        if (uchar(c) >= 0x7f)
            return tr("The key holds a character that no key has. Copy it again.");
    }
    return m_connections->checkKey(key).ok() ? QString() : tr("This does not look like a key: it is too short or too long.");
}

void ConnectionDialog::validate()
{
    const auto show = [](widgets::PlainLabel *note, const QString &problem, const QString &help) {
        note->setText(problem.isEmpty() ? help : problem);
        note->setToken(problem.isEmpty() ? theme::Token::Muted : theme::Token::Fail);
    };
    const QString url = urlProblem();
    const QString key = keyProblem();
    show(m_urlNote, url, tr("https, or http for a server on this computer."));
    show(m_keyNote, key, tr("Kept in the keychain of your system, never in a file."));
    const bool sound = url.isEmpty() && key.isEmpty();
    m_test->setEnabled(m_testing || (!m_busy && sound && !m_url->text().trimmed().isEmpty() && (isEdit() || !enteredKey().isEmpty())));
    m_save->setEnabled(!m_busy && sound);
}

api::Profile ConnectionDialog::entered() const
{
    api::Profile profile = m_original;
    profile.name = m_name->text().trimmed();
    if (m_platform->currentIndex() >= 0)
        profile.platform = m_platforms[std::size_t(m_platform->currentIndex())].platform;
    const auto url = m_connections->checkBaseUrl(m_url->text().trimmed());
    if (url.ok())
        profile.baseUrl = *url;
    profile.hue = m_hue->hue();
    profile.production = m_production->isChecked();
    profile.proxy = m_network->proxy();
    profile.extraCaFile = m_network->extraCaFile();
    return profile;
}

void ConnectionDialog::askForKey(const QString &why)
{
    m_key->setFocus();
    if (!why.isEmpty())
        m_bar->showMessage(widgets::MessageBar::Kind::Wait, QString(), why);
}

void ConnectionDialog::setBusy(bool busy, const QString &what)
{
    m_busy = busy;
    if (busy && !what.isEmpty())
        m_bar->showMessage(widgets::MessageBar::Kind::Info, QString(), what);
    validate();
}

} // namespace screens
