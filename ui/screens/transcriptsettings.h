#pragma once

#include "accounts/settings.h"
#include "ui/screens/connections.h"

#include <QWidget>

class QComboBox;
class QVBoxLayout;

namespace models {
class KeptTranscripts;
}
namespace widgets {
class MessageBar;
class PlainLabel;
}

namespace screens {

//! The part of the settings about transcripts that are kept on this computer: how much room they may take, what each connection takes now, and a
//! way to forget them.
class TranscriptSettings final : public QWidget
{
    Q_OBJECT
public:
    //! All of them outlive it. `labelWidth` as on the rest of the page.
    TranscriptSettings(accounts::Settings *settings, Connections *connections, models::KeptTranscripts *kept, int labelWidth, QWidget *parent = nullptr);

Q_SIGNALS:
    //! This appeared and wants an answer: it should be seen whole.
    void asked(QWidget *question);

protected:
    void showEvent(QShowEvent *event) override;

private:
    void addLimit(QVBoxLayout *column, int labelWidth);
    void readSettings();
    void showUse();
    void addShare(const QString &profileId, const QString &words);
    void ask(const QString &profileId);
    QString nameOf(const QString &profileId) const;

    accounts::Settings *m_settings;
    Connections *m_connections;
    models::KeptTranscripts *m_kept;
    const int m_labelWidth;
    QComboBox *m_limit = nullptr;
    widgets::PlainLabel *m_now;
    QVBoxLayout *m_shares;
    widgets::MessageBar *m_bar;
};

} // namespace screens
