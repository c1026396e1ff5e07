#include "ui/screens/readingactions.h"

#include "ui/screens/findbar.h"
#include "ui/screens/sessionpage.h"
#include "ui/theme/icons.h"
#include "ui/transcript/transcriptview.h"

#include <QAction>
#include <QMenu>

namespace screens {

using ui::TranscriptView;

ReadingActions::ReadingActions(QMenu *edit, QMenu *go) : QObject(go)
{
    edit->addSeparator();
    add(edit, "edit.find", tr("Find in the session"), QStringLiteral("search"), QKeySequence::Find,
        [](SessionPage *page, TranscriptView *) { page->findBar()->open(); });
    add(edit, "edit.findNext", tr("Find next"), {}, QKeySequence(Qt::Key_F3), [](SessionPage *page, TranscriptView *) { page->findBar()->next(1); });
    add(edit, "edit.findPrevious", tr("Find previous"), {}, QKeySequence(Qt::SHIFT | Qt::Key_F3),
        [](SessionPage *page, TranscriptView *) { page->findBar()->next(-1); });
    edit->addSeparator();
    add(edit, "edit.copyMarkdown", tr("Copy messages as Markdown"), {}, QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_C),
        [](SessionPage *, TranscriptView *view) { view->copyAsMarkdown(); });
    add(edit, "edit.copyJson", tr("Copy messages as JSON"), {}, QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_J),
        [](SessionPage *, TranscriptView *view) { view->copyAsJson(); });
    add(edit, "edit.saveMessage", tr("Save message or result…"), {}, QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_S),
        [](SessionPage *, TranscriptView *view) { view->saveCurrent(); });
    fillGo(go);
    setSession(nullptr);
}

void ReadingActions::add(QMenu *menu, const char *name, const QString &text, const QString &icon, const QKeySequence &keys, Act act)
{
    QAction *action = menu->addAction(text);
    action->setObjectName(QLatin1String(name));
    action->setShortcut(keys);
    if (!icon.isEmpty())
        action->setIcon(theme::icon(icon));
    connect(action, &QAction::triggered, this, [this, act = std::move(act)] {
        if (m_page)
            act(m_page, m_page->transcriptView());
    });
    m_actions.append(action);
}

void ReadingActions::fillGo(QMenu *menu)
{
    using Stop = TranscriptView::Stop;
    const auto step = [](Stop what, int direction) {
        return [what, direction](SessionPage *, TranscriptView *view) {
            view->setFocus(Qt::ShortcutFocusReason); // what is gone to can be unfolded and copied from there
            view->step(what, direction);
        };
    };
    const auto pair = [&](const char *name, const QString &previous, const QString &next, const QKeySequence &back, const QKeySequence &forth, Stop what) {
        add(menu, qPrintable(QStringLiteral("go.previous") + QLatin1String(name)), previous, {}, back, step(what, -1));
        add(menu, qPrintable(QStringLiteral("go.next") + QLatin1String(name)), next, {}, forth, step(what, 1));
        menu->addSeparator();
    };
    pair("Message", tr("Previous message"), tr("Next message"), Qt::ALT | Qt::Key_Up, Qt::ALT | Qt::Key_Down, Stop::Message);
    pair("Turn", tr("Previous turn"), tr("Next turn"), Qt::ALT | Qt::Key_PageUp, Qt::ALT | Qt::Key_PageDown, Stop::Turn);
    pair("Call", tr("Previous tool call"), tr("Next tool call"), Qt::SHIFT | Qt::Key_F7, Qt::Key_F7, Stop::ToolCall);
    pair("Error", tr("Previous error"), tr("Next error"), Qt::SHIFT | Qt::Key_F8, Qt::Key_F8, Stop::Error);
    pair("Item", tr("Previous entry of any kind"), tr("Next entry of any kind"), Qt::ALT | Qt::SHIFT | Qt::Key_Up, Qt::ALT | Qt::SHIFT | Qt::Key_Down,
         Stop::Item);
    add(menu, "go.answer", tr("Start of the answer"), QStringLiteral("arrow-up"), Qt::ALT | Qt::Key_Home, [](SessionPage *, TranscriptView *view) {
        view->setFocus(Qt::ShortcutFocusReason);
        view->showAnswer();
    });
    add(menu, "go.newest", tr("The newest"), QStringLiteral("arrow-down"), Qt::ALT | Qt::Key_End,
        [](SessionPage *, TranscriptView *view) { view->scrollToBottom(); });
}

void ReadingActions::setSession(SessionPage *page)
{
    m_page = page;
    for (QAction *action : std::as_const(m_actions))
        action->setEnabled(page != nullptr);
}

} // namespace screens
