#pragma once

#include "api/event.h"

#include <QByteArray>

namespace bench {

//! A conversation of `count` messages, question and answer in turn, with the Markdown that answers have; 660 bytes each on average.
api::Events talk(int count);
//! The messages from `from` up to `to` of the same.
api::Events talk(int count, int from, int to);
//! A long answer: paragraphs, lists, tables and code, `bytes` long or a little more.
QByteArray answer(int bytes);
//! Parts of an answer that is being written.
api::Event answerBegins();
api::Event answerGoesOn(const QByteArray &delta);

} // namespace bench
