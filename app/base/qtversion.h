#pragma once

//! The one header that knows which Qt we are built against; everything else asks by feature.
#include <QtGlobal>

#define MUSTER_QT_HAS_COLOR_SCHEME (QT_VERSION >= QT_VERSION_CHECK(6, 5, 0))        // QStyleHints::colorScheme
#define MUSTER_QT_HAS_HTTP1_CONFIG (QT_VERSION >= QT_VERSION_CHECK(6, 5, 0))        // QHttp1Configuration
#define MUSTER_QT_HAS_ANNOUNCEMENT (QT_VERSION >= QT_VERSION_CHECK(6, 8, 0))        // QAccessibleAnnouncementEvent
#define MUSTER_QT_HTTP2_IS_SAFE (QT_VERSION >= QT_VERSION_CHECK(6, 7, 3))           // reliability.md §0.5
