#pragma once

#include "models/costreport.h"

#include <QWidget>

class QCheckBox;
class QDateEdit;
class QMenu;
class QPushButton;

namespace screens {

class ChoiceBox;

//! What a person chooses of a cost report: which days, how they are grouped and split, whose they are, and how they are drawn.
class CostTools final : public QWidget
{
    Q_OBJECT
public:
    //! `report` outlives the tools.
    explicit CostTools(models::CostReport *report, QWidget *parent = nullptr);

    bool showsTokens() const;
    bool showsLines() const;
    QPushButton *exportButton() const { return m_export; }

Q_SIGNALS:
    //! How it is drawn is another; what was found is the same.
    void lookChanged();

private:
    void build();
    void addChoices();
    void chooseRange();
    void showChosen();

    models::CostReport *m_report;
    ChoiceBox *m_range;
    QDateEdit *m_first;
    QDateEdit *m_last;
    ChoiceBox *m_grouping;
    ChoiceBox *m_split;
    ChoiceBox *m_where;
    ChoiceBox *m_measure;
    ChoiceBox *m_look;
    QCheckBox *m_compare;
    QPushButton *m_export;
};

} // namespace screens
