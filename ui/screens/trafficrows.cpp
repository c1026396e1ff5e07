#include "ui/screens/trafficrows.h"

#include "base/plaintext.h"
#include "models/trafficmodel.h"
#include "ui/theme/fonts.h"
#include "ui/theme/tokens.h"
#include "ui/widgets/numbertext.h"
#include "ui/widgets/plainlabel.h"
#include "ui/widgets/timetext.h"

#include <QGuiApplication>
#include <QLocale>

namespace screens {

using models::TrafficModel;

namespace {

bool isRight(int column)
{
    return column == TrafficModel::Took || column == TrafficModel::Size;
}

QString tookText(qint64 milliseconds)
{
    if (milliseconds < 0)
        return {};
    if (milliseconds < 1000)
        return TrafficRows::tr("%1 ms").arg(milliseconds);
    return TrafficRows::tr("%1 s").arg(QLocale().toString(double(milliseconds) / 1000.0, 'f', 1));
}

//! What came instead of an answer.
QString errorText(base::Error::Kind kind)
{
    using Kind = base::Error::Kind;
    switch (kind) {
    case Kind::Cancelled: return TrafficRows::tr("Cancelled");
    case Kind::Timeout: return TrafficRows::tr("Timed out");
    case Kind::Tls: return TrafficRows::tr("Not trusted");
    case Kind::Protocol: return TrafficRows::tr("Unreadable");
    default: return TrafficRows::tr("No answer");
    }
}

} // namespace

TrafficRows::TrafficRows(QAbstractItemModel *traffic, QObject *parent) : QSortFilterProxyModel(parent)
{
    setSourceModel(traffic);
}

void TrafficRows::setText(const QString &text)
{
    m_text = text.trimmed();
    invalidateFilter();
}

void TrafficRows::setProfile(const std::optional<QString> &profileId)
{
    m_profile = profileId;
    invalidateFilter();
}

void TrafficRows::setFailedOnly(bool failedOnly)
{
    m_failedOnly = failedOnly;
    invalidateFilter();
}

void TrafficRows::setProfileNames(const QHash<QString, QString> &names)
{
    m_names = names;
    if (rowCount() > 0)
        Q_EMIT dataChanged(index(0, TrafficModel::Profile), index(rowCount() - 1, TrafficModel::Profile));
}

QString TrafficRows::profileName(const QString &id) const
{
    return m_names.value(id, tr("Connection test"));
}

QString TrafficRows::statusText(const QModelIndex &index)
{
    const int status = index.data(TrafficModel::ValueRole).toInt();
    const QVariant error = index.data(TrafficModel::ErrorRole);
    const bool finished = index.data(TrafficModel::FinishedRole).toBool();
    if (status == 0)
        return !finished ? tr("Waiting") : error.isValid() ? errorText(base::Error::Kind(error.toInt())) : tr("No answer");
    if (index.data(TrafficModel::StreamRole).toBool() && status < 400)
        return finished ? tr("%1, ended").arg(status) : tr("%1, open").arg(status);
    return QString::number(status);
}

QString TrafficRows::sizeText(const QModelIndex &index)
{
    const QString bytes = widgets::byteText(index.data(TrafficModel::ValueRole).toLongLong());
    if (!index.data(TrafficModel::StreamRole).toBool())
        return bytes;
    return tr("%1, %n event(s)", nullptr, int(index.data(TrafficModel::EventsRole).toLongLong())).arg(bytes);
}

QString TrafficRows::text(const QModelIndex &index) const
{
    const QVariant value = index.data(TrafficModel::ValueRole);
    switch (index.column()) {
    case TrafficModel::Started: return QLocale().toString(value.toDateTime().toLocalTime().time(), QStringLiteral("HH:mm:ss"));
    case TrafficModel::Method: {
        const int attempt = index.data(TrafficModel::AttemptRole).toInt();
        return attempt > 1 ? tr("%1, try %2").arg(value.toString()).arg(attempt) : value.toString();
    }
    case TrafficModel::Status: return statusText(index);
    case TrafficModel::Took: return tookText(value.toLongLong());
    case TrafficModel::Size: return sizeText(index);
    case TrafficModel::Profile: return base::plainLine(profileName(value.toString()));
    default: return base::plainLine(value.toString(), 2000);
    }
}

QVariant TrafficRows::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const QModelIndex source = mapToSource(index);
    const bool failed = source.data(TrafficModel::FailedRole).toBool();
    switch (role) {
    case Qt::DisplayRole: return text(source);
    case Qt::ToolTipRole:
        if (source.column() == TrafficModel::Started)
            return widgets::toolTipText(widgets::exactTime(source.data(TrafficModel::ValueRole).toDateTime()));
        return widgets::toolTipText(text(source));
    case Qt::TextAlignmentRole: return int(Qt::AlignVCenter | (isRight(index.column()) ? Qt::AlignRight : Qt::AlignLeft));
    case Qt::FontRole:
        return theme::font(index.column() == TrafficModel::Path || index.column() == TrafficModel::RequestId ? theme::Role::CodeSmall : theme::Role::Body);
    case Qt::ForegroundRole: {
        const bool quiet = index.column() != TrafficModel::Path && index.column() != TrafficModel::Status && index.column() != TrafficModel::Method;
        const bool marked = failed && index.column() == TrafficModel::Status;
        return theme::color(QGuiApplication::palette(), marked ? theme::Token::Fail : quiet ? theme::Token::Muted : theme::Token::Text);
    }
    default: return QSortFilterProxyModel::data(index, role);
    }
}

QVariant TrafficRows::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return int(Qt::AlignVCenter | (isRight(section) ? Qt::AlignRight : Qt::AlignLeft));
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case TrafficModel::Started: return tr("Started");
    case TrafficModel::Method: return tr("Method");
    case TrafficModel::Path: return tr("Path");
    case TrafficModel::Status: return tr("Status");
    case TrafficModel::Took: return tr("Time");
    case TrafficModel::Size: return tr("Size");
    case TrafficModel::RequestId: return tr("Request id");
    case TrafficModel::Profile: return tr("Workspace");
    default: return {};
    }
}

bool TrafficRows::filterAcceptsRow(int row, const QModelIndex &parent) const
{
    const auto at = [&](int column) { return sourceModel()->index(row, column, parent); };
    if (m_failedOnly && !at(0).data(TrafficModel::FailedRole).toBool())
        return false;
    if (m_profile && at(TrafficModel::Profile).data(TrafficModel::ValueRole).toString() != *m_profile)
        return false;
    if (m_text.isEmpty())
        return true;
    for (const int column : {TrafficModel::Method, TrafficModel::Path, TrafficModel::Status, TrafficModel::RequestId, TrafficModel::Profile}) {
        if (text(at(column)).contains(m_text, Qt::CaseInsensitive))
            return true;
    }
    return false;
}

} // namespace screens
