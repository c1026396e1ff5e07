#pragma once

#include "ui/screens/connections.h"
#include "ui/widgets/messagebar.h"

#include <QObject>

namespace screens {

//! Offers a key or an address that stood in the environment, in the window's message bar, on the first start only: who has connections already
//! finds the offer in the dialog.
class KeyOffer final : public QObject
{
    Q_OBJECT
public:
    //! Both outlive it.
    KeyOffer(Connections *connections, widgets::MessageBar *bar, QObject *parent = nullptr);

    void showIfNew();

Q_SIGNALS:
    //! The person wants to use it.
    void accepted(const QString &variable);

private:
    Connections *m_connections;
    widgets::MessageBar *m_bar;
};

} // namespace screens
