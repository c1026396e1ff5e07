#pragma once

#include "demo/script.h"
#include "demo/stage.h"

namespace demo::openma {

//! Turns scenes into beats as a self-hosted openma server shows them (openma-observed.md §2, §4): no status events, everything of a
//! step is stored when the step ends, chunks are live only, calls that need the client end the turn for good.
class Voice
{
public:
    explicit Voice(const Row &session);

    Beats perform(const Scene &scene);
    //! A session with an unanswered call: every later turn fails at once.
    Beats performBroken();

private:
    //! What one model request brings.
    struct Step
    {
        QByteArray thoughts;
        QByteArray text;
        int pieces = 0;
        std::vector<Act> calls;
        bool isEmpty() const { return thoughts.isEmpty() && text.isEmpty() && calls.empty(); }
    };

    void add(int pauseMs, std::function<void(Stage &)> play);
    void commit(int pauseMs, const Json &event);
    void chunk(int pauseMs, const Json &event);
    void play(const Step &step);
    void playChunks(const Step &step, const std::string &messageId, const std::vector<std::string> &callIds);
    void playCommits(const Step &step, const std::string &messageId, const std::vector<std::string> &callIds);
    std::string openRequest();
    void closeRequest(const std::string &request, const char *reason, qint64 bytes, const std::string &error = {});
    void fail(const Act &act);
    void end();

    const std::string m_model;
    const Json m_tools;
    Beats m_beats;
    bool m_ended = false;
};

} // namespace demo::openma
