#pragma once

#include "demo/stamps.h"

#include <QByteArray>

#include <functional>
#include <string>

namespace demo {

//! What an agent without a model can truly say of the images and documents in a message's content: Markdown, one line each; empty when there are none.
//! Total: any JSON gives an answer. `recordOf` knows what was uploaded before, by its id; null: nothing of it.
QByteArray receivedFiles(const Json &content, const std::function<Json(const std::string &id)> &recordOf = {});

} // namespace demo
