/*
 * ties: what a record stands on, and what stands on it, across the vision and the roadmap.
 *
 * A goal addresses themes, a theme cites stories, a shiny future story retells status quo ones, a
 * summary tells several: these ways are followed in both directions.  An initiative, milestone or
 * ask has the ties of its goal.
 */
#ifndef PLAN_TIES_H
#define PLAN_TIES_H

#include "model/model.h"

/* Records in the order of adding, once each. */
struct ties_set {
	struct arena *arena;
	struct records *records;
	struct map seen;
};

struct ties_set ties_set_of(struct arena *arena, struct records *ret_records);
void ties_set_add(struct ties_set *set, struct record *record);
void ties_set_add_all(struct ties_set *set, const struct records *more);
/* Those that a field of the record names. */
void ties_set_add_named(struct ties_set *set, const struct record *record, enum field field);

/* The record's field names the other one. */
bool ties_names(const struct record *record, enum field field, const struct record *target);

/* … some record of the book. */
bool ties_named_any(const struct record *record, enum field field);

/* Records that `field` of the record names, resolved ones only, once each. */
void ties_named(struct arena *arena, const struct record *record, enum field field,
		struct records *ret_records);

/* Records of `kind` that name the record in `field`. */
void ties_naming(struct arena *arena, const struct record *record, enum kind kind, enum field field,
		 struct records *ret_records);

/* Themes behind a piece of work, or those that cite a story. */
void ties_themes(struct arena *arena, const struct record *record, struct records *ret_themes);

/* Stories behind a theme, a summary or a piece of work; for a story those that it retells. */
void ties_stories(struct arena *arena, const struct record *record, struct records *ret_stories);

/* Goals that a theme or a story leads to. */
void ties_goals(struct arena *arena, const struct record *record, struct records *ret_goals);

#endif
