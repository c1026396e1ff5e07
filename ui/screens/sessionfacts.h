#pragma once

#include "base/record.h"

#include <QStringList>

namespace models {
class Workspace;
}

namespace screens {

//! What a session is made of, for its header: the names of what it refers to (agent, environment) and the model. Foreign text.
//!
//! Found through the descriptors: embedded copies first, then the lists of the workspace, at last the shortened id.
QStringList sessionFacts(models::Workspace *workspace, const base::Record &session);

} // namespace screens
