#pragma once

#include <QFrame>

class QGridLayout;
class QVBoxLayout;

namespace models {
class SessionCostDetail;
}
namespace store {
struct LedgerSum;
}
namespace widgets {
class PlainLabel;
}

namespace screens {

//! What a session used and cost, by model and by turn, in a frame over the session that goes when something else is clicked. Object names
//! "sessionCost.…".
class SessionCostPanel final : public QFrame
{
    Q_OBJECT
public:
    //! `detail` must outlive it.
    explicit SessionCostPanel(models::SessionCostDetail *detail, QWidget *parent = nullptr);

    //! Below `anchor`, within the screen.
    void popUp(QWidget *anchor);

Q_SIGNALS:
    //! The price table is wanted: models have no price.
    void pricesRequested();

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    void fill();
    void fillTotal();
    void fillModels();
    void fillTurns();
    widgets::PlainLabel *line(const QString &name, const QString &text, bool muted = false);
    void heading(const QString &text);
    QGridLayout *table(const QStringList &heads);
    void cell(QGridLayout *grid, int row, int column, const QString &text, const QString &name = {});

    models::SessionCostDetail *m_detail;
    QVBoxLayout *m_column;
    QWidget *m_content = nullptr;
};

} // namespace screens
