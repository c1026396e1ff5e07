// The measurements of ./dev bench. usage: bench [streams|recovery|memory|sse|events|opening|transcript|idle|starting …]; without words all of them.
#include "tests/bench/measure.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <QFileInfo>

#include <cstdio>

namespace {

void print(const std::vector<bench::Line> &report)
{
    std::printf("\n%-72s %16s %16s %8s  %s\n", "what", "value", "floor", "ratio", "aim");
    for (const auto &line : report) {
        char ratio[32] = "";
        if (line.ratio > 0)
            std::snprintf(ratio, sizeof ratio, "%.2fx", line.ratio);
        std::printf("%-72s %16s %16s %8s  %s%s\n", line.what.c_str(), line.value.c_str(), line.floor.c_str(), ratio, line.aim.c_str(),
                    line.reached ? "" : "  (missed)");
    }
}

} // namespace

int main(int argc, char **argv)
{
    // Layout is measured without a screen: the same fonts and no other process in the numbers.
    qputenv("QT_QPA_PLATFORM", "offscreen");
    QApplication application(argc, argv);
    const theme::Theme theme(theme::Mode::Light); // as it is shipped
    const QStringList words = application.arguments().mid(1);
    const auto wanted = [&](const char *word) { return words.isEmpty() || words.contains(QLatin1String(word)); };

    const QString folder = QFileInfo(application.applicationFilePath()).path();
    std::vector<bench::Line> report;
    if (wanted("streams"))
        bench::streams(report, folder);
    if (wanted("recovery"))
        bench::recovery(report, folder);
    if (wanted("memory"))
        bench::memory(report, folder);
    if (wanted("sse"))
        bench::sse(report);
    if (wanted("events"))
        bench::events(report);
    if (wanted("opening"))
        bench::opening(report);
    if (wanted("transcript"))
        bench::transcript(report, folder);
    if (wanted("idle"))
        bench::idle(report, folder);
    if (wanted("starting"))
        bench::starting(report, folder);
    print(report);
    // Times and ratios are printed only; what must hold on every machine is asserted as counts in the tests.
    return 0;
}
