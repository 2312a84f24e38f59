/*
 * listing: the files that a driver finds, and the checks on names, depth and number that hold for
 * both.  Private to repo/.
 *
 *	listing_count, listing_accepts for everything that is found, then listing_add,
 *	listing_add_link or (a folder) listing_may_enter; listing_finish at the end.
 */
#ifndef REPO_LISTING_H
#define REPO_LISTING_H

#include "repo/repo.h"

struct listing {
	struct repo *repo;
	struct diags *diags;
	VEC(struct repo_file) files;
	size_t entries; /* files and folders seen */
	size_t links;   /* symbolic links among the files */
	bool is_full;   /* the rest is not looked at */
};

void listing_init(struct listing *listing, struct repo *repo, struct diags *diags);

/* False, after one finding, when there are more files and folders than a book may have. */
bool listing_count(struct listing *listing);
void listing_stop(struct listing *listing); /* as if there had been too many */

/* False, after a finding, when no file can have such a path.  `name` is its last part. */
bool listing_accepts(struct listing *listing, struct str path, struct str name);

/* False, after a finding, when a folder stands too deep; the root has depth 0. */
bool listing_may_enter(struct listing *listing, struct str folder, unsigned depth);

/* Paths live as long as the repo, and end in NUL. */
struct repo_file *listing_add(struct listing *listing, struct str path, enum repo_file_kind kind);

/* `text` is what the link says, as it stands; it is copied. */
void listing_add_link(struct listing *listing, struct str path, struct str text);

/* Sorts, drops doubles, follows the links, and hands the files to the repo. */
void listing_finish(struct listing *listing);

#endif
