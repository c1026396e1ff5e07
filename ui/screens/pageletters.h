#pragma once

#include "ui/screens/shortcutsheet.h"
#include "ui/screens/sidebar.h"

#include <QObject>

#include <vector>

class QShortcut;

namespace screens {

//! `g`, then a letter, goes to a page; each page gets the first letter of its id that is free. Text fields keep their letters.
class PageLetters final : public QObject
{
    Q_OBJECT
public:
    explicit PageLetters(QWidget *window);

    void setPages(const std::vector<Sidebar::Page> &pages);
    //! For the sheet of shortcuts.
    std::vector<Shortcut> shortcuts() const;

Q_SIGNALS:
    void pageRequested(const QString &pageId);

private:
    void add(const Sidebar::Page &page, Qt::Key key);

    QWidget *m_window;
    struct Letter
    {
        QShortcut *shortcut;
        QString label;
        QString keys;
    };
    std::vector<Letter> m_letters;
};

} // namespace screens
