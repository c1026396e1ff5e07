#include "ui/transcript/spokenline.h"

#include "base/qtversion.h"

#include <QAccessible>

namespace ui {

SpokenLine::SpokenLine(QWidget *parent)
    : QWidget(parent)
{
    // On the screen, or assistive software would take it for hidden; of no size to speak of and in nobody's way.
    setGeometry(0, 0, 1, 1);
    setAttribute(Qt::WA_TransparentForMouseEvents);
    setFocusPolicy(Qt::NoFocus);
}

void SpokenLine::say(const QString &text)
{
    // The same words once more are news as well: only a name that differs is spoken.
    if (accessibleName() == text)
        setAccessibleName(QString());
    setAccessibleName(text);
#if MUSTER_QT_HAS_ANNOUNCEMENT
    QAccessibleAnnouncementEvent event(this, text);
    QAccessible::updateAccessibility(&event);
#endif
}

} // namespace ui
