#include "backends/anthropic/tables.h"
#include "backends/shared/credentialfields.h"
#include "backends/shared/fields.h"
#include "backends/shared/tables.h"

namespace backends::anthropic {

using api::Clearing;
using api::FieldDescriptor;
using api::FieldKind;

namespace {

const QString bearer = QStringLiteral("static_bearer");
const QString oauth = QStringLiteral("mcp_oauth");
const QString variable = QStringLiteral("environment_variable");
const QString basic = QStringLiteral("client_secret_basic");
const QString post = QStringLiteral("client_secret_post");
const char renewalPath[] = "auth.refresh.token_endpoint_auth.type";

FieldDescriptor nameOfCredential()
{
    return {.path = "display_name",
            .label = QT_TRANSLATE_NOOP("Resource", "Name"),
            .help = QT_TRANSLATE_NOOP("Resource", "For people. Empty: it goes by what it opens."),
            .maxLength = 255};
}

// A token that can be renewed says how its client proves itself; what never changes cannot be added later, too (§13.2).
FieldDescriptor renewalField()
{
    FieldDescriptor field = credentialField(renewalPath, QT_TRANSLATE_NOOP("Resource", "Renewal"), {oauth});
    field.help = QT_TRANSLATE_NOOP("Resource", "How a new access token is got when this one ends. Cannot be changed later.");
    field.kind = FieldKind::Choice;
    field.onEdit = false;
    field.choices = {{QString(), QT_TRANSLATE_NOOP("Resource", "None: it is replaced by hand")},
                     {QStringLiteral("none"), QT_TRANSLATE_NOOP("Resource", "Refresh token, public client")},
                     {basic, QT_TRANSLATE_NOOP("Resource", "Refresh token, client secret in the header")},
                     {post, QT_TRANSLATE_NOOP("Resource", "Refresh token, client secret in the body")}};
    field.sentAlong = true;
    return field;
}

FieldDescriptor whileRenewed(FieldDescriptor field)
{
    field.shownWhenPath = renewalPath;
    field.shownWhenWords = {QStringLiteral("none"), basic, post};
    return field;
}

FieldDescriptor fixed(FieldDescriptor field, bool required)
{
    field.required = required;
    field.onEdit = false;
    field.clearing = required ? Clearing::NotClearable : Clearing::Null;
    return field;
}

std::vector<FieldDescriptor> oauthFields()
{
    FieldDescriptor scope = whileRenewed(credentialField("auth.refresh.scope", QT_TRANSLATE_NOOP("Resource", "Scope"), {}));
    scope.help = QT_TRANSLATE_NOOP("Resource", "Words with blanks between them, as the server of the tokens takes them.");
    scope.clearing = Clearing::EmptyString;
    FieldDescriptor clientSecret = secretField("auth.refresh.token_endpoint_auth.client_secret", QT_TRANSLATE_NOOP("Resource", "Client secret"), {});
    clientSecret.shownWhenPath = renewalPath;
    clientSecret.shownWhenWords = {basic, post};
    return {secretField("auth.access_token", QT_TRANSLATE_NOOP("Resource", "Access token"), {oauth}),
            expiryField(),
            renewalField(),
            whileRenewed(fixed(credentialField("auth.refresh.token_endpoint", QT_TRANSLATE_NOOP("Resource", "Token endpoint"), {}), true)),
            whileRenewed(fixed(credentialField("auth.refresh.client_id", QT_TRANSLATE_NOOP("Resource", "Client id"), {}), true)),
            clientSecret,
            whileRenewed(secretField("auth.refresh.refresh_token", QT_TRANSLATE_NOOP("Resource", "Refresh token"), {})),
            scope,
            whileRenewed(fixed(credentialField("auth.refresh.resource", QT_TRANSLATE_NOOP("Resource", "Resource indicator"), {}), false))};
}

FieldDescriptor placeField(const char *path, const char *label)
{
    FieldDescriptor field = credentialField(path, label, {variable});
    field.kind = FieldKind::Toggle;
    field.clearing = Clearing::NotClearable;
    field.initial = QStringLiteral("true");
    return field;
}

std::vector<FieldDescriptor> variableFields()
{
    FieldDescriptor name = fixed(credentialField("auth.secret_name", QT_TRANSLATE_NOOP("Resource", "Variable"), {variable}), true);
    name.help = QT_TRANSLATE_NOOP("Resource", "Its name in the environment, once in a vault. Cannot be changed later.");
    FieldDescriptor network = credentialField("auth.networking.type", QT_TRANSLATE_NOOP("Resource", "May be sent to"), {variable});
    network.kind = FieldKind::Choice;
    network.required = true;
    network.clearing = Clearing::NotClearable;
    network.choices = {{QStringLiteral("limited"), QT_TRANSLATE_NOOP("Resource", "Only what is listed")},
                       {QStringLiteral("unrestricted"), QT_TRANSLATE_NOOP("Resource", "Everything")}};
    network.initial = QStringLiteral("limited");
    network.sentWhole = "auth.networking";
    FieldDescriptor hosts{.path = "auth.networking.allowed_hosts",
                          .label = QT_TRANSLATE_NOOP("Resource", "Allowed hosts"),
                          .help = QT_TRANSLATE_NOOP("Resource", "At most 16, one a line: a host, an IPv4 address, or *.example.com for what is below it."),
                          .kind = FieldKind::Lines,
                          .required = true,
                          .clearing = Clearing::NotClearable,
                          .shownWhenPath = "auth.networking.type",
                          .shownWhenWords = {QStringLiteral("limited")},
                          .sentWhole = "auth.networking"};
    FieldDescriptor body = placeField("auth.injection_location.body", QT_TRANSLATE_NOOP("Resource", "Put into request bodies"));
    body.help = QT_TRANSLATE_NOOP("Resource", "At least one of the two has to be on.");
    return {name,
            secretField("auth.secret_value", QT_TRANSLATE_NOOP("Resource", "Value"), {variable}),
            network,
            hosts,
            placeField("auth.injection_location.header", QT_TRANSLATE_NOOP("Resource", "Put into request headers")),
            body};
}

} // namespace

api::ResourceDescriptor credentials()
{
    api::ResourceDescriptor table = credentialTable();
    table.headers = betaHeaders();
    table.fields = {nameOfCredential(),
                    credentialTypeField({{bearer, QT_TRANSLATE_NOOP("Resource", "Bearer token")},
                                         {oauth, QT_TRANSLATE_NOOP("Resource", "OAuth")},
                                         {variable, QT_TRANSLATE_NOOP("Resource", "Environment variable")}}),
                    serverUrlField({bearer, oauth}),
                    secretField("auth.token", QT_TRANSLATE_NOOP("Resource", "Token"), {bearer})};
    for (const auto &some : {oauthFields(), variableFields()})
        table.fields.insert(table.fields.end(), some.begin(), some.end());
    table.fields.push_back(metadataField());
    table.columns.insert(table.columns.begin() + 2, {.path = "auth.mcp_server_url",
                                                     .label = QT_TRANSLATE_NOOP("Resource", "Opens"),
                                                     .width = 200,
                                                     .fallbackPath = "auth.secret_name"});
    table.filters = {archivedFilter()};
    table.actions = {validation("status",
                                {{QStringLiteral("valid"), QT_TRANSLATE_NOOP("Resource", "The MCP server takes the token.")},
                                 {QStringLiteral("invalid"), QT_TRANSLATE_NOOP("Resource", "The MCP server refuses the token: sign in again and enter a new one.")},
                                 {QStringLiteral("unknown"), QT_TRANSLATE_NOOP("Resource", "The server could not find out. Try again later.")}})};
    return table;
}

} // namespace backends::anthropic
