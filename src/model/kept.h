/*
 * kept: what was read of a page in an earlier revision, as it was before names were resolved.  Private
 * to model/.
 *
 * Fields of a page's record and rows of its tables follow from the page's text, its place and the dialect
 * alone.  With a cache (cache.h) they are made in the page's own arena and copied into each model, which
 * goes on to change its copies.  A page without `kept` is read as always.
 */
#ifndef MODEL_KEPT_H
#define MODEL_KEPT_H

#include "base/path.h"
#include "model/loader.h"

struct kept_field {
	enum field field;
	struct statement *first;
};

struct kept_fields {
	struct kept_field *items;
	size_t count, capacity;
	bool is_read;
};

struct kept {
	struct arena *arena; /* of the page */
	struct str name;     /* the page's, below the source folder: dialects look at it */
	struct str title;    /* the page's: SUMMARY.md may say it */
	const struct dialect_page *how; /* the dialect's row for the page, when has_how; or NULL */
	struct path_match match;
	bool has_how;
	enum kind kind; /* of the record, when fields.is_read */
	struct kept_fields fields;
	struct page_rows *rows;
	bool has_rows;
};

/* The record's statements become what is kept, and the record gets copies. */
void kept_take(struct loader *loader, struct kept *kept, struct kept_fields *fields,
	       struct record *record, const struct page *page);
/* Gives the record copies of what is kept. */
void kept_give(struct loader *loader, const struct kept_fields *fields, struct record *record,
	       const struct page *page);

#endif
