#pragma once

#include "demo/counter.h"

namespace demo::managed {

//! Answers as Managed Agents does: version and beta headers, its envelope, a request id on everything.
class ManagedCounter final : public Counter
{
public:
    using Counter::Counter;
    Reply refuse(int status) const override;

protected:
    std::unique_ptr<Reply> check(const Gate &gate, const Request &request, const Route *route) const override;
    const Routes &routes() const override;
    Reply badBody(const std::string &why) const override;
    void finish(Reply *reply) const override;
};

} // namespace demo::managed
