/*
 * word: text cut into words as people search for them.
 *
 * A word is a run of letters and digits, without accents and in lower case; signs part words.  Of
 * scripts that do not part words by blanks (Chinese, Japanese) each sign is a word.  The site's
 * script cuts what is sought in the same way (tests/words.txt).
 */
#ifndef BASE_WORD_H
#define BASE_WORD_H

#include "base/limits.h"
#include "base/str.h"

#include <stdbool.h>

struct word {
	char bytes[LIMIT_WORD_LETTERS * 4];
	size_t length;
};

/* Cuts the next word off `*rest`; false at its end.  Only the first `letters` of it are handed on,
   LIMIT_WORD_LETTERS at most. */
bool word_cut(struct str *rest, size_t letters, struct word *ret_word);

#endif
