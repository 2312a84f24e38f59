/*
 * markdown: a document, or a part of it, as HTML.
 *
 * Text from a book is always escaped.  Raw HTML is written anew from what text/rawhtml.h lets
 * through (see markup.h), links lead to where model/link.h says, relative to the output.  Ids made
 * here start with "wm:", which no heading's anchor can.
 *
 * To add a kind of node: a row in `writers` with its function, or put_simple and a row in `simple`.
 */
#ifndef EMIT_MARKDOWN_H
#define EMIT_MARKDOWN_H

#include "base/buf.h"
#include "emit/link.h"
#include "model/model.h"

/* Nodes `from` to `end` of the spot's page, which must be whole subtrees.  Records in `rows` stand
   in rows of its tables (first_node), in order: these rows get the record's anchor.  Headings and
   raw HTML keep their anchors when spot->is_page. */
void markdown_put_html(const struct spot *spot, uint32_t from, uint32_t end,
		       const struct records *rows, struct buf *out);

/* The id under which a record without a page of its own can be linked to: "wm:milestone:x/y". */
struct str record_anchor(struct arena *arena, const struct record *record);

#endif
