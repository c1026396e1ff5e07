#pragma once

#include "transcript/order.h"
#include "transcript/row.h"

#include <deque>
#include <memory>
#include <unordered_map>
#include <vector>

namespace transcript {

//! A row and what only the reducer knows of it.
struct Node
{
    Row row;
    Order order;
    Order resultOrder;   //!< Tool: of the newest result
    Order decisionOrder; //!< Tool: of the newest confirmation
    bool hasCall = false; //!< Tool: the call itself has been seen, not only its result
    quint32 batch = 0;   //!< the batch that inserted it: it needs no update in the same one
    bool touched = false;
    bool leaving = false; //!< it is about to be removed with others
};

//! The rows in order, and a record of every change since the last take().
class RowList
{
public:
    Node *insert(Row row, Order order);
    //! Moves the row when its new order asks for it.
    void reorder(Node *node, Order order);
    void remove(Node *node);
    //! Removes those of the first `count` rows that are marked as leaving.
    void removeLeaving(int count);
    //! The row has new content.
    void touch(Node *node);

    //! What changed since the last call, structure first. Rows removed before that call are freed now.
    RowChanges take();

    int count() const { return int(m_nodes.size()); }
    const Node &at(int index) const { return *m_nodes[std::size_t(index)]; }
    Node *nodeAt(int index) { return m_nodes[std::size_t(index)].get(); }
    int indexOf(const Node *node) const;
    Node *byKey(quint64 key) const;

private:
    void record(RowChange change);

    std::deque<std::unique_ptr<Node>> m_nodes; //!< older pages are put in at its beginning, news at its end
    std::unordered_map<quint64, Node *> m_byKey;
    std::vector<Node *> m_touched;
    std::vector<std::unique_ptr<Node>> m_removed; //!< since the last take()
    std::vector<std::unique_ptr<Node>> m_dying;   //!< handed out by the last take()
    RowChanges m_changes;
    quint64 m_lastKey = 0;
    quint32 m_batch = 1;
};

} // namespace transcript
