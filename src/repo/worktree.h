/*
 * worktree: what the two files of the work tree's driver share.  Private to repo/.
 */
#ifndef REPO_WORKTREE_H
#define REPO_WORKTREE_H

#include "repo/ignore.h"
#include "repo/listing.h"

/*
 * Adds everything below the folder that `root` is a descriptor of.  `prefix` is its path in the
 * form that `rules` are about (above.h).  False when the folder cannot be listed.
 */
bool worktree_walk(struct listing *listing, int root, struct str prefix,
		   const struct ignore *rules);

/* A finding: what was there a moment ago cannot be opened or read now.  Returns false. */
bool worktree_report(struct diags *diags, struct str path, int error);

/* The bytes of an open file; fewer than `size` when it has become shorter.  False with errno. */
bool worktree_read_bytes(int descriptor, size_t size, struct arena *arena, struct str *ret_bytes);

#endif
