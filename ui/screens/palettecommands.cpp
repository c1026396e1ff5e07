#include "ui/screens/palettecommands.h"

#include "models/resourcelistmodel.h"
#include "ui/screens/mainmenus.h"
#include "ui/screens/workspaceview.h"

#include <QAction>

namespace screens {

PaletteCommands::PaletteCommands(const MainMenus *menus, QWidget *window)
    : QObject(window), m_menus(menus), m_window(window)
{
}

void PaletteCommands::open(WorkspaceView *view)
{
    if (!m_palette)
        m_palette = new CommandPalette(m_window);
    m_palette->open(list(view));
}

std::vector<Command> PaletteCommands::list(WorkspaceView *view) const
{
    std::vector<Command> commands;
    const auto addPage = [this, &commands](const QString &id, const QString &label, const QString &icon) {
        commands.push_back({label, tr("Page"), icon, {}, [this, id] { Q_EMIT pageChosen(id); }});
    };
    if (view) {
        for (const Sidebar::Page &page : view->pages())
            addPage(page.id, page.label, page.icon);
        appendSessions(commands, view);
    }
    addPage(QStringLiteral("needsYou"), tr("Needs you"), QStringLiteral("bell"));
    addPage(QStringLiteral("settings"), tr("Settings"), QStringLiteral("settings"));
    for (QAction *action : m_menus->all()) {
        if (action->isEnabled() && action != m_menus->palette && action != m_menus->settings) // a page, and there already
            commands.push_back({QString(action->text()).remove(QLatin1Char('&')), m_menus->menuOf(action), QString(),
                                action->shortcut().toString(QKeySequence::NativeText), [action] { action->trigger(); }});
    }
    return commands;
}

void PaletteCommands::appendSessions(std::vector<Command> &commands, WorkspaceView *view) const
{
    const QString icon = QStringLiteral("message-square");
    for (const models::Conversation *conversation : view->workspace()->openConversations()) {
        const QString title = conversation->title().trimmed().isEmpty() ? tr("Untitled") : conversation->title();
        commands.push_back({title, tr("Open session"), icon, {}, [this, id = conversation->id()] { Q_EMIT openSessionChosen(id); }});
    }
    const api::ResourceDescriptor *resource = view->workspace()->conversations();
    const models::ResourceListModel *list = resource ? view->workspace()->list(resource->id) : nullptr;
    for (int row = 0; list && row < list->rowCount(); ++row) {
        const QModelIndex index = list->index(row, 0);
        const auto record = index.data(models::ResourceListModel::RecordRole).value<base::Record>();
        if (view->workspace()->findConversation(record.id()))
            continue; // stands among the open ones
        commands.push_back({index.data(models::ResourceListModel::TitleRole).toString(), tr("Session"), icon, {},
                            [this, record] { Q_EMIT sessionChosen(record); }});
    }
}

} // namespace screens
