// SQLite writes nothing itself.
#pragma once
#include <stddef.h>
