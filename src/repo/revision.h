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
};

/* The commit; the caller frees it.  NULL after a failure that says what would be right. */
git_commit *revision_find(const struct revision_source *source, struct str at, struct diags *diags);

/* What is to be known about a commit, as valid UTF-8 in the arena. */
struct repo_revision revision_describe(const struct library *library, struct arena *arena,
				       git_commit *commit);

#endif
