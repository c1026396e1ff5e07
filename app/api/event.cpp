#include "api/event.h"

namespace api {

QByteArray Event::text() const
{
    QByteArray out;
    for (const ContentBlock &block : content) {
        if (block.kind != ContentBlock::Kind::Text || block.text.isEmpty())
            continue;
        if (!out.isEmpty())
            out += "\n\n";
        out += block.text;
    }
    return out;
}

} // namespace api
