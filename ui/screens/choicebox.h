#pragma once

#include <QComboBox>

namespace screens {

//! A combo box of a server's words: shows labels, keeps a word it does not know, and does not turn when the page is scrolled over it.
class ChoiceBox : public QComboBox
{
    Q_OBJECT
public:
    explicit ChoiceBox(QWidget *parent = nullptr);
    void addWord(const QString &word, const QString &label);
    //! An unknown word is added as it is.
    void setWord(const QString &word);
    QString word() const { return currentData().toString(); }

Q_SIGNALS:
    //! By the user.
    void wordChosen(const QString &word);

protected:
    void wheelEvent(QWheelEvent *event) override;
};

} // namespace screens
