#pragma once

#include "transcript/row.h"
#include "ui/theme/tokens.h"
#include "ui/transcript/picturesource.h"

#include <QCoreApplication>
#include <QString>

namespace ui {

//! Everything the transcript says in words of its own, and what a screen reader hears of a row.
class RowWords
{
    Q_DECLARE_TR_FUNCTIONS(Transcript)
public:
    struct Status
    {
        QString word;
        QString icon;
        theme::Token token = theme::Token::Muted;
    };

    //! Of a message that is on its way: of less nobody needs to hear.
    static constexpr qint64 bytesWorthTelling = 100'000;

    static QString author(const transcript::Row &row);
    static Status call(const transcript::ToolCall &call);
    static Status delivery(const transcript::Row &row); //!< word empty: it has arrived
    static QString sending(const transcript::Row &row);
    static QString toolIcon(const transcript::ToolCall &call);
    static QString toolName(const transcript::ToolCall &call);
    static Status notice(const transcript::Row &row);
    static QString errorTitle(const transcript::Row &row);
    static QString errorHint(const transcript::Row &row);
    static QString attachment(const api::ContentBlock &block, QString *icon);
    static QString pictureFault(PictureFault fault);
    static QStringList attachments(const transcript::Row &row);

    static QString time(const QDateTime &at);        //!< of the day, in the user's zone and locale; empty when not known
    static QString exactTime(const QDateTime &at);
    static QString day(const QDateTime &at, const QDate &today);
    static QString duration(const QDateTime &from, const QDateTime &to); //!< empty when not known or under half a second

    //! Author, time, state and text in one.
    static QString accessible(const transcript::Row &row);
    static QString accessibleText(const transcript::Row &row); //!< the text alone, its beginning when it is long
    static QString size(qint64 bytes);               //!< "52.4 MB"
    static QString position(int number, int count);
    static QString brokenOff();
    static QString approvalNeeded(const QString &tool);
    static QString resultNeeded(const QString &tool);
    static QString finished(int paragraphs);
    static QString failed();
};

} // namespace ui
