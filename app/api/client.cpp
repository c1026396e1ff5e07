#include "api/client.h"
