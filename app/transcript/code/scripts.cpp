#include "transcript/code/matchers.h"

namespace transcript {

namespace {

using T = CodeToken;
using A = LexAct;

// Python. "f" before a string: what stands in braces is code again.
enum : quint8 { Root, Triple2, Triple1, Filled2, Filled1, FilledTriple2, FilledTriple1, Code, Raw2, Raw1, Nested };

constexpr Rule pythonStrings[] = {
    {match::anyCase, "fF", T::Text, A::Push, FilledTriple2, "f\"\"\""},
    {match::anyCase, "fF", T::Text, A::Push, FilledTriple1, "f'''"},
    {match::anyCase, "fF", T::Text, A::Push, Filled2, "f\""},
    {match::anyCase, "fF", T::Text, A::Push, Filled1, "f'"},
    {match::anyCase, "rR", T::Text, A::Push, FilledTriple2, "rf\"\"\""},
    {match::anyCase, "rR", T::Text, A::Push, Filled2, "rf\""},
    {match::anyCase, "rR", T::Text, A::Push, Triple2, "r\"\"\""},
    {match::anyCase, "rR", T::Text, A::Push, Triple1, "r'''"},
    {match::anyCase, "rRbBuU", T::Text, A::Push, Raw2, "r\""},
    {match::anyCase, "rRbBuU", T::Text, A::Push, Raw1, "r'"},
    {match::anyCase, "bB", T::Text, A::Push, Raw2, "b\""},
    {match::anyCase, "bB", T::Text, A::Push, Raw1, "b'"},
    {match::text, "\"", T::Text, A::Push, Triple2, "\"\"\""},
    {match::text, "'", T::Text, A::Push, Triple1, "'''"},
    {match::quoted, "\"", T::Text, A::Stay, 0, "\""},
    {match::quoted, "'", T::Text, A::Stay, 0, "'"},
    {match::toEnd, "#", T::Comment, A::Stay, 0, "#"},
    {match::dottedName, "@", T::Meta, A::Stay, 0, "@", AtStart},
    {match::number, match::digits, T::Number},
    {match::word, match::names},
};
constexpr Rule triple2[] = {{match::escape, "\\", T::Text}, {match::text, "\"", T::Text, A::Pop, 0, "\"\"\""}};
constexpr Rule triple1[] = {{match::escape, "\\", T::Text}, {match::text, "'", T::Text, A::Pop, 0, "'''"}};
constexpr Rule single2[] = {{match::escape, "\\", T::Text}, {match::text, "\"", T::Text, A::Pop, 0, "\""}};
constexpr Rule single1[] = {{match::escape, "\\", T::Text}, {match::text, "'", T::Text, A::Pop, 0, "'"}};
constexpr Rule filling[] = {
    {match::text, "{", T::Text, A::Stay, 0, "{{"},
    {match::text, "{", T::Meta, A::Push, Code, "{"},
};
constexpr Rule pythonCode[] = {
    {match::text, "{", T::Plain, A::Push, Nested, "{"},
    {match::text, "}", T::Meta, A::Pop, 0, "}"},
};
constexpr Rule pythonNested[] = {
    {match::text, "{", T::Plain, A::Push, Nested, "{"},
    {match::text, "}", T::Plain, A::Pop, 0, "}"},
};
constexpr Mode pythonModes[] = {
    {T::Plain, pythonStrings, {}, false},  {T::Text, triple2, {}, false},        {T::Text, triple1, {}, false},           {T::Text, single2, filling, true},
    {T::Text, single1, filling, true},     {T::Text, triple2, filling, false},   {T::Text, triple1, filling, false},      {T::Plain, pythonCode, pythonStrings, false},
    {T::Text, single2, {}, true},          {T::Text, single1, {}, true},
    {T::Plain, pythonNested, pythonStrings, false},
};
constexpr WordList pythonWords[] = {
    {T::Keyword, "and as assert async await break case class continue def del elif else except finally for from global if import in is lambda match nonlocal not or pass raise "
                 "return try while with yield self cls"},
    {T::Type, "bool bytes bytearray complex dict float frozenset int list object set str tuple"},
    {T::Number, "True False None Ellipsis"},
};

// Ruby, with here documents and "#{…}".
enum : quint8 { RubyRoot, RubyString, RubyCode, RubyHere, RubyComment, RubyNested };
constexpr Rule rubyRules[] = {
    {match::toEnd, "=", T::Comment, A::Push, RubyComment, "=begin", Column0},
    {match::toEnd, "#", T::Comment, A::Stay, 0, "#"},
    {match::text, "\"", T::Text, A::Push, RubyString, "\""},
    {match::quoted, "'", T::Text, A::Stay, 0, "'"},
    {match::quoted, "`", T::Text, A::Stay, 0, "`"},
    {match::regex, "/", T::Text, A::Stay, 0, "", NoOperand},
    {match::hereStart, "<", T::Meta, A::Stay, RubyHere, "", NoOperand},
    {match::signedName, "@", T::Name, A::Stay, 0, "@@"},
    {match::signedName, "@", T::Name, A::Stay, 0, "@"},
    {match::signedName, "$", T::Name, A::Stay, 0, "$"},
    {match::symbol, ":", T::Name},
    {match::number, match::digits, T::Number},
    {match::word, match::names},
};
constexpr Rule rubyString[] = {
    {match::escape, "\\", T::Text},
    {match::text, "#", T::Meta, A::Push, RubyCode, "#{"},
    {match::text, "\"", T::Text, A::Pop, 0, "\""},
};
constexpr Rule rubyCode[] = {
    {match::text, "{", T::Plain, A::Push, RubyNested, "{"},
    {match::text, "}", T::Meta, A::Pop, 0, "}"},
};
constexpr Rule rubyNested[] = {
    {match::text, "{", T::Plain, A::Push, RubyNested, "{"},
    {match::text, "}", T::Plain, A::Pop, 0, "}"},
};
constexpr Rule hereRules[] = {
    {match::hereEnd, nullptr, T::Meta, A::Pop, 0, "", Column0},
    {match::wholeLine, nullptr, T::Text},
};
constexpr Rule rubyComment[] = {
    {match::toEnd, "=", T::Comment, A::Pop, 0, "=end", Column0},
    {match::wholeLine, nullptr, T::Comment},
};
constexpr Mode rubyModes[] = {
    {T::Plain, rubyRules, {}, false}, {T::Text, rubyString, {}, false}, {T::Plain, rubyCode, rubyRules, false}, {T::Text, hereRules, {}, false}, {T::Comment, rubyComment, {}, false},
    {T::Plain, rubyNested, rubyRules, false}};
constexpr WordList rubyWords[] = {
    {T::Keyword, "alias and begin break case class def defined? do else elsif end ensure for if in module next not or private protected public redo require require_relative "
                 "rescue retry return self super then undef unless until when while yield attr_accessor attr_reader attr_writer include extend raise"},
    {T::Number, "true false nil __FILE__ __LINE__"},
};

// Lua.
enum : quint8 { LuaRoot, LuaComment, LuaString };
constexpr Rule luaRules[] = {
    {match::longBracket, "-", T::Comment, A::Push, LuaComment, "--"},
    {match::toEnd, "-", T::Comment, A::Stay, 0, "--"},
    {match::longBracket, "[", T::Text, A::Push, LuaString, ""},
    {match::quoted, "\"", T::Text, A::Stay, 0, "\""},
    {match::quoted, "'", T::Text, A::Stay, 0, "'"},
    {match::number, match::digits, T::Number},
    {match::word, match::names},
};
constexpr Rule luaComment[] = {{match::longBracketEnd, "]", T::Comment, A::Pop}};
constexpr Rule luaString[] = {{match::longBracketEnd, "]", T::Text, A::Pop}};
constexpr Mode luaModes[] = {{T::Plain, luaRules, {}, false}, {T::Comment, luaComment, {}, false}, {T::Text, luaString, {}, false}};
constexpr WordList luaWords[] = {
    {T::Keyword, "and break do else elseif end for function goto if in local not or repeat return then until while"},
    {T::Number, "true false nil"},
};

// SQL, as far as its dialects have it in common.
enum : quint8 { SqlRoot, SqlComment, SqlDollar };
constexpr Rule sqlRules[] = {
    {match::toEnd, "-", T::Comment, A::Stay, 0, "--"},
    {match::toEnd, "#", T::Comment, A::Stay, 0, "# "},
    {match::text, "/", T::Comment, A::Push, SqlComment, "/*"},
    {match::doubled, "'", T::Text, A::Stay, 0, "'"},
    {match::doubled, "\"", T::Name, A::Stay, 0, "\""},
    {match::doubled, "`", T::Name, A::Stay, 0, "`"},
    {match::text, "$", T::Text, A::Push, SqlDollar, "$$"},
    {match::signedName, ":", T::Name, A::Stay, 0, ":"},
    {match::signedName, "@", T::Name, A::Stay, 0, "@"},
    {match::number, match::digits, T::Number},
    {match::word, match::names},
};
constexpr Rule sqlComment[] = {{match::text, "*", T::Comment, A::Pop, 0, "*/"}};
constexpr Rule sqlDollar[] = {{match::text, "$", T::Text, A::Pop, 0, "$$"}};
constexpr Mode sqlModes[] = {{T::Plain, sqlRules, {}, false}, {T::Comment, sqlComment, {}, false}, {T::Text, sqlDollar, {}, false}};
constexpr WordList sqlWords[] = {
    {T::Keyword, "add all alter analyze and any as asc attach autoincrement before begin between by cascade case check collate column commit conflict constraint create cross "
                 "cube current_date current_time current_timestamp database declare default deferrable delete desc distinct do drop each else end escape except exists explain "
                 "fetch filter first for foreign from full function grant group grouping having if ignore ilike in index inner insert instead intersect into is isnull join key "
                 "last lateral left like limit materialized merge natural not notnull nulls of offset on only or order outer over partition pragma primary procedure "
                 "recursive references rename replace restrict return returning returns revoke right rollback row rows savepoint select set some table temp temporary then to "
                 "transaction trigger truncate union unique unnest update upsert use using vacuum values view virtual when where window with without"},
    {T::Type, "bigint bigserial blob bool boolean bytea char character clob date datetime decimal double float int integer interval json jsonb nchar numeric nvarchar precision "
              "real serial smallint text time timestamp timestamptz tinyint uuid varbinary varchar varying"},
    {T::Number, "true false null"},
};

} // namespace

const Grammar pythonGrammar{.modes = pythonModes, .words = pythonWords, .calls = true, .capitals = true};
const Grammar rubyGrammar{.modes = rubyModes, .words = rubyWords, .calls = true, .capitals = true};
const Grammar luaGrammar{.modes = luaModes, .words = luaWords, .calls = true};
const Grammar sqlGrammar{.modes = sqlModes, .words = sqlWords, .anyCase = true, .calls = true};

} // namespace transcript
