#include "models/transcriptmodel.h"
#include "ui/theme/space.h"
#include "ui/transcript/flow.h"
#include "ui/transcript/transcriptview.h"

#include <QDrag>
#include <QMimeData>
#include <QPainter>

namespace ui {

bool TranscriptView::isSelected(const Under &under) const
{
    const auto range = m_selection.range(*m_model);
    const Flow::Shown *row = m_flow->shownRow(under.key);
    if (!range || !row || !under.inside)
        return false;
    const Piece &piece = *row->layout->pieces[std::size_t(under.piece)];
    const Selection::Part part = Selection::part(*range, under.index, under.piece, piece.length());
    return part.from < part.to && under.position >= part.from && under.position <= part.to;
}

//! What is selected can be dropped into any other program: as plain text only, so that nothing there takes it for markup.
void TranscriptView::dragOut()
{
    const QString text = selectedText();
    if (text.isEmpty())
        return;
    auto *mime = new QMimeData;
    mime->setText(text);
    auto *drag = new QDrag(viewport());
    drag->setMimeData(mime);

    const QString words = fontMetrics().elidedText(text.left(200).simplified(), Qt::ElideRight, 240);
    const QSize size(fontMetrics().horizontalAdvance(words) + 2 * theme::space::s, fontMetrics().height() + 2 * theme::space::xs);
    QPixmap picture(size * devicePixelRatioF());
    picture.setDevicePixelRatio(devicePixelRatioF());
    picture.fill(theme::color(palette(), theme::Token::Selected));
    QPainter painter(&picture);
    painter.setFont(font());
    painter.setPen(theme::color(palette(), theme::Token::Text));
    painter.drawText(QRect({}, size), Qt::AlignCenter, words);
    painter.end();
    drag->setPixmap(picture);
    drag->exec(Qt::CopyAction);
}

} // namespace ui
