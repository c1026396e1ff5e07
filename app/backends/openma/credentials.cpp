#include "backends/openma/tables.h"
#include "backends/shared/credentialfields.h"
#include "backends/shared/fields.h"
#include "backends/shared/tables.h"

namespace backends::openma {

using api::Clearing;
using api::FieldDescriptor;
using api::FieldKind;

namespace {

const QString bearer = QStringLiteral("static_bearer");
const QString oauth = QStringLiteral("mcp_oauth");
const QString commandLine = QStringLiteral("cap_cli");

FieldDescriptor nameOfCredential()
{
    FieldDescriptor field = nameField(255);
    field.path = "display_name";
    return field;
}

FieldDescriptor providerField()
{
    FieldDescriptor field = credentialField("auth.provider", QT_TRANSLATE_NOOP("Resource", "Provider"), {bearer, oauth});
    field.help = QT_TRANSLATE_NOOP("Resource", "Only where the server has rules of its own for it.");
    field.kind = FieldKind::Choice;
    field.choices = {{QStringLiteral("github"), QT_TRANSLATE_NOOP("Resource", "GitHub")}, {QStringLiteral("linear"), QT_TRANSLATE_NOOP("Resource", "Linear")}};
    return field;
}

std::vector<FieldDescriptor> commandLineFields()
{
    FieldDescriptor program = credentialField("auth.cli_id", QT_TRANSLATE_NOOP("Resource", "Program"), {commandLine});
    program.help = QT_TRANSLATE_NOOP("Resource", "The token joins what this program sends; it is never in the environment itself.");
    program.kind = FieldKind::Choice;
    program.required = true;
    program.clearing = Clearing::NotClearable;
    program.initial = QStringLiteral("gh");
    for (const char *id : {"gh", "glab", "az", "gcloud", "aws", "fly", "vercel", "doctl", "heroku", "cf", "npm", "kubectl", "docker", "git"})
        program.choices.push_back({QString::fromLatin1(id), ""});
    FieldDescriptor extras = credentialField("auth.extras", QT_TRANSLATE_NOOP("Resource", "Further settings"), {commandLine});
    extras.help = QT_TRANSLATE_NOOP("Resource", "This server shows them again to everybody who may see the vault: no secrets here.");
    extras.kind = FieldKind::Metadata;
    extras.sentWhole = "auth.extras";
    return {program, extras};
}

// Flat beside the access token, all of it optional (openma.md §11.1); what another client wrote the other way stays as it is.
std::vector<FieldDescriptor> oauthFields()
{
    FieldDescriptor endpoint = credentialField("auth.token_endpoint", QT_TRANSLATE_NOOP("Resource", "Token endpoint"), {oauth});
    endpoint.help = QT_TRANSLATE_NOOP("Resource", "Where the refresh token is exchanged for a new access token.");
    return {secretField("auth.access_token", QT_TRANSLATE_NOOP("Resource", "Access token"), {oauth}),
            expiryField(),
            secretField("auth.refresh_token", QT_TRANSLATE_NOOP("Resource", "Refresh token"), {oauth}, false),
            endpoint,
            credentialField("auth.client_id", QT_TRANSLATE_NOOP("Resource", "Client id"), {oauth}),
            secretField("auth.client_secret", QT_TRANSLATE_NOOP("Resource", "Client secret"), {oauth}, false),
            credentialField("auth.authorization_server", QT_TRANSLATE_NOOP("Resource", "Authorization server"), {oauth})};
}

} // namespace

api::ResourceDescriptor credentials()
{
    api::ResourceDescriptor table = credentialTable();
    table.fields = {nameOfCredential(),
                    credentialTypeField({{bearer, QT_TRANSLATE_NOOP("Resource", "Bearer token")},
                                         {oauth, QT_TRANSLATE_NOOP("Resource", "OAuth")},
                                         {commandLine, QT_TRANSLATE_NOOP("Resource", "Command-line program")}}),
                    serverUrlField({bearer, oauth}),
                    commandLineFields().front(),
                    secretField("auth.token", QT_TRANSLATE_NOOP("Resource", "Token"), {bearer, commandLine}),
                    commandLineFields().back()};
    const auto tokens = oauthFields();
    table.fields.insert(table.fields.end(), tokens.begin(), tokens.end());
    table.fields.push_back(providerField());
    table.columns.insert(table.columns.begin() + 2, {.path = "auth.mcp_server_url",
                                                     .label = QT_TRANSLATE_NOOP("Resource", "Opens"),
                                                     .width = 200,
                                                     .fallbackPath = "auth.cli_id"});
    table.paging = api::PagingStyle::WholeList; // archived ones included, no filter
    table.actions = {validation("validated", {{QStringLiteral("true"), QT_TRANSLATE_NOOP("Resource", "A new access token was got: the refresh token works.")}})};
    return table;
}

} // namespace backends::openma
