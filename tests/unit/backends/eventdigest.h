#pragma once

#include "api/event.h"
#include "base/result.h"

#include <QByteArrayList>

namespace test {

//! Everything an event says but its bytes, as one line: for comparing with what a person has checked.
QByteArray digest(const api::Event &event);
//! The lines of a fixture that are not empty.
QByteArrayList lines(const QString &fixture);
//! Decodes every line of one fixture and compares with the digests of another: empty when they agree, else the first difference.
QByteArray difference(const QString &events, const QString &digests, base::Result<api::Event> (*decode)(QByteArrayView));

} // namespace test
