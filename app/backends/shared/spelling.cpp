#include "backends/shared/spelling.h"

namespace backends {

using base::fromQString;
using base::Json;

namespace {

Json textContent(const QString &text)
{
    return Json::array({Json{{"type", "text"}, {"text", fromQString(text)}}});
}

Json spellAnswer(const api::Outgoing &outgoing)
{
    const bool allows = outgoing.kind == api::Outgoing::Kind::Allow;
    Json event{{"type", "user.tool_confirmation"}, {"tool_use_id", fromQString(outgoing.toolUseId)}, {"result", allows ? "allow" : "deny"}};
    if (!allows && !outgoing.text.isEmpty())
        event["deny_message"] = fromQString(outgoing.text);
    return event;
}

} // namespace

Json spellStandard(const api::Outgoing &outgoing)
{
    using Kind = api::Outgoing::Kind;
    switch (outgoing.kind) {
    case Kind::Message:
        return {{"type", "user.message"}, {"content", textContent(outgoing.text)}};
    case Kind::Interrupt: {
        Json event{{"type", "user.interrupt"}};
        if (!outgoing.threadId.isEmpty())
            event["session_thread_id"] = fromQString(outgoing.threadId);
        return event;
    }
    case Kind::Allow:
    case Kind::Deny:
        return spellAnswer(outgoing);
    case Kind::CustomResult: {
        Json event{{"type", "user.custom_tool_result"},
                   {"custom_tool_use_id", fromQString(outgoing.toolUseId)},
                   {"content", textContent(outgoing.text)}};
        if (outgoing.isError)
            event["is_error"] = true;
        return event;
    }
    }
    return {};
}

} // namespace backends
