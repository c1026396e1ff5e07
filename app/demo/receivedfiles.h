#pragma once

#include "demo/stamps.h"

#include <QByteArray>

namespace demo {

//! What an agent without a model can truly say of the images and documents in a message's content: Markdown, one line each; empty when there are none.
//! Total: any JSON gives an answer.
QByteArray receivedFiles(const Json &content);

} // namespace demo
