#pragma once

#include "transcript/code/grammar.h"

namespace transcript::match {

inline constexpr const char *names = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_\x7f";
inline constexpr const char *digits = "0123456789";

// What many languages share. `text` is the rule's.
qsizetype text(Scan &scan, const Rule &rule);      //!< exactly `text`
qsizetype anyCase(Scan &scan, const Rule &rule);   //!< `text`, which is in lower case, however it is written
qsizetype toEnd(Scan &scan, const Rule &rule);     //!< `text` and the rest of the line
qsizetype wholeLine(Scan &scan, const Rule &rule); //!< the rest of the line
qsizetype nothing(Scan &scan, const Rule &rule);   //!< fits anywhere and takes no character: for leaving a mode
qsizetype word(Scan &scan, const Rule &rule);      //!< a name, whose token is in the lists
qsizetype number(Scan &scan, const Rule &rule);
qsizetype quoted(Scan &scan, const Rule &rule);    //!< from `text`[0] to the same sign or the line's end; "\" protects
qsizetype doubled(Scan &scan, const Rule &rule);   //!< the same, but the sign twice is the sign
qsizetype escape(Scan &scan, const Rule &rule);    //!< "\" and what it protects
qsizetype signedName(Scan &scan, const Rule &rule); //!< `text`, then a name, perhaps with dots: "@decorator", "$variable"
qsizetype dottedName(Scan &scan, const Rule &rule); //!< the same, and further names after dots

// Of some languages.
qsizetype directive(Scan &scan, const Rule &rule);     //!< "#include", "# define"
qsizetype includePath(Scan &scan, const Rule &rule);   //!< "<…>" after it
qsizetype rawStringStart(Scan &scan, const Rule &rule); //!< C++: R"word(
qsizetype rawStringEnd(Scan &scan, const Rule &rule);   //!< )word"
qsizetype hashStringStart(Scan &scan, const Rule &rule); //!< Rust, Swift: `text`, some "#", a quote
qsizetype hashStringEnd(Scan &scan, const Rule &rule);   //!< the quote and as many "#"
qsizetype charOrLifetime(Scan &scan, const Rule &rule); //!< Rust: 'x' or 'name
qsizetype macroCall(Scan &scan, const Rule &rule);      //!< Rust: name!
qsizetype regex(Scan &scan, const Rule &rule);          //!< JavaScript: /…/flags
qsizetype longBracket(Scan &scan, const Rule &rule);    //!< Lua: [==[ ; `text` before it
qsizetype longBracketEnd(Scan &scan, const Rule &rule);
qsizetype symbol(Scan &scan, const Rule &rule);         //!< Ruby: :name

qsizetype shellWord(Scan &scan, const Rule &rule);      //!< a keyword, a command, or an assignment's name
qsizetype shellFlag(Scan &scan, const Rule &rule);      //!< -x, --long
qsizetype shellVariable(Scan &scan, const Rule &rule);  //!< $name, $1, $?
qsizetype hereStart(Scan &scan, const Rule &rule);      //!< <<WORD: `to` begins with the next line
qsizetype hereEnd(Scan &scan, const Rule &rule);
qsizetype makeTarget(Scan &scan, const Rule &rule);     //!< "name name:" at the line's start

qsizetype jsonString(Scan &scan, const Rule &rule);     //!< a Name before ":"
qsizetype keyBefore(Scan &scan, const Rule &rule);      //!< name, "name" or name.name before one of the signs in `text`
qsizetype yamlKey(Scan &scan, const Rule &rule);
qsizetype yamlPlain(Scan &scan, const Rule &rule);      //!< a scalar without quotes: constants and numbers have their token
qsizetype yamlBlock(Scan &scan, const Rule &rule);      //!< | or >: the mode `to` begins with the next line
qsizetype yamlInside(Scan &scan, const Rule &rule);     //!< a line of it
qsizetype cssName(Scan &scan, const Rule &rule);        //!< a property before ":", else a value
qsizetype cssHash(Scan &scan, const Rule &rule);        //!< #fff
qsizetype entity(Scan &scan, const Rule &rule);         //!< &amp;

qsizetype diffLine(Scan &scan, const Rule &rule);
qsizetype markdownFence(Scan &scan, const Rule &rule);  //!< enters the language it names, or the mode `to`
qsizetype markdownFenceEnd(Scan &scan, const Rule &rule);
qsizetype markdownInnerEnd(QStringView line, const LexState &state, qsizetype *length);
qsizetype markdownHeading(Scan &scan, const Rule &rule);
qsizetype markdownPair(Scan &scan, const Rule &rule);   //!< `text` … `text` on one line
qsizetype markdownLink(Scan &scan, const Rule &rule);   //!< [words](target)
qsizetype markdownItem(Scan &scan, const Rule &rule);   //!< -, *, +, 1.

} // namespace transcript::match
