#include "ui/screens/backfillbar.h"

#include "base/clock.h"
#include "models/usagereading.h"
#include "models/workspace.h"
#include "ui/screens/errortext.h"
#include "ui/theme/space.h"
#include "ui/theme/theme.h"
#include "ui/widgets/numbertext.h"
#include "ui/widgets/plainlabel.h"
#include "ui/widgets/timetext.h"

#include <QHBoxLayout>
#include <QLocale>
#include <QPainter>
#include <QProgressBar>
#include <QPushButton>

namespace screens {

using models::UsageReading;
using State = UsageReading::State;

namespace {

constexpr int progressWidth = 120;

} // namespace

BackfillBar::BackfillBar(const PageContext &context, QWidget *parent)
    : QWidget(parent), m_context(context), m_reading(context.workspace->usageReading()), m_text(new widgets::PlainLabel(this)),
      m_progress(new QProgressBar(this))
{
    build();
    setHidden(!m_reading);
    if (!m_reading)
        return;
    connect(m_reading, &UsageReading::changed, this, &BackfillBar::refresh);
    connect(m_again, &QPushButton::clicked, m_reading, &UsageReading::start);
    connect(m_resume, &QPushButton::clicked, m_reading, &UsageReading::resume);
    connect(m_hurry, &QPushButton::clicked, m_reading, &UsageReading::hurry);
    connect(m_pause, &QPushButton::clicked, m_reading, &UsageReading::pause);
    connect(m_cancel, &QPushButton::clicked, m_reading, &UsageReading::cancel);
    connect(m_settings, &QPushButton::clicked, this, &BackfillBar::connectionSettingsRequested);
    refresh();
}

void BackfillBar::build()
{
    setObjectName(QStringLiteral("backfill"));
    setAccessibleName(tr("Reading what was used"));
    m_text->setObjectName(QStringLiteral("backfill.text"));
    m_text->setToken(theme::Token::Muted);
    m_text->setRole(theme::Role::Small);
    m_progress->setObjectName(QStringLiteral("backfill.progress"));
    m_progress->setAccessibleName(tr("Sessions read"));
    m_progress->setTextVisible(false);
    m_progress->setFixedSize(progressWidth, 4);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(theme::space::m, 2, theme::space::xs, 2);
    row->setSpacing(theme::space::s);
    row->addWidget(m_progress);
    row->addWidget(m_text, 1);
    m_resume = button(QStringLiteral("resume"), tr("Go on"), tr("Go on reading what was used"));
    m_hurry = button(QStringLiteral("hurry"), tr("Try now"), tr("Try to read what was used now"));
    m_settings = button(QStringLiteral("settings"), tr("Connection…"), tr("Open the settings of the connection"));
    m_again = button(QStringLiteral("again"), tr("Read now"), tr("Read what was used"));
    m_pause = button(QStringLiteral("pause"), tr("Pause"), tr("Pause reading what was used"));
    m_cancel = button(QStringLiteral("cancel"), tr("Cancel"), tr("Cancel reading what was used"));
    setFixedHeight(theme::controlHeight(this) + 4); // whatever it shows, nothing below it moves
}

QPushButton *BackfillBar::button(const QString &name, const QString &label, const QString &accessible)
{
    auto *made = new QPushButton(label, this);
    made->setObjectName(QStringLiteral("backfill.") + name);
    made->setAccessibleName(accessible);
    theme::setButtonKind(made, theme::ButtonKind::Quiet);
    layout()->addWidget(made);
    return made;
}

void BackfillBar::begin()
{
    if (m_reading)
        m_reading->begin();
}

void BackfillBar::say(const QString &text, const QString &tip)
{
    m_text->setText(text);
    widgets::setToolTipText(m_text, tip);
}

void BackfillBar::refresh()
{
    const auto &progress = m_reading->progress();
    const State state = progress.state;
    const bool failed = state == State::Failed;
    const bool perhapsKey = failed && progress.error && ErrorText::of(*progress.error).next == ErrorText::Next::ChangeConnection;
    const bool under = m_reading->isActive() || state == State::Paused;
    const bool hadFocus = isAncestorOf(focusWidget()) && focusWidget() && focusWidget()->hasFocus();
    m_progress->setVisible(under);
    m_progress->setRange(0, std::max(1, progress.sessions));
    m_progress->setValue(progress.sessionsRead + progress.sessionsSkipped);
    m_pause->setVisible(m_reading->isActive());
    m_resume->setVisible(state == State::Paused);
    m_hurry->setVisible(state == State::Waiting);
    m_cancel->setVisible(under);
    m_settings->setVisible(perhapsKey);
    m_again->setVisible(!under);
    m_again->setText(failed ? tr("Try again") : m_reading->doneAt().isValid() ? tr("Read again") : tr("Read now"));
    if (under)
        showReading();
    else
        showEnd();
    if (hadFocus && !focusWidget()->isVisible()) // the button that was pressed has gone
        (under ? (state == State::Paused ? m_resume : m_pause) : m_again)->setFocus(Qt::OtherFocusReason);
}

void BackfillBar::showReading()
{
    const auto &progress = m_reading->progress();
    const int read = progress.sessionsRead + progress.sessionsSkipped;
    const QString far = tr("%1 of %2 sessions").arg(widgets::numberText(read), widgets::numberText(progress.sessions));
    switch (progress.state) {
    case State::Listing: return say(tr("Looking which sessions there are…"));
    case State::Reading:
        return say(tr("Reading what was used in sessions that you have not opened: %1…").arg(far),
                   tr("Events read: %1\nNew amounts: %2").arg(widgets::numberText(progress.events), widgets::numberText(progress.amounts)));
    case State::Waiting: {
        const QString at = QLocale().toString(m_reading->nextTryAt().toLocalTime().time(), QLocale::LongFormat);
        const ErrorText why = progress.error ? ErrorText::of(*progress.error) : ErrorText{};
        return say(tr("%1. Reading what was used goes on by itself at %2.").arg(why.title, at), why.details);
    }
    default: return say(progress.sessions > 0 ? tr("Paused after %1. What was read stays read.").arg(far) : tr("Paused. What was read stays read."));
    }
}

void BackfillBar::showEnd()
{
    const auto &progress = m_reading->progress();
    const int skipped = progress.sessionsSkipped;
    if (progress.state == State::Failed && progress.error) {
        const ErrorText why = ErrorText::of(*progress.error);
        return say(tr("What was used could not be read to the end. %1").arg(why.sentence()), why.details);
    }
    if (progress.state != State::Done)
        return say(tr("Sessions that you have not opened on this computer may be missing below."));
    const QString at = widgets::absoluteTime(m_reading->doneAt(), m_context.clock->now());
    say(skipped == 0 ? tr("Everything that the server tells was read (%1).").arg(at)
                     : tr("Read (%1), but for %n session(s) that could not be.", nullptr, skipped).arg(at),
        tr("Sessions read: %1\nEvents read: %2\nNew amounts: %3")
            .arg(widgets::numberText(progress.sessionsRead), widgets::numberText(progress.events), widgets::numberText(progress.amounts)));
}

void BackfillBar::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme::color(palette(), theme::Token::Raised));
    painter.drawRoundedRect(rect(), theme::radius, theme::radius);
}

} // namespace screens
