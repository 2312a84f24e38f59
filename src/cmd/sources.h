/*
 * sources: the lines of a loaded book's files, for showing findings and for baselines.
 */
#ifndef CMD_SOURCES_H
#define CMD_SOURCES_H

#include "diag/output.h"
#include "model/model.h"

struct sources {
	const struct model *model;
	struct arena *arena;
	struct map files;           /* path -> struct lines, of files that are no pages */
	struct repo_reader *reader; /* opened when the first of them is asked for */
};

/* `model` may be NULL: then there are no lines. */
void sources_init(struct sources *sources, struct arena *arena, const struct model *model);
void sources_close(struct sources *sources);

struct diag_lines sources_lines(struct sources *sources);

#endif
