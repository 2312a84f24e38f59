/*
 * search: what a reader's search knows of the book, gathered and written.  Private to this folder.
 *
 * An entry is a page of the book, or a record that has none; its places are its beginning and, of a
 * page, each part with a heading.  A word is found in the places whose text, or facts beside the
 * text, have it.  Those that a place's title or heading has are not listed: the script has these
 * texts, and sees for itself.  Asks are left out: their title is a team's.
 *
 * The index is smaller than a fifth of the book's text (or, of a small book, than SEARCH_LEAST).
 * Where that is hard it gives up detail, by the rows of `details` in search.c: first the parts of
 * pages, then the ends of words, so that a search finds "iterator", too, where "iteration" is sought.
 * Beyond that only titles and headings are found.
 *
 * It is a script of one assignment, of a text in lines:
 *
 *	letters of a word that count; 0: there are no words
 *	labels of kinds, parted by tabs
 *	labels of states
 *	an entry: kind, state, address, tab, title; tab, anchor, if it has one
 *	#heading, tab, anchor if it is not simply the heading      its next part,
 *	!number                                                    or one whose heading came before
 *	(empty)
 *	a word, blank, places                                      in the order of the alphabet
 *
 * Kind and state are digits, 0 for a page and for none.  Address, anchor and word begin with a number:
 * how many units of UTF-16 they share with the last one.  Places are distances from the one before.
 * Numbers are written in base 88 (put_number).  share/site/js/search-find.js reads it.
 */
#ifndef SITE_SEARCH_H
#define SITE_SEARCH_H

#include "base/map.h"
#include "site/parts.h"

#define SEARCH_SHARE 5          /* of the book's text: the index is at most one part of so many */
#define SEARCH_LEAST (8u << 10) /* that an index may always have */

struct search_entry {
	struct str title, address, anchor;
	const struct record *record; /* NULL: a page that is no record */
	uint32_t first_place;
};

struct search_place {
	struct str heading, anchor; /* empty: the beginning of its entry */
};

struct search_word {
	struct str letters;
	uint32_t *items; /* places, ascending; may be none */
	size_t count, capacity;
	uint32_t titled; /* the last place that has it in its title, + 1 */
};

struct search_index {
	VEC(struct search_entry) entries;
	VEC(struct search_place) places;
	struct map words; /* to struct search_word */
	size_t letters;   /* of a word that count; 0: only titles and headings can be found */
	size_t least;     /* bytes that its words will take at least */
};

/* How much is gathered. */
struct search_detail {
	bool parts;     /* of pages, and steps of work */
	size_t letters; /* of a word */
};

/* False, and not all is gathered, when the words will certainly take more than `limit`. */
bool search_gather(struct arena *arena, const struct site *site, const struct search_detail *detail,
		   size_t limit, struct search_index *ret_index);

/* False, and not all is written, when the script would be larger than `limit`. */
bool search_put(struct arena *arena, const struct search_index *index, size_t limit,
		struct buf *out);

#endif
