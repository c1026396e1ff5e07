#pragma once

#include <QPlainTextEdit>
#include <QTextEdit>

namespace theme {

inline bool isTextArea(const QWidget *widget)
{
    return qobject_cast<const QPlainTextEdit *>(widget) || qobject_cast<const QTextEdit *>(widget);
}

//! Whether a frame is drawn like a field (rounded, accent while focused); any frame can ask for it by the property "fieldFrame".
inline bool drawnByField(const QWidget *widget)
{
    return isTextArea(widget) || (widget && widget->property("fieldFrame").toBool());
}

} // namespace theme
