#include "backends/shared/jsontext.h"

#include "backends/shared/eventreader.h"

namespace backends {

using namespace simdjson;

namespace {

error_code readItems(ondemand::value &value, std::vector<QByteArray> &items)
{
    ondemand::array array;
    SIMDJSON_TRY(value.get_array().get(array));
    for (auto element : array) {
        ondemand::value item;
        SIMDJSON_TRY(std::move(element).get(item));
        ondemand::json_type type;
        SIMDJSON_TRY(item.type().get(type));
        std::string_view raw;
        if (type == ondemand::json_type::object) {
            ondemand::object object;
            SIMDJSON_TRY(item.get_object().get(object));
            SIMDJSON_TRY(object.raw_json().get(raw));
        } else {
            SIMDJSON_TRY(trimmedToken(item, raw)); // no event, but counted as a broken one
            if (type == ondemand::json_type::array) {
                ondemand::array nested;
                SIMDJSON_TRY(item.get_array().get(nested));
                SIMDJSON_TRY(nested.raw_json().get(raw));
            }
        }
        items.push_back(QByteArray(raw.data(), qsizetype(raw.size())).trimmed());
    }
    return SUCCESS;
}

error_code readMember(ondemand::field &field, RawPage &page, bool &hasItems, QString &nextCursor)
{
    std::string_view key;
    SIMDJSON_TRY(field.unescaped_key().get(key));
    ondemand::value value = field.value();
    ondemand::json_type type;
    SIMDJSON_TRY(value.type().get(type));
    if (key == "data" && type == ondemand::json_type::array) {
        hasItems = true;
        return readItems(value, page.items);
    }
    if (key == "has_more" && type == ondemand::json_type::boolean) {
        bool flag = false;
        SIMDJSON_TRY(value.get_bool().get(flag));
        page.hasMore = flag;
    } else if ((key == "next_page" || key == "next_cursor") && type == ondemand::json_type::string) {
        QByteArray text;
        const bool isPage = key == "next_page";
        SIMDJSON_TRY(readText(value, text));
        (isPage ? page.nextPage : nextCursor) = QString::fromUtf8(text);
    }
    return SUCCESS;
}

error_code readPage(ondemand::document &document, RawPage &page, bool &hasItems)
{
    ondemand::object object;
    SIMDJSON_TRY(document.get_object().get(object));
    QString nextCursor;
    for (auto field : object) {
        ondemand::field known;
        SIMDJSON_TRY(std::move(field).get(known));
        SIMDJSON_TRY(readMember(known, page, hasItems, nextCursor));
    }
    if (page.nextPage.isEmpty())
        page.nextPage = nextCursor;
    return SUCCESS;
}

} // namespace

base::Result<RawPage> readEventPage(QByteArrayView body)
{
    QByteArray padded;
    padded.reserve(body.size() + qsizetype(SIMDJSON_PADDING));
    padded.append(body);
    ondemand::parser parser;
    ondemand::document document;
    RawPage page;
    bool hasItems = false;
    const padded_string_view input(padded.constData(), std::size_t(padded.size()), std::size_t(padded.size()) + SIMDJSON_PADDING);
    error_code error = parser.iterate(input).get(document);
    if (!error)
        error = readPage(document, page, hasItems);
    if (!error && !isAtEnd(document))
        error = TRAILING_CONTENT;
    if (error)
        return base::Error::of(
            base::Error::Kind::Protocol, QStringLiteral("broken page of events: %1").arg(QLatin1String(error_message(error))));
    if (!hasItems)
        return base::Error::of(base::Error::Kind::Protocol, QStringLiteral("a page of events without an array \"data\""));
    return page;
}

} // namespace backends
