/*
 * digest: events gathered by record, as people are told them: one line a record, goals first.
 *
 * Steps (milestones, asks) that come or go with their parent are told with it, in a number; several that
 * come to one parent, or go from it, are one line.  Where a dozen records have one and the same field changed, as when
 * an address moves that all of them name, those to which nothing else happened are one line, too, and of the others it
 * is left out.  A record of which nothing is known but minor events
 * (words of its text, a new id) is only counted, unless all is wanted.  To add a form: a function digest_put_NAME in digest_put.c, and its word in the commands that offer it.
 */
#ifndef HISTORY_DIGEST_H
#define HISTORY_DIGEST_H

#include "base/buf.h"
#include "history/events.h"

struct told {
	const struct event *const *events; /* of one record, in the order of the vocabulary */
	size_t count;
	size_t steps[2]; /* milestones, asks that came or went with it */
	bool is_group;   /* steps of one parent that came or went, an event each … */
	size_t of;       /* … of so many */
	bool is_mass; /* nothing happened to it but what the same edit did to a dozen of its kind … */
	size_t alike;                       /* … so many more of which it stands for */
	const struct digest_counts *counts; /* NULL: all is told */
};

/* Of all events of one comparison: the milestones and asks of each parent that came or went, and the records of a
   kind that say another value of a field.  A filter chooses what is told, and makes nothing smaller: digests of parts of
   the events have these counts of all. */
struct digest_counts {
	struct map come, gone; /* parent -> size_t[2] */
	size_t set[KIND_COUNT][FIELD_COUNT];
};
void digest_count(struct arena *arena, const struct events *events,
		  struct digest_counts *ret_counts);

struct digest {
	struct told *items;
	size_t count, capacity;
	size_t come, gone, changed; /* records, folded ones too */
	size_t minor;               /* records that are not told */
};

/* `events` are those of one comparison, in its order; what a filter has taken out is not there, but in `counts`, which
   must live as long as the digest.  With `is_long` everything is told, each record by itself. */
void digest_make(struct arena *arena, const struct event *const *events, size_t count,
		 const struct digest_counts *counts, bool is_long, struct digest *ret_digest);

/* What happened to the record, all in one line. */
struct str told_phrase(struct arena *arena, const struct told *told);
/* "Stabilize the lint (Must not suspend lint)": milestones and asks with their parent; of a group the
   parent.  With the id where another record has the same title. */
struct str told_subject(struct arena *arena, const struct told *told);
/* '+' it has come, '-' it has gone, '~' it has changed. */
char told_sign(const struct told *told);

struct digest_look {
	size_t columns;
	bool color;
	bool is_long; /* an event a line, with ids and how the record was known */
	size_t indent;
	bool is_brief;    /* long texts and lists are cut */
	bool with_owners; /* behind what happened */
	/* Where one can read what is told of: the record, or of a group the parent; empty: nowhere.  NULL: no links. */
	struct str (*address)(const void *context, struct arena *arena, const struct told *told);
	const void *context;
};

/* Under the kinds' names when `with_kinds`; else the kind stands before each record. */
void digest_put_text(struct arena *arena, const struct digest *digest, bool with_kinds,
		     const struct digest_look *look, struct buf *out);
/* It calls nobody (emit/quiet.h): people paste it into pull requests. */
void digest_put_markdown(struct arena *arena, const struct digest *digest, bool with_kinds,
			 const struct digest_look *look, struct buf *out);

/* "12 records: 2 new, 1 gone, 9 changed; of 3 more only words"; the advice is how to see these. */
struct str digest_sum(struct arena *arena, const struct digest *digest, bool with_advice);
/* What a terminal shows as it is, for a page: with a capital and a full stop. */
struct str digest_sentence(struct arena *arena, struct str text);

#endif
