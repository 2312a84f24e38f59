/*
 * marks: whether some words stand in parts of a text, for who asks about part after part.
 *
 * The text is searched once, however many parts it has, and no further than somebody asks.
 */
#ifndef BASE_MARKS_H
#define BASE_MARKS_H

#include "base/str.h"

#define MARKS_MOST 6

struct marks {
	struct str text;
	const struct str *words; /* none is empty */
	size_t count;
	size_t from;               /* of the part that was asked about last */
	size_t places[MARKS_MOST]; /* of each word: its first one at or behind `from` */
	size_t nearest;            /* of the places */
};

/* `words` must live as long as the marks. */
void marks_init(struct marks *marks, struct str text, const struct str *words, size_t count);

/* Goes on to the places at or behind `from`. */
void marks_find(struct marks *marks, size_t from);

/* Whether a word may begin in text[from..to).  Certain for parts that are asked about in the order of the
   text; true for one that begins before the last one. */
static inline bool
marks_may_stand(struct marks *marks, size_t from, size_t to)
{
	if (from < marks->from)
		return true;
	if (marks->nearest < from)
		marks_find(marks, from);
	marks->from = from;
	return marks->nearest < to;
}

#endif
