/*
 * locate: the git repository around a folder.  Private to repo/.
 */
#ifndef REPO_LOCATE_H
#define REPO_LOCATE_H

#include "repo/library.h"

struct location {
	git_repository *repository;
	struct str
		prefix; /* the folder inside of the repository; "" for its top, and for a bare one */
};

/* `root` is a folder that exists.  False after a failure, which says whose the repository is when
   git refuses to read it because of that.  The caller frees the repository. */
bool locate_repository(const struct library *library, struct arena *arena, struct str root,
		       struct location *ret_location, struct diags *diags);

#endif
