#include "ui/transcript/flow.h"
#include "ui/transcript/transcriptview.h"

namespace ui {

qint64 TranscriptView::rowsLaidOut() const
{
    return m_flow->rowsBuilt();
}

qint64 TranscriptView::blocksLaidOut() const
{
    return m_flow->piecesMeasured();
}

qint64 TranscriptView::tablesMeasured() const
{
    return m_flow->work().tables;
}

qint64 TranscriptView::cellsLaidOut() const
{
    return m_flow->work().cells;
}

qint64 TranscriptView::layoutBytes() const
{
    return m_flow->cache().bytes();
}

} // namespace ui
