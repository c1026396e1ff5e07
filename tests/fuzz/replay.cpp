// Plays files, their lines, and mutations of them, without libFuzzer: `fuzz_x FILE-OR-FOLDER…`.
#include "oracle.h"

#include <QDirIterator>
#include <QElapsedTimer>
#include <QFile>
#include <QFileInfo>

#include <vector>

namespace {

constexpr qsizetype largestSeed = 16 * 1024;
constexpr int mutations = 3000;
constexpr qint64 enoughMs = 8000; // under valgrind or a sanitizer fewer mutations have to do

//! With MUSTER_FUZZ_LAST=FILE the input lies there when the program ends early.
void play(const QByteArray &input)
{
    static const QString last = qEnvironmentVariable("MUSTER_FUZZ_LAST");
    QFile file(last);
    if (!last.isEmpty() && file.open(QIODevice::WriteOnly)) {
        file.write(input);
        file.close();
    }
    LLVMFuzzerTestOneInput(reinterpret_cast<const std::uint8_t *>(input.constData()), std::size_t(input.size()));
}

void addSeeds(const QString &path, std::vector<QByteArray> &seeds)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        qFatal("cannot read %s", qPrintable(path));
    const QByteArray content = file.readAll();
    play(content);
    seeds.push_back(content.left(largestSeed));
    const auto lines = content.split('\n');
    for (const auto &line : lines) {
        if (lines.size() < 500 && line.size() > 2)
            seeds.push_back(line.left(largestSeed));
    }
}

QByteArray mutated(QByteArray bytes, const QByteArray &other, fuzz::Dice &dice)
{
    static const QByteArray tokens[] = {"\r", "\n", "\r\n\r\n", "\xef\xbb\xbf", "data:", "{", "}", "[", "]", "\"", "\\u", "\\ud800", "\0", "\xff",
                                        "`", "|", "*", "![](", "999999999999999999999", "null", "-", "\xe2\x80\xae"};
    for (auto changes = 1 + dice.roll(6); changes > 0; --changes) {
        const auto at = dice.roll(bytes.size() + 1);
        switch (dice.roll(5)) {
        case 0: bytes.insert(at, tokens[dice.roll(std::size(tokens))]); break;
        case 1: bytes.remove(at, 1 + dice.roll(8)); break;
        case 2:
            if (at < bytes.size())
                bytes[at] = char(dice.roll(256));
            break;
        case 3: bytes.insert(at, other.mid(dice.roll(other.size() + 1), dice.roll(64) + 1)); break;
        default: bytes = bytes.left(at); break;
        }
    }
    return bytes;
}

} // namespace

int main(int argc, char **argv)
{
    std::vector<QByteArray> seeds;
    play({});
    for (int i = 1; i < argc; ++i) {
        const QString path = QString::fromLocal8Bit(argv[i]);
        if (!QFileInfo(path).isDir()) {
            addSeeds(path, seeds);
            continue;
        }
        QDirIterator files(path, QDir::Files, QDirIterator::Subdirectories);
        while (files.hasNext())
            addSeeds(files.next(), seeds);
    }
    if (seeds.empty())
        qFatal("no seeds: name a file or a folder");

    QElapsedTimer clock;
    clock.start();
    fuzz::Dice dice{QByteArrayLiteral("the same every time")};
    int played = 0;
    for (; played < mutations && clock.elapsed() < enoughMs; ++played) {
        const auto &seed = seeds[std::size_t(dice.roll(qsizetype(seeds.size())))];
        const auto &other = seeds[std::size_t(dice.roll(qsizetype(seeds.size())))];
        play(mutated(seed, other, dice));
    }
    std::printf("%d seeds and %d mutations\n", int(seeds.size()), played);
    return 0;
}
