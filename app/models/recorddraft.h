#pragma once

#include "api/resource.h"
#include "base/error.h"
#include "models/recordpatch.h"

#include <QObject>

#include <map>
#include <optional>
#include <vector>

namespace models {

//! What a form holds: a record being written or edited, per field untouched, cleared or a value; what stands against saving it, and the body that
//! would save it (architecture.md §4.5). Knows no server.
//!
//! Two faces of the same thing: fields by path, and raw JSON text. Who sets one sees it in the other. Secrets have their field only: they are in
//! no record, no raw text and no conflict, join the body when it is sent, and are forgotten once the server has them.
class RecordDraft : public QObject
{
    Q_OBJECT
public:
    enum class Mode { Create, Edit };
    enum class FieldState { Untouched, Cleared, Value };

    //! What stands against saving, for the UI to put into words.
    struct Problem
    {
        enum class Kind {
            Required,     //!< empty and must not be
            TooLong,      //!< more than `limit` characters
            NotClearable, //!< was there and can only be replaced
            NotJson,      //!< the text of a Json field, or the raw text, cannot be read; `offset` says where
            NotAnObject,  //!< the raw text is JSON, but not an object
            ReadOnly,     //!< the raw text changes what cannot be changed
            SecretInText, //!< the raw text holds a secret, which belongs into its field only
        };
        std::string path;  //!< empty: the raw text as a whole
        Kind kind = Kind::Required;
        qint64 limit = 0;  //!< TooLong
        qint64 offset = -1; //!< bytes from the start of the text, or -1
        QString detail;    //!< the parser's own words; technical
    };

    explicit RecordDraft(const api::ResourceDescriptor &descriptor, QObject *parent = nullptr);
    RecordDraft(const api::ResourceDescriptor &descriptor, const base::Record &record, QObject *parent = nullptr);

    Mode mode() const { return m_mode; }
    const api::ResourceDescriptor &descriptor() const { return m_descriptor; }
    //! What the edit began from; after a conflict, the latest one.
    const base::Record &base() const { return m_base; }

    //! Whether the field belongs on the form now (create or edit, shownWhen).
    bool isShown(const api::FieldDescriptor &field) const;
    //! Shown, but cannot be changed.
    bool isReadOnly(const api::FieldDescriptor &field) const;
    FieldState fieldState(const std::string &path) const;
    //! What the field would hold after saving; null when absent, and for a secret.
    base::Json value(const std::string &path) const;
    //! The same as text for a line, text, choice, model or reference editor (an object with an `id` shows the id); for Json fields the
    //! text as it was typed, or indented; for Lines and References one entry a line.
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

    //! Whether there is anything to lose.
    bool isModified() const;
    bool isModified(const std::string &path) const { return fieldState(path) != FieldState::Untouched; }

    //! The whole record as it would be, as JSON text: exactly what was typed since setRawText(), else indented.
    QByteArray rawText() const;
    //! The user's text becomes the record as wanted. Text that cannot be read is kept and is a problem.
    void setRawText(const QByteArray &text);
    //! The raw text cannot be read: the fields show what it said before, and changing one would drop it, so keep the form off.
    bool isRawBroken() const { return m_rawBroken; }

    //! Every problem of what is shown, in the order of the form.
    std::vector<Problem> problems() const;
    //! What would be sent, as UTF-8 JSON: a create body, a merge patch with its precondition, or the whole record where the platform
    //! replaces. What was typed as JSON text travels as typed.
    QByteArray body() const;
    //! An edit that changes nothing has no body.
    bool hasChanges() const;

Q_SIGNALS:
    //! A value, state or problem changed; an empty path means any of them.
    void changed(const std::string &path);

protected:
    const base::Json &wanted() const { return m_wanted; }
    base::Json bodyJson() const;
    //! The body holds text that must travel as typed.
    bool hasTypedText() const { return !m_spelling.isEmpty() || !m_typed.empty(); }
    //! Goes on from `latest`, wanting `wanted`.
    void rebaseOn(const base::Record &latest, const base::Json &wanted);
    //! `record` is saved: nothing is modified any more.
    void startFrom(const base::Record &record);
    //! What was typed as a secret has arrived.
    void forgetSecrets();
    //! While a request is under way the setters do nothing.
    void setLocked(bool locked) { m_locked = locked; }

private:
    using Field = api::FieldDescriptor;

    void seed();
    //! m_wanted without the fields that another field has switched off.
    base::Json effective() const;
    void put(const Field &field, const base::Json &value);
    void putJsonText(const Field &field, const QByteArray &text);
    void putSecret(const Field &field, const QString &text);
    //! The objects that the removal of members left without content.
    void dropShells(base::Json &body) const;
    void addSecrets(base::Json &body) const;
    void fieldChanged(const std::string &path);
    std::optional<Problem> problemOf(const Field &field) const;
    Problem rawProblem() const;
    void addReadOnlyProblems(std::vector<Problem> &problems) const;

    const api::ResourceDescriptor m_descriptor;
    const Mode m_mode;
    bool m_locked = false;
    base::Record m_base;
    base::Json m_start = base::Json::object();  //!< what the fields began with: m_base, or a new record's initial values
    base::Json m_wanted = base::Json::object(); //!< the whole record as it should become; a cleared member is absent
    std::map<std::string, QByteArray> m_typed;  //!< JSON text of Json fields as typed, also while it cannot be read
    std::map<std::string, QString> m_secrets;   //!< as typed, by path
    std::optional<QByteArray> m_raw;            //!< raw text as typed, while it is what m_wanted says or cannot be read
    QByteArray m_spelling;                      //!< the newest raw text that could be read: values that are still the same are sent in its spelling
    bool m_rawBroken = false;
};

} // namespace models
