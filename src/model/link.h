/*
 * link: where a link in a page leads, as mdBook's site and the forge would follow it.
 */
#ifndef MODEL_LINK_H
#define MODEL_LINK_H

#include "model/model.h"

enum link_kind {
	LINK_OUTSIDE,  /* another site; mailto: */
	LINK_PAGE,     /* a page of this book */
	LINK_FILE,     /* another file of this book */
	LINK_REDIRECT, /* an address that book.toml redirects; `page` where that leads, if inside */
	LINK_MISSING_FILE,   /* inside the book, and not there */
	LINK_MISSING_ANCHOR, /* `page` is there, and has no such anchor */
	LINK_BROKEN,         /* no usable address: "https>//…", empty */
};

struct link_target {
	enum link_kind kind;
	struct page *page;
	const struct repo_file
		*file;     /* LINK_FILE; NULL: made by mdBook (print.html), or a folder */
	struct str anchor; /* without #; empty: none */
	struct str
		name;  /* the page's name, the file's path, where a redirect leads that leads to no
			      page, or what was looked for as written */
	bool absolute; /* written as a full URL of this book's own site or repository */
};

/* `url` as it stands in `from`: percent-encoded, relative to the page, .html or .md, with or
   without an anchor.  Full URLs below book.site_url (or the forge's view of a file) are inside.
   Only reads the model and allocates nothing, so that many threads can ask; texts of the result
   are slices of the model's and of `url`. */
struct link_target link_resolve(const struct model *model, const struct page *from, struct str url);

/* The path from the book's root that a relative link names, decoded and without dots, for messages
   and for finding what is near; false for other links and when it climbs out of the root. */
bool link_path(struct arena *arena, const struct model *model, const struct page *from,
	       struct str url, struct str *ret_path);

/* Where the address stands in the Markdown of its link or definition, so that an edit may replace
   it; false when it is written otherwise there (escaped, by reference). */
bool link_find_url(struct str markdown, struct str url, size_t *ret_at);

/* Headings' anchors and raw <a id=…>/<a name=…>/id="…" of any raw tag. */
bool page_has_anchor(const struct page *page, struct str anchor);
/* The same for other ids: an anchor may be percent-encoded. */
bool anchors_have(const struct map *anchors, struct str anchor);

/* The anchor of the page that is nearest to the one not found; empty if none is near. */
struct str page_nearest_anchor(const struct page *page, struct str anchor);

/* The record that a link leads to: the one whose block or heading has the anchor, else the page's
   own record; NULL. */
struct record *link_record(const struct link_target *target);

#endif
