#pragma once

#include "base/error.h"
#include "ui/widgets/stateview.h"

#include <QString>

namespace screens {

//! An error in words: what happened, why, and what to do next. The only place that turns base::Error into text for people.
//!
//! Title and text may quote the server: show them as plain text only (widgets::MessageBar, StateView and PlainLabel do).
struct ErrorText
{
    //! What the button beside the text does.
    enum class Next {
        None,
        Retry,            //!< the same again
        ChangeConnection, //!< open the connection's settings: key, address, proxy, certificate
        FixInput,         //!< back to the fields; nothing was lost
        Reload,           //!< read the newest state, then decide
        CheckOutcome,     //!< look whether it happened before doing it again
    };

    QString title;    //!< one short sentence without a full stop at its end
    QString text;     //!< one to three sentences
    Next next = Next::None;
    QString button;   //!< label of the next step; empty for None
    QString details;  //!< technical, several lines: kind, status, server's type, request id

    static ErrorText of(const base::Error &error);
    //! Why an address was refused before it was used (net::validateBaseUrl).
    static QString ofAddress(const base::Error &error);
    //! Why a sign-in in the browser brought no key.
    static ErrorText ofSignIn(const base::Error &error);
    //! Why a session did not get a message, an answer or an interrupt. Nothing of it is lost.
    static ErrorText ofSending(const base::Error &error);
    //! One sentence for a tooltip or a status line.
    QString sentence() const;
    widgets::Problem problem() const { return {title, text, button, details}; }
};

} // namespace screens
