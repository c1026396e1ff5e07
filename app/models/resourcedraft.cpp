#include "models/resourcedraft.h"

#include <algorithm>

namespace models {

using base::Error;
using base::Json;

namespace {

// After so many silent merges in a row the server's conflict is shown instead: it would go on for ever.
constexpr int mostMerges = 4;

} // namespace

ResourceDraft::ResourceDraft(api::Client *client, const api::ResourceDescriptor &descriptor, QObject *parent)
    : RecordDraft(descriptor, parent), m_client(client)
{
    follow();
}

ResourceDraft::ResourceDraft(api::Client *client, const api::ResourceDescriptor &descriptor, const base::Record &record, QObject *parent)
    : RecordDraft(descriptor, record, parent), m_client(client)
{
    follow();
}

void ResourceDraft::follow()
{
    connect(this, &RecordDraft::changed, this, [this] {
        if (m_state == State::Saved && mode() == Mode::Edit)
            setState(State::Editing);
    });
}

void ResourceDraft::setState(State state)
{
    if (m_state == state)
        return;
    m_state = state;
    setLocked(state == State::Saving);
    Q_EMIT stateChanged();
}

void ResourceDraft::submit()
{
    if (!m_client || m_state == State::Saving || (m_state == State::Saved && mode() == Mode::Create) || !problems().empty())
        return;
    if (m_state == State::Conflicting) {
        if (std::any_of(m_conflicts.begin(), m_conflicts.end(), [](const Conflict &conflict) { return !conflict.choice; }))
            return;
        Json chosen = wanted();
        for (const Conflict &conflict : m_conflicts) {
            if (*conflict.choice == Side::Mine)
                continue;
            if (conflict.theirs.is_null())
                removeAt(chosen, conflict.place);
            else
                putAt(chosen, conflict.place, conflict.theirs);
        }
        m_conflicts.clear();
        rebaseOn(base(), chosen);
    }
    m_merges = 0;
    send();
}

void ResourceDraft::send()
{
    setState(State::Saving);
    if (!hasChanges()) {
        // Like every other answer: not inside the call.
        base::readyJob<base::Record>(this, base())->then(this, [this](const auto &result) { answered(result); });
        return;
    }
    const api::ResourceDescriptor &resource = descriptor();
    const Json json = bodyJson();
    // A first message is spelled by the back end, so its body cannot travel as typed.
    const bool hasFirstMessage = std::any_of(resource.fields.begin(), resource.fields.end(), [&](const api::FieldDescriptor &field) {
        return field.kind == api::FieldKind::FirstMessage && valueAt(json, stepsOf(field.path));
    });
    const bool asTyped = hasTypedText() && !hasFirstMessage;
    base::JobOf<base::Record> *job = nullptr;
    if (mode() == Mode::Create)
        job = asTyped ? m_client->createText(resource, body()) : m_client->create(resource, json);
    else
        job = asTyped ? m_client->updateText(resource, base().id(), body()) : m_client->update(resource, base().id(), json);
    job->then(this, [this](const base::Result<base::Record> &result) { answered(result); });
}

void ResourceDraft::answered(const base::Result<base::Record> &result)
{
    if (result)
        return accept(*result);
    const Error &error = result.error();
    // What became of a change is seen in the latest record: a merge finds it there, or sends the rest again with the latest version.
    const bool look = error.kind == Error::Kind::Conflict || error.kind == Error::Kind::OutcomeUnknown;
    if (mode() == Mode::Edit && look && m_merges < mostMerges)
        return readLatest(error);
    setState(State::Editing);
    Q_EMIT failed(error);
}

void ResourceDraft::accept(const base::Record &record)
{
    if (mode() == Mode::Edit)
        startFrom(record);
    else
        forgetSecrets();
    setState(State::Saved);
    Q_EMIT saved(record);
}

void ResourceDraft::readLatest(const Error &error)
{
    m_client->fetch(this, descriptor(), base().id())->then(this, [this, error](const base::Result<base::Record> &latest) {
        if (latest)
            return merge(*latest, error);
        setState(State::Editing);
        Q_EMIT failed(error); // of the change, not of the look
    });
}

void ResourceDraft::merge(const base::Record &latest, const Error &error)
{
    ++m_merges;
    if (error.kind == Error::Kind::Conflict && sameJson(latest.json(), base().json())) {
        // Nothing has changed: the conflict is about something else, a name that is taken.
        setState(State::Editing);
        Q_EMIT failed(error);
        return;
    }
    const Json before = base().json();
    const Json mine = wanted();
    std::vector<MergeConflict> found;
    const Json merged = mergeThree(descriptor(), before, mine, latest.json(), found);
    const auto at = [](const Json &root, const JsonPath &path) {
        const Json *value = valueAt(root, path);
        return value ? *value : Json();
    };
    m_conflicts.clear();
    for (const MergeConflict &place : found) {
        Conflict conflict;
        const api::FieldDescriptor *field = fieldAround(descriptor(), place.path);
        conflict.path = field ? field->path : dotted(place.path);
        if (field && dotted(place.path) != field->path)
            conflict.member = place.path.back();
        conflict.base = at(before, place.path);
        conflict.mine = at(mine, place.path);
        conflict.theirs = at(latest.json(), place.path);
        conflict.place = place.path;
        m_conflicts.push_back(std::move(conflict));
    }
    rebaseOn(latest, merged);
    if (m_conflicts.empty())
        return send();
    setState(State::Conflicting);
    Q_EMIT conflictFound();
}

void ResourceDraft::resolve(int index, Side side)
{
    if (m_state == State::Conflicting && index >= 0 && index < int(m_conflicts.size()))
        m_conflicts[std::size_t(index)].choice = side;
}

void ResourceDraft::leaveConflict()
{
    if (m_state != State::Conflicting)
        return;
    m_conflicts.clear();
    setState(State::Editing);
}

} // namespace models
