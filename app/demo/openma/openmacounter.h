#pragma once

#include "demo/counter.h"

namespace demo::openma {

//! Answers as a self-hosted openma server without its Console does: x-api-key only, its error shapes, no request ids.
class OpenmaCounter final : public Counter
{
public:
    using Counter::Counter;
    Reply refuse(int status) const override;

protected:
    std::unique_ptr<Reply> check(const Gate &gate, const Request &request, const Route *route) const override;
    const Routes &routes() const override;
    Reply badBody(const std::string &why) const override;
};

} // namespace demo::openma
