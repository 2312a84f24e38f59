/*
 * past: reads a book's revisions, one after the other, and what each of them brought.
 */
#ifndef CMD_PAST_H
#define CMD_PAST_H

#include "cmd/command.h"
#include "history/chronicle.h"

/* Which revisions: after `since` (empty: all) up to `until` (empty: HEAD), as repo/timeline.h has them. */
struct past_line {
	struct str root; /* the book's folder */
	struct str since, until;
	bool follows_branch; /* timeline.h */
};

struct past {
	struct past_line line;
	struct chronicle chronicle;
	size_t first; /* item of the chronicle that came after `since`: those before it are what
			 one has to know to understand the rest */
	struct lives lives;
	bool is_cut;                /* what happened up to `since` was not read */
	bool is_unchanged;          /* no commit of the line changed the book */
	bool is_reversed;           /* `until` is earlier than `since` */
	bool is_empty;              /* no commit has the book's folder */
	bool is_shallow;            /* what happened up to `oldest` is not there */
	struct date oldest, newest; /* of the first and the last revision */
};

/* What to call an event depends on what was before: where that matters, past_complete is called.  Uses all cores.  False
   after a failure.  A revision of which something cannot be read is a failure, too: it is said, and left out; unless that
   is because the history was rewritten while it was read, and then nothing is told. */
bool past_read(struct call *call, const struct past_line *line, struct past *ret_past);

/* Reads what happened up to `since`, too, if it was not read.  What came after is read again, mostly from the cache.
   False after a failure. */
bool past_complete(struct call *call, struct past *past);

/* The book as it was at the end of the line; NULL: it cannot be read, and nothing is said of it. */
struct model *past_last(struct call *call, const struct past_line *line);

#endif
