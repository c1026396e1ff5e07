#pragma once

#include "base/record.h"

#include <QByteArray>
#include <QString>
#include <QStringList>

#include <string>
#include <utility>
#include <vector>

namespace api {

//! What a resource can be asked to do; what a server refuses at run time is greyed with its reason (see Client::refusal).
enum class Verb { List, Fetch, Create, Update, Archive, Delete };

//! How a list continues. The cursor is opaque; a cursor seen twice ends the listing with an error.
enum class PagingStyle {
    NextPage,       //!< query `page`, answer `next_page` (null at the end)
    NextCursor,     //!< query `cursor`, answer `next_cursor` or `next_page`, maybe `has_more`
    AfterId,        //!< query `after_id`, answer `has_more` + `last_id`
    AfterSequence,  //!< query `after_seq`, answer `has_more`; the cursor is the last `seq`
    WholeList,      //!< everything at once
};

//! How a change proves that it knows the newest version.
enum class Precondition { None, BodyVersion, ContentSha256, IfMatch };

//! How a field is emptied on the wire.
enum class Clearing { Null, EmptyString, EmptyArray, NotClearable };

//! What a field is, and so which editor it gets.
enum class FieldKind {
    Line, //!< one line of text
    Text, //!< several lines
    Choice, //!< one of `choices`; an unknown word from the server is kept and shown
    Toggle, //!< true or false
    Model, //!< a model id with suggestions (`choices`), free text allowed
    Metadata, //!< a map of string to string, patched key by key
    Lines, //!< an array of strings, one a line
    AgentTools, //!< an agent's `tools`: built-in tools with permission, custom tools, MCP tool sets
    McpServers, //!< an agent's `mcp_servers`
    Reference, //!< the id of another resource (`refersTo`); a record may hold an object with `id` there, a body takes the id
    References, //!< several of them, an array of ids
    FirstMessage, //!< text that becomes the first user message of a new session: plain text at `path` in the body, Client::create spells it
                  //!< for the server
    Secret, //!< a text that is only ever sent: nobody can read it back, and on an edit an empty one keeps what is stored
    Moment, //!< a moment in time, RFC 3339 on the wire
    Json, //!< anything else, edited as JSON text
};

struct Choice
{
    QString word;        //!< on the wire
    const char *label;   //!< QT_TRANSLATE_NOOP("Resource", …)
};

struct FieldDescriptor
{
    std::string path;            //!< dotted, in the record ("config.networking.type")
    const char *label = "";      //!< QT_TRANSLATE_NOOP("Resource", …)
    const char *help = "";       //!< one sentence under the editor; may be empty
    FieldKind kind = FieldKind::Line;
    bool required = false;
    bool onCreate = true;        //!< shown when creating
    bool onEdit = true;          //!< can be changed later; else shown read-only
    Clearing clearing = Clearing::Null;
    int maxLength = 0;           //!< characters; 0: the server states none
    std::vector<Choice> choices;
    std::string refersTo;        //!< resource id, for Reference and References
    std::string shownWhenPath;   //!< only shown while the field at this path is shown itself …
    QStringList shownWhenWords;  //!< … and has one of these words; no path: always
    QString initial;             //!< value a new record starts with (a word, text or JSON text)
    //! The object above this field that the server replaces whole ("model", "config"): a change below it must send all of the record's
    //! object, changed.
    std::string sentWhole;
    bool pinsVersion = false;    //!< Reference: instead of an id the body may hold {type, id, version}, to use an older version
    //! It tells what kind of object it is in ("auth.type"): whatever of that object changes, it travels along.
    bool sentAlong = false;
};

//! How a column's value is read and laid out.
enum class ColumnKind { Text, Id, Status, Time, Number, Tokens, Money, Count };

struct ColumnDescriptor
{
    std::string path;            //!< dotted, in the record; Count: the array to count
    const char *label = "";
    ColumnKind kind = ColumnKind::Text;
    int width = 160;             //!< logical pixels at first start
    bool shown = true;           //!< at first start
    std::string fallbackPath;    //!< read when `path` is absent (`model` may be text or an object)
};

struct FilterDescriptor
{
    const char *label = "";
    QByteArray key;              //!< query key ("statuses[]", "include_archived", "agent_id")
    enum class Kind { Choice, Toggle, Reference } kind = Kind::Choice;
    std::vector<Choice> choices;
    std::string refersTo;
};

//! A verb of one resource beyond the six (pause, run, duplicate …): POST to the item path with this suffix.
struct ActionDescriptor
{
    QString id;
    const char *label = "";
    QByteArray suffix;           //!< "/pause"
    QString icon;
    std::string shownWhenPath;   //!< only offered while the record has at this path …
    QStringList shownWhenWords;  //!< … one of these words; no path: always
    //! Where its answer says what came of it; empty: the answer is the changed record.
    std::string answerPath;
    std::vector<Choice> answers; //!< what the words there mean, as whole sentences
};

//! Everything a list, a page and a form need to know of one kind of thing on one platform. A table, no behaviour.
struct ResourceDescriptor
{
    std::string id;                  //!< "agents": the same word on every platform that has the thing
    const char *singular = "";       //!< QT_TRANSLATE_NOOP("Resource", "agent"), lower case
    const char *plural = "";
    const char *purpose = "";        //!< one sentence for the empty state: what it is good for
    QString icon;                    //!< Lucide name
    QByteArray path;                 //!< collection path ("/v1/agents"); an item is path + "/" + id
    std::vector<std::pair<QByteArray, QByteArray>> headers; //!< extra request headers (beta)
    std::vector<Verb> verbs;
    std::vector<ColumnDescriptor> columns;
    std::vector<FieldDescriptor> fields;
    std::vector<FilterDescriptor> filters;
    std::vector<ActionDescriptor> actions;
    PagingStyle paging = PagingStyle::NextPage;
    int pageSize = 100;              //!< sent as `limit`; 0: not sent
    Precondition precondition = Precondition::None;
    bool replaces = false;           //!< an update must carry the unchanged rest too (PUT)
    std::string titlePath = "name";
    std::string statusPath;          //!< empty: "archived" or nothing
    bool opensConversation = false;  //!< its items are sessions: opening one shows the transcript

    //! Kinds of thing that live inside one of these: listed in its details, never a page of their own. Their `path` has a "{}" where the id
    //! of what they are in belongs.
    std::vector<ResourceDescriptor> parts;
    //! Where the versions of one item are listed as whole records with a `version`, with "{}" for its id; empty: there are none to be had.
    QByteArray versionsPath;
    PagingStyle versionsPaging = PagingStyle::WholeList;
    std::string parentPath;          //!< of a part: where its records hold the id of what they are in ("vault_id")
    QString parentId;                //!< of a part: that id, once it is known

    //! The list of one item's versions.
    ResourceDescriptor versionsOf(const QString &itemId) const
    {
        ResourceDescriptor out = inside(itemId);
        out.id += ".versions";
        out.path = versionsPath;
        out.paging = versionsPaging;
        out.filters.clear();
        return out;
    }

    //! This part, of one particular thing.
    ResourceDescriptor inside(const QString &id) const
    {
        ResourceDescriptor out = *this;
        out.parentId = id;
        return out;
    }

    bool can(Verb verb) const
    {
        for (Verb v : verbs) {
            if (v == verb)
                return true;
        }
        return false;
    }
    const FieldDescriptor *field(std::string_view path) const
    {
        for (const auto &f : fields) {
            if (f.path == path)
                return &f;
        }
        return nullptr;
    }
};

struct ListQuery
{
    QString cursor;                                          //!< empty: the first page
    std::vector<std::pair<QByteArray, QByteArray>> filters;  //!< key and value, keys may repeat
    int limit = 0;                                           //!< 0: the descriptor's page size
};

struct Page
{
    std::vector<base::Record> items;
    QString nextCursor;          //!< empty: the last page
};

} // namespace api
