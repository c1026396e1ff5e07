#pragma once

#include <QDialog>

#include <vector>

namespace accounts {
class Settings;
}

namespace screens {

class MainMenus;
class PageLetters;

//! One line of the sheet: what to press and what it does.
struct Shortcut
{
    QString group;   //!< heading
    QString keys;    //!< as shown
    QString text;    //!< what it does
};

//! Every shortcut on one sheet (Ctrl+/).
class ShortcutSheet final : public QDialog
{
    Q_OBJECT
public:
    explicit ShortcutSheet(const std::vector<Shortcut> &shortcuts, QWidget *parent = nullptr);

    //! Of a main window: menu entries, keys outside of menus, letters of the pages. Owned by `window`.
    static ShortcutSheet *of(const MainMenus &menus, const PageLetters &letters, const accounts::Settings &settings, QWidget *window);
    //! Those that are no menu entries: keys of the composer, the transcript and the approval bar.
    static std::vector<Shortcut> outsideMenus(bool enterSends);
};

} // namespace screens
