#pragma once

#include <QStringList>

#include <algorithm>

namespace api {

//! Which files a message may carry, and how much of them. 0: no limit is known.
struct AttachmentTraits
{
    QStringList imageTypes;      //!< media types that go as images; empty: none
    QStringList documentTypes;   //!< media types that go as documents; empty: none
    qint64 maxImageBytes = 0;    //!< of one picture
    int maxImageSide = 0;        //!< of one picture, pixels
    qint64 maxPdfBytes = 0;      //!< of one PDF
    int maxPdfPages = 0;         //!< of one PDF
    int safePdfPages = 0;        //!< more than these are too many for some models
    qint64 maxTextBytes = 0;     //!< of one plain text
    qint64 maxTotalBytes = 0;    //!< of all files of one message
    qint64 maxInsideBytes = 0;   //!< of those that travel inside it: what is more has to be uploaded
    int maxFiles = 0;            //!< in one message
    bool uploads = false;        //!< a file can be uploaded first and named by its id (Client::upload); else it travels inside the message
    qint64 uploadFrom = 0;       //!< then: documents of this size and more are

    bool takes(const QString &mediaType) const { return imageTypes.contains(mediaType) || documentTypes.contains(mediaType); }
    //! Of one file of this kind.
    qint64 maxBytesOf(const QString &mediaType) const
    {
        if (imageTypes.contains(mediaType))
            return maxImageBytes;
        return mediaType == QLatin1String("text/plain") ? maxTextBytes : maxPdfBytes;
    }
    //! Of any file: more of one need not be read.
    qint64 maxBytes() const { return std::max({maxImageBytes, maxPdfBytes, maxTextBytes}); }
};

//! What a conversation on this server can do: facts, never a platform's name. The UI shows, greys and explains by these.
struct ConversationTraits
{
    enum class Delivery { Stream, Poll };
    Delivery delivery = Delivery::Stream;
    bool previews = true;            //!< text arrives while it is written
    bool interrupt = true;           //!< a running turn can be stopped
    bool toolApproval = true;        //!< a waiting call can be allowed or denied
    bool customToolResults = true;   //!< a custom tool's result can be given
    bool queuesMessages = true;      //!< a message sent during a turn waits for its end
    bool threads = false;
    AttachmentTraits attachments;
    bool statusEvents = true;        //!< the server says when a turn begins and ends; else the session is asked
    bool reportsMoney = false;       //!< usage carries list cost
};

} // namespace api
