/*
 * terms: text as a sequence of terms, which are stems of words.
 *
 * A word begins with a letter and goes on with letters, digits, underscores and apostrophes; C++, C#
 * and their like are words, too.  snake_case and camelCase are several words, a single letter is
 * none.  Stop words and names are terms of their own that no comparison counts; they stand in the
 * sequence because copied text is recognised by runs of words.
 */
#ifndef ROLLUP_TERMS_H
#define ROLLUP_TERMS_H

#include "base/map.h"
#include "base/vec.h"
#include "rollup/language.h"

#define TERM_BREAK UINT32_MAX /* something stands between two words that no phrase goes across */

struct surface {
	struct str text; /* as the author wrote it */
	uint32_t term;
	uint32_t count;
};

struct term {
	struct str stem;
	bool is_stop;
	struct {
		struct surface **items;
		size_t count, capacity;
	} surfaces;
};

struct token {
	uint32_t term;                 /* index, or TERM_BREAK; never two breaks in a row */
	const struct surface *surface; /* NULL for a break */
};

struct tokens {
	struct token *items;
	size_t count, capacity;
};

struct terms {
	struct arena *arena;
	const struct language *language;
	struct map names;      /* folded words that count as stop words */
	struct map by_surface; /* written form -> struct surface */
	struct map by_stem;    /* stem -> index + 1; stop words stand behind a NUL byte */
	struct term *items;
	size_t count, capacity;
};

/* A letter or a digit of any script. */
bool terms_is_letter(uint32_t code_point);

void terms_init(struct terms *terms, struct arena *arena, const struct language *language);

/* Every word of the text is a name from now on.  Before anything is read. */
void terms_add_names(struct terms *terms, struct str text);

/* Appends the terms of the text and a break. */
void terms_read(struct terms *terms, struct str text, struct tokens *tokens);

/* How authors write the term: its commonest form, of several such the one that sorts first. */
struct str terms_surface(const struct terms *terms, uint32_t term);

#endif
