#pragma once

#include <QByteArrayView>
#include <QString>

namespace transcript {

//! What an entity ("&amp;", "&#65;", "&#x41;") stands for; an unknown name stays as it is written.
QString entityText(QByteArrayView entity);

} // namespace transcript
