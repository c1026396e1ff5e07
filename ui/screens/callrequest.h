#pragma once

#include "models/conversation.h"

#include <vector>

namespace screens {

//! A tool call that waits for this person: to be allowed or denied, or to be given its result.
using CallRequest = models::Conversation::PendingCall;
using CallRequests = std::vector<CallRequest>;

//! The place of the call with this id, or -1.
int indexOfCall(const CallRequests &requests, const QString &id);
//! The call to show: the one that is shown while nobody has answered it, else the first that nobody has answered, else any; -1: none.
int callToShow(const CallRequests &requests, const QString &shownId);

//! What a call would run, for reading: one "name: value" a member, values as they are with whatever hides text made visible (S11, S12).
//!
//! Input that is no JSON object, or that cannot be read, is shown as the bytes that came.
QString readableInput(const QByteArray &input);
//! The same bytes as indented JSON; the bytes themselves when they are no JSON.
QString jsonInput(const QByteArray &input);

} // namespace screens
