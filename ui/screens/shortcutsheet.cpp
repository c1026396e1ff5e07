#include "ui/screens/shortcutsheet.h"

#include "accounts/settings.h"
#include "ui/screens/mainmenus.h"
#include "ui/screens/pageletters.h"
#include "ui/theme/space.h"
#include "ui/theme/theme.h"
#include "ui/widgets/plainlabel.h"

#include <QAction>
#include <QDialogButtonBox>
#include <QGridLayout>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

namespace screens {

ShortcutSheet *ShortcutSheet::of(const MainMenus &menus, const PageLetters &letters, const accounts::Settings &settings, QWidget *window)
{
    std::vector<Shortcut> all;
    for (const QAction *action : menus.all()) {
        if (!action->shortcut().isEmpty())
            all.push_back({menus.menuOf(action), action->shortcut().toString(QKeySequence::NativeText), action->text()});
    }
    const std::vector<Shortcut> more = outsideMenus(settings.sendKey() == accounts::Settings::SendKey::Enter);
    const std::vector<Shortcut> ofPages = letters.shortcuts();
    all.insert(all.end(), more.begin(), more.end());
    all.insert(all.end(), ofPages.begin(), ofPages.end());
    return new ShortcutSheet(all, window);
}

std::vector<Shortcut> ShortcutSheet::outsideMenus(bool enterSends)
{
    const QString writing = tr("Writing");
    const QString reading = tr("Reading");
    const QString listing = tr("In the list of sessions");
    const QString answering = tr("Answering a request (while it has the focus)");
    return {
        {writing, enterSends ? tr("Enter") : tr("Ctrl+Enter"), tr("Send the message")},
        {writing, enterSends ? tr("Shift+Enter") : tr("Enter"), tr("Start a new line")},
        {writing, tr("Up, Down"), tr("Bring back what was sent before")},
        {writing, tr("Esc, Esc"), tr("Interrupt the turn that is running")},
        {reading, tr("Shift and arrows"), tr("Select in the transcript, across messages")},
        {reading, tr("F6, Shift+F6"), tr("Next or previous pane")},
        {listing, tr("P"), tr("Pin the session, or unpin it")},
        {listing, tr("U"), tr("Mark the session as unread, or as read")},
        {answering, tr("A"), tr("Allow")},
        {answering, tr("D"), tr("Deny")},
    };
}

ShortcutSheet::ShortcutSheet(const std::vector<Shortcut> &shortcuts, QWidget *parent) : QDialog(parent)
{
    setObjectName(QStringLiteral("shortcuts"));
    setWindowTitle(tr("Keyboard shortcuts"));
    setAttribute(Qt::WA_DeleteOnClose);
    auto *page = new QWidget;
    theme::setBackground(page, theme::Token::Surface);
    auto *grid = new QGridLayout(page);
    grid->setContentsMargins(theme::space::l, theme::space::l, theme::space::l, theme::space::l);
    grid->setHorizontalSpacing(theme::space::xl);
    grid->setVerticalSpacing(theme::space::s);
    grid->setColumnStretch(1, 1);
    int row = 0;
    QString group;
    for (const Shortcut &shortcut : shortcuts) {
        if (shortcut.group != group) {
            group = shortcut.group;
            auto *heading = new widgets::PlainLabel(group, page);
            heading->setRole(theme::Role::Strong);
            if (row > 0)
                grid->setRowMinimumHeight(row++, theme::space::s);
            grid->addWidget(heading, row++, 0, 1, 2);
        }
        auto *keys = new widgets::PlainLabel(shortcut.keys, page);
        keys->setRole(theme::Role::Code);
        keys->setToken(theme::Token::Muted);
        grid->addWidget(keys, row, 0);
        grid->addWidget(new widgets::PlainLabel(shortcut.text, page), row++, 1);
    }
    grid->setRowStretch(row, 1);

    auto *scroll = new QScrollArea(this);
    scroll->setObjectName(QStringLiteral("shortcuts.list"));
    scroll->setAccessibleName(tr("Keyboard shortcuts"));
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidget(page);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    buttons->button(QDialogButtonBox::Close)->setObjectName(QStringLiteral("shortcuts.close"));
    buttons->button(QDialogButtonBox::Close)->setAccessibleName(tr("Close"));
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::close);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, theme::space::m);
    column->addWidget(scroll, 1);
    auto *foot = new QHBoxLayout;
    foot->setContentsMargins(theme::space::l, 0, theme::space::l, 0);
    foot->addWidget(buttons);
    column->addLayout(foot);
    resize(520, 620);
}

} // namespace screens
