#pragma once

#include <QByteArray>
#include <QIODevice>

namespace net {

//! A request body that can be read once: Qt cannot send such a request a second time behind our back (reliability.md §0.1).
//!
//! Needs an explicit Content-Length and DoNotBufferUploadDataAttribute. An empty one guards requests without a body.
class OneShotBody : public QIODevice
{
    Q_OBJECT
public:
    explicit OneShotBody(QByteArray bytes, QObject *parent = nullptr);

    bool isSequential() const override { return true; }
    bool atEnd() const override { return m_position >= m_bytes.size(); }
    qint64 bytesAvailable() const override { return m_bytes.size() - m_position + QIODevice::bytesAvailable(); }
    //! Qt asks this before it repeats a request. Nothing of an empty body can be seen to have left, so it never may.
    bool reset() override { return m_position == 0 && !m_bytes.isEmpty(); }
    //! Something of it was handed to the connection.
    bool isTouched() const { return m_position > 0; }
    bool isEmpty() const { return m_bytes.isEmpty(); }

Q_SIGNALS:
    //! The first of it is about to be handed to the connection.
    void touched();

protected:
    qint64 readData(char *to, qint64 most) override;
    qint64 writeData(const char *, qint64) override { return -1; }

private:
    QByteArray m_bytes;
    qsizetype m_position = 0;
};

} // namespace net
