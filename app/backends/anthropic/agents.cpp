#include "backends/anthropic/tables.h"
#include "backends/shared/fields.h"
#include "backends/shared/tables.h"

namespace backends::anthropic {

using api::FieldDescriptor;
using api::FieldKind;
using api::Verb;

namespace {

std::vector<FieldDescriptor> ownAgentFields()
{
    std::vector<FieldDescriptor> out{
        nameField(256),
        modelField(
            {"claude-opus-5-5", "claude-sonnet-5-5", "claude-haiku-5-5", "claude-fable-5-2", "claude-opus-5", "claude-sonnet-5"}, ""),
        {.path = "model.effort.type",
            .label = QT_TRANSLATE_NOOP("Resource", "Effort"),
            .help = QT_TRANSLATE_NOOP("Resource", "Empty: what the model does by itself."),
            .kind = FieldKind::Choice,
            .choices = {{QStringLiteral("low"), QT_TRANSLATE_NOOP("Resource", "Low")},
                {QStringLiteral("medium"), QT_TRANSLATE_NOOP("Resource", "Medium")},
                {QStringLiteral("high"), QT_TRANSLATE_NOOP("Resource", "High")},
                {QStringLiteral("xhigh"), QT_TRANSLATE_NOOP("Resource", "Very high")},
                {QStringLiteral("max"), QT_TRANSLATE_NOOP("Resource", "Maximum")}},
            .sentWhole = "model"},
    };
    for (FieldDescriptor &field : agentFields())
        out.push_back(std::move(field));
    out.push_back(metadataField());
    return out;
}

} // namespace

std::vector<std::pair<QByteArray, QByteArray>> betaHeaders()
{
    return {{"anthropic-beta", "managed-agents-2026-04-01"}};
}

api::ResourceDescriptor agents()
{
    api::ResourceDescriptor table = agentTable();
    table.headers = betaHeaders();
    std::erase(table.verbs, Verb::Delete); // they can be archived, never deleted (managed-agents.md §2)
    table.fields = ownAgentFields();
    table.versionsPaging = api::PagingStyle::NextPage;
    return table;
}

} // namespace backends::anthropic
