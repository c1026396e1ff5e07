#include "ui/screens/editactions.h"

#include "ui/theme/icons.h"
#include "ui/transcript/transcriptview.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QLineEdit>
#include <QMenu>
#include <QMimeData>
#include <QPlainTextEdit>

namespace screens {

EditActions::EditActions(QMenu *menu)
    : QObject(menu), m_undo(make(menu, "edit.undo", tr("Undo"), QStringLiteral("undo-2"), QKeySequence::Undo, "undo")),
      m_redo(make(menu, "edit.redo", tr("Redo"), QStringLiteral("redo-2"), QKeySequence::Redo, "redo")),
      m_cut((menu->addSeparator(), make(menu, "edit.cut", tr("Cut"), QStringLiteral("scissors"), QKeySequence::Cut, "cut"))),
      m_copy(make(menu, "edit.copy", tr("Copy"), QStringLiteral("copy"), QKeySequence::Copy, "copy")),
      m_paste(make(menu, "edit.paste", tr("Paste"), QStringLiteral("clipboard"), QKeySequence::Paste, "paste")),
      m_selectAll((menu->addSeparator(), make(menu, "edit.selectAll", tr("Select all"), QString(), QKeySequence::SelectAll, "selectAll")))
{
    // While the menu is open its entries tell exactly what is possible; while it is closed a shortcut only needs a widget that knows it.
    connect(menu, &QMenu::aboutToShow, this, [this] { refresh(true); });
    connect(menu, &QMenu::aboutToHide, this, [this] { QMetaObject::invokeMethod(this, [this] { refresh(false); }, Qt::QueuedConnection); });
    connect(qApp, &QApplication::focusChanged, this, [this] { refresh(false); });
    refresh(false);
}

QAction *EditActions::make(QMenu *menu, const char *name, const QString &text, const QString &icon, QKeySequence::StandardKey key, const char *method)
{
    QAction *action = menu->addAction(text);
    action->setObjectName(QLatin1String(name));
    action->setShortcut(QKeySequence(key));
    if (!icon.isEmpty())
        action->setIcon(theme::icon(icon));
    connect(action, &QAction::triggered, this, [this, method] { invoke(method); });
    return action;
}

EditActions::Possible EditActions::possible(QWidget *focus, bool exactly)
{
    Possible can;
    const auto *clipboard = QGuiApplication::clipboard();
    if (const auto *line = qobject_cast<QLineEdit *>(focus)) {
        const bool writes = !line->isReadOnly();
        const bool selects = !exactly || line->hasSelectedText();
        const bool readable = line->echoMode() == QLineEdit::Normal;
        can = {writes && (!exactly || line->isUndoAvailable()), writes && (!exactly || line->isRedoAvailable()), writes && selects && readable,
               selects && readable, writes && (!exactly || !clipboard->text().isEmpty()), !exactly || !line->text().isEmpty()};
    } else if (const auto *edit = qobject_cast<QPlainTextEdit *>(focus)) {
        const bool writes = !edit->isReadOnly();
        const bool selects = !exactly || edit->textCursor().hasSelection();
        can = {writes && (!exactly || edit->document()->isUndoAvailable()), writes && (!exactly || edit->document()->isRedoAvailable()),
               writes && selects, selects, writes && (!exactly || edit->canPaste()), !exactly || !edit->document()->isEmpty()};
    } else if (const auto *view = qobject_cast<ui::TranscriptView *>(focus)) {
        can.copy = !exactly || view->hasSelection();
        can.selectAll = true;
    } else if (focus) {
        // Editors of other kinds (the JSON editor) say by their slots what they know.
        const auto knows = [focus](const char *method) { return focus->metaObject()->indexOfSlot(QMetaObject::normalizedSignature(method)) >= 0; };
        can = {knows("undo()"), knows("redo()"), knows("cut()"), knows("copy()"), knows("paste()"), knows("selectAll()")};
    }
    return can;
}

void EditActions::refresh(bool exactly)
{
    const Possible can = possible(QApplication::focusWidget(), exactly);
    m_undo->setEnabled(can.undo);
    m_redo->setEnabled(can.redo);
    m_cut->setEnabled(can.cut);
    m_copy->setEnabled(can.copy);
    m_paste->setEnabled(can.paste);
    m_selectAll->setEnabled(can.selectAll);
}

void EditActions::invoke(const char *method)
{
    QWidget *focus = QApplication::focusWidget();
    if (auto *view = qobject_cast<ui::TranscriptView *>(focus)) {
        if (qstrcmp(method, "copy") == 0)
            view->copy();
        else if (qstrcmp(method, "selectAll") == 0)
            view->selectAll();
        return;
    }
    if (focus)
        QMetaObject::invokeMethod(focus, method);
}

} // namespace screens
