#include "transcript/code/matchers.h"

namespace transcript {

namespace {

using T = CodeToken;
using A = LexAct;

enum : quint8 { Root, BlockComment, Triple2, Triple1, Block, Fenced };

constexpr Rule blockCommentRules[] = {{match::text, "*", T::Comment, A::Pop, 0, "*/"}};

// JSON, and the comments that people write into it.
constexpr Rule jsonRules[] = {
    {match::jsonString, "\"", T::Text, A::Stay, 0, "\""},
    {match::number, match::digits, T::Number},
    {match::word, match::names},
    {match::toEnd, "/", T::Comment, A::Stay, 0, "//"},
    {match::text, "/", T::Comment, A::Push, BlockComment, "/*"},
};
constexpr Mode jsonModes[] = {{T::Plain, jsonRules, {}, false}, {T::Comment, blockCommentRules, {}, false}};
constexpr WordList jsonWords[] = {{T::Number, "true false null NaN Infinity"}};

constexpr const char *keyStarts = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_0123456789\"'";
constexpr Rule tomlRules[] = {
    {match::toEnd, "#", T::Comment, A::Stay, 0, "#"},
    {match::toEnd, "[", T::Heading, A::Stay, 0, "[", AtStart},
    {match::keyBefore, keyStarts, T::Name, A::Stay, 0, "=", NoOperand},
    {match::text, "\"", T::Text, A::Push, Triple2, "\"\"\""},
    {match::text, "'", T::Text, A::Push, Triple1, "'''"},
    {match::quoted, "\"", T::Text, A::Stay, 0, "\""},
    {match::doubled, "'", T::Text, A::Stay, 0, "'"},
    {match::yamlPlain, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_0123456789+-"},
};
constexpr Rule tomlTriple2[] = {{match::escape, "\\", T::Text}, {match::text, "\"", T::Text, A::Pop, 0, "\"\"\""}};
constexpr Rule tomlTriple1[] = {{match::text, "'", T::Text, A::Pop, 0, "'''"}};
constexpr Mode tomlModes[] = {{T::Plain, tomlRules, {}, false}, {}, {T::Text, tomlTriple2, {}, false}, {T::Text, tomlTriple1, {}, false}};
constexpr WordList tomlWords[] = {{T::Number, "true false inf nan"}};

constexpr Rule iniRules[] = {
    {match::toEnd, ";", T::Comment, A::Stay, 0, ";", AtStart},
    {match::toEnd, "#", T::Comment, A::Stay, 0, "#", AtStart},
    {match::toEnd, "[", T::Heading, A::Stay, 0, "[", AtStart},
    {match::keyBefore, keyStarts, T::Name, A::Stay, 0, "=:", AtStart},
    {match::quoted, "\"", T::Text, A::Stay, 0, "\""},
    {match::word, match::names},
    {match::number, match::digits, T::Number},
};
constexpr Mode iniModes[] = {{T::Plain, iniRules, {}, false}};
constexpr WordList iniWords[] = {{T::Number, "true false yes no on off"}};

constexpr Rule yamlRules[] = {
    {match::toEnd, "#", T::Comment, A::Stay, 0, "#", AfterBlank},
    {match::toEnd, "-", T::Meta, A::Stay, 0, "---", Column0},
    {match::toEnd, "%", T::Meta, A::Stay, 0, "%", Column0},
    {match::yamlKey, nullptr, T::Name},
    {match::yamlBlock, "|>", T::Meta, A::Stay, Block, "", AfterBlank},
    {match::text, "'", T::Text, A::Push, Triple1, "'"},
    {match::text, "\"", T::Text, A::Push, Triple2, "\""},
    {match::signedName, "&", T::Meta, A::Stay, 0, "&"},
    {match::signedName, "*", T::Meta, A::Stay, 0, "*"},
    {match::signedName, "!", T::Meta, A::Stay, 0, "!!"},
    {match::signedName, "!", T::Meta, A::Stay, 0, "!"},
    {match::yamlPlain, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_0123456789./~$(\x7f+"},
};
constexpr Rule yamlDouble[] = {{match::escape, "\\", T::Text}, {match::text, "\"", T::Text, A::Pop, 0, "\""}};
constexpr Rule yamlSingle[] = {{match::text, "'", T::Text, A::Stay, 0, "''"}, {match::text, "'", T::Text, A::Pop, 0, "'"}};
constexpr Rule yamlBlockRules[] = {
    {match::yamlInside, nullptr, T::Text},
    {match::nothing, nullptr, T::Plain, A::Pop},
};
constexpr Mode yamlModes[] = {
    {T::Plain, yamlRules, {}, false}, {}, {T::Text, yamlDouble, {}, false}, {T::Text, yamlSingle, {}, false}, {T::Text, yamlBlockRules, {}, false}};
constexpr WordList yamlWords[] = {{T::Number, "true false null yes no on off True False Null ~"}};

constexpr Rule diffRules[] = {{match::diffLine, nullptr, T::Plain, A::Stay, 0, "", Column0}};
constexpr Mode diffModes[] = {{T::Plain, diffRules, {}, false}};

// Markdown as source: what a block of its own language would show, shown.
constexpr Rule markdownRules[] = {
    {match::markdownFence, "`~", T::Meta, A::Stay, Fenced, "", AtStart},
    {match::markdownHeading, "#", T::Heading, A::Stay, 0, "", AtStart},
    {match::text, "<", T::Comment, A::Push, BlockComment, "<!--"},
    {match::text, ">", T::Meta, A::Stay, 0, ">", AtStart},
    {match::markdownItem, "-*+0123456789", T::Meta, A::Stay, 0, "", AtStart},
    {match::escape, "\\", T::Plain},
    {match::markdownPair, "`", T::Text, A::Stay, 0, "``"},
    {match::markdownPair, "`", T::Text, A::Stay, 0, "`"},
    {match::markdownPair, "*", T::Keyword, A::Stay, 0, "**"},
    {match::markdownPair, "_", T::Keyword, A::Stay, 0, "__"},
    {match::markdownPair, "*", T::Type, A::Stay, 0, "*"},
    {match::markdownPair, "_", T::Type, A::Stay, 0, "_"},
    {match::markdownPair, "~", T::Comment, A::Stay, 0, "~~"},
    {match::markdownLink, "![", T::Name},
};
constexpr Rule markdownComment[] = {{match::text, "-", T::Comment, A::Pop, 0, "-->"}};
constexpr Rule fencedRules[] = {
    {match::markdownFenceEnd, "`~ \t", T::Meta, A::Pop, 0, "", Column0},
    {match::wholeLine, nullptr, T::Text},
};
constexpr Mode markdownModes[] = {{T::Plain, markdownRules, {}, false}, {T::Comment, markdownComment, {}, false}, {}, {}, {}, {T::Text, fencedRules, {}, false}};

} // namespace

const Grammar jsonGrammar{.modes = jsonModes, .words = jsonWords};
const Grammar tomlGrammar{.modes = tomlModes, .words = tomlWords};
const Grammar iniGrammar{.modes = iniModes, .words = iniWords, .anyCase = true, .dashes = true};
const Grammar yamlGrammar{.modes = yamlModes, .words = yamlWords, .dashes = true};
const Grammar diffGrammar{.modes = diffModes};
const Grammar markdownGrammar{.modes = markdownModes, .innerEnd = match::markdownInnerEnd};

} // namespace transcript
