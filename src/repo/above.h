/*
 * above: what stands around a folder of a work tree.  Private to repo/.
 */
#ifndef REPO_ABOVE_H
#define REPO_ABOVE_H

#include "diag/diag.h"
#include "repo/ignore.h"

/* The nearest folder at or above `path` (absolute, no links in it) that has a .git; empty if there
   is none.  A slice of `path`. */
struct str above_find_top(struct str path);

/* A path without symbolic links and without a slash at its end; empty if there is none. */
struct str above_real_path(struct arena *arena, struct str path);

/* Whether the folder is what `git clone --bare` makes: a repository without a work tree. */
bool above_is_bare(struct str folder);

/*
 * The rules that hold in the folder `path` (absolute, no links in it) without its own .gitignore:
 * .git/info/exclude and the files of the folders above it, up to the work tree's top.  They are
 * about paths from that top; `*ret_prefix` is `path` in this form, "" for the top itself and where
 * there is no repository.  Rules that leave out the folder itself do not count: whoever names it
 * wants it.
 */
const struct ignore *above_read_rules(struct arena *arena, struct str path, struct str *ret_prefix,
				      struct diags *diags);

#endif
