/*
 * identity_search: what the rules of identity share.  For identity.c and identity_similarity.c only.
 */
#ifndef HISTORY_IDENTITY_SEARCH_H
#define HISTORY_IDENTITY_SEARCH_H

#include "history/identity.h"

struct search {
	struct arena *arena;
	const struct snapshot *before, *after;
	struct identity *olds, *news; /* by index */
	size_t old_count, new_count;  /* of those that are free */
};

static inline bool
is_free_old(const struct search *search, const struct entry *entry)
{
	return search->olds[entry->index].other == NULL;
}

static inline bool
is_free_new(const struct search *search, const struct entry *entry)
{
	return search->news[entry->index].other == NULL;
}

static inline void
pair(struct search *search, const struct entry *old, const struct entry *new,
     enum identity_rule rule, double score)
{
	search->olds[old->index] = (struct identity){ new, rule, score, NULL };
	search->news[new->index] = (struct identity){ old, rule, score, NULL };
	search->old_count--;
	search->new_count--;
}

/* "Implementation" in the table of one part of a goal is not that of another part … */
static inline bool
have_other_sections(const struct entry *old, const struct entry *new)
{
	return old->section.length > 0 && new->section.length > 0 &&
	       !str_equal_or_same(old->section, new->section);
}

/* … nor is it among the parts of another row, or a part of none. */
static inline bool
stand_elsewhere(const struct entry *old, const struct entry *new)
{
	return have_other_sections(old, new) ||
	       (old->section.length > 0 && new->section.length > 0 &&
		!str_equal_or_same(old->whole, new->whole));
}

/* The last rule, for entries of these kinds (KIND_BIT()s) that no other has paired. */
void identity_by_similarity(struct search *search, unsigned kinds);

#endif
