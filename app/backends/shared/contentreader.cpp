#include "backends/shared/contentreader.h"

#include "backends/shared/jsontext.h"

#include <QLocale>

namespace backends {

using namespace simdjson;
using Kind = api::ContentBlock::Kind;

namespace {

// A block's members; their order is the server's.
struct BlockParts
{
    QByteArray type;
    QByteArray text;
    QByteArray title;
    QByteArray sourceText;   // `source` as text: a search result's URL
    QByteArray sourceType;   // inside the object `source`
    QByteArray mediaType;
    QByteArray place;        // a URL or a file id
    qint64 encodedSize = -1; // base64 characters
};

error_code readSource(ondemand::object object, BlockParts &parts)
{
    for (auto field : object) {
        ondemand::field known;
        SIMDJSON_TRY(std::move(field).get(known));
        std::string_view key;
        SIMDJSON_TRY(known.unescaped_key().get(key));
        ondemand::value value = known.value();
        ondemand::json_type type;
        SIMDJSON_TRY(value.type().get(type));
        if (type != ondemand::json_type::string)
            continue;
        if (key == "data") { // megabytes of base64: counted, not read
            std::string_view token;
            SIMDJSON_TRY(trimmedToken(value, token));
            parts.encodedSize = qint64(token.size()) - 2;
        } else if (key == "type") {
            SIMDJSON_TRY(readText(value, parts.sourceType));
        } else if (key == "media_type") {
            SIMDJSON_TRY(readText(value, parts.mediaType));
        } else if (key == "url" || key == "file_id") {
            SIMDJSON_TRY(readText(value, parts.place));
        }
    }
    return SUCCESS;
}

error_code readParts(ondemand::object &object, BlockParts &parts)
{
    for (auto field : object) {
        ondemand::field known;
        SIMDJSON_TRY(std::move(field).get(known));
        std::string_view key;
        SIMDJSON_TRY(known.unescaped_key().get(key));
        ondemand::value value = known.value();
        ondemand::json_type type;
        SIMDJSON_TRY(value.type().get(type));
        if (type == ondemand::json_type::string) {
            if (key == "type")
                SIMDJSON_TRY(readText(value, parts.type))
            else if (key == "text")
                SIMDJSON_TRY(readText(value, parts.text))
            else if (key == "title")
                SIMDJSON_TRY(readText(value, parts.title))
            else if (key == "source")
                SIMDJSON_TRY(readText(value, parts.sourceText))
        } else if (type == ondemand::json_type::object && key == "source") {
            ondemand::object source;
            SIMDJSON_TRY(value.get_object().get(source));
            SIMDJSON_TRY(readSource(source, parts));
        }
    }
    return SUCCESS;
}

QString sourceWords(const BlockParts &parts)
{
    if (!parts.place.isEmpty())
        return QString::fromUtf8(parts.place);
    if (parts.encodedSize >= 0) {
        const qint64 bytes = parts.sourceType == "base64" ? parts.encodedSize * 3 / 4 : parts.encodedSize;
        return QStringLiteral("%1 · %2").arg(
            QString::fromUtf8(parts.sourceType), QLocale::c().formattedDataSize(bytes, 0, QLocale::DataSizeSIFormat));
    }
    return QString::fromUtf8(parts.sourceType);
}

Kind kindOf(const QByteArray &type)
{
    if (type == "text")
        return Kind::Text;
    if (type == "image")
        return Kind::Image;
    if (type == "document")
        return Kind::Document;
    if (type == "search_result")
        return Kind::SearchResult;
    return type == "redacted" ? Kind::Redacted : Kind::Other;
}

error_code readBlock(ondemand::object object, std::vector<api::ContentBlock> &blocks)
{
    BlockParts parts;
    SIMDJSON_TRY(readParts(object, parts));
    api::ContentBlock block;
    block.kind = kindOf(parts.type);
    block.text = block.kind == Kind::Text ? parts.text : parts.title;
    block.mediaType = QString::fromUtf8(parts.mediaType);
    block.source = block.kind == Kind::SearchResult ? QString::fromUtf8(parts.sourceText) : sourceWords(parts);
    if (block.kind == Kind::Other) {
        bool hasMembers = false;
        std::string_view raw;
        SIMDJSON_TRY(object.reset().get(hasMembers));
        if (hasMembers)
            SIMDJSON_TRY(object.raw_json().get(raw));
        block.text = QByteArray(raw.data(), qsizetype(raw.size())).trimmed();
    }
    blocks.push_back(std::move(block));
    return SUCCESS;
}

error_code readPlainText(ondemand::value &value, std::vector<api::ContentBlock> &blocks)
{
    api::ContentBlock block;
    SIMDJSON_TRY(readText(value, block.text));
    blocks.push_back(std::move(block));
    return SUCCESS;
}

} // namespace

error_code readContent(ondemand::value &value, ondemand::json_type type, std::vector<api::ContentBlock> &blocks)
{
    if (type == ondemand::json_type::string)
        return readPlainText(value, blocks);
    if (type == ondemand::json_type::object) {
        ondemand::object object;
        SIMDJSON_TRY(value.get_object().get(object));
        return readBlock(object, blocks);
    }
    if (type != ondemand::json_type::array)
        return SUCCESS; // null, or a number where none belongs: no content, the raw JSON shows it
    ondemand::array array;
    SIMDJSON_TRY(value.get_array().get(array));
    for (auto element : array) {
        ondemand::value item;
        SIMDJSON_TRY(std::move(element).get(item));
        ondemand::json_type itemType;
        SIMDJSON_TRY(item.type().get(itemType));
        if (itemType == ondemand::json_type::object) {
            ondemand::object object;
            SIMDJSON_TRY(item.get_object().get(object));
            SIMDJSON_TRY(readBlock(object, blocks));
        } else if (itemType == ondemand::json_type::string) {
            SIMDJSON_TRY(readPlainText(item, blocks));
        }
    }
    return SUCCESS;
}

} // namespace backends
