#pragma once

#include "demo/script.h"

namespace demo {

// Short ways to write scenes and stories.
Act say(const QByteArray &markdown, int pieces = 0);
Act think(const QByteArray &thoughts);
//! A bash call with the answer that toolResult() knows.
Act bash(const std::string &command);
//! A call of any tool with its answer.
Act call(const std::string &tool, const Json &input, const QByteArray &result, bool isError = false);
Act mcpCall(const std::string &server, const std::string &tool, const Json &input, const QByteArray &result);
//! Another agent does `scene` in a thread of its own; its last words come back.
Act delegate(const std::string &agent, const QByteArray &task, const Scene &scene);
Act customCall(const std::string &tool, const Json &input);
Act asking(Act call);  //!< the same, but it waits for approval
Act endless(Act call); //!< the same, but it runs until it is interrupted
Act only(Act::Kind kind, const QByteArray &text = {});

} // namespace demo
