/*
 * share: the files of share/, which are part of the program.
 *
 * scripts/embed writes the table when the program is built; to add a file, put it into share/.
 * Nothing here is ever freed.
 */
#ifndef BASE_SHARE_H
#define BASE_SHARE_H

#include "base/str.h"

#include <stddef.h>

struct share_file {
	const char *path; /* below share/: "dialects/native.yaml" */
	const char *data; /* ends in a NUL that is not counted */
	size_t length;
};

/* The file, or NULL when there is none of this path. */
const struct share_file *share_find(struct str path);

/* All files in bytewise order of their paths. */
const struct share_file *share_files(size_t *ret_count);

/* The generated table; use share_files. */
extern const struct share_file share_table[];
extern const size_t share_table_count;

#endif
