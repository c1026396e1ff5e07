#pragma once

#include "models/costreport.h"
#include "models/costtable.h"
#include "ui/screens/pagecontext.h"

#include <QWidget>

class QSplitter;
class QVBoxLayout;

namespace widgets {
class MessageBar;
class PlainLabel;
class StateView;
}

namespace screens {

class CostCharts;
class CostExport;
class CostFigures;
class CostGrid;
class CostNotices;
class CostRows;
class CostTools;
class CostTrail;
class RecordNames;

//! What was used and what it cost: figures, charts and a table over the ledger, down to the single request.
class CostPage final : public QWidget
{
    Q_OBJECT
public:
    //! `context.costs` is needed. Days begin in this computer's zone.
    explicit CostPage(const PageContext &context, QWidget *parent = nullptr);
    ~CostPage() override;

    //! Above everything else: bars of other classes, which this page owns from then on.
    QVBoxLayout *notices() const { return m_notices; }
    models::CostReport *report() const { return m_report; }
    models::CostTable *table() const { return m_table; }
    CostCharts *charts() const { return m_charts; }
    void takeFocus();

Q_SIGNALS:
    //! An event of a session, in whichever workspace; without an identity the session itself.
    void placeRequested(const QString &profileId, const QString &sessionId, const QString &threadId, const QString &eventIdentity);
    //! Models have no price.
    void pricesRequested();

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    void build();
    void buildHead(QVBoxLayout *column);
    void showReport();
    void showCharts();
    void nameGroups(models::CostFound &found) const;
    void enter(const store::LedgerSum &group);
    void openRequest(const store::LedgerSum &request);

    PageContext m_context;
    models::CostReport *m_report;
    RecordNames *m_names;
    models::CostFound m_found; //!< with names that the ledger does not have
    models::CostTable *m_table;
    CostRows *m_rows;
    QVBoxLayout *m_notices;
    widgets::PlainLabel *m_days;
    CostTools *m_tools;
    CostTrail *m_trail;
    CostFigures *m_figures;
    widgets::MessageBar *m_saving;
    CostNotices *m_warnings;
    widgets::StateView *m_state;
    QSplitter *m_split;
    CostCharts *m_charts;
    CostGrid *m_grid;
    CostExport *m_export;
};

} // namespace screens
