#include "ui/screens/composer.h"

#include "ui/screens/attachmentstrip.h"
#include "ui/screens/composerfiles.h"
#include "ui/screens/messagefiles.h"
#include "ui/theme/icons.h"
#include "ui/theme/space.h"
#include "ui/theme/theme.h"
#include "ui/theme/tokens.h"
#include "ui/widgets/messagebar.h"
#include "ui/widgets/plainlabel.h"

#include <QHBoxLayout>
#include <QPainter>
#include <QPushButton>
#include <QTimer>

namespace screens {

namespace {

constexpr int minimumLines = 2;
constexpr double largestShare = 0.4; // of the page (visual.md)
constexpr int askAgainMs = 4000;     // how long the question of Esc stays

} // namespace

Composer::Composer(QWidget *parent)
    : QWidget(parent), m_edit(new ComposerEdit(this)), m_hint(new widgets::PlainLabel(this)), m_files(new ComposerFiles(m_edit, this)),
      m_interrupt(new QPushButton(this)), m_send(new QPushButton(this)), m_askTimer(new QTimer(this))
{
    build();
    m_askTimer->setSingleShot(true);
    m_askTimer->setInterval(askAgainMs);
    connect(m_askTimer, &QTimer::timeout, this, &Composer::refresh);
    connect(m_edit, &QPlainTextEdit::textChanged, this, &Composer::onTextChanged);
    connect(m_edit, &ComposerEdit::sendRequested, this, &Composer::trySend);
    connect(m_edit, &ComposerEdit::escapePressed, this, &Composer::askInterrupt);
    connect(m_edit, &ComposerEdit::recallRequested, this, &Composer::recall);
    connect(m_send, &QPushButton::clicked, this, &Composer::trySend);
    connect(m_files, &ComposerFiles::changed, this, &Composer::refresh);
    connect(m_files->files(), &MessageFiles::edited, this, &Composer::filesEdited);
    connect(m_interrupt, &QPushButton::clicked, this, [this] {
        m_askTimer->stop();
        Q_EMIT interruptRequested();
    });
    refresh();
}

void Composer::build()
{
    setObjectName(QStringLiteral("composer"));
    m_edit->setObjectName(QStringLiteral("composer.text"));
    m_edit->setAccessibleName(tr("Message"));
    m_edit->setPlaceholderText(tr("Write a message…"));
    m_edit->viewport()->setAutoFillBackground(false);
    m_edit->setBackgroundRole(QPalette::NoRole);
    m_edit->installEventFilter(this);
    m_hint->setObjectName(QStringLiteral("composer.hint"));
    m_hint->setRole(theme::Role::Small);
    m_hint->setToken(theme::Token::Muted);
    m_interrupt->setObjectName(QStringLiteral("composer.interrupt"));
    m_interrupt->setText(tr("Interrupt"));
    m_interrupt->setAccessibleName(tr("Interrupt the running turn"));
    m_interrupt->setIcon(theme::icon(QStringLiteral("octagon-x"), theme::Token::Text));
    m_send->setObjectName(QStringLiteral("composer.send"));
    m_send->setText(tr("Send"));
    m_send->setAccessibleName(tr("Send the message"));
    m_send->setIcon(theme::icon(QStringLiteral("arrow-up"), theme::Token::OnAccent));
    theme::setButtonKind(m_send, theme::ButtonKind::Primary);

    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(theme::space::m, theme::space::s, theme::space::s, theme::space::s);
    column->setSpacing(theme::space::xs);
    auto *row = new QHBoxLayout;
    row->setSpacing(theme::space::s);
    column->addWidget(m_files->refusals());
    column->addWidget(m_files->strip());
    row->addWidget(m_files->button());
    column->addWidget(m_edit, 1);
    row->addWidget(m_hint, 1);
    row->addWidget(m_interrupt);
    row->addWidget(m_send);
    column->addLayout(row);
    setFocusProxy(m_edit);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
}

void Composer::setPossibilities(const Possibilities &possibilities)
{
    m_can = possibilities;
    if (!m_can.turnRunning)
        m_askTimer->stop();
    m_edit->setReadOnly(!m_can.canWrite);
    refresh();
}

void Composer::setSendKey(ComposerEdit::SendKey key)
{
    m_sendKey = key;
    m_edit->setSendKey(key);
    refresh();
}

void Composer::setRoom(int height)
{
    m_room = height;
    fitHeight();
}

QString Composer::text() const
{
    return m_edit->toPlainText();
}

bool Composer::hasText() const
{
    const QString text = m_edit->toPlainText();
    return std::any_of(text.cbegin(), text.cend(), [](QChar c) { return !c.isSpace(); });
}

bool Composer::hasMessage() const
{
    return hasText() || m_files->hasAny();
}

MessageFiles *Composer::files() const
{
    return m_files->files();
}

void Composer::takeDropsOn(QWidget *place)
{
    m_files->takeDropsOn(place);
}

void Composer::setDraft(const QString &text, int cursor)
{
    m_replacing = true;
    m_edit->setPlainText(text);
    m_edit->moveCursor(QTextCursor::End);
    if (cursor >= 0 && cursor < text.size()) {
        QTextCursor place = m_edit->textCursor();
        place.setPosition(cursor);
        m_edit->setTextCursor(place);
    }
    m_replacing = false;
    m_recallIndex = -1;
    m_stash.clear();
    fitHeight();
    refresh();
}

QString Composer::takeText()
{
    const QString text = m_edit->toPlainText();
    m_edit->replaceText(QString());
    m_files->files()->forgetRefusals(); // what was said of them is over
    m_recallIndex = -1;
    m_stash.clear();
    return text;
}

void Composer::putBack(const QString &text)
{
    const QString written = m_edit->toPlainText();
    m_edit->replaceText(written.isEmpty() ? text : text + QStringLiteral("\n\n") + written);
}

void Composer::onTextChanged()
{
    if (!m_replacing) {
        m_recallIndex = -1; // what is edited is the draft from now on
        m_stash.clear();
        Q_EMIT textEdited(m_edit->toPlainText(), m_edit->textCursor().position());
    }
    fitHeight();
    refresh();
}

void Composer::recall(int step)
{
    if (m_recallIndex < 0 && m_sentSource)
        m_sent = m_sentSource();
    if (m_sent.isEmpty())
        return;
    const int last = int(m_sent.size()) - 1;
    int next = m_recallIndex;
    if (step < 0)
        next = std::min(last, m_recallIndex + 1);
    else if (m_recallIndex >= 0)
        next = m_recallIndex - 1;
    if (next == m_recallIndex)
        return;
    if (m_recallIndex < 0)
        m_stash = m_edit->toPlainText();
    m_replacing = true;
    m_edit->replaceText(next < 0 ? m_stash : m_sent.at(next));
    m_replacing = false;
    m_recallIndex = next;
    Q_EMIT textEdited(m_edit->toPlainText(), m_edit->textCursor().position());
}

void Composer::askInterrupt()
{
    if (!m_can.turnRunning || !m_can.canInterrupt)
        return;
    if (m_askTimer->isActive()) {
        m_askTimer->stop();
        refresh();
        Q_EMIT interruptRequested();
        return;
    }
    m_askTimer->start();
    refresh();
}

void Composer::trySend()
{
    if (!m_can.canWrite || !m_can.canSend || !hasMessage() || !m_files->hint().isEmpty())
        return;
    Q_EMIT sendRequested();
}

QString Composer::hint() const
{
    if (m_askTimer->isActive())
        return tr("Press Esc again to interrupt the turn that is running.");
    if (!m_can.why.isEmpty())
        return m_can.why;
    if (const QString files = m_files->hint(); !files.isEmpty())
        return files;
    if (m_can.turnRunning && !m_can.canInterrupt && !m_can.whyNoInterrupt.isEmpty())
        return m_can.whyNoInterrupt;
    if (m_can.turnRunning && hasMessage())
        return tr("The agent reads this when its turn is over.");
    if (m_sendKey == ComposerEdit::SendKey::CtrlEnter)
        return tr("Ctrl+Enter sends, Enter starts a new line");
    return tr("Enter sends, Shift+Enter starts a new line");
}

void Composer::refresh()
{
    m_hint->setText(hint());
    const bool wrongFiles = m_can.why.isEmpty() && !m_files->files()->problem().isEmpty();
    m_hint->setToken(m_askTimer->isActive() || wrongFiles ? theme::Token::Wait : theme::Token::Muted);
    const bool showInterrupt = m_can.turnRunning && (m_can.canInterrupt || !m_can.whyNoInterrupt.isEmpty());
    m_interrupt->setVisible(showInterrupt);
    m_interrupt->setEnabled(m_can.canInterrupt);
    widgets::setToolTipText(m_interrupt, m_can.canInterrupt ? QString() : m_can.whyNoInterrupt);
    // While a turn runs the one button is Interrupt, until there is something to send as well.
    m_send->setVisible(!showInterrupt || (m_can.canSend && hasMessage()));
    m_send->setEnabled(m_can.canWrite && m_can.canSend && hasMessage() && m_files->hint().isEmpty());
    m_files->setClosed(!m_can.canWrite);
}

void Composer::fitHeight()
{
    const int line = QFontMetrics(m_edit->font()).lineSpacing();
    const int smallest = minimumLines * line + 2;
    const int largest = std::max(smallest, int(m_room * largestShare) - m_send->sizeHint().height());
    const int wanted = std::clamp(m_edit->heightForText(), smallest, largest);
    if (m_edit->height() != wanted || m_edit->minimumHeight() != wanted)
        m_edit->setFixedHeight(wanted);
}

void Composer::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    fitHeight();
}

bool Composer::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_edit && (event->type() == QEvent::FocusIn || event->type() == QEvent::FocusOut))
        update();
    return QWidget::eventFilter(watched, event);
}

void Composer::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const bool focused = m_edit->hasFocus();
    const QColor edge = theme::color(palette(), focused ? theme::Token::Accent : theme::Token::Edge);
    painter.setPen(QPen(edge, focused ? 1.5 : 1.0));
    painter.setBrush(theme::color(palette(), m_can.canWrite ? theme::Token::Surface : theme::Token::Raised));
    painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), theme::radius, theme::radius);
}

} // namespace screens
