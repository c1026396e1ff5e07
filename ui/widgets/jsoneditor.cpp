#include "ui/widgets/jsoneditor.h"

#include "ui/theme/fonts.h"
#include "ui/theme/space.h"
#include "ui/theme/tokens.h"
#include "ui/widgets/plainlabel.h"
#include "ui/widgets/scintilla.h"

#include <QEvent>
#include <QKeyEvent>
#include <QVBoxLayout>

namespace widgets {

namespace {

constexpr int errorIndicator = 8; // 0..7 are the lexers'
constexpr int errorMarker = 1;
constexpr int numberMargin = 0;
constexpr int markerMargin = 1;

int columnWidth(const QString &digits)
{
    return QFontMetrics(theme::font(theme::Role::CodeSmall)).horizontalAdvance(digits) + 2 * theme::space::s;
}

} // namespace

JsonEditor::JsonEditor(const QString &name, QWidget *parent) : QWidget(parent), m_name(name), m_error(new PlainLabel(this))
{
    setObjectName(name + QStringLiteral(".frame"));
    m_error->setRole(theme::Role::Small);
    m_error->setToken(theme::Token::Fail);
    m_error->setMultiLine(true);
    m_error->setObjectName(name + QStringLiteral(".problem"));
    m_error->hide();
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(theme::space::xs);
    column->addWidget(m_error);
    setMinimumHeight(120);
}

void JsonEditor::setLineRange(int least, int most)
{
    m_leastLines = least;
    m_mostLines = most;
    setMinimumHeight(0);
    fit();
}

void JsonEditor::fit()
{
    if (m_leastLines <= 0)
        return;
    const int lines = std::clamp(int(m_text.count(QLatin1Char('\n'))) + 1, m_leastLines, m_mostLines);
    const int height = lines * (QFontMetrics(theme::font(theme::Role::Code)).lineSpacing() + 1) + theme::space::l;
    if (m_editor)
        m_editor->setFixedHeight(height);
    else
        setMinimumHeight(height);
}

QsciScintilla *JsonEditor::editor()
{
    make();
    return m_editor;
}

void JsonEditor::make()
{
    if (m_editor)
        return;
    m_editor = new QsciScintilla(this);
    m_editor->setObjectName(m_name);
    m_editor->setAccessibleName(accessibleName().isEmpty() ? tr("JSON text") : accessibleName());
    m_editor->setProperty("fieldFrame", true);
    m_lexer = new QsciLexerJSON(m_editor);
    m_lexer->setFoldCompact(false);
    m_editor->setLexer(m_lexer);
    m_editor->setUtf8(true);
    m_editor->setEolMode(QsciScintilla::EolUnix);
    m_editor->setIndentationsUseTabs(false);
    m_editor->setTabWidth(2);
    m_editor->setAutoIndent(true);
    m_editor->setBraceMatching(QsciScintilla::SloppyBraceMatch);
    m_editor->setWrapMode(QsciScintilla::WrapWord);
    m_editor->setMarginsFont(theme::font(theme::Role::CodeSmall));
    m_editor->setMarginType(numberMargin, QsciScintilla::NumberMargin);
    m_editor->setMarginWidth(numberMargin, columnWidth(QStringLiteral("000")));
    m_editor->setMarginWidth(markerMargin, 4);
    m_editor->setMarginMarkerMask(markerMargin, 1 << errorMarker);
    m_editor->markerDefine(QsciScintilla::FullRectangle, errorMarker);
    m_editor->indicatorDefine(QsciScintilla::SquiggleIndicator, errorIndicator);
    m_editor->setReadOnly(m_readOnly);
    m_editor->installEventFilter(this);
    showHiddenCharacters();
    applyColors();
    static_cast<QVBoxLayout *>(layout())->insertWidget(0, m_editor, 1);
    setFocusProxy(m_editor);
    m_editor->setText(m_text);
    m_editor->SendScintilla(QsciScintilla::SCI_EMPTYUNDOBUFFER);
    connect(m_editor, &QsciScintilla::textChanged, this, [this] {
        if (m_setting)
            return;
        m_text = m_editor->text();
        fit();
        Q_EMIT edited();
    });
    m_editor->show();
    setMinimumHeight(m_leastLines > 0 ? 0 : minimumHeight());
    fit();
}

void JsonEditor::setText(const QString &text)
{
    if (text == m_text)
        return;
    m_text = text;
    fit();
    if (!m_editor)
        return;
    m_setting = true;
    const QByteArray bytes = text.toUtf8();
    m_editor->setReadOnly(false);
    m_editor->beginUndoAction();
    m_editor->SendScintilla(QsciScintilla::SCI_TARGETWHOLEDOCUMENT);
    m_editor->SendScintilla(QsciScintilla::SCI_REPLACETARGET, static_cast<unsigned long>(bytes.size()), bytes.constData());
    m_editor->endUndoAction();
    m_editor->setReadOnly(m_readOnly);
    m_setting = false;
}

QString JsonEditor::text() const
{
    return m_text;
}

void JsonEditor::setReadOnly(bool readOnly)
{
    m_readOnly = readOnly;
    if (m_editor) {
        m_editor->setReadOnly(readOnly);
        applyColors();
    }
}

void JsonEditor::setError(qint64 offset, const QString &message)
{
    m_error->setText(message);
    m_error->setVisible(!message.isEmpty());
    if (!m_editor)
        return;
    m_editor->markerDeleteAll(errorMarker);
    m_editor->SendScintilla(QsciScintilla::SCI_SETINDICATORCURRENT, errorIndicator);
    m_editor->SendScintilla(QsciScintilla::SCI_INDICATORCLEARRANGE, 0ul, m_editor->SendScintilla(QsciScintilla::SCI_GETLENGTH));
    if (offset < 0)
        return;
    const long length = m_editor->SendScintilla(QsciScintilla::SCI_GETLENGTH);
    const long at = std::clamp<long>(long(offset), 0, std::max(0L, length - 1));
    const long line = m_editor->SendScintilla(QsciScintilla::SCI_LINEFROMPOSITION, at);
    m_editor->markerAdd(int(line), errorMarker);
    m_editor->SendScintilla(QsciScintilla::SCI_INDICATORFILLRANGE, static_cast<unsigned long>(at), 1l);
}

void JsonEditor::clearError()
{
    setError(-1, {});
}

QString JsonEditor::errorText() const
{
    return m_error->isHidden() ? QString() : m_error->fullText();
}

void JsonEditor::applyColors()
{
    const QPalette colors = palette();
    const auto of = [&colors](theme::Token token) { return theme::color(colors, token); };
    const QColor ground = of(m_readOnly ? theme::Token::Raised : theme::Token::Surface);
    const QFont code = theme::font(theme::Role::Code);
    m_lexer->setDefaultFont(code);
    m_lexer->setFont(code);
    m_lexer->setPaper(ground);
    m_lexer->setDefaultPaper(ground);
    m_lexer->setColor(of(theme::Token::Text));
    m_lexer->setColor(of(theme::Token::Accent), QsciLexerJSON::Property);
    m_lexer->setColor(of(theme::Token::Ok), QsciLexerJSON::String);
    m_lexer->setColor(of(theme::Token::Wait), QsciLexerJSON::Number);
    m_lexer->setColor(of(theme::Token::Run), QsciLexerJSON::Keyword);
    m_lexer->setColor(of(theme::Token::Muted), QsciLexerJSON::Operator);
    m_lexer->setColor(of(theme::Token::Fail), QsciLexerJSON::Error);
    m_lexer->setColor(of(theme::Token::Fail), QsciLexerJSON::UnclosedString);
    m_editor->setColor(of(theme::Token::Text));
    m_editor->setPaper(ground);
    m_editor->setCaretForegroundColor(of(theme::Token::Text));
    m_editor->setCaretLineVisible(false);
    m_editor->setSelectionBackgroundColor(of(theme::Token::Accent));
    m_editor->setSelectionForegroundColor(of(theme::Token::OnAccent));
    m_editor->setMarginsBackgroundColor(ground);
    m_editor->setMarginsForegroundColor(of(theme::Token::Muted));
    m_editor->setMatchedBraceForegroundColor(of(theme::Token::Accent));
    m_editor->setMatchedBraceBackgroundColor(of(theme::Token::Selected));
    m_editor->setUnmatchedBraceForegroundColor(of(theme::Token::Fail));
    m_editor->setUnmatchedBraceBackgroundColor(ground);
    m_editor->setIndicatorForegroundColor(of(theme::Token::Fail), errorIndicator);
    m_editor->setMarkerBackgroundColor(of(theme::Token::Fail), errorMarker);
    m_editor->setMarkerForegroundColor(of(theme::Token::Fail), errorMarker);
}

void JsonEditor::showHiddenCharacters()
{
    // The text must stay byte for byte, so what hides or turns text is shown as a label in its place (S11).
    constexpr char16_t hidden[] = {0x200b, 0x200c, 0x200d, 0x200e, 0x200f, 0x202a, 0x202b, 0x202c, 0x202d, 0x202e,
                                   0x2060, 0x2066, 0x2067, 0x2068, 0x2069, 0xfeff, 0x061c};
    for (const char16_t c : hidden) {
        const QByteArray character = QString(QChar(c)).toUtf8();
        const QByteArray label = QByteArrayLiteral("U+") + QByteArray::number(uint(c), 16).toUpper().rightJustified(4, '0');
        m_editor->SendScintilla(QsciScintilla::SCI_SETREPRESENTATION, character.constData(), label.constData());
    }
}

void JsonEditor::showEvent(QShowEvent *event)
{
    make();
    QWidget::showEvent(event);
}

void JsonEditor::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (m_editor && (event->type() == QEvent::PaletteChange || event->type() == QEvent::FontChange))
        applyColors();
}

bool JsonEditor::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_editor && event->type() == QEvent::KeyPress) {
        auto *key = static_cast<QKeyEvent *>(event);
        // Tab leaves the editor as everywhere else, unless lines are selected: then it indents them.
        if (key->key() == Qt::Key_Backtab || (key->key() == Qt::Key_Tab && key->modifiers() == Qt::NoModifier && !m_editor->hasSelectedText())) {
            focusNextPrevChild(key->key() == Qt::Key_Tab);
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

} // namespace widgets
