/*
 * memory: a book that stands in memory: a driver of repo/ for tests and harnesses.
 */
#ifndef UNIT_MEMORY_H
#define UNIT_MEMORY_H

#include "base/vec.h"
#include "repo/repo.h"

struct memory_file {
	struct str path, bytes;
};

/* What can be read: lives in the repo's arena.  Of several files with one path the first counts. */
struct memory {
	VEC(struct memory_file) files;
};

/* Makes the repo read from here; which files it lists is left to the caller. */
void memory_open(struct repo *repo, struct memory *memory);

/* The same, and lists all files, of which those with the same bytes have the same object id. */
void memory_list(struct repo *repo, struct memory *memory);

#endif
