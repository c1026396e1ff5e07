#pragma once

#include "ui/screens/connections.h"

#include <QWidget>

namespace widgets {
class StateView;
}

namespace screens {

//! Stands where a workspace will be: while it opens, and when it cannot, with the reason and the next step.
class ConnectionPage final : public QWidget
{
    Q_OBJECT
public:
    explicit ConnectionPage(QWidget *parent = nullptr);

    void showState(const ConnectionState &state, const api::Profile &profile, bool demo);

Q_SIGNALS:
    //! Ask the keychain to open, then try again.
    void unlockRequested();
    void retryRequested();
    //! Open the connection's settings at its key.
    void keyRequested();

private:
    enum class Next { None, Retry, Unlock, Key };
    widgets::StateView *m_view;
    Next m_next = Next::None;
};

} // namespace screens
