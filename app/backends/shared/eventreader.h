#pragma once

#include "api/event.h"
#include "base/result.h"

#include <QByteArrayView>

#include <memory>
#include <optional>
#include <string_view>

namespace backends {

//! Takes one event's JSON apart on demand: members by dotted path, content blocks ready, the rest as raw JSON.
//!
//! Foreign bytes: refuses bad UTF-8, anything but one object and more than base::maxJsonDepth levels; a string with half a surrogate pair
//! (JavaScript servers cut deltas inside emoji) gets U+FFFD there instead. What is not walked into (`input`, `metadata` and the like) is
//! only checked for its brackets.
class EventReader
{
public:
    EventReader();
    ~EventReader();

    //! Reads `json`. Views from earlier reads die. Error kind Protocol.
    base::Outcome read(QByteArrayView json);

    //! The bytes that were read, to keep as Event::raw; moves them out.
    QByteArray takeRaw();
    //! The blocks of the member `content` (an array of blocks, one block, or plain text); moves them out.
    std::vector<api::ContentBlock> takeContent();

    //! A string member's text; empty when absent, null or no string.
    std::string_view text(std::string_view path) const;
    //! A member that is there and not null.
    bool has(std::string_view path) const;
    std::optional<qint64> integer(std::string_view path) const;
    bool isTrue(std::string_view path) const;
    //! An object's, array's, number's or string's JSON as sent; empty when absent.
    std::string_view raw(std::string_view path) const;
    //! The strings of an array of strings.
    QStringList strings(std::string_view path) const;

    static QString toQString(std::string_view utf8) { return QString::fromUtf8(utf8.data(), qsizetype(utf8.size())); }
    static QByteArray toBytes(std::string_view utf8) { return QByteArray(utf8.data(), qsizetype(utf8.size())); }

private:
    struct Private;
    std::unique_ptr<Private> d;
};

//! The bytes of each element of the array `member` in a page of a listing, and the page's other top-level members.
struct RawPage
{
    std::vector<QByteArray> items;
    std::optional<bool> hasMore;
    QString nextPage;   //!< `next_page`, else `next_cursor`
};
//! Takes an event page apart without reading its events. Error kind Protocol when it is no object with an array `data`.
base::Result<RawPage> readEventPage(QByteArrayView body);

} // namespace backends
