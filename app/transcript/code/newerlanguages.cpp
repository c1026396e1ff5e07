#include "transcript/code/matchers.h"

namespace transcript {

namespace {

using T = CodeToken;
using A = LexAct;

// Rust, Kotlin, Swift: comments nest, and strings go over lines.
enum : quint8 { Root, BlockComment, String, Hash, Attribute, Triple, Code, Nested };

constexpr Rule comments[] = {
    {match::toEnd, "/", T::Comment, A::Stay, 0, "//"},
    {match::text, "/", T::Comment, A::Push, BlockComment, "/*"},
    {match::number, match::digits, T::Number},
    {match::word, match::names},
};
constexpr Rule commentRules[] = {
    {match::text, "*", T::Comment, A::Pop, 0, "*/"},
    {match::text, "/", T::Comment, A::Push, BlockComment, "/*"},
};
constexpr Rule hashRules[] = {{match::hashStringEnd, "\"", T::Text, A::Pop}};

constexpr Rule rustSpecial[] = {
    {match::hashStringStart, "r", T::Text, A::Push, Hash, "r"},
    {match::hashStringStart, "b", T::Text, A::Push, Hash, "br"},
    {match::text, "b", T::Text, A::Push, String, "b\""},
    {match::text, "\"", T::Text, A::Push, String, "\""},
    {match::charOrLifetime, "'", T::Text, A::Stay, 0, "'"},
    {match::text, "#", T::Meta, A::Push, Attribute, "#!["},
    {match::text, "#", T::Meta, A::Push, Attribute, "#["},
    {match::macroCall, match::names, T::Call},
};
constexpr Rule rustString[] = {
    {match::escape, "\\", T::Text},
    {match::text, "\"", T::Text, A::Pop, 0, "\""},
};
constexpr Rule rustAttribute[] = {
    {match::quoted, "\"", T::Text, A::Stay, 0, "\""},
    {match::text, "[", T::Meta, A::Push, Attribute, "["},
    {match::text, "]", T::Meta, A::Pop, 0, "]"},
};
constexpr Mode rustModes[] = {
    {T::Plain, rustSpecial, comments, false}, {T::Comment, commentRules, {}, false}, {T::Text, rustString, {}, false},
    {T::Text, hashRules, {}, false},          {T::Meta, rustAttribute, {}, false},
};
constexpr WordList rustWords[] = {
    {T::Keyword, "as async await break const continue crate dyn else enum extern fn for if impl in let loop match mod move mut pub ref return self static struct super trait "
                 "type union unsafe use where while yield"},
    {T::Type, "Self bool char f32 f64 i8 i16 i32 i64 i128 isize str u8 u16 u32 u64 u128 usize"},
    {T::Number, "true false"},
};

constexpr Rule kotlinSpecial[] = {
    {match::text, "\"", T::Text, A::Push, Triple, "\"\"\""},
    {match::text, "\"", T::Text, A::Push, String, "\""},
    {match::quoted, "'", T::Text, A::Stay, 0, "'"},
    {match::dottedName, "@", T::Meta, A::Stay, 0, "@"},
};
constexpr Rule kotlinString[] = {
    {match::escape, "\\", T::Text},
    {match::text, "$", T::Meta, A::Push, Code, "${"},
    {match::signedName, "$", T::Name, A::Stay, 0, "$"},
    {match::text, "\"", T::Text, A::Pop, 0, "\""},
};
constexpr Rule kotlinTriple[] = {
    {match::text, "$", T::Meta, A::Push, Code, "${"},
    {match::signedName, "$", T::Name, A::Stay, 0, "$"},
    {match::text, "\"", T::Text, A::Pop, 0, "\"\"\""},
};
constexpr Rule kotlinCode[] = {
    {match::text, "{", T::Plain, A::Push, Nested, "{"},
    {match::text, "}", T::Meta, A::Pop, 0, "}"},
    {match::text, "\"", T::Text, A::Push, String, "\""},
};
constexpr Rule kotlinNested[] = {
    {match::text, "{", T::Plain, A::Push, Nested, "{"},
    {match::text, "}", T::Plain, A::Pop, 0, "}"},
    {match::text, "\"", T::Text, A::Push, String, "\""},
};
constexpr Mode kotlinModes[] = {
    {T::Plain, kotlinSpecial, comments, false}, {T::Comment, commentRules, {}, false}, {T::Text, kotlinString, {}, true}, {}, {},
    {T::Text, kotlinTriple, {}, false},         {T::Plain, kotlinCode, comments, false}, {T::Plain, kotlinNested, comments, false},
};
constexpr WordList kotlinWords[] = {
    {T::Keyword, "abstract actual annotation as break by catch class companion const constructor continue crossinline data do dynamic else enum expect external final finally "
                 "for fun get if import in infix init inline inner interface internal is lateinit noinline object open operator out override package private protected public "
                 "reified return sealed set super suspend tailrec this throw try typealias val value var vararg when where while"},
    {T::Number, "true false null"},
};

constexpr Rule swiftSpecial[] = {
    {match::text, "\"", T::Text, A::Push, Triple, "\"\"\""},
    {match::text, "\"", T::Text, A::Push, String, "\""},
    {match::hashStringStart, "#", T::Text, A::Push, Hash, ""},
    {match::directive, "#", T::Meta},
    {match::dottedName, "@", T::Meta, A::Stay, 0, "@"},
};
constexpr Rule swiftString[] = {
    {match::text, "\\", T::Meta, A::Push, Code, "\\("},
    {match::escape, "\\", T::Text},
    {match::text, "\"", T::Text, A::Pop, 0, "\""},
};
constexpr Rule swiftTriple[] = {
    {match::text, "\\", T::Meta, A::Push, Code, "\\("},
    {match::escape, "\\", T::Text},
    {match::text, "\"", T::Text, A::Pop, 0, "\"\"\""},
};
constexpr Rule swiftCode[] = {
    {match::text, "(", T::Plain, A::Push, Nested, "("},
    {match::text, ")", T::Meta, A::Pop, 0, ")"},
    {match::text, "\"", T::Text, A::Push, String, "\""},
};
constexpr Rule swiftNested[] = {
    {match::text, "(", T::Plain, A::Push, Nested, "("},
    {match::text, ")", T::Plain, A::Pop, 0, ")"},
    {match::text, "\"", T::Text, A::Push, String, "\""},
};
constexpr Mode swiftModes[] = {
    {T::Plain, swiftSpecial, comments, false}, {T::Comment, commentRules, {}, false}, {T::Text, swiftString, {}, true}, {T::Text, hashRules, {}, false}, {},
    {T::Text, swiftTriple, {}, false},         {T::Plain, swiftCode, comments, false}, {T::Plain, swiftNested, comments, false},
};
constexpr WordList swiftWords[] = {
    {T::Keyword, "actor any as associatedtype async await break case catch class continue convenience default defer deinit do dynamic else enum extension fallthrough fileprivate "
                 "final for func get guard if import in indirect infix init inout internal is isolated lazy let mutating nonisolated nonmutating open operator optional override "
                 "postfix precedencegroup prefix private protocol public repeat required rethrows return self set some static struct subscript super switch throw throws try "
                 "typealias unowned var weak where while willSet didSet"},
    {T::Type, "Self"},
    {T::Number, "true false nil"},
};

} // namespace

const Grammar rustGrammar{.modes = rustModes, .words = rustWords, .calls = true, .capitals = true};
const Grammar kotlinGrammar{.modes = kotlinModes, .words = kotlinWords, .calls = true, .capitals = true};
const Grammar swiftGrammar{.modes = swiftModes, .words = swiftWords, .calls = true, .capitals = true};

} // namespace transcript
