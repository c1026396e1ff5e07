#include "ui/screens/settingspage.h"

#include "base/plaintext.h"
#include "ui/screens/budgetsdialog.h"
#include "ui/screens/pricesdialog.h"
#include "ui/screens/transcriptsettings.h"
#include "ui/theme/icons.h"
#include "ui/theme/space.h"
#include "ui/theme/theme.h"
#include "ui/widgets/plainlabel.h"

#include <QButtonGroup>
#include <QCheckBox>
#include <QComboBox>
#include <QDir>
#include <QHBoxLayout>
#include <QLocale>
#include <QPainter>
#include <QPushButton>
#include <QRadioButton>
#include <QScrollArea>
#include <QVBoxLayout>

#include <memory>

namespace screens {

namespace {

constexpr int pageWidth = 720;
constexpr int captionWidth = 200;
constexpr int zooms[] = {75, 90, 100, 110, 125, 150, 175, 200};

//! The colour of a profile as a disc.
class HueDot final : public QWidget
{
public:
    HueDot(int hue, QWidget *parent) : QWidget(parent), m_hue(hue) { setFixedSize(12, 12); }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(Qt::NoPen);
        painter.setBrush(theme::hue(m_hue, palette()));
        painter.drawEllipse(rect().adjusted(1, 1, -1, -1));
    }

private:
    int m_hue;
};

} // namespace

SettingsPage::SettingsPage(accounts::Settings *settings, Connections *connections, models::KeptTranscripts *kept, const std::vector<Place> &places,
                           QWidget *parent)
    : QWidget(parent), m_settings(settings), m_connections(connections)
{
    setObjectName(QStringLiteral("settings"));
    setAccessibleName(tr("Settings"));
    auto *content = new QWidget;
    theme::setBackground(content, theme::Token::Surface);
    auto *page = new QVBoxLayout;
    page->setSpacing(theme::space::xl);
    auto *title = new widgets::PlainLabel(tr("Settings"), content);
    title->setObjectName(QStringLiteral("settings.title"));
    title->setRole(theme::Role::Page);
    page->addWidget(title);
    addAppearance(page);
    addWriting(page);
    addCost(page);
    addConnections(page);
    auto *transcripts = kept ? new TranscriptSettings(settings, connections, kept, captionWidth, content) : nullptr;
    if (transcripts)
        addSection(page, tr("Transcripts on this computer"))->addWidget(transcripts);
    addPlaces(page, places);
    page->addStretch(1);

    auto *middle = new QWidget(content);
    middle->setMaximumWidth(pageWidth);
    middle->setLayout(page);
    page->setContentsMargins(0, 0, 0, 0);
    auto *row = new QHBoxLayout(content);
    row->setContentsMargins(theme::space::xxl, theme::space::xl, theme::space::xxl, theme::space::xl);
    row->addWidget(middle, 1);
    row->addStretch(0);
    auto *scroll = new QScrollArea(this);
    scroll->setObjectName(QStringLiteral("settings.scroll"));
    scroll->setAccessibleName(tr("Settings"));
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setWidget(content);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(scroll);

    if (transcripts) { // queued: it has its place once it was laid out
        connect(transcripts, &TranscriptSettings::asked, scroll, [scroll](QWidget *question) { scroll->ensureWidgetVisible(question); }, Qt::QueuedConnection);
    }
    readSettings();
    connect(m_settings, &accounts::Settings::changed, this, &SettingsPage::readSettings);
    connect(m_connections, &Connections::profilesChanged, this, &SettingsPage::fillConnections);
}

QVBoxLayout *SettingsPage::addSection(QVBoxLayout *page, const QString &title)
{
    auto *section = new QVBoxLayout;
    section->setSpacing(theme::space::s);
    auto *heading = new widgets::PlainLabel(title);
    heading->setRole(theme::Role::Title);
    section->addWidget(heading);
    page->addLayout(section);
    return section;
}

QButtonGroup *SettingsPage::addChoice(QVBoxLayout *section, const QString &name, const QString &label, const QStringList &ids, const QStringList &labels)
{
    auto *row = new QHBoxLayout;
    row->setSpacing(theme::space::l);
    auto *caption = new widgets::PlainLabel(label);
    caption->setFixedWidth(captionWidth);
    row->addWidget(caption);
    auto *group = new QButtonGroup(this);
    for (int i = 0; i < ids.size(); ++i) {
        auto *button = new QRadioButton(labels.at(i));
        button->setObjectName(QStringLiteral("settings.%1.%2").arg(name, ids.at(i)));
        button->setAccessibleName(tr("%1: %2").arg(label, labels.at(i)));
        group->addButton(button, i);
        row->addWidget(button);
    }
    row->addStretch(1);
    section->addLayout(row);
    return group;
}

QComboBox *SettingsPage::addBox(QVBoxLayout *section, const QString &name, const QString &label)
{
    auto *row = new QHBoxLayout;
    row->setSpacing(theme::space::l);
    auto *caption = new widgets::PlainLabel(label);
    caption->setFixedWidth(captionWidth);
    row->addWidget(caption);
    auto *box = new QComboBox;
    box->setObjectName(QStringLiteral("settings.") + name);
    box->setAccessibleName(label);
    caption->setBuddy(box); // what a combo box is called on X11 and Wayland is what it shows
    row->addWidget(box);
    row->addStretch(1);
    section->addLayout(row);
    return box;
}

QCheckBox *SettingsPage::addCheck(QVBoxLayout *section, const QString &name, const QString &label)
{
    auto *box = new QCheckBox(label);
    box->setObjectName(QStringLiteral("settings.") + name);
    box->setAccessibleName(label);
    section->addWidget(box);
    return box;
}

void SettingsPage::addAppearance(QVBoxLayout *page)
{
    using accounts::Settings;
    QVBoxLayout *section = addSection(page, tr("Appearance"));
    m_theme = addChoice(section, QStringLiteral("theme"), tr("Theme"),
                        {QStringLiteral("system"), QStringLiteral("light"), QStringLiteral("dark")}, {tr("As the system"), tr("Light"), tr("Dark")});
    m_density = addChoice(section, QStringLiteral("density"), tr("Rows"), {QStringLiteral("comfortable"), QStringLiteral("compact")},
                          {tr("Comfortable"), tr("Compact")});
    connect(m_theme, &QButtonGroup::idClicked, this, [this](int id) { m_settings->setTheme(Settings::Theme(id)); });
    connect(m_density, &QButtonGroup::idClicked, this, [this](int id) { m_settings->setDensity(Settings::Density(id)); });

    m_zoom = addBox(section, QStringLiteral("zoom"), tr("Text size"));
    for (const int percent : zooms)
        m_zoom->addItem(tr("%1 %").arg(percent), percent);
    connect(m_zoom, &QComboBox::activated, this, [this] { m_settings->setTextZoom(m_zoom->currentData().toInt()); });

    addLanguage(section);
    m_absoluteTimes = addCheck(section, QStringLiteral("absoluteTimes"), tr("Show the time itself (14:03) instead of how long ago it was"));
    connect(m_absoluteTimes, &QCheckBox::clicked, this, [this](bool on) { m_settings->setAbsoluteTimes(on); });
}

void SettingsPage::addLanguage(QVBoxLayout *section)
{
    m_language = addBox(section, QStringLiteral("language"), tr("Language"));
    m_language->addItem(tr("As the system"), QString());
    const QStringList files = QDir(QStringLiteral(":/i18n")).entryList({QStringLiteral("muster_*.qm")}, QDir::Files, QDir::Name);
    for (const QString &file : files) {
        const QString name = file.section(QLatin1Char('_'), 1).chopped(3);
        QString native = QLocale(name).nativeLanguageName();
        native[0] = native.at(0).toUpper();
        m_language->addItem(native, name);
    }
    auto *hint = new widgets::PlainLabel(tr("Muster speaks it from the next start on."));
    hint->setObjectName(QStringLiteral("settings.languageHint"));
    hint->setToken(theme::Token::Muted);
    hint->hide();
    section->addWidget(hint);
    connect(m_language, &QComboBox::activated, this, [this, hint] {
        const QString chosen = m_language->currentData().toString();
        hint->setVisible(chosen != m_settings->language() || hint->isVisible());
        m_settings->setLanguage(chosen);
    });
}

void SettingsPage::addWriting(QVBoxLayout *page)
{
    using accounts::Settings;
    QVBoxLayout *section = addSection(page, tr("Writing and being told"));
    m_sendKey = addChoice(section, QStringLiteral("sendKey"), tr("Send a message with"), {QStringLiteral("enter"), QStringLiteral("ctrlEnter")},
                          {tr("Enter"), tr("Ctrl+Enter")});
    connect(m_sendKey, &QButtonGroup::idClicked, this, [this](int id) { m_settings->setSendKey(Settings::SendKey(id)); });
    m_notifications = addCheck(section, QStringLiteral("notifications"),
                               tr("Notify me when a reply is done or an approval is asked while I am elsewhere"));
    connect(m_notifications, &QCheckBox::clicked, this, [this](bool on) { m_settings->setNotifications(on); });
}

void SettingsPage::addCost(QVBoxLayout *page)
{
    QVBoxLayout *section = addSection(page, tr("Cost"));
    m_showsCost = addCheck(section, QStringLiteral("showsCost"), tr("Show what things cost; without it there is no amount, column, page or warning anywhere"));
    connect(m_showsCost, &QCheckBox::clicked, this, [this](bool on) { m_settings->setShowsCost(on); });
    auto *row = new QHBoxLayout;
    row->setSpacing(theme::space::s);
    const auto addButton = [row](const QString &name, const QString &label, const QString &accessible) {
        auto *button = new QPushButton(label);
        button->setObjectName(QStringLiteral("settings.") + name);
        button->setAccessibleName(accessible);
        row->addWidget(button);
        return button;
    };
    m_prices = addButton(QStringLiteral("prices"), tr("Prices of models…"), tr("Prices of models"));
    m_budgets = addButton(QStringLiteral("budgets"), tr("Budgets…"), tr("Budgets"));
    row->addStretch(1);
    section->addLayout(row);
    m_prices->hide();
    m_budgets->hide();
}

void SettingsPage::setCosts(models::Costs *costs, models::Budgets *budgets, base::Clock *clock)
{
    m_prices->setVisible(costs);
    m_budgets->setVisible(budgets);
    connect(m_prices, &QPushButton::clicked, this, [this, costs, clock] { PricesDialog::open(costs, clock, this); });
    connect(m_budgets, &QPushButton::clicked, this, [this, budgets] { BudgetsDialog::open(budgets, this); });
}

void SettingsPage::addConnections(QVBoxLayout *page)
{
    QVBoxLayout *section = addSection(page, tr("Connections"));
    m_profiles = new QVBoxLayout;
    m_profiles->setSpacing(theme::space::xs);
    section->addLayout(m_profiles);
    auto *add = new QPushButton(tr("Connect a workspace…"));
    add->setObjectName(QStringLiteral("settings.connect"));
    add->setAccessibleName(tr("Connect a workspace"));
    add->setIcon(theme::icon(QStringLiteral("plus")));
    add->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    section->addWidget(add);
    connect(add, &QPushButton::clicked, this, &SettingsPage::connectRequested);
    fillConnections();
}

void SettingsPage::fillConnections()
{
    while (const std::unique_ptr<QLayoutItem> item{m_profiles->takeAt(0)}) {
        if (QWidget *widget = item->widget()) {
            widget->hide();
            widget->deleteLater();
        }
    }
    const QList<api::Profile> profiles = m_connections->profiles();
    for (const api::Profile &profile : profiles) {
        const bool demo = m_connections->isDemo(profile.id);
        auto *line = new QWidget;
        auto *row = new QHBoxLayout(line);
        row->setContentsMargins(0, 0, 0, 0);
        row->setSpacing(theme::space::s);
        row->addWidget(new HueDot(profile.hue, line));
        auto *name = new widgets::PlainLabel(profile.name, line);
        name->setFixedWidth(captionWidth);
        row->addWidget(name);
        auto *where = new widgets::PlainLabel(demo ? tr("On this computer, with scripted agents") : profile.baseUrl.host(QUrl::FullyEncoded), line);
        where->setToken(theme::Token::Muted);
        row->addWidget(where, 1);
        if (profile.production)
            row->addWidget(new widgets::PlainLabel(tr("Production"), line));
        if (!demo) {
            auto *edit = new QPushButton(tr("Edit…"), line);
            edit->setObjectName(QStringLiteral("settings.edit.") + profile.id);
            edit->setAccessibleName(tr("Edit the connection %1").arg(base::plainLine(profile.name)));
            theme::setButtonKind(edit, theme::ButtonKind::Quiet);
            connect(edit, &QPushButton::clicked, this, [this, id = profile.id] { Q_EMIT editRequested(id); });
            row->addWidget(edit);
        }
        m_profiles->addWidget(line);
    }
}

void SettingsPage::addPlaces(QVBoxLayout *page, const std::vector<Place> &places)
{
    QVBoxLayout *section = addSection(page, tr("Where Muster keeps things"));
    int number = 0;
    for (const Place &place : places) {
        auto *row = new QHBoxLayout;
        row->setSpacing(theme::space::l);
        auto *label = new widgets::PlainLabel(place.label);
        label->setFixedWidth(captionWidth);
        auto *path = new widgets::PlainLabel(place.path);
        path->setObjectName(QStringLiteral("settings.place.%1").arg(number++));
        path->setMultiLine(true);
        path->setSelectable(true);
        path->setToken(theme::Token::Muted);
        row->addWidget(label, 0, Qt::AlignTop);
        row->addWidget(path, 1);
        section->addLayout(row);
    }
}

void SettingsPage::readSettings()
{
    m_theme->button(int(m_settings->theme()))->setChecked(true);
    m_density->button(int(m_settings->density()))->setChecked(true);
    m_sendKey->button(int(m_settings->sendKey()))->setChecked(true);
    int nearest = 0;
    for (int i = 0; i < m_zoom->count(); ++i) {
        if (std::abs(m_zoom->itemData(i).toInt() - m_settings->textZoom()) < std::abs(m_zoom->itemData(nearest).toInt() - m_settings->textZoom()))
            nearest = i;
    }
    m_zoom->setCurrentIndex(nearest);
    m_language->setCurrentIndex(std::max(0, m_language->findData(m_settings->language())));
    m_absoluteTimes->setChecked(m_settings->absoluteTimes());
    m_notifications->setChecked(m_settings->notifications());
    m_showsCost->setChecked(m_settings->showsCost());
    m_prices->setEnabled(m_settings->showsCost());
    m_budgets->setEnabled(m_settings->showsCost());
}

} // namespace screens
