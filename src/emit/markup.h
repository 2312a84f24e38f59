/*
 * markup: raw HTML of a book, written anew.
 *
 * text/rawhtml.h says which elements and attributes are let through; this keeps them well nested
 * within the Markdown around them, so that a page stays valid and no element reaches out of the
 * block it stands in: a stack of open elements, end tags that match nothing are dropped, what is
 * open at the end of a Markdown block that holds it is closed there.  An element in a place where
 * HTML does not allow it is shown as the text that it is, as all refused markup is.  Comments are dropped.
 *
 * To allow another element: rawhtml.c, and a row in `elements` here.
 */
#ifndef EMIT_MARKUP_H
#define EMIT_MARKUP_H

#include "emit/link.h"

#define MARKUP_DEPTH 64 /* open elements; deeper ones are shown as text */

struct element;

struct markup {
	const struct spot *spot;
	struct buf *out;
	const struct node *node; /* that the markup stands in */
	const struct element *open[MARKUP_DEPTH];
	size_t count;
	size_t base;    /* elements below it belong to outer Markdown blocks */
	bool phrasing;  /* the Markdown block around it holds text only */
	bool in_link;   /* a Markdown link is open */
	struct map ids; /* that raw HTML has given so far */
};

/* Writes the raw source of an HTML block or inline; `follows` is the raw source right after it,
   if there is any. */
void markup_put(struct markup *markup, struct str source, struct str follows);

/* An element of this name is open. */
bool markup_is_in(const struct markup *markup, const char *name);

/* Closes the elements opened since there were `count`. */
void markup_close(struct markup *markup, size_t count);

enum markup_block { MARKUP_PARAGRAPH, MARKUP_HEADING, MARKUP_BLOCK };

/* Closes raw elements that cannot hold text: a list, a table, a row. */
void markup_make_text_room(struct markup *markup);

/* Closes raw elements that cannot hold a Markdown block of this sort.  True when a paragraph must
   be written without its tags, because the element that is open holds text only (summary). */
bool markup_make_room(struct markup *markup, enum markup_block block);

#endif
