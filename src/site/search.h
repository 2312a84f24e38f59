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
 *	periods, those that are over with "!" before them
 *	an entry: kind, state, period if the book has any, address, tab, title; tab, anchor, if it has one
 *	#heading, tab, anchor if it is not simply the heading      its next part,
 *	!number                                                    or one whose heading came before
 *	(empty)
 *	a word, blank, places                                      in the order of the alphabet
 *
 * Kind, state and period are digits, 0 for a page and for none.  Address, anchor and word begin with a number:
 * how many units of UTF-16 they share with the last one.  Places are distances from the one before.
 * Numbers are written in base 88 (search_digits).  share/site/js/search-find.js reads it.
 */
#ifndef SITE_SEARCH_H
#define SITE_SEARCH_H

#include "base/word.h"
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
	uint64_t *eights; /* as in struct word */
	char *places;     /* ascending, as they are written; may be none */
	uint32_t count, capacity;
	uint32_t length;
	uint32_t next; /* the last of them, + 1 */
};

/* What nearly every word of a text needs: all of it comes with one look into memory. */
struct search_slot {
	uint64_t hash;
	uint32_t item : 30;
	uint32_t is_used : 1, is_long : 1;
	uint32_t seen; /* the last place that has it, be it in its title, + 1 */
};

/* In the order of coming. */
struct search_words {
	struct search_word *items;
	size_t count, capacity;
	struct search_slot *slots;
	size_t slot_count;
	unsigned shift; /* of a hash, to a slot */
	size_t letters; /* of a word that count; 0: only titles and headings can be found */
	size_t least;   /* bytes that they will take at least */
};

struct search_index {
	const struct site *site;
	VEC(struct search_entry) entries;
	VEC(struct search_place) places;
	struct search_words words;
};

/* How much is gathered. */
struct search_detail {
	bool parts;     /* of pages, and steps of work */
	size_t letters; /* of a word */
};

/* A place, not below the last one, has the words of the text. */
void search_words_add(struct arena *arena, struct search_words *words, struct str text,
		      uint32_t place);

/* The same place is not to be listed for them. */
void search_words_skip(struct arena *arena, struct search_words *words, struct str text,
		       uint32_t place);

struct search_sorted {
	uint64_t beginning; /* of the word: its first eight bytes */
	const struct search_word *word;
};

/* Those that have places, in the order of the alphabet. */
const struct search_sorted *search_words_sort(struct arena *arena, const struct search_words *words,
					      size_t *ret_count);

/* The number as it is written; how many characters that takes. */
#define SEARCH_DIGITS 8
size_t search_digits(uint32_t number, char ret_digits[SEARCH_DIGITS]);

/* False, and not all is gathered, when the words will certainly take more than `limit`. */
bool search_gather(struct arena *arena, const struct site *site, const struct search_detail *detail,
		   size_t limit, struct search_index *ret_index);

/* False, and not all is written, when the script would be larger than `limit`. */
bool search_put(struct arena *arena, const struct search_index *index, size_t limit,
		struct buf *out);

#endif
