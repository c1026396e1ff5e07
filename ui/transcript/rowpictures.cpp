#include "ui/theme/space.h"
#include "ui/transcript/picturepiece.h"
#include "ui/transcript/rowbuilder.h"
#include "ui/transcript/rowwords.h"

namespace ui {

namespace space = theme::space;

void RowBuilder::attachments(const std::vector<api::ContentBlock> &blocks, const QByteArray &json, qreal x, qreal width)
{
    using Kind = api::ContentBlock::Kind;
    const auto isImage = [](const api::ContentBlock &block) { return block.kind == Kind::Image; };
    std::vector<PictureSource> sources;
    if (std::any_of(blocks.begin(), blocks.end(), isImage))
        sources = PictureSource::of(m_out.key, json);
    // Where the two do not go together, nobody knows which picture belongs to which words.
    if (std::count_if(blocks.begin(), blocks.end(), isImage) != std::ptrdiff_t(sources.size()))
        sources.clear();
    std::size_t image = 0;
    for (const api::ContentBlock &block : blocks) {
        if (isImage(block) && image < sources.size())
            picture(std::move(sources[image++]), x, width);
        HeaderPiece::Content content;
        content.title = RowWords::attachment(block, &content.icon);
        want(space::xs);
        add(std::make_unique<HeaderPiece>(std::move(content)), x, width).joins = true;
    }
}

//! What lies elsewhere is never fetched: its words are all there is of it.
void RowBuilder::picture(PictureSource source, qreal x, qreal width)
{
    if (!source.place.isEmbedded())
        return;
    want(space::s);
    m_out.pictures.push_back(next());
    add(std::make_unique<PicturePiece>(std::move(source)), x, width);
}

} // namespace ui
