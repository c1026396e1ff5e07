#include "backends/shared/eventreader.h"

#include "backends/shared/contentreader.h"
#include "backends/shared/jsontext.h"

#include <charconv>

namespace backends {

using namespace simdjson;

namespace {

// Members that are read inside, because decoders ask for what is in them. Everything else is kept as its bytes.
constexpr std::string_view opened[] = {"event", "delta", "content", "error", "retry_status", "stop_reason", "stop_details", "usage",
    "model_usage", "list_cost", "evaluation", "evaluated_permission", "result", "cache_creation", "tokens"};

bool isOpened(std::string_view key)
{
    return std::find(std::begin(opened), std::end(opened), key) != std::end(opened);
}

constexpr int maxWalk = 6; // levels that decoders ask for; deeper members are kept as bytes

struct Member
{
    enum class Kind { Null, Text, Scalar, Structure };
    int parent = -1;
    std::string_view key;
    Kind kind = Kind::Null;
    std::string_view value; // Text: unescaped; else as sent
    std::string_view asSent;
};

} // namespace

struct EventReader::Private
{
    ondemand::parser parser;
    QByteArray bytes;
    std::vector<Member> members;
    std::vector<api::ContentBlock> content;
    std::vector<std::unique_ptr<std::string>> mended; // texts that simdjson refuses: half surrogate pairs

    error_code walk(ondemand::object object, int parent, int level);
    error_code member(ondemand::field &field, int parent, int level);
    error_code structure(Member &entry, ondemand::value &value, ondemand::json_type type, int level);
    const Member *find(std::string_view path) const;
};

error_code EventReader::Private::walk(ondemand::object object, int parent, int level)
{
    for (auto field : object) {
        ondemand::field known;
        SIMDJSON_TRY(std::move(field).get(known));
        SIMDJSON_TRY(member(known, parent, level));
    }
    return SUCCESS;
}

error_code EventReader::Private::member(ondemand::field &field, int parent, int level)
{
    Member entry;
    entry.parent = parent;
    SIMDJSON_TRY(field.unescaped_key().get(entry.key));
    ondemand::value value = field.value();
    ondemand::json_type type;
    SIMDJSON_TRY(value.type().get(type));
    if (level == 0 && entry.key == "content")
        return readContent(value, type, content);
    switch (type) {
    case ondemand::json_type::string: {
        entry.kind = Member::Kind::Text;
        SIMDJSON_TRY(trimmedToken(value, entry.asSent));
        if (value.get_string().get(entry.value) != SUCCESS) {
            mended.push_back(std::make_unique<std::string>(mendedText(entry.asSent)));
            entry.value = *mended.back();
        }
        break;
    }
    case ondemand::json_type::array:
    case ondemand::json_type::object:
        return structure(entry, value, type, level);
    case ondemand::json_type::null: {
        bool isNull = false;
        SIMDJSON_TRY(value.is_null().get(isNull));
        if (!isNull)
            return N_ATOM_ERROR;
        break;
    }
    case ondemand::json_type::boolean: {
        bool flag = false;
        entry.kind = Member::Kind::Scalar;
        SIMDJSON_TRY(trimmedToken(value, entry.asSent));
        SIMDJSON_TRY(value.get_bool().get(flag));
        break;
    }
    case ondemand::json_type::number: {
        double number = 0;
        entry.kind = Member::Kind::Scalar;
        SIMDJSON_TRY(trimmedToken(value, entry.asSent));
        SIMDJSON_TRY(value.get_double().get(number));
        break;
    }
    }
    members.push_back(entry);
    return SUCCESS;
}

error_code EventReader::Private::structure(Member &entry, ondemand::value &value, ondemand::json_type type, int level)
{
    entry.kind = Member::Kind::Structure;
    if (type == ondemand::json_type::array) {
        ondemand::array array;
        SIMDJSON_TRY(value.get_array().get(array));
        SIMDJSON_TRY(array.raw_json().get(entry.asSent));
        entry.asSent = trimmed(entry.asSent); // simdjson's view ends where the next token begins
        entry.asSent = trimmed(entry.asSent);
        members.push_back(entry);
        return SUCCESS;
    }
    ondemand::object object;
    SIMDJSON_TRY(value.get_object().get(object));
    SIMDJSON_TRY(object.raw_json().get(entry.asSent));
    entry.asSent = trimmed(entry.asSent);
    members.push_back(entry);
    if (level >= maxWalk || !isOpened(entry.key))
        return SUCCESS;
    bool hasMembers = false;
    SIMDJSON_TRY(object.reset().get(hasMembers));
    return hasMembers ? walk(object, int(members.size()) - 1, level + 1) : SUCCESS;
}

const Member *EventReader::Private::find(std::string_view path) const
{
    int parent = -1;
    const Member *found = nullptr;
    while (!path.empty()) {
        const auto dot = path.find('.');
        const std::string_view step = path.substr(0, dot);
        path = dot == std::string_view::npos ? std::string_view{} : path.substr(dot + 1);
        found = nullptr;
        for (std::size_t i = std::size_t(parent + 1); i < members.size() && !found; ++i) {
            if (members[i].parent == parent && members[i].key == step)
                found = &members[i];
        }
        if (!found)
            return nullptr;
        parent = int(found - members.data());
    }
    return found;
}

EventReader::EventReader()
    : d(std::make_unique<Private>())
{
}

EventReader::~EventReader() = default;

base::Outcome EventReader::read(QByteArrayView json)
{
    d->members.clear();
    d->mended.clear();
    d->content.clear();
    if (isTooDeep(json))
        return base::Error::of(base::Error::Kind::Protocol, QStringLiteral("an event with more than %1 levels").arg(base::maxJsonDepth));
    constexpr qsizetype large = 8 << 20; // the parser keeps room for the largest event it has met: not for ever
    if (qsizetype(d->parser.capacity()) > large && json.size() < large)
        d->parser = ondemand::parser();
    // One copy serves as Event::raw and, with spare room behind it, as simdjson's padded input.
    d->bytes = QByteArray();
    d->bytes.reserve(json.size() + qsizetype(SIMDJSON_PADDING));
    d->bytes.append(json);
    const padded_string_view input(d->bytes.constData(), std::size_t(d->bytes.size()), std::size_t(d->bytes.size()) + SIMDJSON_PADDING);
    ondemand::document document;
    ondemand::object object;
    error_code error = d->parser.iterate(input).get(document);
    if (!error)
        error = document.get_object().get(object);
    if (!error)
        error = d->walk(object, -1, 0);
    if (!error && !isAtEnd(document))
        error = TRAILING_CONTENT;
    if (error)
        return base::Error::of(base::Error::Kind::Protocol, QStringLiteral("broken event: %1").arg(QLatin1String(error_message(error))));
    return base::Done{};
}

QByteArray EventReader::takeRaw()
{
    return std::move(d->bytes);
}

std::vector<api::ContentBlock> EventReader::takeContent()
{
    return std::move(d->content);
}

std::string_view EventReader::text(std::string_view path) const
{
    const Member *member = d->find(path);
    return member && member->kind == Member::Kind::Text ? member->value : std::string_view{};
}

bool EventReader::has(std::string_view path) const
{
    const Member *member = d->find(path);
    return member && member->kind != Member::Kind::Null;
}

std::optional<qint64> EventReader::integer(std::string_view path) const
{
    const Member *member = d->find(path);
    if (!member || member->kind != Member::Kind::Scalar)
        return std::nullopt;
    const std::string_view token = member->asSent;
    qint64 value = 0;
    const auto [end, problem] = std::from_chars(token.data(), token.data() + token.size(), value);
    if (problem != std::errc() || end == token.data())
        return std::nullopt;
    return value; // a fraction is cut off: counts and times do not have one
}

bool EventReader::isTrue(std::string_view path) const
{
    const Member *member = d->find(path);
    return member && member->kind == Member::Kind::Scalar && member->asSent == "true";
}

std::string_view EventReader::raw(std::string_view path) const
{
    const Member *member = d->find(path);
    return member ? member->asSent : std::string_view{};
}

QStringList EventReader::strings(std::string_view path) const
{
    const std::string_view array = raw(path);
    if (array.empty() || array.front() != '[')
        return {};
    const auto parsed = base::parseJson(QByteArrayView(array.data(), qsizetype(array.size())));
    QStringList out;
    if (parsed.ok()) {
        for (const base::Json &item : parsed.value()) {
            if (item.is_string())
                out.append(base::toQString(item));
        }
    }
    return out;
}

} // namespace backends
