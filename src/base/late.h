/*
 * late: a shared library that few runs need, loaded when one does.
 *
 * Each library that the program is linked with costs every start of it a tenth of a millisecond to several.
 * So its types come from its header, and its functions are found by their names and put into a table, a struct
 * of pointers.  Who has such a library: repo/library.h, emit/sqlite_library.h, rollup/stemmer.h.
 */
#ifndef BASE_LATE_H
#define BASE_LATE_H

#include <stdbool.h>
#include <stddef.h>

struct late_function {
	const char *name;
	size_t offset; /* of its pointer in the table */
};

/* Fills the table.  The library stays to the end of the program.  False: *ret_reason says why, and lives until
   the next call. */
bool late_load(const char *file, const struct late_function *functions, size_t count, void *table,
	       const char **ret_reason);

#endif
