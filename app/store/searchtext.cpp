#include "store/searchtext.h"

#include "base/json.h"
#include "store/packing.h"

#include <QChar>
#include <QStringView>

#include <algorithm>

namespace store {

namespace {

using api::EventKind;
using Block = api::ContentBlock::Kind;

constexpr qsizetype maxText = 4 * 1024 * 1024;
constexpr char16_t firstWithoutSpaces = 0x0E00; // Thai
constexpr QChar symbolMark(char16_t(0xE000));   // for private use: a letter to the index, and in nobody's text

void add(QByteArray &text, const QByteArray &more)
{
    if (more.isEmpty() || text.size() >= maxText)
        return;
    if (!text.isEmpty())
        text += '\n';
    text += more.left(maxText - text.size());
}

//! The strings and numbers of a tool's input, with the names of its members.
void addValues(QByteArray &text, const base::Json &json)
{
    if (json.is_object()) {
        for (auto it = json.begin(); it != json.end(); ++it) {
            add(text, QByteArray::fromStdString(it.key()));
            addValues(text, it.value());
        }
    } else if (json.is_array()) {
        for (const base::Json &element : json)
            addValues(text, element);
    } else if (json.is_string()) {
        add(text, QByteArray::fromStdString(json.get_ref<const std::string &>()));
    } else if (json.is_number()) {
        add(text, QByteArray::fromStdString(json.dump()));
    }
}

QByteArray toolInputText(const api::Event &event)
{
    QByteArray text = event.toolName.toUtf8();
    if (event.toolInput.isEmpty())
        return text;
    if (const auto json = base::parseJson(event.toolInput))
        addValues(text, *json);
    else
        add(text, event.toolInput);
    return text;
}

bool isGreek(QChar unit)
{
    return (unit.unicode() >= 0x370 && unit.unicode() < 0x400) || (unit.unicode() >= 0x1F00 && unit.unicode() < 0x2000);
}

//! unicode61 takes the accents from Latin letters only; people who write Greek leave them out in a search as well.
QString withoutGreekAccents(const QString &text)
{
    if (std::none_of(text.cbegin(), text.cend(), isGreek))
        return text;
    QString result;
    result.reserve(text.size());
    for (const QChar unit : text)
        result += isGreek(unit) ? QString(unit).normalized(QString::NormalizationForm_D).at(0) : unit;
    return result;
}

} // namespace

TextKind textKindOf(const api::Event &event)
{
    switch (event.kind) {
    case EventKind::UserMessage:
    case EventKind::DefineOutcome:
    case EventKind::SystemMessage:
        return TextKind::UserMessage;
    case EventKind::AgentMessage:
        return TextKind::AgentMessage;
    case EventKind::AgentThinking:
        return TextKind::Thinking;
    case EventKind::ToolUse:
    case EventKind::CustomToolUse:
        return TextKind::ToolInput;
    case EventKind::ToolResult:
    case EventKind::UserToolResult:
    case EventKind::CustomToolResult:
        return TextKind::ToolResult;
    case EventKind::SessionError:
    case EventKind::SessionWarning:
        return TextKind::Error;
    default:
        return TextKind::Other;
    }
}

QByteArray textOf(const api::Event &event)
{
    switch (event.kind) {
    case EventKind::ToolUse:
    case EventKind::CustomToolUse:
        return toolInputText(event);
    case EventKind::SessionError:
    case EventKind::SessionWarning:
        return event.errorMessage.toUtf8().left(maxText);
    case EventKind::Bookkeeping: // a copy of what another event says
    case EventKind::ModelRequestStart:
    case EventKind::ModelRequestEnd:
        return {};
    default:
        break;
    }
    QByteArray text;
    for (const api::ContentBlock &block : event.content) {
        if (block.kind != Block::Other && block.kind != Block::Redacted)
            add(text, block.text);
    }
    return text;
}

bool isWithoutSpaces(char32_t character)
{
    if (character < firstWithoutSpaces)
        return false;
    switch (QChar::script(character)) {
    case QChar::Script_Han:
    case QChar::Script_Hiragana:
    case QChar::Script_Katakana:
    case QChar::Script_Bopomofo:
    case QChar::Script_Thai:
    case QChar::Script_Lao:
    case QChar::Script_Khmer:
    case QChar::Script_Myanmar:
        return QChar::isLetterOrNumber(character);
    default:
        return character == 0x30FC; // the sign that lengthens a vowel is of no script
    }
}

bool isSymbolWord(char32_t character)
{
    const bool sign = (character >= 0x2600 && character < 0x27C0) || (character >= 0x2300 && character < 0x2400)
        || (character >= 0x2B00 && character < 0x2C00);
    const bool emoji = character >= 0x1F000 && character < 0x1FB00;
    const bool skin = character >= 0x1F3FB && character <= 0x1F3FF; // found by the sign without it
    return emoji ? !skin : sign && QChar::category(character) == QChar::Symbol_Other;
}

QString searchableText(const QString &text, Symbols symbols)
{
    const QString normal = withoutGreekAccents(text.normalized(QString::NormalizationForm_KC));
    const bool plain = std::all_of(normal.cbegin(), normal.cend(), [](QChar unit) { return unit.unicode() < firstWithoutSpaces; });
    if (plain)
        return normal;
    QString result;
    result.reserve(normal.size() * 2);
    const QStringView all(normal);
    QStringView previous; // of a run without spaces
    qsizetype at = 0;
    while (at < all.size()) {
        const bool pair = all[at].isHighSurrogate() && at + 1 < all.size() && all[at + 1].isLowSurrogate();
        const QStringView piece = all.mid(at, pair ? 2 : 1);
        const char32_t character = pair ? QChar::surrogateToUcs4(piece[0], piece[1]) : piece[0].unicode();
        at += piece.size();
        const bool inRun = isWithoutSpaces(character);
        if (!previous.isEmpty())
            result.append(previous).append(inRun ? piece : QStringView()).append(u' ');
        else if (inRun)
            result.append(u' '); // "v" and what follows are two words
        if (symbols == Symbols::AsWords && isSymbolWord(character))
            result.append(u' ').append(symbolMark).append(QString::number(uint(character), 16)).append(u' ');
        else if (!inRun)
            result.append(piece);
        previous = inRun ? piece : QStringView();
    }
    return result.append(previous);
}

QString indexedText(const QByteArray &text, int packed)
{
    return searchableText(QString::fromUtf8(text), packed & symbolsIndexed ? Symbols::AsWords : Symbols::LeftOut);
}

} // namespace store
