#pragma once

#include <QString>
#include <QUrl>

namespace transcript {

//! What may be done with a link in foreign text (reliability.md S10).
struct LinkVerdict
{
    enum class Act {
        Open,     //!< https with a plain host: open
        Ask,      //!< http, mailto, or https that could deceive: open only after the user has seen `host`
        CopyOnly, //!< every other scheme and everything that does not parse: may only be copied
    };
    Act act = Act::CopyOnly;
    QUrl url;              //!< valid only for Open and Ask
    QString host;          //!< as the network will see it: ASCII, punycode shown; an address for mailto
    bool deceives = false; //!< punycode, user-info, or a visible text that names another host
};

//! Classifies a link's target; `shown` is the text the reader sees in its place.
LinkVerdict classifyLink(const QString &target, const QString &shown = {});

} // namespace transcript
