#pragma once

#include <QElapsedTimer>
#include <QObject>
#include <QStringList>
#include <QTimer>

#include <functional>
#include <vector>

namespace ui {

//! Makes one text of many rows without holding up the user's thread: looks at rows for some milliseconds at a time, has what is long made aside.
//!
//! What is short is there when start() returns.
class Copying final : public QObject
{
    Q_OBJECT
public:
    //! What a row gives: text, or bytes of work for another thread that makes it.
    struct Part
    {
        QString text;
        std::function<QString()> make;
        qsizetype bytes = 0;
    };
    struct Task
    {
        std::vector<quint64> rows;                //!< by key, in their order
        std::function<Part(quint64 row)> part;    //!< called in the user's thread; an empty text is left out
        QString before;
        QString between;
        QString after;
        std::function<void(const QString &text)> done;
    };

    explicit Copying(QObject *parent = nullptr);
    ~Copying() override;

    //! Ends what was going on before.
    void start(Task task);
    void cancel();
    bool isRunning() const { return m_running; }
    int percent() const;

Q_SIGNALS:
    //! It begins, goes on or has come to its end.
    void changed();

private:
    void goOn();
    std::vector<Part> take(qsizetype *bytes);
    void aside(std::function<QString()> work, std::function<void(const QString &text)> then);
    void finish();
    void end(const QString &text);
    static QString joined(const QStringList &texts, const QString &between);

    Task m_task;
    std::size_t m_next = 0;
    QStringList m_texts;       //!< of the rows so far
    qsizetype m_length = 0;
    bool m_running = false;
    int m_generation = 0;      //!< what comes back to an earlier one is thrown away
    QTimer m_again;
};

} // namespace ui
