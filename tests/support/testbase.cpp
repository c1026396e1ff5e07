#include "tests/support/testbase.h"

#include <QFile>
#include <QRegularExpression>

namespace test {

void TestBase::init()
{
#if QT_VERSION >= QT_VERSION_CHECK(6, 3, 0)
    // The offscreen platform warns by itself about what it lacks.
    QTest::failOnWarning(QRegularExpression(QStringLiteral("^(?!This plugin does not support )")));
#endif
}

QByteArray fixture(const QString &name)
{
    QFile file(QStringLiteral(MUSTER_FIXTURES "/") + name);
    if (!file.open(QIODevice::ReadOnly))
        qFatal("missing fixture %s", qPrintable(file.fileName()));
    return file.readAll();
}

} // namespace test
