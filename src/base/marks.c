/*
 * marks: one place a word, which moves on when it is passed.
 */
#include "base/marks.h"

#include <assert.h>

static void
find(struct marks *marks, size_t word, size_t from)
{
	size_t found = str_find(str_from_offset(marks->text, from), marks->words[word]);

	marks->places[word] = found == STR_NONE ? STR_NONE : from + found;
	if (marks->places[word] < marks->nearest)
		marks->nearest = marks->places[word];
}

void
marks_init(struct marks *marks, struct str text, const struct str *words, size_t count)
{
	assert(count <= MARKS_MOST);
	*marks =
		(struct marks){ .text = text, .words = words, .count = count, .nearest = STR_NONE };
	for (size_t i = 0; i < count; i++)
		find(marks, i, 0);
}

void
marks_find(struct marks *marks, size_t from)
{
	marks->nearest = STR_NONE;
	for (size_t i = 0; i < marks->count; i++) {
		if (marks->places[i] < from)
			find(marks, i, from);
		else if (marks->places[i] < marks->nearest)
			marks->nearest = marks->places[i];
	}
}
