/*
 * wildcard: the patterns of .gitignore files.
 *
 * Not base/path's globs, which know neither sets nor escapes nor git's idea of `**`.
 */
#ifndef REPO_WILDCARD_H
#define REPO_WILDCARD_H

#include "base/str.h"

#include <stdbool.h>

/* Bytes at the start of a pattern that stand for themselves. */
size_t wildcard_literal(struct str pattern);

/*
 * Whether all of `text` fits the pattern: `?` one byte, `*` any run, `[a-z]` one of a set, all
 * without a slash; `**` between slashes or at an end any number of folders; `\x` the byte x.
 * Never worse than (folders x bytes of the text squared), whatever the pattern is.
 */
bool wildcard_fits(struct str pattern, struct str text);

#endif
