#pragma once

#include "transcript/markdown.h"
#include "transcript/row.h"

#include <atomic>
#include <functional>
#include <optional>

namespace ui {

class FindPattern;
struct TextWindow;

//! The text of one row line by line, as it is shown when everything is unfolded: what find looks through.
//!
//! A copy of what it needs of the row, which costs next to nothing: it may be read in any thread.
class RowText
{
public:
    explicit RowText(const transcript::Row &row);

    quint64 key() const { return m_key; }
    quint32 revision() const { return m_revision; }
    //! Bytes that have to be read.
    qsizetype size() const;
    //! Calls `line` for every line in the order in which they stand; stops when it returns false.
    void visit(const std::function<bool(QStringView)> &line) const;
    //! The lines around its n-th hit, from nought; nothing when there are fewer.
    std::optional<TextWindow> around(const FindPattern &pattern, int number, const std::atomic<bool> &stopped) const;

private:
    using Line = std::function<bool(QStringView)>;
    bool markdown(QByteArrayView text, const Line &line) const;
    bool plain(QByteArrayView text, const Line &line) const;
    bool call(const Line &line) const;

    quint64 m_key;
    quint32 m_revision;
    transcript::Row::Kind m_kind;
    QString m_title;           //!< the words at the row's head that are its own
    QByteArray m_text;
    QByteArray m_detail;
    QByteArray m_input;
    QByteArray m_result;
    QStringList m_attachments;
    transcript::MarkdownOptions m_options;
};

} // namespace ui
