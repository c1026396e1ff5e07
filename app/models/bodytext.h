#pragma once

#include "models/jsonspans.h"
#include "models/recordpatch.h"

#include <map>

namespace models {

//! Writes a body so that every value a user typed as JSON text travels in the very bytes of that text (architecture.md §4.3).
class BodyText
{
public:
    //! Values equal to what `text` says at the same place are written as they stand there. `text` must be readable, or empty.
    void useRecordText(const QByteArray &text);
    //! The same for the text of a single field.
    void useFieldText(const std::string &path, const QByteArray &text);

    QByteArray write(const base::Json &body) const;

private:
    struct Source
    {
        QByteArray text;
        base::Json json;
        JsonSpan span;
    };
    void append(QByteArray &out, const base::Json &value, JsonPath &path, const JsonSpan *span, const base::Json *spelled) const;

    Source m_record;
    std::map<std::string, Source> m_fields;
};

} // namespace models
