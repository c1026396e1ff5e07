#include "api/eventfeed.h"
