#pragma once

#include "api/client.h"
#include "base/clock.h"

#include <QObject>
#include <QPointer>

namespace syncing {

//! One try to send one thing: first uploads the files that do not travel inside it, then sends it. Nothing is repeated here.
class Transmission final : public QObject
{
    Q_OBJECT
public:
    //! Progress of fewer bytes than this is nothing to tell anybody.
    static constexpr qint64 worthTelling = 100'000;

    //! Client and clock must outlive it.
    Transmission(api::Client *client, base::Clock *clock, const QString &session, api::Outgoing outgoing, QObject *parent);
    ~Transmission() override;

    //! Places of the files that are uploaded first: documents that are not small, and the largest of what is too much for one request.
    static std::vector<int> toUpload(const api::Outgoing &outgoing, const api::AttachmentTraits &traits);

    void start();
    //! Gives up; done() does not come.
    void stop();
    //! The message itself has been handed to the connection, or is about to be; before, it cannot have arrived whatever happened to its files.
    bool isSending() const { return m_sending; }
    //! Some of the message may have reached the server.
    bool hasLeft() const { return m_left; }

Q_SIGNALS:
    //! The file at this place is at the server under this id.
    void uploaded(int place, const QString &fileId);
    //! Bytes of files and message that have left, of all of them; some ten times a second. Of little only when it takes longer than a second.
    void progressed(qint64 sent, qint64 all);
    void done(const base::Result<api::Events> &result);

private:
    void next();
    void uploadEnded(int place, const base::Result<QString> &id);
    bool fitsInside() const;
    void sendNow();
    void tell(qint64 sent, qint64 all);

    QPointer<api::Client> m_client;
    base::Clock *m_clock;
    const QString m_session;
    api::Outgoing m_outgoing;
    std::vector<int> m_waiting;       //!< to be uploaded, the next one last
    QPointer<base::Job> m_job;
    qint64 m_before = 0;              //!< bytes of the uploads that have ended
    qint64 m_all = 0;                 //!< estimated until the message itself is on its way
    qint64 m_told = 0;
    std::chrono::milliseconds m_toldAt{-1000};
    bool m_slow = false;
    bool m_sending = false;
    bool m_left = false;
};

} // namespace syncing
