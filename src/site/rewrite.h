/*
 * rewrite: markup of a page, so that it can stand in one document with that of others.
 *
 * It reads what this program has written for the page's own address (so it is well nested, and each
 * value of an attribute stands in double quotes) and changes: headings go one level down; ids begin
 * with the page's number ("wm:12:impact"), and what refers to them; links to pages of the book lead into
 * the document, others are relative to it; folded details are open.
 */
#ifndef SITE_REWRITE_H
#define SITE_REWRITE_H

#include "base/buf.h"
#include "model/model.h"

struct rewrite {
	const struct model *model;
	struct str from; /* address that the markup was written for */
	struct str to;   /* of the document */
	uint32_t page;   /* number of the page: its order */
	struct arena *scratch;
	struct buf *out;
};

void rewrite_put(const struct rewrite *rewrite, struct str markup);

#endif
