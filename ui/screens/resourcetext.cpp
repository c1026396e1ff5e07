#include "ui/screens/resourcetext.h"

#include <QCoreApplication>

namespace screens {

QString resourceText(const char *label)
{
    return QCoreApplication::translate("Resource", label);
}

QString capital(QString text)
{
    if (!text.isEmpty())
        text[0] = text[0].toUpper();
    return text;
}

} // namespace screens
