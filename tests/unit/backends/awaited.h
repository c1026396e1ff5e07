#pragma once

#include "base/job.h"

#include <QtTest>

#include <memory>

namespace test {

//! The end of a job, waited for in the test's event loop; Error::Kind::Timeout with "the test waited in vain" when it does not come.
template<class T>
base::Result<T> awaited(base::JobOf<T> *job)
{
    auto result = std::make_shared<std::optional<base::Result<T>>>();
    QObject context;
    job->then(&context, [result](const base::Result<T> &end) { result->emplace(end); });
    if (!QTest::qWaitFor([&] { return result->has_value(); }, 10'000))
        return base::Error::of(base::Error::Kind::Timeout, QStringLiteral("the test waited in vain"));
    return **result;
}

} // namespace test
