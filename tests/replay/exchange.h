#pragma once

#include "tests/replay/due.h"

#include <QString>
#include <QUrl>

class QDir;

namespace replay
{

//! One recorded request with its answer.
struct Exchange {
    QString name; //!< the file's, without its ending
    QString flaw; //!< why the file cannot be read; empty: it can
    bool isNote = false; //!< the file tells of something else than one request and its answer
    QByteArray method;
    QByteArray target; //!< path and query as asked for
    QByteArray requestBody;
    due::Answer answer; //!< names of headers as recorded

    //! The target with something before it that can be parsed.
    QUrl url() const { return QUrl::fromEncoded("http://recorded" + target); }
    //! The server names a session and its events: what a history is made of.
    QString listedSession() const;
    //! GET on one session.
    QString readSession() const;
};

//! NAME.json. Never fails: see Exchange::flaw.
Exchange readExchange(const QDir &folder, const QString &name);

} // namespace replay
