#include "ui/screens/keyoffer.h"

#include <QPushButton>

namespace screens {

KeyOffer::KeyOffer(Connections *connections, widgets::MessageBar *bar, QObject *parent)
    : QObject(parent), m_connections(connections), m_bar(bar)
{
}

void KeyOffer::showIfNew()
{
    const std::vector<OfferedKey> offers = m_connections->offeredKeys();
    if (offers.empty() || m_connections->profiles().size() > 1)
        return;
    const OfferedKey &first = offers.front();
    m_bar->showMessage(widgets::MessageBar::Kind::Info, tr("A workspace of yours can be connected."),
                       tr("%1 was set when Muster started. It was read once and is kept nowhere unless you say so.").arg(first.variable));
    m_bar->setDismissable(true);
    const bool addressOnly = first.variable == first.baseUrlVariable;
    QPushButton *use = m_bar->addButton(QStringLiteral("offer"), addressOnly ? tr("Use the address from %1").arg(first.variable)
                                                                             : tr("Use the key from %1").arg(first.variable));
    connect(use, &QPushButton::clicked, this, [this, variable = first.variable] {
        m_bar->dismiss();
        Q_EMIT accepted(variable);
    });
}

} // namespace screens
