#include "main/language.h"

#include <QCoreApplication>
#include <QLibraryInfo>
#include <QLocale>

namespace app {

Language::Language(const QString &chosen)
{
    const QLocale locale = chosen.isEmpty() ? QLocale::system() : QLocale(chosen);
    if (!chosen.isEmpty())
        QLocale::setDefault(locale); // dates and numbers, too
    const auto folder = QStringLiteral(":/i18n");
    // English has plurals to look up as well: "1 agent".
    if (!m_ours.load(locale, QStringLiteral("muster"), QStringLiteral("_"), folder) && !m_ours.load(folder + QStringLiteral("/muster_en")))
        return;
    QCoreApplication::installTranslator(&m_ours);
    if (m_qts.load(locale, QStringLiteral("qtbase"), QStringLiteral("_"), QLibraryInfo::path(QLibraryInfo::TranslationsPath)))
        QCoreApplication::installTranslator(&m_qts);
}

Language::~Language()
{
    QCoreApplication::removeTranslator(&m_qts);
    QCoreApplication::removeTranslator(&m_ours);
}

} // namespace app
