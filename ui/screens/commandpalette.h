#pragma once

#include <QPointer>
#include <QString>
#include <QWidget>

#include <functional>
#include <vector>

class QLineEdit;
class QListWidget;

namespace screens {

//! One thing the palette can do.
struct Command
{
    QString title;             //!< foreign text allowed
    QString detail;            //!< where it belongs ("Session"), shown beside
    QString icon;              //!< Lucide name; may be empty
    QString shortcut;          //!< as shown; may be empty
    std::function<void()> run;
};

//! Ctrl+K: type a part of a name, Enter goes there. Lies over the window, closes with Esc or a click elsewhere.
class CommandPalette final : public QWidget
{
    Q_OBJECT
public:
    explicit CommandPalette(QWidget *window);

    void open(std::vector<Command> commands);
    void close();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void filter(const QString &text);
    void runCurrent();
    void place();

    QLineEdit *m_field;
    QListWidget *m_list;
    std::vector<Command> m_commands;
    QPointer<QWidget> m_focusBefore;
};

//! How well `title` fits what was typed: every word must be in it; lower is better, negative is no match.
int matchRank(const QString &title, const QString &typed);

} // namespace screens
