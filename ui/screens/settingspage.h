#pragma once

#include "accounts/settings.h"
#include "ui/screens/connections.h"

#include <QWidget>

class QButtonGroup;
class QCheckBox;
class QComboBox;
class QPushButton;
class QVBoxLayout;

namespace base {
class Clock;
}
namespace models {
class Budgets;
class Costs;
class KeptTranscripts;
}

namespace screens {

//! What can be set; every change applies at once. Also the list of connections, and where Muster keeps its things.
class SettingsPage final : public QWidget
{
    Q_OBJECT
public:
    //! A place on this computer that is worth knowing.
    struct Place
    {
        QString label;
        QString path;
    };

    //! `kept` may be null: then nothing is said of transcripts.
    SettingsPage(accounts::Settings *settings, Connections *connections, models::KeptTranscripts *kept, const std::vector<Place> &places,
                 QWidget *parent = nullptr);

    //! Makes the price table and the budgets reachable from here. All of it outlives the page.
    void setCosts(models::Costs *costs, models::Budgets *budgets, base::Clock *clock);

Q_SIGNALS:
    void connectRequested();
    void editRequested(const QString &profileId);

private:
    QVBoxLayout *addSection(QVBoxLayout *page, const QString &title);
    void addAppearance(QVBoxLayout *page);
    void addWriting(QVBoxLayout *page);
    void addCost(QVBoxLayout *page);
    void addConnections(QVBoxLayout *page);
    void addPlaces(QVBoxLayout *page, const std::vector<Place> &places);
    QButtonGroup *addChoice(QVBoxLayout *section, const QString &name, const QString &label, const QStringList &ids, const QStringList &labels);
    QComboBox *addBox(QVBoxLayout *section, const QString &name, const QString &label);
    void addLanguage(QVBoxLayout *section);
    QCheckBox *addCheck(QVBoxLayout *section, const QString &name, const QString &label);
    void readSettings();
    void fillConnections();

    accounts::Settings *m_settings;
    Connections *m_connections;
    QButtonGroup *m_theme = nullptr;
    QButtonGroup *m_density = nullptr;
    QButtonGroup *m_sendKey = nullptr;
    QComboBox *m_zoom = nullptr;
    QComboBox *m_language = nullptr;
    QCheckBox *m_absoluteTimes = nullptr;
    QCheckBox *m_notifications = nullptr;
    QCheckBox *m_showsCost = nullptr;
    QPushButton *m_prices = nullptr;
    QPushButton *m_budgets = nullptr;
    QVBoxLayout *m_profiles = nullptr;
};

} // namespace screens
