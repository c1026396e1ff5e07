#include "base/json.h"

#include <set>
#include <string>
#include <vector>

namespace base {

namespace {

//! Builds ordered_json from SAX events and stops at a duplicate key or at the depth limit.
class LimitedBuilder : public nlohmann::json_sax<Json>
{
public:
    bool null() override { return put(Json(nullptr)); }
    bool boolean(bool v) override { return put(Json(v)); }
    bool number_integer(number_integer_t v) override { return put(Json(v)); }
    bool number_unsigned(number_unsigned_t v) override { return put(Json(v)); }
    bool number_float(number_float_t v, const string_t &) override { return put(Json(v)); }
    bool string(string_t &v) override { return put(Json(std::move(v))); }
    bool binary(binary_t &) override { return fail("binary"); }
    bool start_object(std::size_t) override { return open(Json::object()); }
    bool start_array(std::size_t) override { return open(Json::array()); }
    bool end_object() override { return close(); }
    bool end_array() override { return close(); }
    bool key(string_t &v) override
    {
        if (!m_keys.back().insert(v).second)
            return fail("duplicate key " + v.substr(0, 40));
        // Straight into the underlying vector: ordered_map's own insertion searches all keys again (quadratic).
        m_stack.back()->get_ref<Json::object_t &>().emplace_back(std::move(v), nullptr);
        return true;
    }
    bool parse_error(std::size_t position, const std::string &, const nlohmann::detail::exception &) override
    {
        return fail("byte " + std::to_string(position));
    }

    Json root;
    std::string reason;

private:
    bool fail(std::string why)
    {
        reason = std::move(why);
        return false;
    }
    Json *slot(Json value)
    {
        if (m_stack.empty()) {
            root = std::move(value);
            return &root;
        }
        Json &parent = *m_stack.back();
        if (parent.is_array()) {
            parent.push_back(std::move(value));
            return &parent.back();
        }
        Json &place = parent.get_ref<Json::object_t &>().back().second;
        place = std::move(value);
        return &place;
    }
    bool put(Json value)
    {
        slot(std::move(value));
        return true;
    }
    bool open(Json value)
    {
        if (m_stack.size() >= std::size_t(maxJsonDepth))
            return fail("nested deeper than " + std::to_string(maxJsonDepth));
        m_stack.push_back(slot(std::move(value)));
        m_keys.emplace_back();
        return true;
    }
    bool close()
    {
        m_stack.pop_back();
        m_keys.pop_back();
        return true;
    }

    // A pointer stays valid: a container's children only move while it is on top, and then no child is open.
    std::vector<Json *> m_stack;
    std::vector<std::set<std::string>> m_keys;
};

} // namespace

Result<Json> parseJson(QByteArrayView text)
{
    // The parser takes a NUL for the end of its input, so whatever stands behind one would go unseen.
    if (text.contains('\0'))
        return Error::of(Error::Kind::Protocol, QStringLiteral("JSON: a NUL"));
    LimitedBuilder builder;
    const auto *begin = text.data();
    if (!Json::sax_parse(begin, begin + text.size(), &builder))
        return Error::of(Error::Kind::Protocol, QString::fromStdString("JSON: " + builder.reason));
    return std::move(builder.root);
}

QByteArray dumpJson(const Json &json)
{
    const std::string text = json.dump(-1, ' ', false, Json::error_handler_t::replace);
    return QByteArray(text.data(), qsizetype(text.size()));
}

QByteArray prettyJson(const Json &json)
{
    const std::string text = json.dump(2, ' ', false, Json::error_handler_t::replace);
    return QByteArray(text.data(), qsizetype(text.size()));
}

QString toQString(const Json &json)
{
    if (json.is_string()) {
        const auto &text = json.get_ref<const std::string &>();
        return QString::fromUtf8(text.data(), qsizetype(text.size()));
    }
    if (json.is_boolean() || json.is_number())
        return QString::fromUtf8(dumpJson(json));
    return {};
}

Json fromQString(const QString &text)
{
    return Json(text.toStdString());
}

} // namespace base
