#include "transcript/code/lexer.h"

#include <QString>

namespace transcript {

namespace {

using L = CodeLanguage;

struct Named
{
    const char *name;
    CodeLanguage language;
};

// What people write behind a fence, and the ends of file names.
constexpr Named names[] = {
    {"bash", L::Shell}, {"c", L::C}, {"c#", L::CSharp}, {"c++", L::Cpp}, {"cc", L::Cpp}, {"cfg", L::Ini}, {"cjs", L::JavaScript}, {"conf", L::Ini}, {"console", L::Shell},
    {"cpp", L::Cpp}, {"cs", L::CSharp}, {"csharp", L::CSharp}, {"css", L::Css}, {"cts", L::TypeScript}, {"cxx", L::Cpp}, {"diff", L::Diff}, {"docker", L::Dockerfile},
    {"dockerfile", L::Dockerfile}, {"go", L::Go}, {"golang", L::Go}, {"h", L::Cpp}, {"hpp", L::Cpp}, {"htm", L::Html}, {"html", L::Html}, {"hxx", L::Cpp}, {"ini", L::Ini},
    {"java", L::Java}, {"javascript", L::JavaScript}, {"js", L::JavaScript}, {"json", L::Json}, {"json5", L::Json}, {"jsonc", L::Json}, {"jsonl", L::Json}, {"jsx", L::JavaScript},
    {"kotlin", L::Kotlin}, {"kt", L::Kotlin}, {"kts", L::Kotlin}, {"less", L::Css}, {"lua", L::Lua}, {"make", L::Makefile}, {"makefile", L::Makefile}, {"markdown", L::Markdown},
    {"md", L::Markdown}, {"mjs", L::JavaScript}, {"mk", L::Makefile}, {"mts", L::TypeScript}, {"ndjson", L::Json}, {"patch", L::Diff}, {"php", L::Php}, {"py", L::Python},
    {"pyi", L::Python}, {"python", L::Python}, {"python3", L::Python}, {"qrc", L::Xml}, {"rb", L::Ruby}, {"rs", L::Rust}, {"ruby", L::Ruby}, {"rust", L::Rust}, {"scss", L::Css},
    {"sh", L::Shell}, {"shell", L::Shell}, {"sql", L::Sql}, {"svelte", L::Html}, {"svg", L::Xml}, {"swift", L::Swift}, {"toml", L::Toml}, {"ts", L::TypeScript},
    {"tsx", L::TypeScript}, {"typescript", L::TypeScript}, {"ui", L::Xml}, {"vue", L::Html}, {"xhtml", L::Html}, {"xml", L::Xml}, {"yaml", L::Yaml}, {"yml", L::Yaml},
    {"zsh", L::Shell},
};

constexpr const Grammar *grammars[] = {
    &jsonGrammar, &cGrammar, &cppGrammar, &cSharpGrammar, &cssGrammar, &diffGrammar, &dockerfileGrammar, &goGrammar, &htmlGrammar, &iniGrammar, &javaGrammar, &javaScriptGrammar,
    &jsonGrammar, &kotlinGrammar, &luaGrammar, &makefileGrammar, &markdownGrammar, &phpGrammar, &pythonGrammar, &rubyGrammar, &rustGrammar, &shellGrammar,
    &sqlGrammar, &swiftGrammar, &tomlGrammar, &typeScriptGrammar, &xmlGrammar, &yamlGrammar,
};
static_assert(std::size(grammars) == codeLanguageCount);

// In the order of CodeLanguage; without a dot: all its files have this name.
constexpr const char *fileEnds[] = {
    ".txt", ".c", ".cpp", ".cs", ".css", ".diff", "Dockerfile", ".go", ".html", ".ini", ".java", ".js", ".json", ".kt", ".lua", "Makefile", ".md", ".php", ".py",
    ".rb", ".rs", ".sh", ".sql", ".swift", ".toml", ".ts", ".xml", ".yaml",
};
static_assert(std::size(fileEnds) == codeLanguageCount);

} // namespace

const Grammar &grammarOf(CodeLanguage language)
{
    return *grammars[std::size_t(language)];
}

CodeLanguage codeLanguage(QStringView name)
{
    // "python title=…", "{.python}", "js,ignore"
    name = name.trimmed();
    while (!name.isEmpty() && (name[0] == QLatin1Char('{') || name[0] == QLatin1Char('.')))
        name = name.mid(1);
    qsizetype end = 0;
    while (end < name.size() && !name[end].isSpace() && name[end] != QLatin1Char(',') && name[end] != QLatin1Char('}') && name[end] != QLatin1Char(':'))
        ++end;
    name = name.left(end);
    for (const Named &known : names) {
        if (name.compare(QLatin1String(known.name), Qt::CaseInsensitive) == 0)
            return known.language;
    }
    return CodeLanguage::None;
}

CodeLanguage codeLanguageOfFile(QStringView path)
{
    const QStringView file = path.mid(std::max(path.lastIndexOf(QLatin1Char('/')), path.lastIndexOf(QLatin1Char('\\'))) + 1);
    const qsizetype dot = file.lastIndexOf(QLatin1Char('.'));
    if (dot > 0)
        return codeLanguage(file.mid(dot + 1));
    return codeLanguage(file); // Dockerfile, Makefile
}

QString codeFileName(const QString &stem, CodeLanguage language)
{
    const QString end = QString::fromLatin1(fileEnds[std::size_t(language)]);
    return end.startsWith(QLatin1Char('.')) ? stem + end : end;
}

} // namespace transcript
