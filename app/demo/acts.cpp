#include "demo/acts.h"

namespace demo {

Act say(const QByteArray &markdown, int pieces)
{
    Act act;
    act.text = markdown.trimmed();
    act.pieces = pieces;
    return act;
}

Act think(const QByteArray &thoughts)
{
    return only(Act::Kind::Think, thoughts);
}

Act bash(const std::string &command)
{
    bool isError = false;
    const Json input = {{"command", command}};
    const QByteArray result = toolResult("bash", input, &isError);
    return call("bash", input, result, isError);
}

Act call(const std::string &tool, const Json &input, const QByteArray &result, bool isError)
{
    Act act = only(Act::Kind::Call, result);
    act.tool = tool;
    act.input = input;
    act.isError = isError;
    return act;
}

Act mcpCall(const std::string &server, const std::string &tool, const Json &input, const QByteArray &result)
{
    Act act = call(tool, input, result);
    act.server = server;
    return act;
}

Act customCall(const std::string &tool, const Json &input)
{
    Act act = only(Act::Kind::Custom);
    act.tool = tool;
    act.input = input;
    return act;
}

Act delegate(const std::string &agent, const QByteArray &task, const Scene &scene)
{
    Act act = only(Act::Kind::Delegate, task);
    act.tool = agent;
    act.scene = scene;
    return act;
}

Act asking(Act call)
{
    call.asks = true;
    return call;
}

Act endless(Act call)
{
    call.endless = true;
    return call;
}

Act only(Act::Kind kind, const QByteArray &text)
{
    Act act;
    act.kind = kind;
    act.text = text;
    return act;
}

} // namespace demo
