/*
 * git: what the driver for a revision and the timeline share.  Private to repo/.
 */
#ifndef REPO_GIT_H
#define REPO_GIT_H

#include "repo/library.h"
#include "repo/locate.h"
#include "repo/timeline.h"

/* A repo's handle. */
struct git {
	struct library library;
	struct str objects; /* path of the object database */
	git_odb *shared;    /* readers use it, and closing the repo closes nothing: whoever opened
			       it stays in one thread; or NULL: each reader opens one */
};

struct timeline_handles {
	struct git git;
	struct location location;
	struct str until;  /* as the user named it */
	struct str branch; /* whose line it is; empty: first parents */
	git_oid last;      /* the commit that it named */
};

/* Sets git->objects. */
bool git_find_objects(struct git *git, struct arena *arena, git_repository *repository,
		      struct diags *diags);

/* Lists the folder `prefix` of the tree into the repo, whose handle is set.  False after a failure. */
bool git_list(struct repo *repo, git_repository *repository, struct str prefix, git_oid tree,
	      struct diags *diags);

#endif
