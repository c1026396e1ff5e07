#include "ui/screens/abilitywords.h"

#include <QCoreApplication>

namespace screens {

using Kind = api::Outgoing::Kind;

namespace {

struct AbilityWords
{
    Q_DECLARE_TR_FUNCTIONS(AbilityWords)
};

} // namespace

QString whyNot(const api::ConversationTraits &traits, Kind kind)
{
    switch (kind) {
    case Kind::Message:
        return {};
    case Kind::Interrupt:
        return traits.interrupt ? QString() : AbilityWords::tr("This server cannot stop a turn: it accepts the request and goes on.");
    case Kind::Allow:
    case Kind::Deny:
        return traits.toolApproval
            ? QString()
            : AbilityWords::tr("This server stores an answer but never goes on with the call. The session cannot be continued; start a new one.");
    case Kind::CustomResult:
        return traits.customToolResults
            ? QString()
            : AbilityWords::tr("This server stores a result but never goes on with the call. The session cannot be continued; start a new one.");
    }
    return {};
}

QString noEffectTitle(Kind kind)
{
    switch (kind) {
    case Kind::Message:
        return {};
    case Kind::Interrupt:
        return AbilityWords::tr("The turn goes on.");
    case Kind::Allow:
    case Kind::Deny:
    case Kind::CustomResult:
        return AbilityWords::tr("The agent does not go on.");
    }
    return {};
}

QString noEffectText(Kind kind)
{
    switch (kind) {
    case Kind::Message:
        return {};
    case Kind::Interrupt:
        return AbilityWords::tr("The server accepted the interrupt and did nothing. Interrupting is switched off for this connection until it is opened again.");
    case Kind::Allow:
    case Kind::Deny:
    case Kind::CustomResult:
        return AbilityWords::tr("The server took your answer, but nothing came of it. Answering calls is switched off for this connection until it is opened again.");
    }
    return {};
}

} // namespace screens
