#include "ui/screens/transcriptsettings.h"

#include "base/plaintext.h"
#include "models/kepttranscripts.h"
#include "ui/screens/errortext.h"
#include "ui/theme/space.h"
#include "ui/theme/theme.h"
#include "ui/widgets/messagebar.h"
#include "ui/widgets/numbertext.h"
#include "ui/widgets/plainlabel.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QPushButton>
#include <QVBoxLayout>

#include <memory>

namespace screens {

namespace {

constexpr int limits[] = {256, 512, 1024, 2048, 5120, 10240, 0}; // MB; 0: none

} // namespace

TranscriptSettings::TranscriptSettings(accounts::Settings *settings, Connections *connections, models::KeptTranscripts *kept, int labelWidth,
                                       QWidget *parent)
    : QWidget(parent), m_settings(settings), m_connections(connections), m_kept(kept), m_labelWidth(labelWidth),
      m_now(new widgets::PlainLabel(this)), m_shares(new QVBoxLayout), m_bar(new widgets::MessageBar(QStringLiteral("settings.transcripts.bar"), this))
{
    setObjectName(QStringLiteral("settings.transcripts"));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(theme::space::s);
    addLimit(column, labelWidth);
    m_now->setObjectName(QStringLiteral("settings.transcripts.now"));
    m_now->setMultiLine(true);
    m_now->setToken(theme::Token::Muted);
    column->addWidget(m_now);
    m_shares->setSpacing(theme::space::xs);
    column->addLayout(m_shares);
    column->addWidget(m_bar);
    connect(settings, &accounts::Settings::changed, this, &TranscriptSettings::readSettings);
    connect(connections, &Connections::profilesChanged, this, &TranscriptSettings::showUse);
    connect(kept, &models::KeptTranscripts::changed, this, &TranscriptSettings::showUse);
    connect(kept, &models::KeptTranscripts::forgotten, this, [this](const QString &profileId) {
        m_bar->showMessage(widgets::MessageBar::Kind::Ok, {}, tr("Nothing of the transcripts of %1 is kept on this computer any more.").arg(nameOf(profileId)));
    });
    connect(kept, &models::KeptTranscripts::forgettingFailed, this, [this](const QString &, const base::Error &error) {
        const ErrorText words = ErrorText::of(error);
        m_bar->showMessage(widgets::MessageBar::Kind::Fail, tr("Not everything could be removed yet."),
                           tr("It cannot be found or read any more; the rest is removed when Muster starts again. %1").arg(words.text));
        m_bar->setDetails(words.details);
    });
    readSettings();
    showUse();
}

void TranscriptSettings::addLimit(QVBoxLayout *column, int labelWidth)
{
    auto *row = new QHBoxLayout;
    row->setSpacing(theme::space::l);
    auto *caption = new widgets::PlainLabel(tr("Keep at most"), this);
    caption->setFixedWidth(labelWidth);
    m_limit = new QComboBox(this);
    m_limit->setObjectName(QStringLiteral("settings.transcripts.limit"));
    m_limit->setAccessibleName(tr("Keep at most so much of transcripts on this computer"));
    caption->setBuddy(m_limit);
    for (const int megabytes : limits)
        m_limit->addItem(megabytes == 0 ? tr("Everything") : megabytes < 1024 ? tr("%1 MB").arg(megabytes) : tr("%1 GB").arg(megabytes / 1024), megabytes);
    row->addWidget(caption);
    row->addWidget(m_limit);
    row->addStretch(1);
    column->addLayout(row);
    auto *hint = new widgets::PlainLabel(tr("Beyond that the sessions that you have not opened for longest go first; their servers keep them."), this);
    hint->setMultiLine(true);
    hint->setToken(theme::Token::Muted);
    column->addWidget(hint);
    connect(m_limit, &QComboBox::activated, this, [this] { m_settings->setTranscriptLimit(m_limit->currentData().toInt()); });
}

void TranscriptSettings::readSettings()
{
    const int limit = m_settings->transcriptLimit();
    int at = m_limit->findData(limit);
    if (at < 0) { // somebody wrote it into the file
        m_limit->addItem(tr("%1 MB").arg(limit), limit);
        at = m_limit->count() - 1;
    }
    m_limit->setCurrentIndex(at);
}

void TranscriptSettings::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    m_kept->read();
}

QString TranscriptSettings::nameOf(const QString &profileId) const
{
    const QString name = base::plainLine(m_connections->profile(profileId).name);
    return name.isEmpty() ? tr("A connection that was removed") : name;
}

void TranscriptSettings::showUse()
{
    while (const std::unique_ptr<QLayoutItem> item{m_shares->takeAt(0)}) {
        if (QWidget *widget = item->widget()) {
            widget->hide();
            widget->setObjectName(QString());
            widget->deleteLater();
        }
    }
    const auto &use = m_kept->use();
    if (m_kept->error()) {
        m_now->setText(tr("How much there is cannot be read now. %1").arg(ErrorText::of(*m_kept->error()).text));
        return;
    }
    if (!use) {
        m_now->setText(tr("Looking how much there is…"));
        return;
    }
    m_now->setText(use->shares.empty() ? tr("No transcript is kept on this computer now.")
                                       : tr("%1 on this computer now, with the index for searching.").arg(widgets::byteText(use->bytes)));
    for (const store::LogUse::Share &share : use->shares)
        addShare(share.profile, tr("About %1; sessions: %2").arg(widgets::byteText(share.bytes), widgets::numberText(share.sessions)));
}

void TranscriptSettings::addShare(const QString &profileId, const QString &words)
{
    auto *line = new QWidget(this);
    auto *row = new QHBoxLayout(line);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(theme::space::l);
    auto *name = new widgets::PlainLabel(nameOf(profileId), line);
    name->setFixedWidth(m_labelWidth);
    row->addWidget(name);
    auto *size = new widgets::PlainLabel(words, line);
    size->setObjectName(QStringLiteral("settings.transcripts.size.") + profileId);
    size->setToken(theme::Token::Muted);
    row->addWidget(size, 1);
    const bool busy = m_kept->isForgetting(profileId);
    auto *forget = new QPushButton(busy ? tr("Forgetting…") : tr("Forget…"), line);
    forget->setObjectName(QStringLiteral("settings.transcripts.forget.") + profileId);
    forget->setAccessibleName(tr("Forget the transcripts of %1").arg(nameOf(profileId)));
    forget->setEnabled(!busy);
    theme::setButtonKind(forget, theme::ButtonKind::Quiet);
    connect(forget, &QPushButton::clicked, this, [this, profileId] { ask(profileId); });
    row->addWidget(forget);
    m_shares->addWidget(line);
    line->show();
}

void TranscriptSettings::ask(const QString &profileId)
{
    m_bar->showMessage(widgets::MessageBar::Kind::Wait, tr("Forget the transcripts of %1 on this computer?").arg(nameOf(profileId)),
                       tr("They are on their server still, and come again when you open a session. Drafts, unsent messages and pins stay."));
    QPushButton *yes = m_bar->addButton(QStringLiteral("forget"), tr("Forget them"));
    theme::setButtonKind(yes, theme::ButtonKind::Danger);
    connect(yes, &QPushButton::clicked, this, [this, profileId] {
        m_bar->dismiss();
        m_kept->forget(profileId);
    });
    connect(m_bar->addButton(QStringLiteral("keep"), tr("Keep them")), &QPushButton::clicked, m_bar, &widgets::MessageBar::dismiss);
    yes->setFocus();
    Q_EMIT asked(m_bar);
}

} // namespace screens
