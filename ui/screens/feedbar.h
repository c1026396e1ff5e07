#pragma once

#include "api/eventfeed.h"

#include <QWidget>

namespace widgets {
class MessageBar;
}

namespace screens {

//! Says where the feed of a session stands when that is not simply "live", and offers the next step. Hidden while all is well.
class FeedBar final : public QWidget
{
    Q_OBJECT
public:
    explicit FeedBar(QWidget *parent = nullptr);

    //! False where something above says for the whole workspace that the key was refused: it is said once. Default: true.
    void setTellsKeyRefusal(bool tells) { m_tellsKeyRefusal = tells; }
    //! `skipped`: events of the session that could not be read. `loaded`: the history has been shown once.
    void setStatus(const api::FeedStatus &status, int skipped, bool loaded);
    //! One word or two for the header while the history comes in; empty in every other state.
    static QString progressWords(const api::FeedStatus &status);

Q_SIGNALS:
    void retryRequested();

private:
    void showEnded(const std::optional<base::Error> &error);
    void showReconnecting(const api::FeedStatus &status, bool loaded);
    void showFailed(const api::FeedStatus &status);
    void showKept();
    void showSkipped(int skipped);
    void hideBar();

    widgets::MessageBar *m_bar;
    int m_dismissedSkips = 0;
    int m_skipped = 0;
    bool m_showsSkips = false;
    bool m_tellsKeyRefusal = true;
};

} // namespace screens
