#include "ui/transcript/copying.h"

#include <QCoreApplication>
#include <QPointer>
#include <QThreadPool>

#include <chrono>

namespace ui {

namespace {

constexpr std::chrono::milliseconds slice{6};        // of the user's thread at a time: a frame has sixteen
constexpr qsizetype madeHere = 128 * 1024;           // bytes: less is not worth another thread
constexpr qsizetype bytesAside = 4 * 1024 * 1024;
constexpr qsizetype joinedHere = 1024 * 1024;        // characters

} // namespace

Copying::Copying(QObject *parent)
    : QObject(parent)
{
    m_again.setSingleShot(true);
    m_again.setInterval(0);
    connect(&m_again, &QTimer::timeout, this, &Copying::goOn);
}

Copying::~Copying() = default;

void Copying::start(Task task)
{
    cancel();
    m_task = std::move(task);
    m_running = true;
    goOn();
    if (m_running)
        Q_EMIT changed();
}

void Copying::cancel()
{
    ++m_generation;
    m_again.stop();
    m_task = {};
    m_texts.clear();
    m_length = 0;
    m_next = 0;
    if (std::exchange(m_running, false))
        Q_EMIT changed();
}

int Copying::percent() const
{
    return m_task.rows.empty() ? 0 : int(m_next * 100 / m_task.rows.size());
}

std::vector<Copying::Part> Copying::take(qsizetype *bytes)
{
    std::vector<Part> parts;
    QElapsedTimer clock;
    clock.start();
    while (m_next < m_task.rows.size() && *bytes < bytesAside && clock.elapsed() < slice.count()) {
        parts.push_back(m_task.part(m_task.rows[m_next++]));
        *bytes += parts.back().bytes;
    }
    return parts;
}

void Copying::goOn()
{
    qsizetype bytes = 0;
    const std::vector<Part> parts = take(&bytes);
    const auto made = [parts, between = m_task.between] {
        QStringList texts;
        for (const Part &part : parts)
            texts += part.make ? part.make() : part.text;
        return joined(texts, between);
    };
    const auto then = [this](const QString &text) {
        if (!text.isEmpty())
            m_texts += text;
        m_length += text.size();
        if (m_next >= m_task.rows.size()) {
            finish();
            return;
        }
        Q_EMIT changed();
        m_again.start();
    };
    if (bytes <= madeHere)
        then(made());
    else
        aside(made, then);
}

void Copying::aside(std::function<QString()> work, std::function<void(const QString &text)> then)
{
    const QPointer<Copying> self(this); // only carried there and back
    QThreadPool::globalInstance()->start([self, generation = m_generation, work = std::move(work), then = std::move(then)] {
        QMetaObject::invokeMethod(
            QCoreApplication::instance(),
            [self, generation, then, text = work()] {
                if (self && self->m_generation == generation)
                    then(text);
            },
            Qt::QueuedConnection);
    });
}

void Copying::finish()
{
    const auto whole = [texts = m_texts, before = m_task.before, between = m_task.between, after = m_task.after] {
        if (texts.isEmpty())
            return QString();
        if (texts.size() == 1 && before.isEmpty() && after.isEmpty())
            return texts.front();
        return before + joined(texts, between) + after;
    };
    if (m_length <= joinedHere)
        end(whole());
    else
        aside(whole, [this](const QString &text) { end(text); });
}

void Copying::end(const QString &text)
{
    const auto done = std::move(m_task.done);
    cancel();
    done(text);
}

//! Those that are empty are left out.
QString Copying::joined(const QStringList &texts, const QString &between)
{
    if (texts.size() == 1)
        return texts.front();
    QString out;
    qsizetype size = 0;
    for (const QString &text : texts)
        size += text.size() + between.size();
    out.reserve(size);
    for (const QString &text : texts) {
        if (!text.isEmpty())
            out += (out.isEmpty() ? QString() : between) + text;
    }
    return out;
}

} // namespace ui
