#include "ui/transcript/finder.h"

#include "ui/transcript/rowtext.h"

#include <QCoreApplication>
#include <QPointer>
#include <QThreadPool>

#include <algorithm>
#include <chrono>
#include <limits>

namespace ui {

namespace {

// A portion keeps the worker busy for some ten milliseconds and the user's thread for well under one.
constexpr qsizetype portionBytes = 512 * 1024;
constexpr std::size_t portionRows = 500;
constexpr int longestWalk = 20000; // known rows passed over in one go
constexpr qint64 longRow = 2000;   // characters from which a row may be higher than a mark
constexpr std::size_t mostDepths = 64;
constexpr int lineWorth = 40;      // characters that a line break is worth in height

} // namespace

Finder::Finder(QObject *parent)
    : QObject(parent)
    , m_stopped(std::make_shared<std::atomic<bool>>(false))
{
    m_again.setSingleShot(true);
    // A growing reply is read again some times a second, not with every frame.
    m_again.setInterval(std::chrono::milliseconds(60));
    connect(&m_again, &QTimer::timeout, this, &Finder::next);
}

Finder::~Finder()
{
    *m_stopped = true;
}

void Finder::setModel(models::TranscriptModel *model)
{
    if (m_model)
        m_model->disconnect(this);
    m_model = model;
    if (model)
        connectModel();
    search(m_pattern, 0);
}

void Finder::connectModel()
{
    using Model = models::TranscriptModel;
    connect(m_model, &Model::rowsInserted, this, [this](const QModelIndex &, int first, int last) {
        if (!isActive())
            return;
        if (m_unknown == 0)
            m_cursor = first;
        m_counts.insert(first, std::vector<int>(std::size_t(last - first + 1), 0));
        m_known.insert(m_known.begin() + first, std::size_t(last - first + 1), false);
        m_unknown += last - first + 1;
        if (!m_again.isActive())
            m_again.start();
    });
    connect(m_model, &Model::rowsRemoved, this, [this](const QModelIndex &, int first, int last) {
        if (!isActive())
            return;
        m_unknown -= int(std::count(m_known.begin() + first, m_known.begin() + last + 1, false));
        m_counts.remove(first, last);
        m_known.erase(m_known.begin() + first, m_known.begin() + last + 1);
        Q_EMIT changed();
    });
    connect(m_model, &Model::rowsMoved, this, [this](const QModelIndex &, int from, int, const QModelIndex &, int before) {
        if (!isActive())
            return;
        const int to = before > from ? before - 1 : before;
        const bool known = m_known[std::size_t(from)];
        m_known.erase(m_known.begin() + from);
        m_known.insert(m_known.begin() + to, known);
        m_counts.move(from, to);
        m_cursor = 0;
        Q_EMIT changed();
    });
    connect(m_model, &Model::dataChanged, this, [this](const QModelIndex &first, const QModelIndex &last) {
        for (int i = first.row(); isActive() && i <= last.row(); ++i)
            forget(i);
    });
    connect(m_model, &Model::modelReset, this, [this] { search(m_pattern, 0); });
    connect(m_model, &QObject::destroyed, this, [this] {
        m_model = nullptr;
        reset();
        Q_EMIT changed();
    });
}

void Finder::search(const FindPattern &pattern, int from)
{
    m_pattern = pattern;
    reset();
    m_cursor = m_model ? std::clamp(from, 0, std::max(0, m_model->rowCount() - 1)) : 0;
    Q_EMIT changed();
    next();
}

void Finder::reset()
{
    *m_stopped = true;
    m_stopped = std::make_shared<std::atomic<bool>>(false);
    ++m_generation;
    m_busy = false;
    m_again.stop();
    m_depths.clear();
    const int rows = isActive() ? m_model->rowCount() : 0;
    m_counts.assign(std::vector<int>(std::size_t(rows), 0));
    m_known.assign(std::size_t(rows), false);
    m_unknown = rows;
}

void Finder::forget(int row)
{
    if (std::size_t(row) >= m_known.size())
        return;
    if (m_known[std::size_t(row)]) {
        if (m_unknown == 0)
            m_cursor = row;
        m_known[std::size_t(row)] = false;
        ++m_unknown;
    }
    if (!m_again.isActive())
        m_again.start();
}

qint64 Finder::total() const
{
    return m_counts.total();
}

bool Finder::mayBeIn(int row) const
{
    return isActive() && row >= 0 && std::size_t(row) < m_known.size() && (!m_known[std::size_t(row)] || m_counts.at(row) > 0);
}

std::vector<RowText> Finder::takePortion()
{
    std::vector<RowText> rows;
    qsizetype bytes = 0;
    const int count = int(m_known.size());
    for (int walked = 0; walked < std::min(count, longestWalk) && rows.size() < portionRows && bytes < portionBytes; ++walked) {
        if (m_cursor >= count)
            m_cursor = 0;
        if (!m_known[std::size_t(m_cursor)]) {
            rows.emplace_back(m_model->row(m_cursor));
            bytes += rows.back().size();
        }
        ++m_cursor;
    }
    return rows;
}

void Finder::next()
{
    if (m_busy || m_unknown == 0 || !isActive())
        return;
    std::vector<RowText> rows = takePortion();
    if (rows.empty()) {
        m_again.start(); // what is not known lies further on
        return;
    }
    m_busy = true;
    const QPointer<Finder> self(this); // only carried there and back
    QThreadPool::globalInstance()->start(
        [self, generation = m_generation, rows = std::move(rows), pattern = m_pattern, stopped = m_stopped] {
            auto portion = std::make_shared<Portion>(count(rows, pattern, *stopped));
            if (*stopped)
                return;
            QMetaObject::invokeMethod(
                QCoreApplication::instance(),
                [self, generation, portion] {
                    if (self && self->m_generation == generation)
                        self->counted(*portion);
                },
                Qt::QueuedConnection);
        });
}

Finder::Portion Finder::count(const std::vector<RowText> &rows, const FindPattern &pattern, const std::atomic<bool> &stopped)
{
    Portion portion;
    portion.reserve(rows.size());
    for (const RowText &row : rows) {
        qint64 hits = 0;
        qint64 read = 1;
        std::vector<float> depths;
        row.visit([&](QStringView line) {
            const int here = pattern.countIn(line);
            hits += here;
            if (here > 0 && depths.size() < mostDepths)
                depths.push_back(float(read));
            read += line.size() + lineWorth;
            return !stopped;
        });
        if (stopped)
            break;
        for (float &depth : depths)
            depth /= float(read);
        if (read < longRow || depths.size() == mostDepths)
            depths.clear();
        portion.push_back({row.key(), row.revision(), int(std::min<qint64>(hits, std::numeric_limits<int>::max() / 2)), std::move(depths)});
    }
    return portion;
}

void Finder::counted(const Portion &portion)
{
    m_busy = false;
    bool news = false;
    bool known = false;
    for (const Counted &row : portion) {
        const int index = m_model->indexOfKey(row.key);
        if (index < 0 || std::size_t(index) >= m_known.size())
            continue; // removed meanwhile
        if (m_counts.at(index) != row.hits) {
            m_counts.set(index, row.hits);
            news = true;
        }
        if (!m_known[std::size_t(index)] && m_model->row(index).revision == row.revision) {
            m_known[std::size_t(index)] = true;
            --m_unknown;
            known = true;
        }
        if (row.depths.empty())
            m_depths.erase(row.key);
        else
            m_depths[row.key] = row.depths;
    }
    if (news || m_unknown == 0)
        Q_EMIT changed();
    if (known)
        next();
    else if (m_unknown > 0 && !m_again.isActive())
        m_again.start(); // what was read has grown meanwhile
}

void Finder::locate(const Place &place)
{
    const int index = isActive() ? m_model->indexOfKey(place.key) : -1;
    if (index < 0)
        return;
    const QPointer<Finder> self(this); // only carried there and back
    QThreadPool::globalInstance()->start(
        [self, place, generation = m_generation, row = RowText(m_model->row(index)), pattern = m_pattern, stopped = m_stopped] {
            const auto window = row.around(pattern, place.number, *stopped);
            if (!window || *stopped)
                return;
            QMetaObject::invokeMethod(
                QCoreApplication::instance(),
                [self, place, generation, window = std::make_shared<const TextWindow>(*window)] {
                    if (self && self->m_generation == generation)
                        Q_EMIT self->located(place, window);
                },
                Qt::QueuedConnection);
        });
}

std::vector<float> Finder::depths(quint64 key) const
{
    const auto found = m_depths.find(key);
    return found == m_depths.end() ? std::vector<float>() : found->second;
}

std::optional<Finder::Place> Finder::at(qint64 n) const
{
    if (!isActive() || n < 0 || n >= total())
        return std::nullopt;
    const int row = m_counts.rowAt(n);
    return Place{m_model->row(row).key, int(n - m_counts.above(row))};
}

qint64 Finder::rankOf(const Place &place) const
{
    const int row = isActive() ? m_model->indexOfKey(place.key) : -1;
    if (row < 0 || std::size_t(row) >= m_known.size() || place.number >= m_counts.at(row))
        return -1;
    return m_counts.above(row) + place.number;
}

} // namespace ui
