#pragma once

#include "base/clock.h"
#include "base/error.h"
#include "net/pause.h"

#include <QAbstractTableModel>
#include <QPointer>

#include <optional>
#include <set>

namespace net {
class TrafficLog;
struct TrafficBody;
struct TrafficEntry;
}

namespace models {

//! A body of a request as the traffic log has it.
struct TrafficText
{
    enum class State { NotRecorded, Empty, Withheld, Binary, Text };
    State state = State::NotRecorded;
    QString text;      //!< JSON is laid out for reading
    bool cut = false;  //!< only the beginning of it
    qint64 size = 0;   //!< of the whole, as it was on the wire
};

//! All that the traffic log knows of one request; secrets have been taken out.
struct TrafficDetail
{
    QByteArray method;
    QString url;
    int status = 0; //!< 0: no answer
    bool stream = false;
    bool finished = false;
    int attempt = 1;
    qint64 bytesSent = 0;
    std::optional<base::Error::Kind> error;
    bool keyWasSent = false;
    QList<QPair<QByteArray, QByteArray>> requestHeaders;
    QList<QPair<QByteArray, QByteArray>> responseHeaders; //!< empty for answers that came while nobody looked
    TrafficText requestBody;
    TrafficText responseBody;
};

//! The requests of all connections, oldest first. Until it is active it has no rows and costs nothing.
class TrafficModel final : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column { Started, Method, Path, Status, Took, Size, RequestId, Profile, ColumnCount };
    enum Role {
        ValueRole = Qt::UserRole, //!< QDateTime, QString, QString, int, qint64 ms (-1: under way), qint64 bytes, QString, QString (profile id)
        NumberRole,               //!< quint64
        FailedRole,               //!< bool: no answer, or one of 400 and more
        ErrorRole,                //!< int of base::Error::Kind; invalid: none
        StreamRole,               //!< bool
        FinishedRole,             //!< bool
        EventsRole,               //!< qint64, of a stream
        AttemptRole,              //!< int, from 1
    };

    //! How often the counts of streams are told at most.
    static constexpr std::chrono::milliseconds streamStep{250};

    //! Both outlive the model.
    TrafficModel(net::TrafficLog *log, base::Clock *clock, QObject *parent = nullptr);
    ~TrafficModel() override;

    //! Looks at the log from now on, or lets go of it: then nothing is recorded and no body is kept.
    void setActive(bool active);
    bool isActive() const { return m_active; }
    void setRecording(bool recording);
    bool isRecording() const;
    void clear();

    //! Nothing when it is gone.
    std::optional<TrafficDetail> detail(quint64 number) const;
    //! The request as a command for a POSIX shell; `bodyMissing` is set when its body is not in it.
    QString curl(quint64 number, bool *bodyMissing) const;
    //! A bug report: an HTTP archive with the version, Qt and the platform in it. `windows` is the platform of the windows.
    QByteArray report(const std::vector<quint64> &numbers, const QString &windows) const;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;

Q_SIGNALS:
    void recordingChanged(bool recording);

private:
    void added(const net::TrafficEntry &entry);
    void changed(const net::TrafficEntry &entry);
    void cleared();
    void tellStreams();
    void touch(quint64 number);
    const net::TrafficEntry *entry(const QModelIndex &index) const;
    static QVariant value(const net::TrafficEntry &entry, int column);

    net::TrafficLog *m_log;
    base::Clock *m_clock;
    bool m_active = false;
    quint64 m_first = 1; // number of the first row
    int m_count = 0;
    std::set<quint64> m_moved; // streams whose counts have not been told yet
    net::Pause m_pause;
};

} // namespace models
