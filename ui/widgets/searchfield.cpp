#include "ui/widgets/searchfield.h"

#include "ui/theme/icons.h"

#include <QAction>
#include <QFocusEvent>
#include <QKeyEvent>

namespace widgets {

SearchField::SearchField(const QString &placeholder, QWidget *parent) : QLineEdit(parent)
{
    setPlaceholderText(placeholder);
    setAccessibleName(placeholder);
    addAction(theme::icon(QStringLiteral("search"), theme::Token::Muted), QLineEdit::LeadingPosition);
    QAction *clearing = addAction(theme::icon(QStringLiteral("x"), theme::Token::Muted), QLineEdit::TrailingPosition);
    clearing->setText(tr("Clear search"));
    clearing->setVisible(false);
    connect(clearing, &QAction::triggered, this, &QLineEdit::clear);
    connect(this, &QLineEdit::textChanged, clearing, [clearing](const QString &text) { clearing->setVisible(!text.isEmpty()); });
}

void SearchField::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape && !text().isEmpty()) {
        clear();
        event->accept();
        return;
    }
    if (event->key() == Qt::Key_Down || event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) {
        Q_EMIT leaveDownwards();
        event->accept();
        return;
    }
    QLineEdit::keyPressEvent(event);
}

void SearchField::focusInEvent(QFocusEvent *event)
{
    QLineEdit::focusInEvent(event);
    // Arriving by shortcut means "search for something else": the old words are selected.
    if (event->reason() == Qt::ShortcutFocusReason)
        selectAll();
}

} // namespace widgets
