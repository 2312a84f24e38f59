/*
 * ignore: what .gitignore files say about a path (gitignore(5)).
 *
 * Own code, because libgit2 costs every start of the program several milliseconds.  It follows
 * what git does rather than what its manual says: `git check-ignore` is the judge.
 *
 * Not done: core.excludesFile and core.ignoreCase, which belong to a user's machine and not to the
 * book; and files that git tracks although a pattern fits them are left out as well, because only
 * the index knows them.
 */
#ifndef REPO_IGNORE_H
#define REPO_IGNORE_H

#include "base/arena.h"
#include "base/str.h"

#include <stdbool.h>

/* A larger file is not a list of patterns that somebody wrote; every pattern costs time on every
   path. */
#define IGNORE_LIMIT_BYTES (256u << 10)

/* The rules of one file, with those that stand above it.  NULL is "no rules". */
struct ignore;

/*
 * The rules of a file with this text in folder `base`, which is written like the paths below
 * ("" for the top).  Keeps slices of `text` and `base`, which live as long as the arena.
 * `above` is what an outer folder's file says; it holds where this one says nothing.
 */
const struct ignore *ignore_read(struct arena *arena, const struct ignore *above, struct str base,
				 struct str text);

/*
 * Whether the path is left out.  `path` stands below the bases of all rules, and no folder that it
 * stands in is left out itself: the caller goes down from the top and does not enter those.
 */
bool ignore_covers(const struct ignore *ignore, struct str path, bool is_folder);

#endif
