#pragma once

#include "models/resourcedraft.h"

#include <QDialog>

class QPushButton;
class QRadioButton;
class QVBoxLayout;

namespace screens {

//! Shows what both sides changed, side by side, and takes a choice for each. The user's text is kept whatever is chosen.
//!
//! Names: "conflict", "conflict.<n>.mine", "conflict.<n>.theirs", "conflict.allMine", "conflict.allTheirs", "conflict.save", "conflict.back".
class ConflictDialog : public QDialog
{
    Q_OBJECT
public:
    //! Deletes itself when it closes. Accepted: every conflict has its choice in the draft; rejected: the draft has left the conflict.
    ConflictDialog(models::ResourceDraft *draft, QWidget *parent);

private:
    QWidget *makeConflict(int index);
    QWidget *makeSide(int index, models::ResourceDraft::Side side);
    QString labelOf(const models::ResourceDraft::Conflict &conflict) const;
    QString textOf(const models::ResourceDraft::Conflict &conflict, const base::Json &value) const;
    void chooseAll(models::ResourceDraft::Side side);
    void refresh();

    models::ResourceDraft *m_draft;
    std::vector<std::pair<QRadioButton *, QRadioButton *>> m_choices; //!< mine, theirs
    QPushButton *m_save;
};

} // namespace screens
