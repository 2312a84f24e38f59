/*
 * again: parts of a model that was loaded are read anew, of pages that are kept.  For revise.c; private to
 * model/.
 *
 * A function that returns false leaves the model half made: it must be made anew (load_again).
 */
#ifndef MODEL_AGAIN_H
#define MODEL_AGAIN_H

#include "model/kept.h"

/* What pages that are read anew lead to. */
struct again {
	struct loader *loader;
	uint32_t last_number;   /* of the records that were there before */
	struct records records; /* that say something else; some more than once */
	bool has_others;        /* who is named may be somebody else: see people_again */
	bool has_names;         /* all names are looked for anew: see resolve_forget */
	bool has_rows;          /* records came or went */
	bool has_order;         /* records stand in another order */
	bool has_titles;        /* records are called otherwise, by the same names: see set_title */
};

/* Reads the page's fields anew. */
bool extract_again(struct again *again, struct page *page, const struct kept *before);
/* Reads the page's tables anew. */
bool rows_again(struct again *again, struct page *page, const struct page_rows *before);

/* Pages that come and go: each of them in turn, after resolve_forget. */
bool extract_take_back(struct again *again, struct page *page);
bool extract_add(struct again *again, struct page *page);
/* When all have come: what one of them says, and whose pages stand in whose folder now. */
void extract_added(struct again *again, struct page *page);
void extract_parents(struct loader *loader);
/* Rows of the dialect may speak of records of this kind: whose they are is told by the titles and pages of all of
   these, in the order of reading. */
bool rows_tie(const struct loader *loader, enum kind kind);
/* Whether rows link to the same records as before. */
bool rows_lead_alike(const struct loader *loader);
/* Reads the page's blocks anew; `before` is NULL of a page that came. */
bool blocks_again(struct again *again, struct page *page, const struct kept *before);
bool blocks_take_back(struct loader *loader, const struct page_blocks *blocks);
/* All of them, in the order of reading. */
void blocks_list(const struct loader *loader, struct records *stated);
/* The rows of a page that goes are taken back; NULL: it has none. */
bool rows_take_back(struct loader *loader, const struct page_rows *rows);

/* By other titles others may mean the record, or by its own text it stands elsewhere. */
bool title_again(struct again *again, struct record *record, const struct kept *before,
		 const struct kept *now);

/* Before titles and records change by which others may be meant.  False: ids would be others. */
bool resolve_forget(struct again *again);
/* After that: all that fields name, parents, titles and the order.  Adds those to the records that name others
   now. */
bool resolve_all_again(struct again *again);

/* The record goes, when it was the last that got this id; else false. */
bool loader_take_back(struct loader *loader, struct record *record, struct str id);
/* Keys for the order that pages have now.  Whether it is the order of the records. */
bool loader_renew_keys(struct loader *loader);
/* Records in the order in which they would be read. */
void loader_list_again(struct loader *loader);

/* Other people may be named than were before.  Who is meant by a name follows from its first mention: as long as all
   names that come and go are known from what is read before the record, everybody is who they were. */
void people_again(struct again *again, struct record *record, const struct kept_fields *before,
		  const struct kept_fields *now);
/* What the record's fields name, when resolve_people knows all that is named. */
void resolve_again(struct again *again, struct record *record);
/* Finds all people anew, and adds those to the records who name others now.  False: ids would be others. */
bool resolve_people(struct again *again);

#endif
