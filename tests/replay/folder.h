#pragma once

#include "base/result.h"
#include "tests/replay/exchange.h"
#include "tests/replay/recording.h"

#include <vector>

namespace replay
{

//! Everything that lies in a folder of recordings, each by its name.
struct Folder {
    std::vector<Recording> streams; //!< of sse/, with what http/ knows of their sessions
    std::vector<Exchange> exchanges; //!< of http/

    //! Without what was recorded of the sessions: every stream stands for itself.
    void forgetHistories();
};

//! Reads `sse/` (NAME.txt with NAME.timing.jsonl) and `http/` (NAME.json); either may be missing. Error kind Storage when both are empty.
base::Result<Folder> load(const QString &path);

} // namespace replay
