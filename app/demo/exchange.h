#pragma once

#include "demo/stamps.h"

#include <QByteArray>

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace demo {

class Subscription;

//! The query of a request in its order; keys may repeat ("types[]").
class Query
{
public:
    Query() = default;
    explicit Query(std::string_view encoded);

    bool has(std::string_view key) const;
    std::string value(std::string_view key) const;              //!< the first; empty when there is none
    std::vector<std::string> values(std::string_view key) const;

private:
    std::vector<std::pair<std::string, std::string>> m_items;
};

//! The file in a multipart body.
struct Upload
{
    std::string name;
    std::string type;
    QByteArray bytes;
};

//! One HTTP request, read whole.
struct Request
{
    std::string method;
    std::string path;                  //!< as sent, still encoded, without the query
    std::vector<std::string> segments; //!< of the path, decoded; empty when it holds an empty or dot segment
    Query query;
    std::function<std::vector<std::string>(const char *name)> headers; //!< all values of a header
    QByteArray body;
    std::optional<Upload> upload;      //!< the part "file" of a multipart body; `body` is empty then

    std::string header(const char *name) const; //!< the first value; empty when there is none
    void setTarget(std::string_view target);    //!< fills path, segments and query
};

//! One HTTP answer: a body, or an event stream.
struct Reply
{
    int status = 200;
    std::string type = "application/json";
    QByteArray body;
    std::vector<std::pair<std::string, std::string>> headers;
    std::shared_ptr<Subscription> stream; //!< set: answer with its frames until it ends

    static Reply json(const Json &body, int status = 200);
};

//! Percent-decoding; with `plus`, "+" is a blank.
std::string percentDecoded(std::string_view text, bool plus);

} // namespace demo
