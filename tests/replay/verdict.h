#pragma once

#include <QString>

namespace replay
{

//! What came of one recording.
struct Verdict {
    enum class Kind {
        Compared, //!< everything the recording can vouch for is what the client made of it
        NoHistory, //!< a stream whose session's history was not recorded: judged by itself, and by what is kept of it
        Note, //!< a file of the folder that records no answer: nothing to give back
        Failed,
    };
    Kind kind = Kind::Failed;
    QString name; //!< folder and file without its ending ("sse/500-plain-chunks")
    QString words; //!< what was seen, or the first difference; foreign text may be in it

    bool isGood() const { return kind != Kind::Failed; }
    //! The one line that is printed.
    QString line() const;
};

} // namespace replay
