#pragma once

#include <QHash>
#include <QSortFilterProxyModel>

#include <optional>

namespace screens {

//! The rows of the traffic log in words, and which of them are shown: by text, by connection, only those that failed.
class TrafficRows final : public QSortFilterProxyModel
{
    Q_OBJECT
public:
    //! `traffic` outlives the rows.
    explicit TrafficRows(QAbstractItemModel *traffic, QObject *parent = nullptr);

    void setText(const QString &text);
    //! Only requests of this profile; nullopt: all.
    void setProfile(const std::optional<QString> &profileId);
    void setFailedOnly(bool failedOnly);
    bool isFiltering() const { return !m_text.isEmpty() || m_profile || m_failedOnly; }
    //! How profiles are called, by id.
    void setProfileNames(const QHash<QString, QString> &names);
    QString profileName(const QString &id) const;

    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

protected:
    bool filterAcceptsRow(int row, const QModelIndex &parent) const override;

private:
    static QString statusText(const QModelIndex &index);
    static QString sizeText(const QModelIndex &index);
    QString text(const QModelIndex &index) const; //!< of an index of the source

    QString m_text;
    std::optional<QString> m_profile;
    bool m_failedOnly = false;
    QHash<QString, QString> m_names;
};

} // namespace screens
