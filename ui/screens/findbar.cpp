#include "ui/screens/findbar.h"

#include "ui/theme/icons.h"
#include "ui/theme/space.h"
#include "ui/theme/theme.h"
#include "ui/transcript/transcriptview.h"
#include "ui/widgets/plainlabel.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QLocale>
#include <QPainter>
#include <QToolButton>

#include <limits>

namespace screens {

FindBar::FindBar(ui::TranscriptView *view, QWidget *parent)
    : QFrame(parent), m_view(view), m_text(new QLineEdit(this)), m_count(new widgets::PlainLabel(this)),
      m_case(button("find.case", tr("Match case"), QStringLiteral("Alt+C"))),
      m_regex(button("find.regex", tr("Regular expression"), QStringLiteral("Alt+X"))),
      m_previous(button("find.previous", tr("Previous hit"), QStringLiteral("Shift+F3"))),
      m_next(button("find.next", tr("Next hit"), QStringLiteral("F3"))), m_close(button("find.close", tr("Close the search"), QStringLiteral("Esc")))
{
    setObjectName(QStringLiteral("find"));
    hide();
    m_text->setObjectName(QStringLiteral("find.text"));
    m_text->setAccessibleName(tr("Find in the transcript"));
    m_text->setPlaceholderText(tr("Find in the transcript"));
    m_text->setMaximumWidth(360);
    m_text->installEventFilter(this);
    m_count->setObjectName(QStringLiteral("find.count"));
    m_count->setToken(theme::Token::Muted);
    m_count->setMinimumWidth(150);
    for (QToolButton *toggle : {m_case, m_regex})
        toggle->setCheckable(true);
    //: On a button: capital and small letters differ.
    m_case->setText(tr("Aa"));
    m_regex->setText(QStringLiteral(".*"));
    m_previous->setIcon(theme::icon(QStringLiteral("chevron-up")));
    m_next->setIcon(theme::icon(QStringLiteral("chevron-down")));
    m_close->setIcon(theme::icon(QStringLiteral("x"), theme::Token::Muted));

    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(theme::space::l, theme::space::xs, theme::space::s, theme::space::xs + 1);
    row->setSpacing(theme::space::xs);
    row->addWidget(m_text, 1);
    row->addWidget(m_case);
    row->addWidget(m_regex);
    row->addSpacing(theme::space::s);
    row->addWidget(m_previous);
    row->addWidget(m_next);
    row->addSpacing(theme::space::s);
    row->addWidget(m_count, 1);
    row->addWidget(m_close);

    connect(m_text, &QLineEdit::textChanged, this, &FindBar::search);
    connect(m_case, &QToolButton::toggled, this, &FindBar::search);
    connect(m_regex, &QToolButton::toggled, this, &FindBar::search);
    connect(m_previous, &QToolButton::clicked, this, [this] { next(-1); });
    connect(m_next, &QToolButton::clicked, this, [this] { next(1); });
    connect(m_close, &QToolButton::clicked, this, &FindBar::close);
    connect(m_view, &ui::TranscriptView::findChanged, this, &FindBar::showState);
}

QToolButton *FindBar::button(const char *name, const QString &words, const QString &keys)
{
    auto *button = new QToolButton(this);
    button->setObjectName(QLatin1String(name));
    button->setAccessibleName(words);
    button->setToolTip(tr("%1 (%2)").arg(words, QKeySequence(keys).toString(QKeySequence::NativeText)));
    button->setAutoRaise(true);
    return button;
}

void FindBar::open()
{
    const QString selected = m_view->selectedLine();
    show();
    if (!selected.isEmpty())
        m_text->setText(selected);
    m_text->setFocus(Qt::ShortcutFocusReason);
    m_text->selectAll();
    search();
}

void FindBar::close()
{
    const QWidget *focus = window()->focusWidget();
    const bool hadFocus = focus && isAncestorOf(focus);
    hide();
    m_view->find({});
    if (hadFocus)
        m_view->setFocus(Qt::OtherFocusReason); // at the message that was found last
}

void FindBar::next(int direction)
{
    if (isHidden() || m_text->text().isEmpty())
        open();
    else
        m_view->findNext(direction);
}

bool FindBar::handleKey(QKeyEvent *event)
{
    if (event->matches(QKeySequence::Find)) {
        open();
        return true;
    }
    const bool shift = event->modifiers() == Qt::ShiftModifier;
    if (event->key() != Qt::Key_F3 || !(shift || event->modifiers() == Qt::NoModifier))
        return false;
    next(shift ? -1 : 1);
    return true;
}

bool FindBar::eventFilter(QObject *watched, QEvent *event)
{
    if (watched != m_text || event->type() != QEvent::KeyPress)
        return QFrame::eventFilter(watched, event);
    auto *key = static_cast<QKeyEvent *>(event);
    const auto modifiers = key->modifiers() & ~Qt::KeypadModifier;
    switch (key->key()) {
    case Qt::Key_Escape: close(); return true;
    case Qt::Key_Return:
    case Qt::Key_Enter: next(modifiers & Qt::ShiftModifier ? -1 : 1); return true;
    case Qt::Key_C:
    case Qt::Key_X:
        if (modifiers != Qt::AltModifier)
            break;
        (key->key() == Qt::Key_C ? m_case : m_regex)->toggle();
        return true;
    default: break;
    }
    return QFrame::eventFilter(watched, event);
}

void FindBar::search()
{
    if (isHidden())
        return;
    m_view->find(ui::FindPattern(m_text->text(), m_regex->isChecked(), m_case->isChecked()));
    showState();
}

void FindBar::showState()
{
    if (isHidden())
        return;
    const ui::FindPattern pattern(m_text->text(), m_regex->isChecked(), m_case->isChecked());
    const ui::TranscriptView::FindState state = m_view->findState();
    const QLocale locale;
    QString words;
    if (pattern.isEmpty())
        words = QString();
    else if (!pattern.isValid())
        words = tr("Not a regular expression: %1").arg(pattern.mistake());
    else if (state.searching && state.total == 0)
        words = tr("Searching…");
    else if (state.total == 0)
        words = tr("Not found");
    else if (state.current == 0)
        words = tr("%n hits", "", int(std::min<qint64>(state.total, std::numeric_limits<int>::max())));
    else
        words = tr("%1 of %2").arg(locale.toString(state.current), locale.toString(state.total));
    if (state.searching && state.total > 0)
        words = tr("%1, searching…").arg(words);
    m_count->setText(words);
    m_count->setToken(!pattern.isEmpty() && (!pattern.isValid() || (state.total == 0 && !state.searching)) ? theme::Token::Fail : theme::Token::Muted);
    m_previous->setEnabled(state.total > 0);
    m_next->setEnabled(state.total > 0);
}

void FindBar::paintEvent(QPaintEvent *event)
{
    Q_UNUSED(event)
    QPainter painter(this);
    painter.fillRect(rect(), theme::color(palette(), theme::Token::Raised));
    painter.fillRect(0, height() - 1, width(), 1, theme::color(palette(), theme::Token::Line));
}

} // namespace screens
