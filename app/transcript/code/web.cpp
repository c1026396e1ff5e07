#include "transcript/code/matchers.h"

namespace transcript {

namespace {

using T = CodeToken;
using A = LexAct;
using L = CodeLanguage;

// JavaScript and TypeScript.
enum : quint8 { Root, BlockComment, Template, Code, Nested };

constexpr Rule scriptRules[] = {
    {match::toEnd, "#", T::Comment, A::Stay, 0, "#!", Column0},
    {match::toEnd, "/", T::Comment, A::Stay, 0, "//"},
    {match::text, "/", T::Comment, A::Push, BlockComment, "/*"},
    {match::regex, "/", T::Text, A::Stay, 0, "", NoOperand},
    {match::quoted, "\"", T::Text, A::Stay, 0, "\""},
    {match::quoted, "'", T::Text, A::Stay, 0, "'"},
    {match::text, "`", T::Text, A::Push, Template, "`"},
    {match::dottedName, "@", T::Meta, A::Stay, 0, "@"},
    {match::signedName, "#", T::Name, A::Stay, 0, "#"},
    {match::number, match::digits, T::Number},
    {match::word, match::names},
};
constexpr Rule commentRules[] = {{match::text, "*", T::Comment, A::Pop, 0, "*/"}};
constexpr Rule templateRules[] = {
    {match::escape, "\\", T::Text},
    {match::text, "$", T::Meta, A::Push, Code, "${"},
    {match::text, "`", T::Text, A::Pop, 0, "`"},
};
constexpr Rule codeRules[] = {
    {match::text, "{", T::Plain, A::Push, Nested, "{"},
    {match::text, "}", T::Meta, A::Pop, 0, "}"},
};
constexpr Rule nestedRules[] = {
    {match::text, "{", T::Plain, A::Push, Nested, "{"},
    {match::text, "}", T::Plain, A::Pop, 0, "}"},
};
constexpr Mode scriptModes[] = {
    {T::Plain, scriptRules, {}, false},        {T::Comment, commentRules, {}, false},      {T::Text, templateRules, {}, false},
    {T::Plain, codeRules, scriptRules, false}, {T::Plain, nestedRules, scriptRules, false},
};

constexpr const char *scriptKeywords = "async await break case catch class const continue debugger default delete do else export extends finally for from function get if import in "
                                       "instanceof let new of return set static super switch this throw try typeof var void while with yield";
constexpr const char *scriptConstants = "true false null undefined NaN Infinity";
constexpr WordList javaScriptWords[] = {{T::Keyword, scriptKeywords}, {T::Number, scriptConstants}};
constexpr WordList typeScriptWords[] = {
    {T::Keyword, scriptKeywords},
    {T::Keyword, "abstract as asserts declare enum implements infer interface is keyof namespace override private protected public readonly satisfies type unique"},
    {T::Type, "any bigint boolean never number object string symbol unknown"},
    {T::Number, scriptConstants},
};

// Style sheets, with the nesting of their newer kinds.
enum : quint8 { CssRoot, CssComment, CssBlock };

constexpr Rule cssShared[] = {
    {match::text, "/", T::Comment, A::Push, CssComment, "/*"},
    {match::quoted, "\"", T::Text, A::Stay, 0, "\""},
    {match::quoted, "'", T::Text, A::Stay, 0, "'"},
    {match::signedName, "@", T::Meta, A::Stay, 0, "@"},
    {match::text, "!", T::Keyword, A::Stay, 0, "!important"},
    {match::signedName, "$", T::Name, A::Stay, 0, "$"},
    {match::number, match::digits, T::Number},
};
constexpr Rule cssRootRules[] = {
    {match::text, "{", T::Plain, A::Push, CssBlock, "{"},
    {match::signedName, ".", T::Type, A::Stay, 0, "."},
    {match::signedName, "#", T::Type, A::Stay, 0, "#"},
    {match::signedName, ":", T::Keyword, A::Stay, 0, "::"},
    {match::signedName, ":", T::Keyword, A::Stay, 0, ":"},
    {match::signedName, match::names, T::Keyword, A::Stay, 0, ""},
};
constexpr Rule cssBlockRules[] = {
    {match::text, "{", T::Plain, A::Push, CssBlock, "{"},
    {match::text, "}", T::Plain, A::Pop, 0, "}"},
    {match::signedName, ".", T::Type, A::Stay, 0, ".", AtStart},
    {match::signedName, "&", T::Type, A::Stay, 0, "&:"},
    {match::cssHash, "#", T::Number},
    {match::cssName, "-abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_"},
};
constexpr Rule cssCommentRules[] = {{match::text, "*", T::Comment, A::Pop, 0, "*/"}};
constexpr Mode cssModes[] = {
    {T::Plain, cssRootRules, cssShared, false}, {T::Comment, cssCommentRules, {}, false}, {T::Plain, cssBlockRules, cssShared, false}};

// Pages. What stands in <script> and <style> ends at the first end tag, whatever it looks like inside.
enum : quint8 { Page, PageComment, Tag, ScriptTag, StyleTag, CData, Quote2, Quote1 };

constexpr Rule pageRules[] = {
    {match::text, "<", T::Comment, A::Push, PageComment, "<!--"},
    {match::text, "<", T::Meta, A::Push, CData, "<![CDATA["},
    {match::anyCase, "<", T::Keyword, A::Push, ScriptTag, "<script"},
    {match::anyCase, "<", T::Keyword, A::Push, StyleTag, "<style"},
    {match::signedName, "<", T::Meta, A::Push, Tag, "<!"},
    {match::signedName, "<", T::Keyword, A::Push, Tag, "</"},
    {match::signedName, "<", T::Keyword, A::Push, Tag, "<"},
    {match::entity, "&", T::Meta},
};
constexpr Rule xmlRules[] = {
    {match::text, "<", T::Comment, A::Push, PageComment, "<!--"},
    {match::text, "<", T::Meta, A::Push, CData, "<![CDATA["},
    {match::signedName, "<", T::Meta, A::Push, Tag, "<?"},
    {match::signedName, "<", T::Meta, A::Push, Tag, "<!"},
    {match::signedName, "<", T::Keyword, A::Push, Tag, "</"},
    {match::signedName, "<", T::Keyword, A::Push, Tag, "<"},
    {match::entity, "&", T::Meta},
};
constexpr Rule pageCommentRules[] = {{match::text, "-", T::Comment, A::Pop, 0, "-->"}};
constexpr Rule cDataRules[] = {{match::text, "]", T::Meta, A::Pop, 0, "]]>"}};
constexpr Rule tagRules[] = {
    {match::text, "/", T::Keyword, A::Pop, 0, "/>"},
    {match::text, "?", T::Meta, A::Pop, 0, "?>"},
    {match::text, ">", T::Keyword, A::Pop, 0, ">"},
};
constexpr Rule scriptTagRules[] = {
    {match::text, "/", T::Keyword, A::Pop, 0, "/>"},
    {match::text, ">", T::Keyword, A::Enter, quint8(L::JavaScript), ">"},
};
constexpr Rule styleTagRules[] = {
    {match::text, "/", T::Keyword, A::Pop, 0, "/>"},
    {match::text, ">", T::Keyword, A::Enter, quint8(L::Css), ">"},
};
constexpr Rule attributeRules[] = {
    {match::text, "\"", T::Text, A::Push, Quote2, "\""},
    {match::text, "'", T::Text, A::Push, Quote1, "'"},
    {match::signedName, match::names, T::Name, A::Stay, 0, ""},
};
constexpr Rule quote2Rules[] = {{match::text, "\"", T::Text, A::Pop, 0, "\""}};
constexpr Rule quote1Rules[] = {{match::text, "'", T::Text, A::Pop, 0, "'"}};
constexpr Mode pageModes[] = {
    {T::Plain, pageRules, {}, false},
    {T::Comment, pageCommentRules, {}, false},
    {T::Plain, tagRules, attributeRules, false},
    {T::Plain, scriptTagRules, attributeRules, false},
    {T::Plain, styleTagRules, attributeRules, false},
    {T::Text, cDataRules, {}, false},
    {T::Text, quote2Rules, {}, false},
    {T::Text, quote1Rules, {}, false},
};
constexpr Mode xmlModes[] = {
    {T::Plain, xmlRules, {}, false}, {T::Comment, pageCommentRules, {}, false}, {T::Plain, tagRules, attributeRules, false}, {}, {},
    {T::Text, cDataRules, {}, false}, {T::Text, quote2Rules, {}, false}, {T::Text, quote1Rules, {}, false}};

qsizetype pageInnerEnd(QStringView line, const LexState &state, qsizetype *length)
{
    *length = 0;
    return line.indexOf(state.inside == L::Css ? QLatin1String("</style") : QLatin1String("</script"), 0, Qt::CaseInsensitive);
}

} // namespace

const Grammar javaScriptGrammar{.modes = scriptModes, .words = javaScriptWords, .calls = true, .capitals = true};
const Grammar typeScriptGrammar{.modes = scriptModes, .words = typeScriptWords, .calls = true, .capitals = true};
const Grammar cssGrammar{.modes = cssModes, .dashes = true};
const Grammar htmlGrammar{.modes = pageModes, .dashes = true, .colons = true, .innerEnd = pageInnerEnd};
const Grammar xmlGrammar{.modes = xmlModes, .dashes = true, .colons = true};

} // namespace transcript
