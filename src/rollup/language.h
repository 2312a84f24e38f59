/*
 * language: which words of a language say nothing by themselves, and what the stem of a word is.
 *
 * Stems come from libstemmer (Snowball; Porter2 for English).  Stop words are data: a file
 * share/stopwords/CODE.txt, words parted by white space, # before comments.  To add a language:
 * that file; libstemmer knows some thirty.  A language that neither knows works as well: then every
 * form of a word is a word of its own, and words count less the more stories have them.
 *
 * Words are parted by blanks and signs, so texts in scripts without blanks between words (Chinese,
 * Japanese, Thai) are not understood.
 */
#ifndef ROLLUP_LANGUAGE_H
#define ROLLUP_LANGUAGE_H

#include "base/map.h"
#include "diag/diag.h"

struct stemmer;

struct language {
	struct map stops;        /* folded word -> not NULL */
	struct stemmer *stemmer; /* NULL: none for this language */
	bool has_elision;        /* an apostrophe parts two words: l'homme */
};

/* `code` as books write it: "en", "pt-BR", "de_AT"; only its first part counts.
   False after a failure.  language_close in any case. */
bool language_open(struct language *language, struct arena *arena, struct str code,
		   struct diags *diags);
void language_close(struct language *language);

/* The word is folded: case, and typographic apostrophes. */
bool language_is_stop(const struct language *language, struct str word);
struct str language_stem(const struct language *language, struct arena *arena, struct str word);

#endif
