#include "transcript/embeddedimages.h"

#include "base/json.h"

#include <cstring>

namespace transcript {

namespace {

//! Goes through JSON without keeping anything of it, and without recursion but for the four levels that are known.
class JsonWalk
{
public:
    explicit JsonWalk(QByteArrayView json) : m_json(json) {}

    qsizetype position() const { return m_at; }
    char peek()
    {
        while (m_at < m_json.size() && (m_json[m_at] == ' ' || m_json[m_at] == '\n' || m_json[m_at] == '\r' || m_json[m_at] == '\t'))
            ++m_at;
        return m_at < m_json.size() ? m_json[m_at] : '\0';
    }
    //! Takes this sign if it is the next one.
    bool take(char sign)
    {
        if (peek() != sign)
            return false;
        ++m_at;
        return true;
    }
    //! The string that stands here, as it is written, without its quotes. False: there is none, or it has no end.
    bool string(QByteArrayView *out)
    {
        if (!take('"'))
            return false;
        const qsizetype from = m_at;
        while (m_at < m_json.size()) {
            const void *found = std::memchr(m_json.data() + m_at, '"', std::size_t(m_json.size() - m_at));
            if (!found)
                break;
            const qsizetype quote = static_cast<const char *>(found) - m_json.data();
            qsizetype slashes = 0;
            while (quote - slashes > from && m_json[quote - slashes - 1] == '\\')
                ++slashes;
            m_at = quote + 1;
            if (slashes % 2 == 0) {
                *out = m_json.sliced(from, quote - from);
                return true;
            }
        }
        m_at = m_json.size();
        return false;
    }
    //! Passes over one value of any kind and depth.
    bool skip()
    {
        qsizetype depth = 0;
        do {
            QByteArrayView text;
            switch (peek()) {
            case '\0': return false;
            case '"':
                if (!string(&text))
                    return false;
                break;
            case '{':
            case '[': ++depth, ++m_at; break;
            case '}':
            case ']': --depth, ++m_at; break;
            default: ++m_at; break;
            }
            // A number or a word ends where something else begins.
            while (depth == 0 && m_at < m_json.size() && !std::strchr(",]} \n\r\t", m_json[m_at]))
                ++m_at;
        } while (depth > 0);
        return depth == 0;
    }
    //! Calls `member` with the name of each member of the object that begins here; it takes the value, or returns false to have it passed over.
    template<class F>
    bool object(F member)
    {
        if (!take('{'))
            return false;
        while (peek() == '"') {
            QByteArrayView name;
            if (!string(&name) || !take(':'))
                return false;
            if (!member(name) && !skip())
                return false;
            if (!take(','))
                break;
        }
        return take('}');
    }

private:
    QByteArrayView m_json;
    qsizetype m_at = 0;
};

bool readSource(JsonWalk &walk, EmbeddedImage *image)
{
    bool base64 = false;
    const bool whole = walk.object([&](QByteArrayView name) {
        QByteArrayView text;
        if (walk.peek() != '"')
            return false;
        if (name == QByteArrayView("data")) {
            const bool read = walk.string(&text);
            image->from = walk.position() - 1 - text.size();
            image->size = text.size();
            return read;
        }
        if (name == QByteArrayView("type")) {
            const bool read = walk.string(&text);
            base64 = text == QByteArrayView("base64");
            return read;
        }
        return false;
    });
    if (!base64)
        *image = {};
    return whole;
}

bool readBlock(JsonWalk &walk, std::vector<EmbeddedImage> *images)
{
    bool isImage = false;
    EmbeddedImage image;
    const bool whole = walk.object([&](QByteArrayView name) {
        QByteArrayView text;
        if (name == QByteArrayView("type") && walk.peek() == '"') {
            const bool read = walk.string(&text);
            isImage = text == QByteArrayView("image");
            return read;
        }
        return name == QByteArrayView("source") && walk.peek() == '{' && readSource(walk, &image);
    });
    if (isImage && whole)
        images->push_back(image);
    return whole;
}

bool readContent(JsonWalk &walk, std::vector<EmbeddedImage> *images)
{
    if (walk.peek() == '{')
        return readBlock(walk, images);
    if (!walk.take('['))
        return false;
    while (walk.peek() != ']') {
        const bool read = walk.peek() == '{' ? readBlock(walk, images) : walk.skip();
        if (!read || !walk.take(','))
            break;
    }
    walk.take(']');
    return true;
}

} // namespace

std::vector<EmbeddedImage> embeddedImages(QByteArrayView json)
{
    std::vector<EmbeddedImage> images;
    JsonWalk walk(json);
    walk.object([&](QByteArrayView name) { return name == QByteArrayView("content") && readContent(walk, &images); });
    return images;
}

QByteArray imageBytes(QByteArrayView json, const EmbeddedImage &image, qsizetype most)
{
    if (!image.isEmbedded() || image.from + image.size > json.size())
        return {};
    QByteArrayView text = json.sliced(image.from, image.size);
    if (most >= 0)
        text = text.first(std::min(text.size(), (most + 2) / 3 * 4));
    QByteArray written = QByteArray::fromRawData(text.data(), text.size());
    if (written.contains('\\')) { // "\/" is allowed, and other ways of writing the same sign
        while (written.endsWith('\\'))
            written.chop(1);
        const auto parsed = base::parseJson("[\"" + written + "\"]");
        written = parsed ? base::toQString(parsed->at(0)).toLatin1() : QByteArray();
        written.replace('\n', QByteArray()).replace('\r', QByteArray());
    }
    const auto decoded = QByteArray::fromBase64Encoding(std::move(written), QByteArray::Base64Encoding | QByteArray::AbortOnBase64DecodingErrors);
    return decoded ? *decoded : QByteArray();
}

} // namespace transcript
