#include "transcript/rowlist.h"

#include <algorithm>

namespace transcript {

namespace {

//! Foreign events may claim the same place: then the row that was there first stays first.
bool isBefore(const Node &node, Order order, quint64 key)
{
    return node.order < order || (node.order == order && node.row.key < key);
}

struct Place
{
    Order order;
    quint64 key;
};

struct Before
{
    bool operator()(const std::unique_ptr<Node> &node, const Place &place) const { return isBefore(*node, place.order, place.key); }
};

} // namespace

Node *RowList::insert(Row row, Order order)
{
    auto node = std::make_unique<Node>();
    node->row = std::move(row);
    node->row.key = ++m_lastKey;
    node->order = order;
    node->batch = m_batch;
    Node *raw = node.get();
    // Nearly everything belongs at or near the end: look there before searching.
    auto place = m_nodes.end();
    if (!m_nodes.empty() && !isBefore(*m_nodes.back(), order, raw->row.key))
        place = std::lower_bound(m_nodes.begin(), m_nodes.end(), Place{order, raw->row.key}, Before());
    const int index = int(place - m_nodes.begin());
    m_nodes.insert(place, std::move(node));
    m_byKey.emplace(raw->row.key, raw);
    record({RowChange::Kind::Insert, index, index, {&raw->row}});
    return raw;
}

void RowList::reorder(Node *node, Order order)
{
    if (node->order == order)
        return;
    const int from = indexOf(node);
    const quint64 key = node->row.key;
    const bool fitsBefore = from == 0 || isBefore(*m_nodes[std::size_t(from - 1)], order, key);
    const bool fitsAfter = from + 1 == count() || !isBefore(*m_nodes[std::size_t(from + 1)], order, key);
    if (fitsBefore && fitsAfter) {
        node->order = order;
        return;
    }
    const auto place = std::lower_bound(m_nodes.begin(), m_nodes.end(), Place{order, key}, Before());
    int to = int(place - m_nodes.begin());
    node->order = order;
    if (to > from) {
        --to; // the row itself leaves its place first
        std::rotate(m_nodes.begin() + from, m_nodes.begin() + from + 1, m_nodes.begin() + to + 1);
    } else {
        std::rotate(m_nodes.begin() + to, m_nodes.begin() + from, m_nodes.begin() + from + 1);
    }
    if (to != from)
        record({RowChange::Kind::Move, from, to, {}});
}

void RowList::remove(Node *node)
{
    const int index = indexOf(node);
    m_removed.push_back(std::move(m_nodes[std::size_t(index)]));
    m_nodes.erase(m_nodes.begin() + index);
    m_byKey.erase(node->row.key);
    if (node->touched)
        std::erase(m_touched, node);
    record({RowChange::Kind::Remove, index, index, {}});
}

void RowList::removeLeaving(int count)
{
    // From the last run to the first, so that no step moves what the next one names.
    for (int last = count - 1; last >= 0;) {
        if (!m_nodes[std::size_t(last)]->leaving) {
            --last;
            continue;
        }
        int first = last;
        while (first > 0 && m_nodes[std::size_t(first - 1)]->leaving)
            --first;
        m_changes.push_back({RowChange::Kind::Remove, first, last, {}});
        last = first - 1;
    }
    std::erase_if(m_touched, [](const Node *node) { return node->leaving; });
    const auto end = m_nodes.begin() + count;
    const auto gone = std::stable_partition(m_nodes.begin(), end, [](const std::unique_ptr<Node> &node) { return !node->leaving; });
    for (auto node = gone; node != end; ++node) {
        m_byKey.erase((*node)->row.key);
        m_removed.push_back(std::move(*node));
    }
    m_nodes.erase(gone, end);
}

void RowList::touch(Node *node)
{
    ++node->row.revision;
    if (node->touched || node->batch == m_batch)
        return;
    node->touched = true;
    m_touched.push_back(node);
}

RowChanges RowList::take()
{
    std::vector<int> updated;
    updated.reserve(m_touched.size());
    for (Node *node : m_touched) {
        node->touched = false;
        updated.push_back(indexOf(node));
    }
    m_touched.clear();
    std::sort(updated.begin(), updated.end());
    for (const int index : updated) {
        RowChange *last = m_changes.empty() ? nullptr : &m_changes.back();
        if (last && last->kind == RowChange::Kind::Update && last->last + 1 == index)
            last->last = index;
        else
            m_changes.push_back({RowChange::Kind::Update, index, index, {}});
    }
    ++m_batch;
    m_dying = std::move(m_removed);
    m_removed.clear();
    return std::exchange(m_changes, {});
}

int RowList::indexOf(const Node *node) const
{
    const auto place = std::lower_bound(m_nodes.begin(), m_nodes.end(), Place{node->order, node->row.key}, Before());
    return int(place - m_nodes.begin());
}

Node *RowList::byKey(quint64 key) const
{
    const auto found = m_byKey.find(key);
    return found == m_byKey.end() ? nullptr : found->second;
}

void RowList::record(RowChange change)
{
    if (change.kind == RowChange::Kind::Insert && !m_changes.empty()) {
        RowChange &last = m_changes.back();
        if (last.kind == RowChange::Kind::Insert && change.first >= last.first && change.first <= last.last + 1) {
            last.rows.insert(last.rows.begin() + (change.first - last.first), change.rows.front());
            ++last.last;
            return;
        }
    }
    m_changes.push_back(std::move(change));
}

} // namespace transcript
