#pragma once

#include "tests/replay/recording.h"
#include "transcript/reducer.h"

#include <memory>

namespace replay
{

//! The transcript that a stream has to give: of the recorded history what was there before it, and then what lies between its first and
//! its last event and passes its filter. Where no history was recorded, the stream's own events stand for it, given all at once.
std::unique_ptr<transcript::Reducer> expectedTranscript(const Recording &recording);
//! A row as one line of text: everything a reader sees, and the identity.
QByteArray describe(const transcript::Row &row);
//! Where the session's turn stands: none, running, waiting, idle, failed, ended.
QString turnOf(const transcript::SessionState &state);
//! The rows but for replies that were broken off: those are kept on the screen, and no history tells of them.
std::vector<const transcript::Row *> storedRows(const transcript::Reducer &reducer);
//! Where the stored rows of two transcripts part; empty: they are the same.
QString differenceBetween(const transcript::Reducer &got, const transcript::Reducer &due);

} // namespace replay
