#pragma once

#include <QDialog>

namespace screens {

//! Asks for a name to be typed before something is destroyed on a production workspace.
class NameConfirmation final : public QDialog
{
    Q_OBJECT
public:
    //! `name` is foreign text; an empty name asks for the word "delete".
    NameConfirmation(const QString &question, const QString &text, const QString &name, const QString &button, QWidget *parent = nullptr);
};

} // namespace screens
