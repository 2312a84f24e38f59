/*
 * links: where symbolic links lead, without asking a file system.  Private to repo/.
 */
#ifndef REPO_LINKS_H
#define REPO_LINKS_H

#include "repo/repo.h"

/*
 * repo->files are sorted, and each link's `target` is the text that stands in the link.  Afterwards
 * it is the path of a regular file of the book, whose object and size the link has, too; links
 * that do not lead to one are findings and gone.
 */
void links_follow(struct repo *repo, struct diags *diags);

#endif
