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

#define WORD_EIGHTS (LIMIT_WORD_LETTERS * 4 / 8)

/* Eight bytes stand in a number, the first of them the highest, so that words are compared as
   numbers, and come in the order of their text. */
struct word {
	uint64_t eights[WORD_EIGHTS]; /* zeros fill the last that is used */
	size_t length;                /* in bytes */
	uint64_t hash;                /* of those of one number no two are the same */
};

/* How many numbers a word takes. */
static inline size_t
word_eights(size_t length)
{
	return (length + 7) / 8;
}

/* The text of a word, in `bytes`, which have room for eight bytes a number. */
struct str word_text(const uint64_t *eights, size_t length, char *bytes);

/* What stands here is for word_cut, whose calls are as many as the words of a book. */

static inline uint64_t
word_mix(uint64_t hash, uint64_t eight)
{
	return (hash ^ eight) * 0x9e3779b97f4a7c15u;
}

/* The first eight bytes; zeros after the end. */
static inline uint64_t
word_read_eight(struct str s)
{
	const unsigned char *b = (const unsigned char *)s.data;
	uint64_t eight = 0;

	if (s.length >= 8)
		return (uint64_t)b[0] << 56 | (uint64_t)b[1] << 48 | (uint64_t)b[2] << 40 |
		       (uint64_t)b[3] << 32 | (uint64_t)b[4] << 24 | (uint64_t)b[5] << 16 |
		       (uint64_t)b[6] << 8 | b[7];
	for (size_t i = 0; i < s.length; i++)
		eight |= (uint64_t)b[i] << (56 - 8 * i);
	return eight;
}

#define WORD_EACH(byte) ((byte)*0x0101010101010101u)

/* How many letters and digits of ASCII the eight bytes begin with: a sum has the high bit of each
   byte that is not below the one to compare with. */
static inline size_t
word_count_ascii(uint64_t eight)
{
	uint64_t ascii = eight & WORD_EACH(0x7f), small = ascii | WORD_EACH(0x20);
	uint64_t letters = (small + WORD_EACH(0x80 - 'a')) & ~(small + WORD_EACH(0x7f - 'z'));
	uint64_t digits = (ascii + WORD_EACH(0x80 - '0')) & ~(ascii + WORD_EACH(0x7f - '9'));
	uint64_t others = ~((letters | digits) & ~eight) & WORD_EACH(0x80);

	return others == 0 ? 8 : (size_t)__builtin_clzll(others) / 8;
}

/* The same for words of any script. */
bool word_cut_any(struct str *rest, size_t letters, struct word *ret_word);

/* Cuts the next word off `*rest`; false at its end.  Only the first `letters` of it are handed on,
   LIMIT_WORD_LETTERS at most. */
static inline bool
word_cut(struct str *rest, size_t letters, struct word *ret_word)
{
	struct str s = *rest;
	size_t length = 0, count = 8;

	ret_word->hash = 0;
	while (s.length > 0 && (*s.data & 0x80) == 0 && !char_is_alphanumeric(*s.data))
		s.data++, s.length--;
	while (s.length > 0 && count == 8) {
		uint64_t eight = word_read_eight(s);
		size_t kept = count = word_count_ascii(eight);

		if (kept > letters - length)
			kept = letters - length;
		if (kept > 0) {
			/* The bit that digits have makes letters small. */
			eight = (eight | WORD_EACH(0x20)) & UINT64_MAX << (64 - 8 * kept);
			ret_word->eights[length / 8] = eight;
			ret_word->hash = word_mix(ret_word->hash, eight);
			length += kept;
		}
		s.data += count;
		s.length -= count;
	}
	if (s.length > 0 && (*s.data & 0x80) != 0)
		return word_cut_any(rest, letters, ret_word);
	ret_word->length = length;
	*rest = s;
	return length > 0;
}

#endif
