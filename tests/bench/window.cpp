// The program's main window, composed as main() does it, up to its first paint.
#include "accounts/memorysecretstore.h"
#include "main/program.h"
#include "tests/bench/firstpaint.h"

int main(int argc, char **argv)
{
    QApplication application(argc, argv);
    QCoreApplication::setApplicationName(QStringLiteral("muster"));
    app::Program::Setup setup = app::Program::usual(QString());
    // The keychain of whoever measures is left alone; it is not asked before the first paint anyway.
    setup.secrets = std::make_unique<accounts::MemorySecretStore>();
    app::Program program(std::move(setup));
    bench::reportFirstPaint(program.window());
    program.show();
    return application.exec();
}
