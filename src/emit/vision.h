/*
 * vision: problems with their evidence and goals, and what is missing, ready to be shown.
 *
 * Everything is said of a struct coverage (plan/coverage.h).  Problems have numbers from 1, in the
 * order of the book, by which the other parts speak of them.
 */
#ifndef EMIT_VISION_H
#define EMIT_VISION_H

#include "emit/table.h"
#include "plan/coverage.h"

/* A list with a heading: "Stories that no problem cites". */
struct vision_section {
	struct str title;
	struct str note; /* what to do about it; or empty */
	struct strs items;
};

struct vision_sections {
	struct vision_section *items;
	size_t count, capacity;
};

/* "6 problems, 4 addressed by goals; 11 of 12 stories cited" */
struct str vision_sum(struct arena *arena, const struct coverage *coverage);

/* A row a problem: what it rests on, what is wanted, which goals address it. */
void vision_problems(struct arena *arena, const struct coverage *coverage, struct table *ret_table);

/* Goals that name problems down, problems by their numbers across; the last row counts. */
void vision_matrix(struct arena *arena, const struct coverage *coverage, struct table *ret_table);

/* What is wanted, missing or broken; only sections that have something to say. */
void vision_sections(struct arena *arena, const struct coverage *coverage,
		     struct vision_sections *ret_sections);

/* "leads: 3, no path: 1"; empty where all are 0. */
struct str vision_certainty_sums(struct arena *arena, const size_t *counts);

/* A row a part of the future: how sure it is, how sure the points below it, the goal that it leads
   to.  No rows where the book says nothing of the kind. */
void vision_aspects(struct arena *arena, const struct coverage *coverage, struct table *ret_table);

void vision_put_json(struct arena *scratch, const struct coverage *coverage, struct buf *out);

/* The name of the choice, "details-open"; empty behind the last one. */
struct str vision_certainty_name(size_t index);

/* "details-open" -> "details open": as people say how sure a goal or a part of the future is. */
struct str vision_certainty(struct arena *arena, size_t index);

#endif
