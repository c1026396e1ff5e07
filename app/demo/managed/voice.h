#pragma once

#include "demo/script.h"
#include "demo/stage.h"

namespace demo::managed {

//! Turns scenes into beats as Managed Agents shows them: spans, previews, events, usage, status.
class Voice
{
public:
    explicit Voice(const Row &session);

    //! The beats of a whole turn, or up to where it waits for the client. The turn is already running.
    Beats perform(const Scene &scene);
    //! As perform(), for a turn that begins with the results of calls that have been allowed or denied.
    Beats performAfterAnswers(const std::vector<PendingCall> &calls, const std::vector<Answered> &answers, const Scene &scene);
    //! What is left of a turn that hangs in its endless call.
    Beats performRest(const std::string &endlessCall, const Scene &scene);

private:
    void add(int pauseMs, std::function<void(Stage &)> play);
    void openRequest();
    void closeRequest(bool isError = false);
    void think(const Act &act);
    void say(const Act &act);
    std::size_t calls(const Scene &scene, std::size_t first); //!< a run of calls in one request; index after it
    void call(const Act &act);
    void result(const std::string &id, const Act &act, int pauseMs);
    void waitForClient();
    void fail(const Act &act);
    void crash(const Act &act);
    void evaluate(const Act &act);
    void finish(const Json &stopReason, const Json &stopDetails = nullptr);

    const Json m_tools;
    Beats m_beats;
    bool m_requestOpen = false;
    bool m_ended = false;
    bool m_waits = false; //!< a call has been made that only the client can answer
};

//! Ids of the calls that wait and have no answer yet.
Json openCallIds(const Notes &notes);
//! Goes idle on requires_action, naming those calls. Part of a change.
void waitForAnswers(Stage::Change &change, qint64 startedAt);
//! Settles the calls that wait for the client as interrupted. Part of a change.
void abandonCalls(Stage::Change &change);
Json textContent(const QByteArray &text);
//! The event that answers a call; `server` empty: a built-in tool's.
//! `picture`: a PNG in base64 beside the text, or empty.
Json resultEvent(const std::string &id, const std::string &server, const QByteArray &text, bool isError, const QByteArray &picture = {});
//! Ends the turn in the middle, as an interrupt does.
void cutTurn(Stage &stage);
//! Goes idle: usage, status, the time it took. Part of a change.
void goIdle(Stage::Change &change, qint64 startedAt, const Json &stopReason, const Json &stopDetails = nullptr);
//! The event that ends a model request.
Json requestEnd(const std::string &request, const Tokens &used, bool isError);
//! The span's end with what the request used. Part of a change.
void endRequest(Stage &stage, Stage::Change &change, bool isError);

} // namespace demo::managed
