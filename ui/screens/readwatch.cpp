#include "ui/screens/readwatch.h"

#include "models/recordmarks.h"
#include "models/resourcelistmodel.h"
#include "ui/screens/sessionpage.h"

#include <QApplication>
#include <QEvent>
#include <QWindow>

namespace screens {

ReadWatch::ReadWatch(SessionPage *page) : QObject(page), m_page(page), m_id(page->conversation()->id()), m_conversation(page->conversation())
{
    const api::ResourceDescriptor *sessions = page->workspace()->conversations();
    m_list = sessions ? page->workspace()->list(sessions->id) : nullptr;
    m_marks = m_list ? m_list->marks() : nullptr;
    if (!m_marks)
        return;
    page->installEventFilter(this);
    connect(qGuiApp, &QGuiApplication::focusWindowChanged, this, &ReadWatch::look);
    connect(m_conversation, &models::Conversation::sessionChanged, this, &ReadWatch::note);
    connect(m_conversation, &models::Conversation::turnChanged, this, &ReadWatch::note);
    look();
}

ReadWatch::~ReadWatch()
{
    leave();
}

bool ReadWatch::eventFilter(QObject *watched, QEvent *event)
{
    switch (event->type()) {
    case QEvent::Show:
    case QEvent::Hide:
    case QEvent::ParentChange:
        QMetaObject::invokeMethod(this, &ReadWatch::look, Qt::QueuedConnection); // a hidden page may be shown again at once, elsewhere
        break;
    default:
        break;
    }
    return QObject::eventFilter(watched, event);
}

void ReadWatch::look()
{
    if (QApplication::activePopupWidget())
        return; // a menu is no other place to look at
    const QWindow *window = m_page->window()->windowHandle();
    const bool inFront = m_page->isVisible() && window && window == QGuiApplication::focusWindow();
    if (inFront == m_inFront)
        return;
    if (!inFront)
        return leave();
    m_inFront = true;
    if (!m_marks)
        return;
    m_marks->beginReading(m_id);
    note();
}

//! The user has seen what the session's record, the list and the transcript tell of now.
void ReadWatch::note()
{
    if (!m_inFront || !m_marks || !m_conversation)
        return;
    const base::Record *listed = m_list ? m_list->record(m_id) : nullptr;
    if (listed)
        m_marks->noteSeen(m_id, m_marks->newsAt(*listed));
    m_marks->noteSeen(m_id, m_marks->newsAt(m_conversation->session()));
    m_marks->noteSeen(m_id, models::newestAt(*m_conversation));
}

void ReadWatch::leave()
{
    if (!m_inFront)
        return;
    note();
    m_inFront = false;
    if (m_marks)
        m_marks->endReading(m_id);
}

} // namespace screens
