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

/* A text that is cut. */
#define WORD_BLOCK 64 /* bytes that are looked at together */
struct words {
	struct str rest;          /* from the block on */
	size_t block;             /* its bytes, of which eight more can be read */
	const char *bytes;        /* they, or a copy: */
	uint64_t letters;         /* a bit for each that is one, or not of ASCII */
	uint64_t others;          /* a bit for each that is not of ASCII */
	char few[WORD_BLOCK + 8]; /* the end of a text */
};

/* What stands here is for words_next, whose calls are as many as the words of a book. */

static inline void
words_start(struct words *words, struct str text)
{
	words->rest = text;
	words->block = 0;
	words->letters = 0;
}

/* The next block. */
void words_look(struct words *words);

/* For words with other letters than those of ASCII, and for very long ones. */
bool words_next_any(struct words *words, size_t start, size_t letters, struct word *ret_word);

static inline uint64_t
word_mix(uint64_t hash, uint64_t eight)
{
	return (hash ^ eight) * 0x9e3779b97f4a7c15u;
}

static inline uint64_t
word_read_eight(const char *bytes)
{
	const unsigned char *b = (const unsigned char *)bytes;

	return (uint64_t)b[0] << 56 | (uint64_t)b[1] << 48 | (uint64_t)b[2] << 40 |
	       (uint64_t)b[3] << 32 | (uint64_t)b[4] << 24 | (uint64_t)b[5] << 16 |
	       (uint64_t)b[6] << 8 | b[7];
}

#define WORD_EACH(byte) ((byte)*0x0101010101010101u)

/* The letters and digits of a run in the block, at least one, which are all of ASCII.  The bit that digits have makes letters
   small. */
static inline void
word_take(const char *bytes, size_t length, struct word *ret_word)
{
	uint64_t hash = 0;
	size_t last = (length - 1) / 8;

	for (size_t i = 0; i <= last; i++) {
		uint64_t eight = word_read_eight(bytes + 8 * i) | WORD_EACH(0x20);

		if (i == last)
			eight &= UINT64_MAX << 8 * (8 * last + 8 - length);
		ret_word->eights[i] = eight;
		hash = word_mix(hash, eight);
	}
	ret_word->hash = hash;
	ret_word->length = length;
}

/* The run of letters at the end of the block may go on behind it: then it begins a block. */
static inline bool
words_end_block(struct words *words, size_t start)
{
	if (words->rest.length == WORD_BLOCK || start == 0)
		return false;
	words->rest = str_from_offset(words->rest, start);
	words_look(words);
	return true;
}

/* The next word; false at the end of the text.  Only the first `letters` of it are handed on,
   LIMIT_WORD_LETTERS at most. */
static inline bool
words_next(struct words *words, size_t letters, struct word *ret_word)
{
	uint64_t after, end_bit;
	unsigned start, length;

	do {
		while (words->letters == 0) {
			words->rest = str_from_offset(words->rest, words->block);
			if (words->rest.length == 0)
				return false;
			words_look(words);
		}
		/* The run that stands first is added up to the bit behind it. */
		after = words->letters + (words->letters & -words->letters);
		end_bit = after & ~words->letters;
		start = (unsigned)__builtin_ctzll(words->letters);
	} while (end_bit == 0 && words_end_block(words, start));
	length = (end_bit == 0 ? WORD_BLOCK : (unsigned)__builtin_ctzll(end_bit)) - start;
	if ((words->others & words->letters & ~after) != 0 || length == WORD_BLOCK)
		return words_next_any(words, start, letters, ret_word);
	words->letters &= after;
	word_take(words->bytes + start, length < letters ? length : letters, ret_word);
	return true;
}

#endif
