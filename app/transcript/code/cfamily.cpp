#include "transcript/code/matchers.h"

namespace transcript {

namespace {

using T = CodeToken;
using A = LexAct;

enum : quint8 { Root, BlockComment, Raw, Verbatim, Filled, FilledCode, Triple, Nested };

constexpr Rule cSpecial[] = {
    {match::directive, "#", T::Meta, A::Stay, 0, "", AtStart},
    {match::includePath, "<", T::Text},
};
constexpr Rule cppSpecial[] = {
    {match::directive, "#", T::Meta, A::Stay, 0, "", AtStart},
    {match::includePath, "<", T::Text},
    {match::rawStringStart, "R", T::Text, A::Push, Raw, "R\""},
};
constexpr Rule common[] = {
    {match::toEnd, "/", T::Comment, A::Stay, 0, "//"},
    {match::text, "/", T::Comment, A::Push, BlockComment, "/*"},
    {match::quoted, "\"", T::Text, A::Stay, 0, "\""},
    {match::quoted, "'", T::Text, A::Stay, 0, "'"},
    {match::number, match::digits, T::Number},
    {match::word, match::names},
};
constexpr Rule commentRules[] = {{match::text, "*", T::Comment, A::Pop, 0, "*/"}};
constexpr Rule rawRules[] = {{match::rawStringEnd, ")", T::Text, A::Pop}};

constexpr Mode cModes[] = {{T::Plain, cSpecial, common, false}, {T::Comment, commentRules, {}, false}};
constexpr Mode cppModes[] = {{T::Plain, cppSpecial, common, false}, {T::Comment, commentRules, {}, false}, {T::Text, rawRules, {}, false}};

constexpr const char *cKeywords = "auto break case const continue default do else enum extern for goto if inline register restrict return sizeof static struct switch "
                                  "typedef typeof union volatile while _Alignas _Alignof _Atomic _Generic _Noreturn _Static_assert alignas alignof constexpr static_assert thread_local";
constexpr const char *cTypes = "bool char double float int long short signed unsigned void _Bool _Complex size_t ssize_t ptrdiff_t intptr_t uintptr_t int8_t int16_t int32_t "
                               "int64_t uint8_t uint16_t uint32_t uint64_t FILE";
constexpr WordList cWords[] = {{T::Keyword, cKeywords}, {T::Type, cTypes}, {T::Number, "true false NULL nullptr"}};
constexpr WordList cppWords[] = {
    {T::Keyword, cKeywords},
    {T::Keyword, "and and_eq asm bitand bitor catch class co_await co_return co_yield compl concept consteval constinit const_cast decltype delete dynamic_cast explicit export "
                 "final friend import module mutable namespace new noexcept not not_eq operator or or_eq override private protected public reinterpret_cast requires "
                 "static_cast template this throw try typeid typename using virtual xor xor_eq"},
    {T::Type, cTypes},
    {T::Type, "char8_t char16_t char32_t wchar_t string string_view vector"},
    {T::Number, "true false NULL nullptr"},
};

constexpr Rule javaSpecial[] = {
    {match::text, "\"", T::Text, A::Push, Triple, "\"\"\""},
    {match::dottedName, "@", T::Meta, A::Stay, 0, "@"},
};
constexpr Rule tripleRules[] = {
    {match::escape, "\\", T::Text},
    {match::text, "\"", T::Text, A::Pop, 0, "\"\"\""},
};
constexpr Mode javaModes[] = {{T::Plain, javaSpecial, common, false}, {T::Comment, commentRules, {}, false}, {}, {}, {}, {}, {T::Text, tripleRules, {}, false}};
constexpr WordList javaWords[] = {
    {T::Keyword, "abstract assert break case catch class const continue default do else enum exports extends final finally for goto if implements import instanceof interface "
                 "module native new non-sealed package permits private protected public record requires return sealed static strictfp super switch synchronized this throw "
                 "throws transient try var void volatile when while yield"},
    {T::Type, "boolean byte char double float int long short"},
    {T::Number, "true false null"},
};

// "$" before a string: what stands in braces is code again, and may hold braces and strings of its own.
constexpr Rule cSharpSpecial[] = {
    {match::directive, "#", T::Meta, A::Stay, 0, "", AtStart},
    {match::text, "$", T::Text, A::Push, Verbatim, "$@\""},
    {match::text, "@", T::Text, A::Push, Verbatim, "@$\""},
    {match::text, "@", T::Text, A::Push, Verbatim, "@\""},
    {match::text, "$", T::Text, A::Push, Triple, "$\"\"\""},
    {match::text, "$", T::Text, A::Push, Filled, "$\""},
    {match::text, "\"", T::Text, A::Push, Triple, "\"\"\""},
};
constexpr Rule verbatimRules[] = {
    {match::text, "\"", T::Text, A::Stay, 0, "\"\""},
    {match::text, "\"", T::Text, A::Pop, 0, "\""},
};
constexpr Rule filledRules[] = {
    {match::escape, "\\", T::Text},
    {match::text, "{", T::Text, A::Stay, 0, "{{"},
    {match::text, "{", T::Meta, A::Push, FilledCode, "{"},
    {match::text, "\"", T::Text, A::Pop, 0, "\""},
};
constexpr Rule filledCodeRules[] = {
    {match::text, "{", T::Plain, A::Push, Nested, "{"},
    {match::text, "}", T::Meta, A::Pop, 0, "}"},
};
constexpr Rule nestedRules[] = {
    {match::text, "{", T::Plain, A::Push, Nested, "{"},
    {match::text, "}", T::Plain, A::Pop, 0, "}"},
};
constexpr Mode cSharpModes[] = {
    {T::Plain, cSharpSpecial, common, false}, {T::Comment, commentRules, {}, false}, {}, {T::Text, verbatimRules, {}, false},
    {T::Text, filledRules, {}, true},         {T::Plain, filledCodeRules, common, false}, {T::Text, tripleRules, {}, false},
    {T::Plain, nestedRules, common, false},
};
constexpr WordList cSharpWords[] = {
    {T::Keyword, "abstract add as async await base break case catch checked class const continue default delegate do else enum event explicit extern finally fixed for foreach "
                 "from get global goto if implicit in init interface internal is join let lock nameof namespace new not on operator or and orderby out override params partial "
                 "private protected public readonly record ref remove required return sealed select set sizeof stackalloc static struct switch this throw try typeof unchecked "
                 "unsafe using value var virtual volatile when where while with yield"},
    {T::Type, "bool byte char decimal double dynamic float int long nint nuint object sbyte short string uint ulong ushort void"},
    {T::Number, "true false null"},
};

constexpr Rule goSpecial[] = {{match::text, "`", T::Text, A::Push, Raw, "`"}};
constexpr Rule backquoteRules[] = {{match::text, "`", T::Text, A::Pop, 0, "`"}};
constexpr Mode goModes[] = {{T::Plain, goSpecial, common, false}, {T::Comment, commentRules, {}, false}, {T::Text, backquoteRules, {}, false}};
constexpr WordList goWords[] = {
    {T::Keyword, "break case chan const continue default defer else fallthrough for func go goto if import interface map package range return select struct switch type var"},
    {T::Type, "any bool byte comparable complex64 complex128 error float32 float64 int int8 int16 int32 int64 rune string uint uint8 uint16 uint32 uint64 uintptr"},
    {T::Number, "true false nil iota"},
};

constexpr Rule phpSpecial[] = {
    {match::text, "<", T::Meta, A::Stay, 0, "<?php"},
    {match::text, "<", T::Meta, A::Stay, 0, "<?="},
    {match::text, "?", T::Meta, A::Stay, 0, "?>"},
    {match::text, "#", T::Meta, A::Stay, 0, "#["},
    {match::toEnd, "#", T::Comment, A::Stay, 0, "#"},
    {match::signedName, "$", T::Name, A::Stay, 0, "$"},
};
constexpr Mode phpModes[] = {{T::Plain, phpSpecial, common, false}, {T::Comment, commentRules, {}, false}};
constexpr WordList phpWords[] = {
    {T::Keyword, "abstract and array as break callable case catch class clone const continue declare default do echo else elseif empty enum extends final finally fn for foreach "
                 "function global goto if implements include include_once instanceof insteadof interface isset list match namespace new or print private protected public "
                 "readonly require require_once return static switch throw trait try unset use var while xor yield"},
    {T::Type, "bool float int iterable mixed never object string void"},
    {T::Number, "true false null"},
};

} // namespace

const Grammar cGrammar{.modes = cModes, .words = cWords, .calls = true};
const Grammar cppGrammar{.modes = cppModes, .words = cppWords, .calls = true, .capitals = true};
const Grammar javaGrammar{.modes = javaModes, .words = javaWords, .calls = true, .capitals = true};
const Grammar cSharpGrammar{.modes = cSharpModes, .words = cSharpWords, .calls = true, .capitals = true};
const Grammar goGrammar{.modes = goModes, .words = goWords, .calls = true, .capitals = true};
const Grammar phpGrammar{.modes = phpModes, .words = phpWords, .anyCase = true, .calls = true, .capitals = true};

} // namespace transcript
