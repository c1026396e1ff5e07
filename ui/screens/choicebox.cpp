#include "ui/screens/choicebox.h"

#include "base/plaintext.h"

#include <QWheelEvent>

namespace screens {

ChoiceBox::ChoiceBox(QWidget *parent) : QComboBox(parent)
{
    setSizeAdjustPolicy(QComboBox::AdjustToContents);
    setFocusPolicy(Qt::StrongFocus);
    connect(this, &QComboBox::activated, this, [this] { Q_EMIT wordChosen(word()); });
}

void ChoiceBox::addWord(const QString &word, const QString &label)
{
    addItem(label, word);
}

void ChoiceBox::setWord(const QString &word)
{
    int at = findData(word);
    if (at < 0) {
        // The server knows a word that we do not: it stays, and is sent back unchanged.
        addItem(base::plainLine(word, 80), word);
        at = count() - 1;
    }
    if (at != currentIndex())
        setCurrentIndex(at);
}

void ChoiceBox::wheelEvent(QWheelEvent *event)
{
    if (hasFocus())
        QComboBox::wheelEvent(event);
    else
        event->ignore();
}

} // namespace screens
