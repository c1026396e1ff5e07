#pragma once

#include "demo/stamps.h"

#include <QByteArray>

#include <string>
#include <vector>

// What the scripted agents do when a message comes. The first line of this table whose word (or phrase) stands in the text, as a whole
// word and in any case, chooses the scene; a command between `backquotes` is the one that is run.
//
//   scene              words                                        what happens
//   files              whatever is written                          images or documents came with the message: they are listed
//   unknown event      "unknown event"                              an event type that no client knows, then a reply
//   hostile            "hostile"                                    a reply full of HTML, bad links, file images and direction marks
//   two approvals      "two commands", "both commands"              two calls in one step wait for an answer each
//   approval           "approval", "approve", "deploy", "delete"    a call waits: allow runs it, deny (with a reason) makes the agent react
//   custom tool        "custom", "ticket"                           agent.custom_tool_use waits for a result and uses it
//   MCP tool           "mcp", "tracker"                             a call to an MCP server's tool, with its result
//   long reply         "long", "2000", "essay"                      a reply in exactly 2,000 deltas
//   failing model      "overload", "overloaded", "failing model"    session.error twice retrying, then exhausted
//   crash              "crash"                                      session.error terminal, the session is terminated
//   refusal            "refuse"                                     stop reason refusal with its details
//   compaction         "compact"                                    the history is summarised, then a reply
//   delegation         "delegate", "subagent", "second agent"      another agent works in a thread of its own (openma: the same agent does)
//   endless            "keep running", "endless"                    a call that runs until it is interrupted (ten minutes at speed 1)
//   failing tool       "broken"                                     a call that fails, then one that works
//   picture            "chart", "picture", "image"                  a call whose result is a picture
//   long result        "log file", "logs"                           a call whose result has thousands of lines
//   scripts            "languages", "scripts", "translate"          a reply in many scripts, from both sides
//   tool               "bash", "run", "tool", "command", "tests", "files"   a bash call with its result
//   code               "code", "snippet", "function"                code blocks in several languages
//   Markdown           "markdown", "table", "format", "formatting"  Markdown of every kind
//   thinking           "think", "thinking", "plan"                  thinking, then a reply
//   plain              anything else                                a plain, helpful reply
//
// A user.define_outcome event plays its own scene: work, an evaluation that asks for more, work, an evaluation that is satisfied.
// A call is also asked for when the agent's own tool set says `always_ask`, and refused when it is not enabled.
namespace demo {

//! One thing a scripted agent does. How it looks on the wire is the voice's business.
struct Act
{
    enum class Kind {
        Think,   //!< text: the thoughts (Managed Agents shows a mark only)
        Say,     //!< text: Markdown
        Call,    //!< a built-in tool, or an MCP server's
        Custom,  //!< a tool that the client runs
        Fail,    //!< the model fails until its retries are used up
        Crash,   //!< the session dies
        Refuse,  //!< the model's answer is refused
        Compact, //!< the history is summarised
        Raw,     //!< an event as it is
        Evaluate, //!< an outcome is graded: text is the explanation, isError asks for another round
        Delegate, //!< another agent, called `tool`, is given `text` to do, does `scene`, and tells its last words back
    };
    Kind kind = Kind::Say;
    QByteArray text;         //!< UTF-8; of a call: its result
    std::string tool;        //!< Call, Custom: the tool's name
    std::string server;      //!< Call: the MCP server; empty: a built-in tool
    Json input;              //!< Call, Custom: its input; Raw: the event
    QByteArray picture;      //!< Call: a PNG in base64 that comes with the result (Managed Agents)
    bool isError = false;    //!< Call: the result is an error
    bool asks = false;       //!< Call: wants approval whatever the agent's tool set says
    bool endless = false;    //!< Call: runs until it is interrupted
    int pieces = 0;          //!< Say: in exactly so many deltas; 0: a few words each
    std::vector<Act> scene;  //!< Delegate: Think, Say and Call only
};

using Scene = std::vector<Act>;

//! What a scene is chosen by.
struct Cue
{
    QByteArray text;       //!< of the user's message
    std::string agentName;
    QByteArray files;      //!< of its images and documents, as receivedFiles() tells them
};

//! A call that has been answered by the client.
struct Answered
{
    std::string tool;
    Json input;
    bool custom = false;   //!< a custom tool with its result, else a confirmation
    bool allowed = true;
    QByteArray text;       //!< the reason of a denial, or the custom tool's result
    bool isError = false;
};

Scene sceneFor(const Cue &cue);
//! How the agent goes on when all its waiting calls are answered. Allowed calls have been run by then.
Scene sceneAfterAnswers(const Cue &cue, const std::vector<Answered> &answers);
Scene sceneForOutcome(const QByteArray &description);
//! What the endless call is followed by when it does end.
Scene sceneAfterEndlessCall();

//! What a built-in tool answers: believable, fixed, nothing is really run. `isError` tells a non-zero exit.
QByteArray toolResult(const std::string &tool, const Json &input, bool *isError = nullptr);

//! Cuts a text into `pieces` parts that are not empty, or (0) into parts of a few words; never within a UTF-8 character.
std::vector<QByteArray> cutIntoPieces(const QByteArray &text, int pieces);

// The longer texts, in scenetexts.cpp.
QByteArray markdownText();
QByteArray codeText();
QByteArray hostileText();
QByteArray scriptsText();
QByteArray chartPicture(); //!< a PNG in base64
QByteArray logText();
QByteArray essayText(); //!< long enough for 2,000 deltas

} // namespace demo
