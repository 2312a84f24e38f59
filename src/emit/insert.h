/*
 * insert: what a caller puts in place of parts of a page's text while it is written as HTML.
 *
 * Here it is known where: directives of the page (model/directive.h), and texts outside of code.
 * What comes there is the caller's business; a spot without inserts shows text as it is written.
 */
#ifndef EMIT_INSERT_H
#define EMIT_INSERT_H

#include "emit/markup.h"

struct inserts {
	void *context;
	/* Writes blocks where there is room for them, rows in a table's body, or a number.  NULL:
	   directives are shown as they are written. */
	void (*directive)(void *context, const struct directive *directive, struct buf *out);
	/* Whether a directive puts a heading with this id into the page.  NULL: none does. */
	bool (*anchor)(void *context, const struct page *page, struct str anchor);
	/* Writes a text.  Where `is_label` no link may be made of it: it is in one already.  NULL: it
	   is escaped, no more. */
	void (*text)(void *context, struct str text, bool is_label, struct buf *out);
	/* Writes blocks in the place of a code block; false: it is written as code.  NULL: all are. */
	bool (*code)(void *context, uint32_t node, struct buf *out);
};

/* A walk over the nodes of the spot's page, in order. */
struct insert_walk {
	const struct spot *spot;
	struct markup *markup;
	size_t next; /* directive */
};

/* Directives that take the place of a whole node; false: the node is written as it is. */
bool insert_directives(struct insert_walk *walk, uint32_t node);

/* A code block in whose place there is something else; false: it is written as it is. */
bool insert_code(struct insert_walk *walk, uint32_t node);

/* A text node, with the numbers that stand in it. */
void insert_text(struct insert_walk *walk, uint32_t node);

#endif
