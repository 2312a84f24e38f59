/*
 * sqlite_library: one table of names and places.
 */
#include "emit/sqlite_library.h"

#include "base/late.h"

#define SQLITE_LIBRARY "libsqlite3.so.0"

static const struct late_function functions[] = {
#define SQLITE_LIBRARY_ROW(name) { "sqlite3_" #name, offsetof(struct sqlite_library, name) },
	SQLITE_FUNCTIONS(SQLITE_LIBRARY_ROW)
#undef SQLITE_LIBRARY_ROW
};

bool
sqlite_library_open(struct sqlite_library *library, struct diags *diags)
{
	const char *reason;

	return late_load(SQLITE_LIBRARY, functions, sizeof functions / sizeof functions[0], library,
			 &reason) ||
	       diag_fail(diags, place_file(STR_EMPTY),
			 "a database is made with SQLite, which could not be loaded: %s", reason);
}
