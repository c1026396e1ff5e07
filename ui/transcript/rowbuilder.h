#pragma once

#include "transcript/markdownstream.h"
#include "transcript/reducer.h"
#include "ui/transcript/codepiece.h"
#include "ui/transcript/headerpiece.h"
#include "ui/transcript/rowlayout.h"
#include "ui/transcript/textpiece.h"

namespace ui {

struct PictureSource;
struct ResultText;

//! Makes the pieces of a row; lays nothing out. Used for what is shown and for what is copied.
class RowBuilder
{
public:
    //! `reducer` knows the names of threads; may be nullptr.
    RowBuilder(const Style &style, const transcript::Reducer *reducer, const QDate &today);

    //! `stream`: keeps the blocks of a message that is being written from one call to the next; may be nullptr.
    RowLayout build(const transcript::Row &row, const RowAspect &aspect, transcript::MarkdownStream *stream = nullptr);

    //! Builds on a message that is being written: only from the first block that changed. False: it has to be built whole.
    bool grow(RowLayout &layout, const transcript::Row &row, transcript::MarkdownStream &stream);

    //! Height before anything of the row is built: from its kind and the length of its text only.
    static int estimate(const transcript::Row &row, const RowAspect &aspect, const Style &style);
    static transcript::MarkdownOptions options(bool typedByUser);

private:
    void user(const transcript::Row &row, transcript::MarkdownStream *stream);
    void agent(const transcript::Row &row, transcript::MarkdownStream *stream);
    void agentText(const transcript::Row &row);
    void thinking(const transcript::Row &row, transcript::MarkdownStream *stream);
    void tool(const transcript::Row &row);
    void notice(const transcript::Row &row);
    void error(const transcript::Row &row);
    void unknown(const transcript::Row &row);

    void toolInput(const transcript::ToolCall &call);
    void longInput(const transcript::ToolCall &call, qreal x, qreal width);
    void denial(const transcript::ToolCall &call, qreal x, qreal width);
    void toolResult(const transcript::ToolCall &call);
    void delivery(const transcript::Row &row);
    //! `json`: the event that they came with.
    void attachments(const std::vector<api::ContentBlock> &blocks, const QByteArray &json, qreal x, qreal width);
    void picture(PictureSource source, qreal x, qreal width);
    void threadLabel(const transcript::Row &row);

    //! Blocks from `from` on at x; `token` for their text. Gaps between blocks collapse to the larger one.
    void markdown(const transcript::Blocks &blocks, qreal x, qreal width, theme::Token token, std::size_t from = 0);
    void textBlock(const transcript::Block &block, const transcript::Block *before, qreal x, qreal width, theme::Token token);
    template<class Fill>
    void panel(qreal x, qreal width, qreal above, Fill fill);
    void codeBlock(const transcript::Block &block, qreal x, qreal width);
    void tableBlock(const transcript::Block &block, qreal x, qreal width);
    void note(const QString &words, qreal x, qreal width, Act act = Act::None);
    //! Here some of the text is not shown, but for what the row's window lets see of it.
    void hidden(qreal x, qreal width, bool is);
    //! Two buttons in one line: `words`, and to save the whole.
    void foldNote(const QString &words, qreal x, qreal width, Act act);
    //! One block of code: what its pieces share.
    struct CodeRun
    {
        int block = 0;
        std::shared_ptr<transcript::CodeHighlight> highlight;
        int columns = 0;      //!< of its longest line
    };
    CodeRun codeRun(const QString &whole, transcript::CodeLanguage language, const transcript::LexState &start = {});
    //! The text of `like` in the fixed font, cut into pieces of some lines each; it begins with the run's line `firstLine`.
    void code(const CodePiece::Content &like, const CodeRun &run, qreal x, qreal width, int firstLine = 0);
    void codeAll(CodePiece::Content &content, const CodeRun &run, const ResultText &result, qreal x, qreal width);
    void foldedResult(CodePiece::Content &content, const CodeRun &run, const ResultText &result, qreal x, qreal width);
    void unfoldedResult(CodePiece::Content &content, const CodeRun &run, const ResultText &result, qreal x, qreal width);
    void lastOfResult(CodePiece::Content &content, const CodeRun &run, const ResultText &result, const QString &last, qreal x, qreal width);
    int bothEnds(const QByteArray &bytes, CodePiece::Content &content, qreal x, qreal width);
    void jsonPanel(const QByteArray &json, qreal x, qreal width);

    Piece &add(std::unique_ptr<Piece> piece, qreal x, qreal width);
    TextPiece &addText(TextPiece::Content content, qreal x, qreal width);
    //! How something at x of this width follows the view's width.
    Piece::Fit fitOf(qreal x, qreal width) const { return {x - m_style.left(), (m_ofColumn ? m_style.column() : m_style.prose()) - width, m_ofColumn}; }
    void want(qreal gap) { m_gap = std::max(m_gap, gap); }
    int next() const { return int(m_out.pieces.size()); }

    const Style &m_style;
    const transcript::Reducer *m_reducer;
    QDate m_today;
    RowLayout m_out;
    qreal m_gap = 0;          //!< that the next piece is to have above
    int m_block = 0;
    bool m_grows = false;     //!< leave checkpoints
    bool m_ofColumn = false;  //!< what is added may be as wide as the column
};

} // namespace ui
