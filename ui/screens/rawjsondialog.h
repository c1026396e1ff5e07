#pragma once

#include "base/record.h"

#include <QDialog>

namespace screens {

//! A record as the server sent it, to read and copy.
class RawJsonDialog final : public QDialog
{
    Q_OBJECT
public:
    RawJsonDialog(const QString &title, const base::Record &record, QWidget *parent = nullptr);
};

} // namespace screens
