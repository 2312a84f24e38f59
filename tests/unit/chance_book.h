/*
 * chance_book: books whose pages are made by chance of what the dialects read, in memory.
 */
#ifndef UNIT_CHANCE_BOOK_H
#define UNIT_CHANCE_BOOK_H

#include "repo/repo.h"

struct file {
	struct str path;
	uint32_t number; /* what it holds follows from this */
	uint32_t detail; /* and this: who, and in which state */
	bool is_there;
};

struct shelf {
	const char *dialect;
	struct file *files;
	size_t count;
	uint64_t seed;
};

/* From 0 to below - 1; the seed is another one then. */
uint32_t chance(uint64_t *seed, uint32_t below);

/* The files that are there.  Two texts have the same object id when they are the same. */
struct repo *repo_of(struct arena *arena, const struct shelf *shelf);

/* The next revision: one to three files come, go, or say something else. */
void shelf_change(struct shelf *shelf);

#endif
