#include "ui/screens/connectionform.h"

#include "base/plaintext.h"
#include "ui/screens/errortext.h"
#include "ui/screens/huepicker.h"
#include "ui/screens/keyfields.h"
#include "ui/screens/networkfields.h"
#include "ui/theme/space.h"
#include "ui/theme/theme.h"
#include "ui/widgets/plainlabel.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFormLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace screens {

namespace {

constexpr int noteWidth = 420;

} // namespace

ConnectionForm::ConnectionForm(const Connections *connections, const api::Profile &profile, QWidget *parent)
    : QWidget(parent), m_connections(connections), m_platforms(connections->platforms()), m_offers(connections->offeredKeys()),
      m_original(profile), m_platform(new QComboBox(this)), m_name(new QLineEdit(this)), m_url(new QLineEdit(this)),
      m_urlNote(new widgets::PlainLabel(this)), m_access(new KeyFields(connections, profile, this)),
      m_hue(new HuePicker(QStringLiteral("connection.hue"), this)),
      m_production(new QCheckBox(tr("Production: destructive actions ask for the name"), this)), m_network(new NetworkFields(this))
{
    auto *form = new QFormLayout(this);
    form->setContentsMargins(0, 0, 0, 0);
    form->setHorizontalSpacing(theme::space::l);
    form->setVerticalSpacing(theme::space::s);
    form->setFieldGrowthPolicy(QFormLayout::ExpandingFieldsGrow);
    buildFields(form);
    if (isEdit())
        fill();
    platformChosen();
    connect(m_platform, &QComboBox::activated, this, &ConnectionForm::platformChosen);
    connect(m_access, &KeyFields::changed, this, &ConnectionForm::showNotes);
    connect(m_access, &KeyFields::signInRequested, this, &ConnectionForm::signInRequested);
    for (QLineEdit *field : {m_name, m_url})
        connect(field, &QLineEdit::textChanged, this, &ConnectionForm::showNotes);
    showNotes();
}

void ConnectionForm::buildFields(QFormLayout *form)
{
    const auto prepare = [](QWidget *field, const QString &name, const QString &accessible) {
        field->setObjectName(name);
        field->setAccessibleName(accessible);
    };
    prepare(m_platform, QStringLiteral("connection.platform"), tr("Platform"));
    prepare(m_name, QStringLiteral("connection.name"), tr("Name"));
    prepare(m_url, QStringLiteral("connection.url"), tr("Address"));
    prepare(m_production, QStringLiteral("connection.production"), tr("Production"));
    m_urlNote->setObjectName(QStringLiteral("connection.urlNote"));
    for (const PlatformChoice &choice : m_platforms)
        m_platform->addItem(choice.name);
    m_platform->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    m_name->setPlaceholderText(tr("What you call this workspace"));
    m_name->setMaxLength(80);
    m_urlNote->setRole(theme::Role::Small);
    m_urlNote->setMultiLine(true);
    m_urlNote->setMinimumWidth(noteWidth); // its height is asked for before its width is known
    form->addRow(tr("Platform"), m_platform);
    form->addRow(tr("Name"), m_name);
    form->addRow(tr("Address"), m_url);
    form->addRow(QString(), m_urlNote);
    m_access->addRows(form, makeOffers());
    form->addRow(tr("Colour"), m_hue);
    form->addRow(QString(), m_production);
    form->addRow(m_network);
}

QWidget *ConnectionForm::makeOffers()
{
    QWidget *offers = nullptr;
    for (const OfferedKey &offer : m_offers) {
        if (isEdit() && offer.platform != m_original.platform)
            continue;
        if (!offers) {
            offers = new QWidget(this);
            auto *column = new QVBoxLayout(offers);
            column->setContentsMargins(0, 0, 0, 0);
            column->setSpacing(theme::space::xs);
        }
        const bool addressOnly = offer.variable == offer.baseUrlVariable;
        auto *button = new QPushButton(addressOnly ? tr("Use the address from %1").arg(offer.variable) : tr("Use the key from %1").arg(offer.variable),
                                       offers);
        button->setObjectName(QStringLiteral("connection.offer.") + offer.variable);
        button->setAccessibleName(button->text());
        button->setAutoDefault(false);
        connect(button, &QPushButton::clicked, this, [this, variable = offer.variable] { useOffer(variable); });
        offers->layout()->addWidget(button);
        offers->layout()->setAlignment(button, Qt::AlignLeft);
    }
    return offers;
}

void ConnectionForm::fill()
{
    for (std::size_t i = 0; i < m_platforms.size(); ++i) {
        if (m_platforms[i].platform == m_original.platform)
            m_platform->setCurrentIndex(int(i));
    }
    m_name->setText(m_original.name);
    m_url->setText(m_original.baseUrl.toString(QUrl::FullyEncoded));
    m_hue->setHue(m_original.hue);
    m_production->setChecked(m_original.production);
    m_network->setValues(m_original.proxy, m_original.extraCaFile);
}

const PlatformChoice *ConnectionForm::platform() const
{
    const int index = m_platform->currentIndex();
    return index < 0 ? nullptr : &m_platforms[std::size_t(index)];
}

void ConnectionForm::platformChosen()
{
    const PlatformChoice *choice = platform();
    if (!choice)
        return;
    // An address that was typed stays; only our own suggestion is replaced.
    if (m_url->text().isEmpty() || m_url->text() == m_suggestedUrl) {
        m_suggestedUrl = choice->defaultBaseUrl.toString(QUrl::FullyEncoded);
        m_url->setText(m_suggestedUrl);
    }
    m_access->setPlatform(*choice);
}

QString ConnectionForm::urlProblem() const
{
    const QString text = m_url->text().trimmed();
    if (text.isEmpty())
        return m_tried ? tr("Enter the address of the server.") : QString();
    const auto checked = m_connections->checkBaseUrl(text);
    return checked.ok() ? QString() : ErrorText::ofAddress(checked.error());
}

void ConnectionForm::showNotes()
{
    const QString problem = urlProblem();
    m_urlNote->setText(problem.isEmpty() ? tr("https, or http for a server on this computer.") : problem);
    m_urlNote->setToken(problem.isEmpty() ? theme::Token::Muted : theme::Token::Fail);
    m_access->showNote(m_tried);
    m_access->setCanSignIn(!m_signingIn && problem.isEmpty() && !m_url->text().trimmed().isEmpty());
    Q_EMIT changed();
}

bool ConnectionForm::isSound() const
{
    return urlProblem().isEmpty() && m_access->problem(m_tried).isEmpty();
}

bool ConnectionForm::canTest() const
{
    return isSound() && !m_url->text().trimmed().isEmpty() && (!m_access->needsNewKey() || !m_access->key().isEmpty());
}

void ConnectionForm::setTried()
{
    m_tried = true;
    showNotes();
}

void ConnectionForm::useOffer(const QString &variable)
{
    for (const OfferedKey &offer : m_offers) {
        if (offer.variable != variable)
            continue;
        for (std::size_t i = 0; i < m_platforms.size(); ++i) {
            if (m_platforms[i].platform == offer.platform)
                m_platform->setCurrentIndex(int(i));
        }
        platformChosen();
        if (!isEdit())
            m_url->setText(offer.baseUrl.toString(QUrl::FullyEncoded));
        suggestName(platform()->name);
        const QByteArray offered = m_connections->offeredKey(variable);
        if (offered.isEmpty())
            return;
        m_access->setCredential(offer.credential);
        QString source = tr("The key from %1 is used.").arg(variable);
        if (!offer.refusedAddress.isEmpty() && !isEdit())
            source += QLatin1Char(' ') + tr("The address in %1 cannot be used, so the usual one stands above.").arg(offer.refusedAddress);
        // It is in the environment already: whether it is stored as well is asked, not assumed.
        m_access->hold(offered, source, false);
        return;
    }
}

void ConnectionForm::suggestName(const QString &name)
{
    if (!m_name->text().trimmed().isEmpty() && m_name->text() != m_suggestedName)
        return;
    m_suggestedName = base::plainLine(name, 80);
    m_name->setText(m_suggestedName);
}

void ConnectionForm::setSigningIn(bool signingIn)
{
    m_signingIn = signingIn;
    showNotes();
}

api::Profile ConnectionForm::entered() const
{
    api::Profile profile = m_original;
    profile.name = m_name->text().trimmed();
    if (const PlatformChoice *choice = platform())
        profile.platform = choice->platform;
    profile.credential = m_access->credential();
    const auto url = m_connections->checkBaseUrl(m_url->text().trimmed());
    if (url.ok())
        profile.baseUrl = *url;
    profile.hue = m_hue->hue();
    profile.production = m_production->isChecked();
    profile.proxy = m_network->proxy();
    profile.extraCaFile = m_network->extraCaFile();
    return profile;
}

void ConnectionForm::focusName()
{
    m_name->setFocus();
}

void ConnectionForm::focusAddress()
{
    m_url->setFocus();
    m_url->selectAll();
}

void ConnectionForm::chooseCertificate()
{
    m_network->chooseCertificate();
}

} // namespace screens
