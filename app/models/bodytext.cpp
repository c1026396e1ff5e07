#include "models/bodytext.h"

namespace models {

using base::Json;

void BodyText::useRecordText(const QByteArray &text)
{
    if (auto json = base::parseJson(text))
        m_record = {text, std::move(json).value(), spansOf(text)};
}

void BodyText::useFieldText(const std::string &path, const QByteArray &text)
{
    if (auto json = base::parseJson(text))
        m_fields[path] = {text, std::move(json).value(), spansOf(text)};
}

QByteArray BodyText::write(const Json &body) const
{
    QByteArray out;
    JsonPath path;
    const bool spelled = !m_record.text.isEmpty();
    append(out, body, path, spelled ? &m_record.span : nullptr, spelled ? &m_record.json : nullptr);
    return out;
}

void BodyText::append(QByteArray &out, const Json &value, JsonPath &path, const JsonSpan *span, const Json *spelled) const
{
    const auto slice = [&out](const QByteArray &text, const JsonSpan &part) {
        out += QByteArrayView(text).sliced(qsizetype(part.begin), qsizetype(part.end - part.begin));
    };
    if (const auto field = m_fields.find(dotted(path)); field != m_fields.end() && sameJson(field->second.json, value))
        return slice(field->second.text, field->second.span);
    if (span && spelled && sameJson(*spelled, value))
        return slice(m_record.text, *span);
    if (!value.is_object()) {
        out += base::dumpJson(value);
        return;
    }
    out += '{';
    bool first = true;
    for (const auto &[key, member] : value.items()) {
        if (!std::exchange(first, false))
            out += ',';
        out += base::dumpJson(Json(key)) + ':';
        const Json *inner = spelled && spelled->is_object() && spelled->contains(key) ? &spelled->at(key) : nullptr;
        path.push_back(key);
        append(out, member, path, span ? span->member(key) : nullptr, inner);
        path.pop_back();
    }
    out += '}';
}

} // namespace models
