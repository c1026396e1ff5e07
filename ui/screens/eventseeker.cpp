#include "ui/screens/eventseeker.h"

#include "models/transcriptmodel.h"
#include "ui/transcript/transcriptview.h"

namespace screens {

EventSeeker::EventSeeker(models::TranscriptModel *rows, ui::TranscriptView *view, QObject *parent)
    : QObject(parent), m_rows(rows), m_view(view)
{
    connect(rows, &models::TranscriptModel::stateChanged, this, &EventSeeker::goOn);
    connect(rows, &models::TranscriptModel::olderChanged, this, &EventSeeker::goOn);
}

void EventSeeker::seek(const QString &identity)
{
    m_wanted = identity;
    m_view->keepRows(!identity.isEmpty());
    goOn();
}

void EventSeeker::goOn()
{
    if (m_wanted.isEmpty())
        return;
    if (m_view->goToEvent(m_wanted)) {
        m_wanted.clear();
        m_view->keepRows(false);
        m_view->setFocus(Qt::OtherFocusReason);
    } else {
        m_rows->fetchOlder();
    }
}

} // namespace screens
