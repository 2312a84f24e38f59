/*
 * kept: what is read of a page alone, apart from the book around it.  Private to model/.
 *
 * Fields of a page's record and rows of its tables follow from the page's text, its place and the dialect
 * alone.  With a cache (cache.h) they are made in the page's own arena, and each model that has the page
 * gets these very statements and records: what a model has changed of them is put back when the next one gets
 * them.  A page without `kept` is read as always.
 */
#ifndef MODEL_KEPT_H
#define MODEL_KEPT_H

#include "base/path.h"
#include "model/loader.h"

/* A statement as it was read: merging, resolving and dropping change what is chained and counted. */
struct kept_field {
	enum field field;
	bool refers; /* its values name records */
	uint32_t count;
	struct value *values;
	struct statement *said;
};

struct kept_fields {
	struct kept_field *items; /* by field, in the order of reading */
	size_t count;
	bool is_read;
	enum kind kind; /* of the record that they were read for */
};

struct kept {
	struct arena *arena; /* of the page */
	struct str name;     /* the page's, below the source folder: dialects look at it */
	const struct dialect_page *how; /* the dialect's row for the page, when has_how; or NULL */
	struct path_match match;
	bool has_how;
	struct map_key id;     /* of the record, when it has a text */
	struct place place;    /* of the record, when it has a line */
	struct record *record; /* the record's memory; NULL: not yet */
	struct kept_fields fields;
	struct str title;       /* the page's, which SUMMARY.md may say, when fields.is_read */
	struct map_key *titles; /* by which the record is found, when fields.is_read */
	size_t title_count;
	struct page_rows *rows;
	bool has_rows;
	struct page_blocks *blocks; /* NULL: none */
	bool has_blocks;
};

/* What a record was given, in the order in which its statements stand. */
struct given {
	struct kept_fields *fields;
	bool leads;
	struct given *next;
};

/* All statements of a record that was made to read them. */
void kept_take(struct arena *arena, const struct loader *loader, struct kept_fields *fields,
	       const struct record *record);
/* Gives them to a record, before or behind what it says already; remembered in the arena. */
void kept_give(struct arena *arena, struct kept_fields *fields, struct record *record, bool leads);
/* The record says what `from` said, too, which comes first. */
void kept_merge(struct record *record, const struct record *from);
/* In place of what it was given before. */
void kept_replace(struct record *record, const struct kept_fields *before,
		  struct kept_fields *after);
/* Whether the fields of these name the same people, in the same words. */
bool kept_is_same_people(const struct kept_fields *a, const struct kept_fields *b);
/* Whether they say the same of titles and parents. */
bool kept_is_same_place(const struct kept_fields *a, const struct kept_fields *b);
/* Statements of which something was dropped have all that was read, which names nobody yet. */
void kept_take_up(struct record *record);
/* Gives it all anew, which must be all that the record says: nothing in it is resolved. */
void kept_give_again(struct record *record);

#endif
