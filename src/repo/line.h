/*
 * line: what a merge on the line of first parents brought along its other side.
 *
 * First parents are what people followed, unless somebody merges the branch into another one and lets that take its
 * place: then what people had seen on the branch stands on the other side of a merge.  git's own words for such a
 * merge tell it: "Merge branch 'main' into fix".
 */
#ifndef REPO_LINE_H
#define REPO_LINE_H

#include "repo/repo.h"

struct line_merge {
	size_t count;            /* of commits along the first parents of the other side */
	struct date first, last; /* the days of the oldest and the newest of them */
	struct str from,
		into; /* where the words tell it: the branch that was merged, and into which; else empty */
};

/* The repository around a folder; lives in the arena.  NULL: it cannot be read, and nothing is said. */
struct line;
struct line *line_open(struct arena *arena, struct str path);
void line_close(struct line *line); /* NULL: nothing */

/* What the commit (hexadecimal digits) brought; false: it is no merge, or cannot be read. */
bool line_look(struct line *line, struct str id, struct line_merge *ret_merge);

/* The latest merge of HEAD's line after the day `last` whose words tell that the branch was merged into another one, so
   that commits of `first` (unset: of any day) to `last` are beside the line.  These are counted.  False: there is none. */
bool line_find_hidden(struct line *line, struct date first, struct date last,
		      struct line_merge *ret_merge, struct repo_revision *ret_revision);

/* "Merge branch 'main' into fix", "Merge remote-tracking branch 'origin/main' into fix"; both empty: other words, or
   the branch is merged into itself. */
void line_read_words(struct str summary, struct str *ret_from, struct str *ret_into);

#endif
