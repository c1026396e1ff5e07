#pragma once

#include "api/event.h"
#include "base/clock.h"
#include "ui/widgets/statuschip.h"

#include <QStringList>
#include <QWidget>

class QLineEdit;
class QMenu;
class QTimer;
class QToolButton;

namespace models {
class SessionCostDetail;
class Workspace;
}
namespace widgets {
class PlainLabel;
}

namespace screens {

//! The head of a session: its title, which can be edited in place, where its turn stands, what it is made of, what it used, what can be done.
class SessionHeader final : public QWidget
{
    Q_OBJECT
public:
    explicit SessionHeader(QWidget *parent = nullptr);

    void setTitle(const QString &title);
    void setEditable(bool editable);
    void setStatus(const QString &word, widgets::Tone tone);
    void setFacts(const QStringList &facts);
    void setUsage(const api::Usage &usage);
    //! Where the ledger has what this session used: the figure opens it by model and by turn. Both must outlive the header.
    void setCosts(models::Workspace *workspace, const QString &sessionId, base::Clock *clock);
    //! "Connecting…" and the like; shown only when it lasts.
    void setProgress(const QString &words);
    //! The actions behind the "…" button.
    void setActions(const QList<QAction *> &actions);
    //! A way back to the list, on narrow windows.
    void setBackShown(bool shown);

public Q_SLOTS:
    void startRename();

Q_SIGNALS:
    void renamed(const QString &title);
    void backRequested();
    //! The menu of actions opens.
    void menuAboutToShow();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    void build();
    void endRename(bool keep);
    void showUsage();
    void openCosts();

    QToolButton *m_back;
    widgets::PlainLabel *m_title;
    QLineEdit *m_edit;
    QToolButton *m_rename;
    widgets::StatusChip *m_status;
    widgets::PlainLabel *m_progress;
    widgets::PlainLabel *m_facts;
    QToolButton *m_usageButton;
    QToolButton *m_more;
    QMenu *m_menu;
    QTimer *m_progressTimer;
    QString m_progressWords;
    api::Usage m_usage;
    models::SessionCostDetail *m_costs = nullptr;
    base::Clock *m_clock = nullptr;
    bool m_editable = false;
};

} // namespace screens
