#include "demo/receivedfiles.h"

#include <QLocale>
#include <QtEndian>

namespace demo {

namespace {

QByteArray member(const Json &of, const char *name)
{
    const Json value = of.is_object() ? of.value(name, Json()) : Json();
    return value.is_string() ? QByteArray::fromStdString(value.get<std::string>()) : QByteArray();
}

//! In a code span, where no character of a name means anything.
QByteArray named(QByteArray name)
{
    return name.isEmpty() ? "without a name" : '`' + name.replace('`', '\'').simplified() + '`';
}

QByteArray sized(qint64 bytes)
{
    return QLocale::c().formattedDataSize(bytes, 0, QLocale::DataSizeSIFormat).toUtf8();
}

//! " of 640 × 480 pixels" for a PNG, whose first bytes say so.
QByteArray measured(const QByteArray &base64)
{
    const QByteArray head = QByteArray::fromBase64(base64.left(32));
    if (!head.startsWith("\x89PNG\r\n") || head.size() < 24)
        return {};
    return " of " + QByteArray::number(qFromBigEndian<quint32>(head.constData() + 16)) + " × "
        + QByteArray::number(qFromBigEndian<quint32>(head.constData() + 20)) + " pixels";
}

QByteArray textOf(const Json &source, const QByteArray &name)
{
    const QByteArray text = member(source, "data");
    const QByteArray first = QString::fromUtf8(text.trimmed().split('\n').constFirst()).left(80).trimmed().toUtf8();
    const auto lines = text.trimmed().count('\n') + 1;
    const QByteArray head = "the text " + named(name) + ", " + sized(text.size()) + " in " + QByteArray::number(lines) + (lines == 1 ? " line" : " lines");
    return first.isEmpty() ? head : head + ". It begins: " + named(first);
}

QByteArray kindOf(const QByteArray &type)
{
    return type.isEmpty() ? QByteArray("unknown") : type.mid(type.indexOf('/') + 1).toUpper();
}

QByteArray uploaded(const Json &block, const Json &record)
{
    const QByteArray kind = kindOf(member(record, "mime_type"));
    const qint64 size = record.value("size_bytes", qint64(0));
    const QByteArray what = member(block, "type") == "image" ? "a " + kind + " picture" : "the " + kind + " document " + named(member(record, "filename"));
    return what + ", " + sized(size) + ", which was uploaded before";
}

QByteArray lineOf(const Json &block, const Json &source)
{
    const QByteArray type = member(source, "media_type");
    const QByteArray place = member(source, "type");
    const QByteArray data = member(source, "data");
    const QByteArray name = member(block, "title");
    if (place == "text")
        return textOf(source, name);
    const QByteArray kind = kindOf(type);
    const bool image = member(block, "type") == "image";
    QByteArray line = image ? "a " + kind + " picture" + measured(data) : "the " + kind + " document " + named(name);
    return place == "base64" ? line + ", " + sized(data.size() / 4 * 3 - data.right(2).count('=')) : line + ", which lies elsewhere: nothing of it came here";
}

} // namespace

QByteArray receivedFiles(const Json &content, const std::function<Json(const std::string &id)> &recordOf)
{
    QByteArray lines;
    if (!content.is_array())
        return lines;
    for (const Json &block : content) {
        const QByteArray type = member(block, "type");
        if (type != "image" && type != "document")
            continue;
        const Json source = block.value("source", Json());
        const QByteArray id = member(source, "file_id");
        const Json record = recordOf && !id.isEmpty() ? recordOf(id.toStdString()) : Json();
        if (record.is_object())
            lines += "- " + uploaded(block, record) + '\n';
        else
            lines += "- " + lineOf(block, block.value("source", Json())) + '\n';
    }
    return lines;
}

} // namespace demo
