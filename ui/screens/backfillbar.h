#pragma once

#include "ui/screens/pagecontext.h"

#include <QWidget>

class QProgressBar;
class QPushButton;

namespace models {
class UsageReading;
}
namespace widgets {
class PlainLabel;
}

namespace screens {

//! How far what was used has been read from the server, on one line: what goes on, pause, cancel, again, and what to do when it failed.
//!
//! Hidden where nothing can be read. Object names "backfill.…".
class BackfillBar final : public QWidget
{
    Q_OBJECT
public:
    explicit BackfillBar(const PageContext &context, QWidget *parent = nullptr);

    //! The page is visited: reading begins the first time.
    void begin();

Q_SIGNALS:
    //! The server refused the key, or the way to it is barred: the next step is the connection's settings.
    void connectionSettingsRequested();

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void build();
    void refresh();
    void showReading();
    void showEnd();
    void say(const QString &text, const QString &tip = {});
    QPushButton *button(const QString &name, const QString &label, const QString &accessible);

    PageContext m_context;
    models::UsageReading *m_reading;
    widgets::PlainLabel *m_text;
    QProgressBar *m_progress;
    QPushButton *m_again = nullptr;
    QPushButton *m_resume = nullptr;
    QPushButton *m_hurry = nullptr;
    QPushButton *m_settings = nullptr;
    QPushButton *m_pause = nullptr;
    QPushButton *m_cancel = nullptr;
};

} // namespace screens
