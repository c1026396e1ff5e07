#include "base/logging.h"

Q_LOGGING_CATEGORY(logNet, "muster.net", QtInfoMsg)
Q_LOGGING_CATEGORY(logSync, "muster.sync", QtInfoMsg)
Q_LOGGING_CATEGORY(logStore, "muster.store", QtInfoMsg)
Q_LOGGING_CATEGORY(logAccounts, "muster.accounts", QtInfoMsg)
Q_LOGGING_CATEGORY(logDemo, "muster.demo", QtInfoMsg)
Q_LOGGING_CATEGORY(logUi, "muster.ui", QtInfoMsg)
