#pragma once

#include "ui/screens/messagelink.h"

#include <QObject>

#include <functional>

class QAction;

namespace screens {

class SessionWindows;
class WorkspaceView;

//! Goes to the message that a link on the clipboard names, in the session's own window or in the workspace in front.
class MessageLinks final : public QObject
{
    Q_OBJECT
public:
    //! `paste` and `windows` outlive it. `view` is the workspace in front; may give nullptr.
    MessageLinks(const QAction *paste, SessionWindows *windows, std::function<WorkspaceView *()> view, QObject *parent = nullptr);

Q_SIGNALS:
    //! The workspace in front is about to show the message.
    void bringForward();
    void said(const QString &text);

private:
    void openFromClipboard();
    void open(const MessageLink &link);

    SessionWindows *m_windows;
    std::function<WorkspaceView *()> m_view;
};

} // namespace screens
