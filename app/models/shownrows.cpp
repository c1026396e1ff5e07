#include "models/shownrows.h"

#include <algorithm>

namespace models {

namespace {

// Above this many separate ranges one rearrangement and one range at the end are cheaper than a signal each.
constexpr int mostRanges = 32;

std::size_t sizeFor(const std::vector<int> &a, const std::vector<int> &b)
{
    int most = -1;
    for (int number : a)
        most = std::max(most, number);
    for (int number : b)
        most = std::max(most, number);
    return std::size_t(most + 1);
}

} // namespace

int ShownRows::positionOf(int number) const
{
    const auto found = std::find(m_shown.cbegin(), m_shown.cend(), number);
    return found == m_shown.cend() ? -1 : int(found - m_shown.cbegin());
}

void ShownRows::show(const std::vector<int> &target)
{
    if (target == m_shown)
        return;
    const std::size_t size = sizeFor(target, m_shown);
    std::vector<char> wanted(size, 0);
    for (int number : target)
        wanted[std::size_t(number)] = 1;
    removeOthers(wanted);

    std::vector<char> present(size, 0);
    for (int number : m_shown)
        present[std::size_t(number)] = 1;
    std::vector<int> staying;
    staying.reserve(m_shown.size());
    std::copy_if(target.cbegin(), target.cend(), std::back_inserter(staying), [&](int number) { return present[std::size_t(number)]; });
    if (staying != m_shown)
        permute(std::move(staying));
    insertMissing(target, present);
}

void ShownRows::removeOthers(const std::vector<char> &kept)
{
    const auto stays = [&](int number) { return kept[std::size_t(number)] != 0; };
    std::vector<std::pair<int, int>> ranges;
    for (int i = 0; i < int(m_shown.size()); ++i) {
        if (stays(m_shown[std::size_t(i)]))
            continue;
        if (!ranges.empty() && ranges.back().second == i - 1)
            ranges.back().second = i;
        else
            ranges.emplace_back(i, i);
    }
    if (int(ranges.size()) > mostRanges) {
        std::vector<int> order = m_shown;
        const auto end = std::stable_partition(order.begin(), order.end(), stays);
        const int first = int(end - order.begin());
        permute(std::move(order));
        ranges = {{first, int(m_shown.size()) - 1}};
    }
    for (auto range = ranges.crbegin(); range != ranges.crend(); ++range) {
        beginRemoveRows({}, range->first, range->second);
        m_shown.erase(m_shown.begin() + range->first, m_shown.begin() + range->second + 1);
        endRemoveRows();
    }
}

void ShownRows::insertMissing(const std::vector<int> &target, const std::vector<char> &present)
{
    std::vector<std::pair<int, int>> ranges;
    std::vector<int> missing;
    for (int i = 0; i < int(target.size()); ++i) {
        if (present[std::size_t(target[std::size_t(i)])])
            continue;
        missing.push_back(target[std::size_t(i)]);
        if (!ranges.empty() && ranges.back().second == i - 1)
            ranges.back().second = i;
        else
            ranges.emplace_back(i, i);
    }
    if (int(ranges.size()) > mostRanges) {
        append(missing);
        permute(target);
        return;
    }
    for (const auto &[first, last] : ranges) {
        beginInsertRows({}, first, last);
        m_shown.insert(m_shown.begin() + first, target.begin() + first, target.begin() + last + 1);
        endInsertRows();
    }
}

void ShownRows::permute(std::vector<int> order)
{
    Q_EMIT layoutAboutToBeChanged({}, QAbstractItemModel::VerticalSortHint);
    const QModelIndexList before = persistentIndexList();
    if (!before.isEmpty()) {
        std::vector<int> positions(sizeFor(order, {}), -1);
        for (int i = 0; i < int(order.size()); ++i)
            positions[std::size_t(order[std::size_t(i)])] = i;
        QModelIndexList after;
        after.reserve(before.size());
        for (const QModelIndex &index : before)
            after.append(createIndex(positions[std::size_t(m_shown[std::size_t(index.row())])], index.column()));
        changePersistentIndexList(before, after);
    }
    m_shown = std::move(order);
    Q_EMIT layoutChanged({}, QAbstractItemModel::VerticalSortHint);
}

void ShownRows::insertAt(int position, int number)
{
    beginInsertRows({}, position, position);
    m_shown.insert(m_shown.begin() + position, number);
    endInsertRows();
}

void ShownRows::append(const std::vector<int> &numbers)
{
    if (numbers.empty())
        return;
    const int first = int(m_shown.size());
    beginInsertRows({}, first, first + int(numbers.size()) - 1);
    m_shown.insert(m_shown.end(), numbers.cbegin(), numbers.cend());
    endInsertRows();
}

void ShownRows::removeAt(int position)
{
    beginRemoveRows({}, position, position);
    m_shown.erase(m_shown.begin() + position);
    endRemoveRows();
}

void ShownRows::touch(int position)
{
    Q_EMIT dataChanged(index(position, 0), index(position, columnCount() - 1));
}

} // namespace models
