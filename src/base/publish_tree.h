/*
 * publish_tree: files and folders below two open directories.  For publish.c only.
 */
#ifndef BASE_PUBLISH_TREE_H
#define BASE_PUBLISH_TREE_H

#include "base/map.h"
#include "base/vec.h"

#include <stdbool.h>

/* All return false and set errno. */

/* Is the file below `directory` a regular one with exactly these bytes, one part behind the other? */
bool tree_file_equals(int directory, const char *path, const struct strs *parts);

/* The file must not be there. */
bool tree_write(int directory, const char *path, const struct strs *parts);

/* The same inode in another tree; a copy where the file system has no links. */
bool tree_link(int from, int to, const char *path);

/* Puts the directories that the path stands in into the map, outermost first; NUL-terminated. */
void tree_add_dirs(struct arena *arena, struct map *dirs, struct str path);

/* Makes directories; those that are there are as good. */
bool tree_make_dirs(int directory, const struct map *dirs);

struct tree_carry {
	struct arena *arena;
	int from, to;
	const struct map *ours; /* files in `from` that are not carried */
	const struct map
		*our_dirs;       /* folders in `from` that are there only for the sake of `ours` */
	const struct map *taken; /* paths in `to` that are there already */
	struct str failed; /* where it went wrong; a path that is in `taken`: errno is EEXIST */
};

/* Links everything in `from` that is not ours into `to`. */
bool tree_carry_foreign(struct tree_carry *carry);

bool tree_is_empty(int directory);

#endif
