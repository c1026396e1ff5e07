#pragma once

#include "accounts/heldsecret.h"
#include "api/profile.h"

#include <QByteArray>
#include <QString>

#include <map>
#include <vector>

namespace accounts {

//! The keys and addresses that stood in the environment when the program started. They are read once and taken out of it, so that no child
//! process inherits them; they are kept here until the program ends, and nowhere else unless the person says so.
class EnvironmentKeys
{
public:
    //! A variable that this program knows. What is no key is an address.
    struct Known
    {
        const char *variable;
        api::Platform platform;
        bool isAddress;
        api::Credential credential;
        const char *addressVariable; //!< where its address may stand
    };
    static const std::vector<Known> &known();

    //! Nothing.
    EnvironmentKeys() = default;
    //! Reads the variables, overwrites their values where the kernel finds them for /proc/PID/environ, and unsets them. Before there is a
    //! second thread or a child: others read the environment without a lock.
    static EnvironmentKeys take();

    //! Without blanks around it; empty when the variable was not set.
    QByteArray value(const char *variable) const;

private:
    std::map<QByteArray, HeldSecret> m_values;
};

} // namespace accounts
