/*
 * progress: how far a record is, and why that number.
 *
 * Leaves count, parents never: the milestones below a record, by weight.  Work that lists no
 * milestones is one leaf of weight 1, done as far as the bar drawn for it.  Done counts 1, dropped
 * leaves do not count at all.  Where nothing is stated about milestones (there are none, or none
 * has a state) the record's own bar is taken and shown as declared.
 */
#ifndef PLAN_PROGRESS_H
#define PLAN_PROGRESS_H

#include "model/model.h"

enum progress_basis {
	PROGRESS_UNKNOWN,  /* nothing says anything */
	PROGRESS_COUNTED,  /* from leaves */
	PROGRESS_DECLARED, /* drawn by hand */
	PROGRESS_STATE,    /* a record without leaves: done or not */
};

struct progress {
	enum progress_basis basis;
	double done, total; /* weights; for declared: cells */
	size_t leaves, leaves_done;
	size_t leaves_by_hand; /* without milestones, counted as far as their bar is drawn */
	size_t milestones, milestones_done; /* of leaves; the others are work that lists none */
	double others_done;                 /* of these, each of weight 1 */
	bool has_declared;
	int64_t declared_done, declared_total;
};

struct progress progress_of(const struct record *record);

/* 0..100, rounded down, 100 only when everything is done; -1 when
   nothing is known, or only that it is not done. */
int progress_percent(const struct progress *progress);

/* "4/6"; "50%" of a hundred: as somebody wrote it. */
struct str progress_fraction(struct arena *arena, int64_t done, int64_t total);

/* Whether the bar that is drawn for the record is within one cell of what was counted, and nearer than that when it
   has few cells; has_declared. */
bool progress_fits_declared(const struct progress *progress);

/* Which leaves, with what weight, and what the book itself says: "2 of 5 milestones done, by weight 3
   of 8; the book's own bar says otherwise, 4/6". */
struct str progress_explain(struct arena *arena, const struct progress *progress);

/* The same in a few words, beside a bar: "2 of 5 milestones done", "1.7 of 16 parts done", "as the book
   says"; empty: there is nothing to be said. */
struct str progress_short(struct arena *arena, const struct progress *progress);

/* The leaves that were counted, in order. */
void progress_leaves(struct arena *arena, const struct record *record, struct records *ret_leaves);

#endif
