#pragma once

#include <QSet>
#include <QString>

#include <functional>

namespace models {
class TranscriptModel;
}

namespace ui {

//! Says what happened in whole events, never in fragments of text: a turn that ended, a call that waits.
class Announcer
{
public:
    explicit Announcer(std::function<void(const QString &)> say) : m_say(std::move(say)) {}

    //! What is true already is not said.
    void setModel(const models::TranscriptModel *model);
    //! Call after every change of the model's state.
    void stateChanged();

private:
    QSet<QString> waiting() const;
    int paragraphsOfLastMessage() const;

    std::function<void(const QString &)> m_say;
    const models::TranscriptModel *m_model = nullptr;
    QSet<QString> m_waiting;
    bool m_running = false;
};

} // namespace ui
