#pragma once

#include "api/client.h"
#include "models/recorddraft.h"

#include <QPointer>

#include <optional>
#include <vector>

namespace models {

//! A draft that can be saved, and never overwrites what someone else changed meanwhile (architecture.md §4.6).
class ResourceDraft : public RecordDraft
{
    Q_OBJECT
public:
    enum class State {
        Editing,
        Saving,      //!< a request is under way; edits wait
        Conflicting, //!< conflicts() need a choice each before submit() goes on
        Saved,       //!< saved() was emitted; a further edit starts from the saved record
    };
    enum class Side { Mine, Theirs };

    //! A place that both sides changed. Values are null when absent.
    struct Conflict
    {
        std::string path;   //!< dotted; of a field, where there is one
        std::string member; //!< the key, when `path` is a map that is patched key by key
        base::Json base;    //!< when the edit began
        base::Json mine;
        base::Json theirs;
        std::optional<Side> choice;
        JsonPath place;     //!< the exact place in the record
    };

    //! A new record. The client must outlive the draft.
    ResourceDraft(api::Client *client, const api::ResourceDescriptor &descriptor, QObject *parent = nullptr);
    //! An edit of `record`.
    ResourceDraft(api::Client *client, const api::ResourceDescriptor &descriptor, const base::Record &record, QObject *parent = nullptr);

    State state() const { return m_state; }

    //! Creates or updates. Does nothing while Saving, while problems() are left or a conflict has no choice, and after a create. An edit that changes
    //! nothing is saved without asking the server.
    void submit();

    //! What both sides changed, while Conflicting; order and number stay until submit() or leaveConflict().
    const std::vector<Conflict> &conflicts() const { return m_conflicts; }
    //! Chooses for one of conflicts(), by index. submit() goes on once each has a choice.
    void resolve(int index, Side side);
    //! Back to editing with all my values kept; saving then overwrites the latest version knowingly.
    void leaveConflict();

Q_SIGNALS:
    void stateChanged();
    void saved(const base::Record &record);
    //! Not saved; every value is still here. OutcomeUnknown after a create: look whether it is there before sending it again.
    void failed(const base::Error &error);
    //! conflicts() has something to decide.
    void conflictFound();

private:
    void follow();
    void setState(State state);
    void send();
    void answered(const base::Result<base::Record> &result);
    void readLatest(const base::Error &error);
    void merge(const base::Record &latest, const base::Error &error);
    void accept(const base::Record &record);

    QPointer<api::Client> m_client;
    State m_state = State::Editing;
    std::vector<Conflict> m_conflicts;
    int m_merges = 0; //!< in a row, without a save: a server that always conflicts must not be asked for ever
};

} // namespace models
