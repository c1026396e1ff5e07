#include "ui/screens/fieldtext.h"

#include "base/record.h"
#include "ui/screens/agenttools.h"
#include "ui/screens/resourcetext.h"


namespace screens {

using base::Json;

namespace {

//! What lupdate recognises as sentences of this place.
struct FieldSentence
{
    Q_DECLARE_TR_FUNCTIONS(screens::FieldText)
};

QString idOf(const Json &value)
{
    if (value.is_object()) {
        const Json *id = base::findPath(value, "id");
        return id ? base::toQString(*id) : QString();
    }
    return base::toQString(value);
}

QString lines(const Json &value)
{
    QStringList result;
    for (const Json &item : value)
        result << (item.is_structured() ? QString::fromUtf8(base::dumpJson(item)) : base::toQString(item));
    return result.join(QLatin1Char('\n'));
}

QString pairs(const Json &value)
{
    QStringList result;
    for (const auto &[key, item] : value.items())
        result << QString::fromStdString(key) + QStringLiteral(": ")
                + (item.is_structured() ? QString::fromUtf8(base::dumpJson(item)) : base::toQString(item));
    return result.join(QLatin1Char('\n'));
}

QString servers(const Json &value)
{
    QStringList result;
    for (const Json &item : value)
        result << base::Record(item).string("name") + QStringLiteral(" · ") + base::Record(item).string("url");
    return result.join(QLatin1Char('\n'));
}

} // namespace

QString fieldLabel(const api::FieldDescriptor &field)
{
    return resourceText(field.label);
}

bool appliesTo(const api::ResourceDescriptor &descriptor, const api::FieldDescriptor &field, const base::Record &record)
{
    if (field.shownWhenPath.empty())
        return true;
    const api::FieldDescriptor *condition = descriptor.field(field.shownWhenPath);
    return (!condition || appliesTo(descriptor, *condition, record)) && field.shownWhenWords.contains(record.string(field.shownWhenPath));
}

QString toolsText(const Json &value)
{
    const AgentTools tools(value);
    QStringList result;
    const QString byDefault = tools.defaultPolicy();
    for (const AgentTools::BuiltIn &tool : tools.builtIns()) {
        if (!tool.enabled)
            continue;
        const QString policy = tool.policy.isEmpty() ? byDefault : tool.policy;
        result << (policy.isEmpty() ? tool.name : tool.name + QStringLiteral(" · ") + AgentTools::policyLabel(policy));
    }
    for (const AgentTools::Custom &tool : tools.customs())
        result << tool.name + QStringLiteral(" · ") + FieldSentence::tr("custom tool");
    for (const AgentTools::McpSet &set : tools.mcpSets()) {
        if (set.enabled)
            result << FieldSentence::tr("tools of %1").arg(set.server)
                    + (set.policy.isEmpty() ? QString() : QStringLiteral(" · ") + AgentTools::policyLabel(set.policy));
    }
    result += tools.otherTypes();
    return result.join(QLatin1Char('\n'));
}

QString fieldText(const api::FieldDescriptor &field, const Json &value)
{
    if (value.is_null() || (value.is_structured() && value.empty()))
        return {};
    switch (field.kind) {
    case api::FieldKind::Toggle:
        return value.is_boolean() && value.get<bool>() ? FieldSentence::tr("Yes")
                                                       : FieldSentence::tr("No");
    case api::FieldKind::Choice: {
        const QString word = value.is_object() ? base::Record(value).string("type") : base::toQString(value);
        for (const api::Choice &choice : field.choices) {
            if (choice.word == word)
                return *choice.label ? resourceText(choice.label) : word;
        }
        return word;
    }
    case api::FieldKind::AgentTools: return toolsText(value);
    case api::FieldKind::McpServers: return value.is_array() ? servers(value) : QString();
    case api::FieldKind::Metadata: return value.is_object() ? pairs(value) : QString();
    case api::FieldKind::Model:
    case api::FieldKind::Reference: return idOf(value);
    case api::FieldKind::References:
    case api::FieldKind::Lines: return value.is_array() ? lines(value) : base::toQString(value);
    default: break;
    }
    return value.is_structured() ? QString::fromUtf8(base::prettyJson(value)) : base::toQString(value);
}

} // namespace screens
