#pragma once

#include "models/threadtranscript.h"

#include <QPointer>
#include <QWidget>

namespace models {
class Workspace;
}
namespace ui {
class TranscriptView;
}
namespace widgets {
class MessageBar;
class PlainLabel;
class StateView;
class StatusChip;
}

namespace screens {

class EventSeeker;
class FeedBar;
class FindBar;

//! One thread of a session in a window of its own, to be read as it grows.
class ThreadWindow final : public QWidget
{
    Q_OBJECT
public:
    ThreadWindow(models::Workspace *workspace, const QString &sessionId, const QString &sessionTitle, const api::Thread &thread, QWidget *parent);
    ~ThreadWindow() override;

    //! Shows what this event became, at once or when the history has brought it.
    void goToEvent(const QString &identity);
    const QString &threadId() const { return m_thread->thread().id; }

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    void build(const QString &sessionTitle);
    void showState();
    //! The transcript, or what there is instead of it.
    void showPlace();
    //! Nothing could be read, so far.
    bool failedAtOnce() const;

    models::ThreadTranscript *m_thread;
    widgets::PlainLabel *m_title;
    widgets::StatusChip *m_status;
    FeedBar *m_feedBar;
    widgets::MessageBar *m_notice;
    ui::TranscriptView *m_view;
    widgets::StateView *m_place;
    FindBar *m_find = nullptr;
    EventSeeker *m_seeker;
};

} // namespace screens
