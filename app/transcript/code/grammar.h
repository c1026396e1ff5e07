#pragma once

#include "transcript/code/codetoken.h"

#include <QString>

#include <array>
#include <span>

namespace transcript {

//! Every language there is a table for.
enum class CodeLanguage : quint8 {
    None, C, Cpp, CSharp, Css, Diff, Dockerfile, Go, Html, Ini, Java, JavaScript, Json, Kotlin, Lua, Makefile, Markdown, Php, Python, Ruby, Rust, Shell,
    Sql, Swift, Toml, TypeScript, Xml, Yaml,
};
inline constexpr int codeLanguageCount = int(CodeLanguage::Yaml) + 1;

//! All that has to be known of the lines before to go on with the next one. A value: equal states go on alike.
struct LexState
{
    static constexpr int deepest = 14;
    std::array<quint8, deepest> modes{};             //!< from the outside; the root is none of them
    quint8 depth = 0;
    CodeLanguage inside = CodeLanguage::None;        //!< a script in a page, code in Markdown: `modes` are that language's
    quint32 word = 0;                                //!< what ends the innermost region: a count, an indent, the hash of a word
    quint32 fence = 0;                               //!< what ends the language inside; shells: the line goes on with the next one
    bool operator==(const LexState &) const = default;
};

struct Rule;
class WordTable;

//! Where a rule is tried, and what it leaves behind beside its length.
struct Scan
{
    QStringView line;
    qsizetype at = 0;
    LexState &state;
    const WordTable &words;
    bool operand = false;                            //!< what stands before is a value: a "/" divides
    CodeToken token = CodeToken::Plain;              //!< the rule's; a matcher may know better
    quint8 nextLine = 0;                             //!< the mode that begins with the next line; 0: none
    CodeLanguage enter = CodeLanguage::None;         //!< the language that begins with the next line

    char16_t operator[](qsizetype i) const { return i >= 0 && i < line.size() ? line[i].unicode() : u'\0'; }
    QStringView rest() const { return line.mid(at); }
};

//! How many characters from `scan.at` on the rule takes; 0: it does not fit here; negative: it fits and takes none.
using Matcher = qsizetype (*)(Scan &scan, const Rule &rule);

enum class LexAct : quint8 { Stay, Push, Pop, Switch, Enter };

//! Conditions of a rule, a set.
enum LexWhere : quint8 { Anywhere = 0, AtStart = 1, AfterBlank = 2, NoOperand = 4, Column0 = 8, NotContinued = 16 };

//! One line of a table: if it fits, so many characters are `token`, and the mode changes.
struct Rule
{
    Matcher match = nullptr;
    const char *first = nullptr;                     //!< characters it can begin with; nullptr: any; '\x7f' stands for what is not ASCII
    CodeToken token = CodeToken::Plain;
    LexAct act = LexAct::Stay;
    quint8 to = 0;                                   //!< Push, Switch: a mode; Enter: a CodeLanguage
    const char *text = "";                           //!< for the matcher
    quint8 where = Anywhere;
};

//! What can stand in one place: the rules are tried in order.
struct Mode
{
    CodeToken token = CodeToken::Plain;              //!< of what no rule takes
    std::span<const Rule> rules;
    std::span<const Rule> more;                      //!< tried after them
    bool endsWithLine = false;
};

struct WordList
{
    CodeToken token;
    const char *words;                               //!< separated by blanks
};

//! Where the language inside ends in a line; -1: it goes on. `length`: what of the line still belongs to the end itself, as Meta.
using InnerEnd = qsizetype (*)(QStringView line, const LexState &state, qsizetype *length);

//! A language as data. Modes are numbered from 0, the root.
struct Grammar
{
    std::span<const Mode> modes;
    std::span<const WordList> words;
    bool anyCase = false;                            //!< of the words
    bool calls = false;                              //!< a name before "(" is called
    bool capitals = false;                           //!< a name with a capital is a type
    bool dashes = false;                             //!< "-" is part of a name
    bool colons = false;                             //!< … and ":"
    bool continues = false;                          //!< "\" at its end joins a line with the next one
    InnerEnd innerEnd = nullptr;
};

const Grammar &grammarOf(CodeLanguage language);

// One table a language, by family: c*.cpp, scripts*.cpp, web.cpp, formats.cpp.
extern const Grammar cGrammar, cppGrammar, cSharpGrammar, cssGrammar, diffGrammar, dockerfileGrammar, goGrammar, htmlGrammar, iniGrammar, javaGrammar,
    javaScriptGrammar, jsonGrammar, kotlinGrammar, luaGrammar, makefileGrammar, markdownGrammar, phpGrammar, pythonGrammar, rubyGrammar, rustGrammar,
    shellGrammar, sqlGrammar, swiftGrammar, tomlGrammar, typeScriptGrammar, xmlGrammar, yamlGrammar;

} // namespace transcript
