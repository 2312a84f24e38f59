/*
 * link: addresses in the site, as links from one output to another.
 */
#ifndef EMIT_LINK_H
#define EMIT_LINK_H

#include "base/buf.h"
#include "model/model.h"

struct inserts;

/* Where text from a page is written to. */
struct spot {
	const struct model *model;
	const struct page *page; /* whose text it is: links in it are relative to this page */
	struct str address;      /* of the output */
	struct str root;         /* links begin with it; empty: they are relative to the address */
	bool is_page;            /* the output shows the whole page: its anchors are there */
	struct arena *scratch;
	const struct inserts *inserts; /* see emit/insert.h, or NULL */
};

/* Relative URL from the output to another one; `anchor` may be empty.  For buf_put_url. */
struct str spot_relative(const struct spot *spot, struct str address, struct str anchor);

/* The same, written at once. */
void spot_put_url(const struct spot *spot, struct str address, struct str anchor, struct buf *out);

enum link_look {
	LINK_LOOK_INSIDE,
	LINK_LOOK_OUTSIDE,
	LINK_LOOK_MISSING, /* the book has nothing of this name; kept, since the host may have it */
	LINK_LOOK_UNSAFE,  /* no address at all: show the text only */
};

/* The URL of a link or picture that stands in the page as `url`.  For buf_put_url. */
enum link_look spot_link(const struct spot *spot, struct str url, struct str *ret_address);

/* ` href="…"` and what goes with it; nothing for an unsafe one. */
void spot_put_href(const struct spot *spot, struct str url, struct str title, struct buf *out);

/* Address of a file of the book that is copied into the site; empty when it is not: files that are read as
   data (people.yaml, companions, a dialect) stay where they are. */
struct str site_file_address(const struct model *model, const struct repo_file *file);

#endif
