/*
 * markdown_fence: lines that certainly are fenced code.
 *
 * Part of markdown_guard, which must not count the underscores of a large listing.  Only fences
 * outside of quotes and lists count; as soon as it is not certain what the parser takes a fence
 * for (in a list item, behind an HTML block), no further line is called code.
 */
#ifndef TEXT_MARKDOWN_FENCE_H
#define TEXT_MARKDOWN_FENCE_H

#include "base/str.h"

struct fences {
	bool distrusted;
	bool after_html; /* HTML began after the last blank line */
	char mark;       /* of the open block; 0: none */
	size_t length;
};

/* Whether the line is code or a fence.  `in_container`: a quote, list or footnote may be open. */
bool fences_skip(struct fences *fences, struct str line, bool in_container);

/* Takes note of a line that is not code: `text` is what stands behind its markers. */
void fences_note(struct fences *fences, struct str text);

#endif
