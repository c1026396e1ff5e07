#pragma once

#include <QTranslator>

namespace app {

//! Puts the program's and Qt's own sentences into a person's language; takes them out again when it goes. Make it before the first window.
class Language final
{
public:
    //! `chosen` is a locale name ("de"); empty: the system's. A language that nobody has translated into shows English.
    explicit Language(const QString &chosen);
    ~Language();
    Language(const Language &) = delete;
    Language &operator=(const Language &) = delete;

private:
    QTranslator m_ours;
    QTranslator m_qts;
};

} // namespace app
