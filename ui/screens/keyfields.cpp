#include "ui/screens/keyfields.h"

#include "base/plaintext.h"
#include "ui/theme/space.h"
#include "ui/theme/theme.h"
#include "ui/widgets/plainlabel.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFormLayout>
#include <QLineEdit>
#include <QPushButton>

namespace screens {

using api::Credential;

namespace {

constexpr int keyNoteWidth = 420;

} // namespace

KeyFields::KeyFields(const Connections *connections, const api::Profile &original, QWidget *parent)
    : QObject(parent), m_connections(connections), m_original(original), m_credential(new QComboBox(parent)), m_row(new QWidget(parent)),
      m_key(new QLineEdit(m_row)), m_paste(new QPushButton(tr("Paste"), m_row)), m_signIn(new QPushButton(tr("Sign in with the browser…"), m_row)),
      m_workspaces(new QComboBox(parent)), m_note(new widgets::PlainLabel(parent)),
      m_keep(new QCheckBox(tr("Keep the key in the keychain of your system"), parent))
{
    build();
    connect(m_credential, &QComboBox::activated, this, &KeyFields::credentialChosen);
    connect(m_signIn, &QPushButton::clicked, this, &KeyFields::signInRequested);
    connect(m_key, &QLineEdit::textEdited, this, &KeyFields::letHeldGo);
    connect(m_key, &QLineEdit::textChanged, this, &KeyFields::changed);
    connect(m_keep, &QCheckBox::toggled, this, &KeyFields::changed);
    connect(m_paste, &QPushButton::clicked, this, [this] {
        letHeldGo();
        m_key->clear();
        m_key->paste();
        m_key->setFocus();
    });
}

KeyFields::~KeyFields()
{
    accounts::wipe(m_held);
}

void KeyFields::build()
{
    const auto prepare = [](QWidget *field, const QString &name, const QString &accessible) {
        field->setObjectName(QStringLiteral("connection.") + name);
        field->setAccessibleName(accessible);
    };
    prepare(m_credential, QStringLiteral("credential"), tr("Access"));
    prepare(m_key, QStringLiteral("key"), tr("API key"));
    prepare(m_paste, QStringLiteral("paste"), tr("Paste the key from the clipboard"));
    prepare(m_signIn, QStringLiteral("signIn"), tr("Sign in with the browser"));
    prepare(m_workspaces, QStringLiteral("workspaces"), tr("Workspace"));
    prepare(m_keep, QStringLiteral("keep"), tr("Keep the key in the keychain"));
    m_note->setObjectName(QStringLiteral("connection.keyNote"));
    m_credential->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    m_workspaces->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    m_key->setEchoMode(QLineEdit::Password);
    m_key->setInputMethodHints(Qt::ImhHiddenText | Qt::ImhNoPredictiveText | Qt::ImhSensitiveData);
    m_paste->setAutoDefault(false);
    m_signIn->setAutoDefault(false);
    m_keep->setChecked(true);
    m_workspaces->hide();
    m_note->setRole(theme::Role::Small);
    m_note->setMultiLine(true);
    m_note->setMinimumWidth(keyNoteWidth); // its height is asked for before its width is known
    auto *row = new QHBoxLayout(m_row);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(theme::space::s);
    row->addWidget(m_key, 1);
    row->addWidget(m_paste);
    row->addWidget(m_signIn);
}

void KeyFields::addRows(QFormLayout *form, QWidget *offers)
{
    form->addRow(tr("Access"), m_credential);
    form->addRow(tr("Key"), m_row);
    if (offers)
        form->addRow(QString(), offers);
    form->addRow(QString(), m_workspaces);
    form->addRow(QString(), m_note);
    form->addRow(QString(), m_keep);
}

void KeyFields::setPlatform(const PlatformChoice &platform)
{
    const Credential before = m_credential->count() ? credential() : m_original.credential;
    m_platform = platform;
    m_credential->clear();
    m_credential->addItem(tr("With an API key"), int(Credential::ApiKey));
    if (platform.takesAuthToken)
        m_credential->addItem(tr("With an auth token (Authorization: Bearer)"), int(Credential::AuthToken));
    if (platform.mayBeOpen)
        m_credential->addItem(tr("Without a key: the server is open"), int(Credential::None));
    m_signIn->setVisible(platform.signsIn);
    setCredential(before);
}

Credential KeyFields::credential() const
{
    return Credential(m_credential->currentData().toInt());
}

void KeyFields::setCredential(Credential credential)
{
    m_credential->setCurrentIndex(qMax(0, m_credential->findData(int(credential))));
    credentialChosen();
}

void KeyFields::credentialChosen()
{
    const bool token = credential() == Credential::AuthToken;
    m_key->setAccessibleName(token ? tr("Auth token") : tr("API key"));
    m_key->setPlaceholderText(!m_held.isEmpty() ? tr("Not shown")
                                  : !m_original.id.isEmpty() && !needsNewKey() ? tr("Leave empty to keep the key that is stored")
                                  : token || m_platform.keyStart.isEmpty() ? QString() : tr("Begins with %1").arg(m_platform.keyStart));
    m_row->setEnabled(usesKey());
    m_keep->setEnabled(usesKey());
    Q_EMIT changed();
}

bool KeyFields::needsNewKey() const
{
    return usesKey() && (m_original.id.isEmpty() || credential() != m_original.credential);
}

QByteArray KeyFields::key() const
{
    if (!usesKey())
        return {};
    return m_held.isEmpty() ? m_key->text().trimmed().toUtf8() : m_held; // a paste often brings blanks or a line end with it
}

bool KeyFields::keepsInKeychain() const
{
    return m_keep->isChecked();
}

QString KeyFields::problem(bool missing) const
{
    const QByteArray entered = key();
    if (entered.isEmpty())
        return missing && needsNewKey() ? tr("Enter the key.") : QString();
    for (const char c : entered) {
        if (uchar(c) <= 0x20)
            return tr("The key holds a space or a line break in its middle. Copy it again, in one piece.");
        if (uchar(c) >= 0x7f)
            return tr("The key holds a character that no key has. Copy it again.");
    }
    return m_connections->checkKey(entered).ok() ? QString() : tr("This does not look like a key: it is too short or too long.");
}

QString KeyFields::help() const
{
    if (!usesKey())
        return tr("Nothing is stored and nothing is sent. Whoever can reach this server can use it.");
    const QString where = keepsInKeychain() ? tr("Kept in the keychain of your system, never in a file.")
                                            : tr("Kept in memory until you quit, never in a file.");
    return m_held.isEmpty() ? where : m_heldSource + QLatin1Char(' ') + where;
}

void KeyFields::showNote(bool missing)
{
    const QString wrong = problem(missing);
    m_note->setText(wrong.isEmpty() ? help() : wrong);
    m_note->setToken(wrong.isEmpty() ? theme::Token::Muted : theme::Token::Fail);
}

void KeyFields::hold(const QByteArray &key, const QString &source, bool keepInKeychain)
{
    m_key->clear();
    accounts::wipe(m_held);
    m_held = key;
    m_heldSource = source;
    m_keep->setChecked(keepInKeychain);
    credentialChosen();
}

void KeyFields::letHeldGo()
{
    if (m_held.isEmpty())
        return;
    accounts::wipe(m_held);
    setWorkspaces({}, false);
    m_keep->setChecked(true);
    credentialChosen();
}

void KeyFields::clear()
{
    m_key->clear();
    accounts::wipe(m_held);
}

void KeyFields::setWorkspaces(const QStringList &names, bool all)
{
    m_workspaces->clear();
    m_workspaces->setVisible(names.size() > 1);
    if (names.size() < 2)
        return;
    if (all)
        m_workspaces->addItem(tr("All %n workspace(s)", nullptr, int(names.size())), allWorkspaces);
    for (int i = 0; i < names.size(); ++i) {
        const QString name = base::plainLine(names.at(i), 80);
        m_workspaces->addItem(name.isEmpty() ? tr("Workspace without a name") : name, i);
    }
}

std::optional<int> KeyFields::chosenWorkspace() const
{
    return m_workspaces->count() && usesKey() ? std::optional(m_workspaces->currentData().toInt()) : std::nullopt;
}

void KeyFields::setCanSignIn(bool can)
{
    m_signIn->setEnabled(can);
}

void KeyFields::focus()
{
    if (!usesKey())
        setCredential(Credential::ApiKey);
    m_key->setFocus();
    m_key->selectAll();
}

} // namespace screens
