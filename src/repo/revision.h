/*
 * revision: which commit somebody means by a name or a date.  Private to repo/.
 */
#ifndef REPO_REVISION_H
#define REPO_REVISION_H

#include "repo/library.h"
#include "repo/repo.h"

struct revision_source {
	const struct library *library;
	git_repository *repository;
	struct str root; /* as the user named it */
	/* Where a merge says that this branch was merged into another one, its second parent is what it was; empty:
	   first parents. */
	struct str branch;
};

/* The commit; the caller frees it.  NULL after a failure that says what would be right. */
git_commit *revision_find(const struct revision_source *source, struct str at, struct diags *diags);

/* The committer's day in the committer's zone, since 1970-01-01; of any moment that a commit can name. */
int64_t revision_day(const struct library *library, const git_commit *commit);

/* The branch that `at` or, where that is none, HEAD is; in the arena.  Empty: HEAD is no branch. */
struct str revision_branch(const struct revision_source *source, struct arena *arena,
			   struct str at);

/* The commit before it on the line, in place of the commit itself: its first parent, unless it is a merge that took the
   branch's place.  False when there is none to be had; then
   `*ret_is_end` says whether that is the end of the history (of what a shallow clone has of it) or a
   failure that was reported. */
bool revision_go_back(const struct revision_source *source, git_commit **commit, bool *ret_is_end,
		      struct diags *diags);

/* What is to be known about a commit, as valid UTF-8 in the arena. */
struct repo_revision revision_describe(const struct library *library, struct arena *arena,
				       git_commit *commit);

#endif
