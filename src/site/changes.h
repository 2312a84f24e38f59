/*
 * changes: the history by months and records.  Private to this folder.
 *
 * The page of changes has the newest months, as many as are short enough together; older ones stand on a
 * page for each year.
 */
#ifndef SITE_CHANGES_H
#define SITE_CHANGES_H

#include "site/parts.h"

/* What a month brought for one record. */
struct change_line {
	VEC(const struct site_change *) parts; /* newest first, one a commit or several */
};

struct change_month {
	struct date first;
	struct {
		struct change_line *items; /* goals first, then the newest */
		size_t count, capacity;
	} lines;
};

struct change_year {
	int year;
	struct str address;
	size_t first, end; /* its months */
};

struct change_months {
	struct change_month *items; /* newest first */
	size_t count, capacity;
	size_t newest; /* months on the page of changes */
	struct {
		struct change_year *items; /* newest first; empty when all months are on one page */
		size_t count, capacity;
	} years;
};

/* site->history and site->views must be set. */
const struct change_months *change_months_new(struct arena *arena, const struct site *site);

/* The newest change of the line. */
const struct site_change *change_line_first(const struct change_line *line);

/* The picture of how many stood in which state, and its table. */
void put_standings(struct canvas *canvas, const struct site_history *history);

output_function site_changes_year;

#endif
