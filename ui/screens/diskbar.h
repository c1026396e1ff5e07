#pragma once

#include "ui/widgets/messagebar.h"

namespace models {
class DiskWatch;
}

namespace screens {

//! Says above everything else what is wrong with the program's own files on this computer, and what it means for what the person does.
class DiskBar final : public widgets::MessageBar
{
    Q_OBJECT
public:
    //! `watch` may be null: then there is nothing to say. It must outlive the bar.
    explicit DiskBar(models::DiskWatch *watch, QWidget *parent = nullptr);

private:
    void tell();

    models::DiskWatch *m_watch;
};

} // namespace screens
