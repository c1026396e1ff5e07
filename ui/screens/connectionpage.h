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

    //! `offers`: keys in the environment, of which those of the profile's platform are offered when it has none.
    void showState(const ConnectionState &state, const api::Profile &profile, bool demo, const std::vector<OfferedKey> &offers = {});

Q_SIGNALS:
    //! Ask the keychain to open, then try again.
    void unlockRequested();
    void retryRequested();
    //! Open the connection's settings at its key.
    void keyRequested();
    //! The same, with the key from that variable of the environment.
    void offerRequested(const QString &variable);

private:
    enum class Next { None, Retry, Unlock, Key, Offer };
    void act(Next next);
    void showNeedsKey(const ConnectionState &state, const api::Profile &profile, const std::vector<OfferedKey> &offers);

    widgets::StateView *m_view;
    Next m_next = Next::None;
    Next m_other = Next::None;
    QString m_variable;
};

} // namespace screens
