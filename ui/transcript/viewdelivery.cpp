// What can be done with a message that is not at the server, from the view.
#include "models/transcriptmodel.h"
#include "ui/transcript/deliverypiece.h"
#include "ui/transcript/transcriptview.h"

#include <QMenu>

namespace ui {

void TranscriptView::askDelivery(Act act, quint64 key)
{
    switch (act) {
    case Act::Retry: Q_EMIT retryRequested(key); break;
    case Act::EditMessage: Q_EMIT editRequested(key); break;
    case Act::CancelMessage: Q_EMIT stopRequested(key); break;
    case Act::DiscardMessage: Q_EMIT discardRequested(key); break;
    default: break;
    }
}

void TranscriptView::addDeliveryActions(QMenu *menu, quint64 key)
{
    const transcript::Row *row = m_model->reducer().rowByKey(key);
    const std::vector<DeliveryAct> acts = row ? deliveryActs(*row) : std::vector<DeliveryAct>();
    for (const DeliveryAct &act : acts) {
        QAction *action = menu->addAction(act.words);
        action->setObjectName(act.name);
        connect(action, &QAction::triggered, this, [this, what = act.act, key] { askDelivery(what, key); });
    }
    if (!acts.empty())
        menu->addSeparator();
}

} // namespace ui
