#include "transcript/code/matchers.h"

namespace transcript {

namespace {

using T = CodeToken;
using A = LexAct;

// What is quoted in double quotes holds variables and commands, and those hold quotes again.
enum : quint8 { Root, Single, Double, Command, Braces, Here, Nested };

constexpr Rule shellRules[] = {
    {match::toEnd, "#", T::Comment, A::Stay, 0, "#", AfterBlank},
    {match::escape, "\\", T::Plain},
    {match::text, "$", T::Text, A::Push, Single, "$'"},
    {match::text, "'", T::Text, A::Push, Single, "'"},
    {match::text, "\"", T::Text, A::Push, Double, "\""},
    {match::text, "$", T::Meta, A::Push, Command, "$("},
    {match::text, "$", T::Name, A::Push, Braces, "${"},
    {match::shellVariable, "$", T::Name},
    {match::hereStart, "<", T::Meta, A::Stay, Here},
    {match::shellFlag, "-", T::Meta, A::Stay, 0, "", AfterBlank},
    {match::number, match::digits, T::Number, A::Stay, 0, "", AfterBlank},
    {match::shellWord, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_\x7f./~@%+"},
};
constexpr Rule singleRules[] = {{match::text, "'", T::Text, A::Pop, 0, "'"}};
constexpr Rule doubleRules[] = {
    {match::escape, "\\", T::Text},
    {match::text, "$", T::Meta, A::Push, Command, "$("},
    {match::text, "$", T::Name, A::Push, Braces, "${"},
    {match::shellVariable, "$", T::Name},
    {match::text, "\"", T::Text, A::Pop, 0, "\""},
};
constexpr Rule commandRules[] = {
    {match::text, "(", T::Plain, A::Push, Nested, "("},
    {match::text, ")", T::Meta, A::Pop, 0, ")"},
};
constexpr Rule nestedRules[] = {
    {match::text, "(", T::Plain, A::Push, Nested, "("},
    {match::text, ")", T::Plain, A::Pop, 0, ")"},
};
constexpr Rule bracesRules[] = {
    {match::text, "}", T::Name, A::Pop, 0, "}"},
    {match::escape, "\\", T::Name},
    {match::text, "$", T::Name, A::Push, Braces, "${"},
    {match::text, "$", T::Meta, A::Push, Command, "$("},
    {match::quoted, "\"", T::Text, A::Stay, 0, "\""},
};
constexpr Rule hereRules[] = {
    {match::hereEnd, nullptr, T::Meta, A::Pop, 0, "", Column0},
    {match::wholeLine, nullptr, T::Text},
};
constexpr Mode shellModes[] = {
    {T::Plain, shellRules, {}, false},          {T::Text, singleRules, {}, false}, {T::Text, doubleRules, {}, false},
    {T::Plain, commandRules, shellRules, false}, {T::Name, bracesRules, {}, false}, {T::Text, hereRules, {}, false},
    {T::Plain, nestedRules, shellRules, false},
};
constexpr WordList shellWords[] = {
    {T::Keyword, "if then else elif fi for while until do done case esac in function select time return break continue local export declare readonly typeset unset set shift "
                 "source trap exit"},
};

constexpr Rule dockerRules[] = {
    {match::toEnd, "#", T::Comment, A::Stay, 0, "#", AtStart},
    {match::word, match::names, T::Plain, A::Stay, 0, "", AtStart | NotContinued},
    {match::anyCase, "aA", T::Keyword, A::Stay, 0, "as "},
};
constexpr Mode dockerModes[] = {
    {T::Plain, dockerRules, shellRules, false}, {T::Text, singleRules, {}, false}, {T::Text, doubleRules, {}, false},
    {T::Plain, commandRules, shellRules, false}, {T::Name, bracesRules, {}, false}, {T::Text, hereRules, {}, false},
    {T::Plain, nestedRules, shellRules, false},
};
constexpr WordList dockerWords[] = {
    {T::Keyword, "from run cmd label maintainer expose env add copy entrypoint volume user workdir arg onbuild stopsignal healthcheck shell"},
};

// A recipe is a line of shell; what stands outside one is a target, a variable or a directive.
enum : quint8 { MakeRoot, MakeVariable };
constexpr Rule makeRules[] = {
    {match::toEnd, "#", T::Comment, A::Stay, 0, "#"},
    {match::text, "$", T::Name, A::Push, MakeVariable, "$("},
    {match::text, "$", T::Name, A::Push, MakeVariable, "${"},
    {match::shellVariable, "$", T::Name},
    {match::text, "$", T::Name, A::Stay, 0, "$<"},
    {match::text, "$", T::Name, A::Stay, 0, "$^"},
    {match::quoted, "\"", T::Text, A::Stay, 0, "\""},
    {match::quoted, "'", T::Text, A::Stay, 0, "'"},
    {match::keyBefore, match::names, T::Name, A::Stay, 0, "=?+", Column0},
    {match::makeTarget, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_./%", T::Call, A::Stay, 0, "", Column0},
    {match::word, match::names, T::Plain, A::Stay, 0, "", AtStart},
};
constexpr Rule makeVariable[] = {
    {match::text, "$", T::Name, A::Push, MakeVariable, "$("},
    {match::text, ")", T::Name, A::Pop, 0, ")"},
    {match::text, "}", T::Name, A::Pop, 0, "}"},
};
constexpr Mode makeModes[] = {{T::Plain, makeRules, {}, false}, {T::Name, makeVariable, {}, true}};
constexpr WordList makeWords[] = {{T::Keyword, "include ifeq ifneq ifdef ifndef else endif define endef export unexport override vpath"}};

} // namespace

const Grammar shellGrammar{.modes = shellModes, .words = shellWords, .continues = true};
const Grammar dockerfileGrammar{.modes = dockerModes, .words = dockerWords, .anyCase = true, .continues = true};
const Grammar makefileGrammar{.modes = makeModes, .words = makeWords, .dashes = true};

} // namespace transcript
