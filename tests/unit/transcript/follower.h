#pragma once

#include "transcript/reducer.h"

#include <QStringList>
#include <QtTest>

namespace test {

using namespace transcript;

//! Every row in one line, without what only this run knows (keys, revisions).
inline QString lineOf(const Row &row)
{
    QStringList parts{QString::number(int(row.kind)), row.identity, QString::fromUtf8(row.text), row.at.toString(Qt::ISODateWithMs)};
    if (row.preview)
        parts += QStringLiteral("preview");
    if (row.queued)
        parts += QStringLiteral("queued");
    if (row.notice != Notice::None)
        parts += QStringLiteral("notice%1").arg(int(row.notice));
    if (!row.detail.isEmpty())
        parts += QString::fromUtf8(row.detail);
    if (const ToolCall *call = row.call.get()) {
        parts += QStringLiteral("%1 %2 %3 state%4 %5").arg(call->id, call->name, QString::fromUtf8(call->input)).arg(int(call->state))
                     .arg(QString::fromUtf8(call->result));
    }
    return parts.join(QLatin1Char('|'));
}

inline QStringList linesOf(const Reducer &reducer)
{
    QStringList lines;
    for (int i = 0; i < reducer.rowCount(); ++i)
        lines += lineOf(reducer.row(i));
    return lines;
}

//! Keeps a list of keys in step by changes alone, as a model does.
class Follower
{
public:
    void follow(const Reducer &reducer, const RowChanges &changes)
    {
        for (const RowChange &change : changes) {
            switch (change.kind) {
            case RowChange::Kind::Insert:
                QCOMPARE(int(change.rows.size()), change.last - change.first + 1);
                for (std::size_t i = 0; i < change.rows.size(); ++i)
                    m_keys.insert(change.first + int(i), change.rows[i]->key);
                break;
            case RowChange::Kind::Remove:
                m_keys.remove(change.first, change.last - change.first + 1);
                break;
            case RowChange::Kind::Move:
                m_keys.move(change.first, change.last);
                break;
            case RowChange::Kind::Update:
                QVERIFY(change.first >= 0 && change.last < m_keys.size());
                break;
            }
        }
        QCOMPARE(int(m_keys.size()), reducer.rowCount());
        for (int i = 0; i < m_keys.size(); ++i)
            QCOMPARE(m_keys[i], reducer.row(i).key);
    }

private:
    QList<quint64> m_keys;
};

inline int countOf(const RowChanges &changes, RowChange::Kind kind)
{
    int count = 0;
    for (const RowChange &change : changes)
        count += change.kind == kind ? change.last - change.first + 1 : 0;
    return count;
}

} // namespace test
