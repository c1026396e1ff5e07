#pragma once

#include "api/client.h"

#include <QObject>
#include <QPointer>

#include <map>
#include <optional>
#include <vector>

namespace models {

//! A record being written or edited: per field untouched, cleared or a value; saves as a create body or a merge patch and never overwrites
//! what someone else changed meanwhile (architecture.md §4.5, §4.6).
//!
//! Two faces of the same thing: fields by path, and raw JSON text. Who sets one sees it in the other.
class ResourceDraft : public QObject
{
    Q_OBJECT
public:
    enum class Mode { Create, Edit };
    enum class FieldState { Untouched, Cleared, Value };
    enum class State {
        Editing,
        Saving,      //!< a request is under way; edits wait
        Conflicting, //!< conflicts() need a choice each before submit() goes on
        Saved,       //!< saved() was emitted; further edits start from the saved record
    };
    enum class Side { Mine, Theirs };

    //! What stands against saving, for the UI to put into words.
    struct Problem
    {
        enum class Kind {
            Required,       //!< empty and must not be
            TooLong,        //!< more than `limit` characters
            NotClearable,   //!< was there and can only be replaced
            NotJson,        //!< the text of a Json field, or the raw text, cannot be read; `offset` says where
            NotAnObject,    //!< the raw text is JSON, but not an object
            ReadOnly,       //!< the raw text changes what cannot be changed
        };
        std::string path;    //!< empty: the raw text as a whole
        Kind kind = Kind::Required;
        qint64 limit = 0;    //!< TooLong
        qint64 offset = -1;  //!< bytes from the start of the text, or -1
        QString detail;      //!< the parser's own words; technical
    };

    //! A field that both sides changed. Values are null when absent.
    struct Conflict
    {
        std::string path;
        std::string member;  //!< the key, when `path` is a map that is patched key by key
        base::Json base;     //!< when the edit began
        base::Json mine;
        base::Json theirs;
        std::optional<Side> choice;
    };

    //! A new record. The client must outlive the draft.
    ResourceDraft(api::Client *client, const api::ResourceDescriptor &descriptor, QObject *parent = nullptr);
    //! An edit of `record`.
    ResourceDraft(api::Client *client, const api::ResourceDescriptor &descriptor, const base::Record &record, QObject *parent = nullptr);

    Mode mode() const { return m_mode; }
    State state() const { return m_state; }
    const api::ResourceDescriptor &descriptor() const { return m_descriptor; }
    //! What the edit began from; after a conflict, the latest one.
    const base::Record &base() const { return m_base; }

    //! Fields -----------------------------------------------------------------------------------------------------------------

    //! Whether the field belongs on the form now (create or edit, shownWhen).
    bool isShown(const api::FieldDescriptor &field) const;
    //! Shown, but cannot be changed.
    bool isReadOnly(const api::FieldDescriptor &field) const;
    FieldState fieldState(const std::string &path) const;
    //! What the field would hold after saving; null when absent.
    base::Json value(const std::string &path) const;
    //! The same as text for a line, text, choice, model or reference editor (an object with an `id` shows the id); for Json fields the
    //! text as it was typed, or indented; for Lines one entry a line.
    QString text(const std::string &path) const;

    void setValue(const std::string &path, const base::Json &value);
    //! The field's kind decides what the text means. An empty text clears. Json text that cannot be read is kept and becomes a problem.
    void setText(const std::string &path, const QString &text);
    void setBool(const std::string &path, bool value);
    //! Empties the field; the descriptor says how that is spelled on the wire.
    void clear(const std::string &path);
    //! Back to untouched.
    void reset(const std::string &path);
    void resetAll();

    bool isModified() const;
    bool isModified(const std::string &path) const { return fieldState(path) != FieldState::Untouched; }

    //! Raw JSON ---------------------------------------------------------------------------------------------------------------

    //! The whole record as it would be, as JSON text: exactly what was typed since setRawText(), else indented.
    QByteArray rawText() const;
    //! The user's text becomes the record as wanted. Text with problems is kept and blocks submit().
    void setRawText(const QByteArray &text);

    //! Saving -----------------------------------------------------------------------------------------------------------------

    //! Every problem of what is shown, in the order of the form. Empty: submit() will send.
    std::vector<Problem> problems() const;
    //! What submit() would send, as UTF-8 JSON: a create body, a merge patch with its precondition, or the whole record where the
    //! platform replaces. Numbers and strings that were typed as JSON text travel as typed.
    QByteArray body() const;
    //! Creates or updates. Does nothing while Saving, while problems() or conflicts() are left, or when an edit changes nothing (saved() at once,
    //! on the next turn of the event loop).
    void submit();

    //! What both sides changed, while Conflicting; the order and number stay until submit() or leaveConflict().
    const std::vector<Conflict> &conflicts() const { return m_conflicts; }
    //! Chooses for one of conflicts(), by index. submit() goes on once each has a choice.
    void resolve(int index, Side side);
    //! Back to editing with all my values kept; saving then overwrites the latest version knowingly.
    void leaveConflict();

Q_SIGNALS:
    //! A value, state or problem changed; an empty path means any of them.
    void changed(const std::string &path);
    void stateChanged();
    void saved(const base::Record &record);
    //! Not saved; every value is still here.
    void failed(const base::Error &error);
    //! conflicts() has something to decide.
    void conflictFound();

private:
    void seed();
    base::Json body(const base::Json &from, const base::Json &to) const;
    QByteArray spell(const base::Json &body) const;
    bool hasTypedText() const;
    void wantedChanged(const std::string &path);
    void setState(State state);
    void send();
    void answered(const base::Result<base::Record> &result);
    void fetchLatest(const base::Error &conflict);
    void rebase(const base::Record &latest);
    void applyChoices();
    void mergeField(const std::string &path, const std::string &member, const base::Json &theirs, base::Json &merged);
    std::optional<Problem> rawProblem() const;

    QPointer<api::Client> m_client;
    const api::ResourceDescriptor m_descriptor;
    const Mode m_mode;
    State m_state = State::Editing;
    base::Record m_base;
    base::Json m_start;                            //!< what the fields began with: m_base, or a new record's initial values
    base::Json m_wanted;                           //!< the whole record as it should become; a cleared member is absent
    std::map<std::string, QByteArray> m_typed;     //!< JSON text of Json fields as typed, also while it cannot be read
    std::optional<QByteArray> m_raw;               //!< raw text as typed, while it is what m_wanted says or cannot be read
    bool m_rawBroken = false;
    std::vector<Conflict> m_conflicts;
    int m_rebases = 0;                             //!< in a row, without a save: a server that always conflicts must not be asked for ever
};

} // namespace models
