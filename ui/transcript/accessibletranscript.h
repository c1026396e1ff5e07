#pragma once

namespace ui {

class TranscriptView;

enum class AccessibleChange { Inserted, Changed, Focused };

//! Makes every TranscriptView readable: a list with one item a row, named by author, time, state and text. Call any number of times.
void installAccessibleTranscript();

//! Tells assistive software of a change, if there is any that listens.
void notifyAccessible(TranscriptView *view, int first, int last, AccessibleChange change);

} // namespace ui
