#include "ui/screens/pageletters.h"

#include <QKeySequence>
#include <QShortcut>
#include <QWidget>

#include <set>

namespace screens {

PageLetters::PageLetters(QWidget *window) : QObject(window), m_window(window) {}

void PageLetters::setPages(const std::vector<Sidebar::Page> &pages)
{
    for (const Letter &letter : m_letters) {
        letter.shortcut->setEnabled(false);
        letter.shortcut->deleteLater();
    }
    m_letters.clear();
    std::set<QChar> taken{QLatin1Char('n')}; // "Needs you" has its own
    add({QStringLiteral("needsYou"), tr("Needs you"), {}}, Qt::Key_N);
    add({QStringLiteral("settings"), tr("Settings"), {}}, Qt::Key_Comma);
    for (const Sidebar::Page &page : pages) {
        for (const QChar letter : page.id.toLower()) {
            if (letter < QLatin1Char('a') || letter > QLatin1Char('z') || !taken.insert(letter).second)
                continue;
            add(page, Qt::Key(Qt::Key_A + letter.unicode() - 'a'));
            break;
        }
    }
}

void PageLetters::add(const Sidebar::Page &page, Qt::Key key)
{
    auto *shortcut = new QShortcut(QKeySequence(Qt::Key_G, key), m_window);
    connect(shortcut, &QShortcut::activated, this, [this, id = page.id] { Q_EMIT pageRequested(id); });
    const QString name = QKeySequence(key).toString(QKeySequence::NativeText);
    m_letters.push_back({shortcut, page.label, tr("G then %1").arg(name)});
}

std::vector<Shortcut> PageLetters::shortcuts() const
{
    std::vector<Shortcut> all;
    for (const Letter &letter : m_letters)
        all.push_back({tr("Going to a page (outside of text fields)"), letter.keys, letter.label});
    return all;
}

} // namespace screens
