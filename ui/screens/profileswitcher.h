#pragma once

#include "api/profile.h"

#include <QHash>
#include <QList>
#include <QToolButton>

namespace screens {

//! Shows whose workspace this is (colour, name, production mark) and opens the list of the others.
class ProfileSwitcher final : public QToolButton
{
    Q_OBJECT
public:
    explicit ProfileSwitcher(QWidget *parent = nullptr);

    //! `demoId`: the profile that is the demo on this computer.
    void setProfiles(const QList<api::Profile> &profiles, const QString &currentId, const QString &demoId);
    //! How many calls wait for the person in each open workspace, by profile id: those of the others get a mark.
    void setWaiting(const QHash<QString, int> &waiting);
    void setCollapsed(bool collapsed);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

Q_SIGNALS:
    void profileRequested(const QString &profileId);
    void connectRequested();
    void editRequested(const QString &profileId);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void fillMenu();
    const api::Profile *current() const;
    int waitingElsewhere() const;
    void describe();
    QString subtitle(const api::Profile &profile) const;
    void drawMark(QPainter &painter, const QRectF &place, const api::Profile &profile) const;
    QIcon dot(const api::Profile &profile) const;

    QList<api::Profile> m_profiles;
    QString m_currentId;
    QString m_demoId;
    QHash<QString, int> m_waiting;
    bool m_collapsed = false;
};

} // namespace screens
