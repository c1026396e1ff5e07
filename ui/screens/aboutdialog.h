#pragma once

#include <QDialog>

namespace screens {

//! What this is, its version and licence, and the libraries it stands on with theirs.
class AboutDialog final : public QDialog
{
    Q_OBJECT
public:
    explicit AboutDialog(QWidget *parent = nullptr);

    //! Name, version and licence of every library, one a line: for bug reports.
    static QString versions();
};

} // namespace screens
