#pragma once

#include <QObject>
#include <QString>

namespace screens {

//! One thing to tell somebody who is elsewhere.
struct Notification
{
    QString profileId;
    QString sessionId;
    QString title;   //!< plain already
    QString body;    //!< plain already
    bool urgent = false;
};

//! The desktop's notifications, as the composition root provides them.
class Notifier : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;
    //! A newer one of the same session replaces the older.
    virtual void notify(const Notification &notification) = 0;
    virtual void withdraw(const QString &sessionId) = 0;

Q_SIGNALS:
    //! The person clicked it: show that session.
    void activated(const QString &profileId, const QString &sessionId);
};

} // namespace screens
