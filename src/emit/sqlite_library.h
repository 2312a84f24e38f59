/*
 * sqlite_library: SQLite, loaded when a database is made (base/late.h).  To use one more of its functions,
 * add its name to the list.
 */
#ifndef EMIT_SQLITE_LIBRARY_H
#define EMIT_SQLITE_LIBRARY_H

#include "diag/diag.h"

#include <sqlite3.h>

/* Names without their "sqlite3_". */
#define SQLITE_FUNCTIONS(X)                                                                        \
	X(bind_int64)                                                                              \
	X(bind_text64)                                                                             \
	X(clear_bindings)                                                                          \
	X(close)                                                                                   \
	X(errmsg)                                                                                  \
	X(exec)                                                                                    \
	X(finalize)                                                                                \
	X(free)                                                                                    \
	X(open)                                                                                    \
	X(prepare_v2)                                                                              \
	X(reset)                                                                                   \
	X(serialize)                                                                               \
	X(step)

struct sqlite_library {
#define SQLITE_MEMBER(name) __typeof__(sqlite3_##name) *name;
	SQLITE_FUNCTIONS(SQLITE_MEMBER)
#undef SQLITE_MEMBER
};

/* False after a failure that says what to install. */
bool sqlite_library_open(struct sqlite_library *library, struct diags *diags);

#endif
