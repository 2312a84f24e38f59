/*
 * markdown_common: what two versions of a page have in common.
 *
 * They are cut at lines where the parser stands outside of all blocks, whatever came before: those that follow a
 * blank line and begin at the margin with no marker of a list or a quote, unless they stand in a fence or raw HTML.
 * Of the later version it is not known yet where these end: there only the lines look like it.
 */
#ifndef TEXT_MARKDOWN_COMMON_H
#define TEXT_MARKDOWN_COMMON_H

#include "text/markdown.h"

#define COMMON_PARTS 16

/* A stretch of the former source, from cut to cut, that is the same in the later one; and its nodes. */
struct stretch {
	uint32_t start, end;
	uint32_t first, last; /* nodes, from `first` to before `last` */
	uint32_t shift;       /* to the offsets in the later source; may wrap around */
};

/* What the later source has between two stretches; perhaps nothing, where something went. */
struct part {
	uint32_t start, end;
};

struct common {
	struct arena *scratch;
	const struct doc *former, *doc; /* of `doc` there are source and lines */
	struct {
		uint32_t *items;
		size_t count, capacity;
	} blocks; /* the former's nodes that lie in no other */
	/* By turns: the stretch at the beginning, a part, a stretch and so on, at last the one at the end.  Those two
	   may be empty. */
	struct stretch stretches[COMMON_PARTS + 1];
	struct part parts[COMMON_PARTS];
	size_t part_count; /* at least one */
};

/* Finds stretches and parts of a later source whose Markdown begins at `body`.  False: there is too little in common. */
bool common_find(struct common *common, uint32_t body);

/* Whether the former source may be cut before the line (from 0). */
bool common_can_be_cut(const struct common *common, uint32_t line);

#endif
