/*
 * word: one pass over the characters, in which ASCII needs no tables.
 */
#include "base/word.h"

#include "base/utf8.h"

#include <assert.h>

struct cutting {
	struct word *word;
	size_t letters; /* to be kept */
	size_t seen;
};

/* What a character does to the word that it comes after. */
enum part { PART_LETTER, PART_MARK, PART_ALONE, PART_BETWEEN };

/* Signs that are words by themselves. */
static bool
stands_alone(uint32_t code_point)
{
	return (code_point >= 0x3040 && code_point <= 0x30ff) || /* kana */
	       (code_point >= 0x3400 && code_point <= 0x9fff) || /* Han */
	       (code_point >= 0xf900 && code_point <= 0xfaff) ||
	       (code_point >= 0x20000 && code_point <= 0x3ffff);
}

static enum part
classify(const uint32_t *parts, size_t count)
{
	if (count == 0)
		return PART_MARK;
	for (size_t i = 0; i < count; i++)
		if (!utf8_is_alphanumeric(parts[i]))
			return PART_BETWEEN;
	return stands_alone(parts[0]) ? PART_ALONE : PART_LETTER;
}

static void
keep(struct cutting *cutting, uint32_t letter)
{
	struct word *word = cutting->word;
	char bytes[4];
	size_t length;

	if (cutting->seen++ >= cutting->letters)
		return;
	utf8_encode(letter, bytes, &length);
	for (size_t i = 0; i < length; i++, word->length++) {
		uint64_t *eight = &word->eights[word->length / 8];
		size_t place = word->length % 8;

		*eight = (place == 0 ? 0 : *eight) | (uint64_t)(unsigned char)bytes[i]
							     << (56 - 8 * place);
	}
}

/* Takes the character at `*offset` into the word; false when the word ends here. */
static bool
take_character(struct cutting *cutting, struct str s, size_t *offset)
{
	uint32_t parts[UTF8_PLAIN_MOST];
	size_t after = *offset, count = utf8_plain(utf8_next(s, &after), parts);
	enum part part = classify(parts, count);

	if (part == PART_ALONE && cutting->seen > 0)
		return false;
	*offset = after;
	if (part == PART_BETWEEN)
		return cutting->seen == 0;
	for (size_t i = 0; i < count; i++)
		keep(cutting, parts[i]);
	return part != PART_ALONE;
}

static bool
cut_any(struct str *rest, size_t letters, struct word *ret_word)
{
	struct cutting cutting = { ret_word, letters, 0 };
	struct str s = *rest;
	size_t offset = 0;

	ret_word->length = 0;
	while (offset < s.length && take_character(&cutting, s, &offset))
		continue;
	*rest = str_from_offset(s, offset);
	ret_word->hash = 0;
	for (size_t i = 0; i < word_eights(ret_word->length); i++)
		ret_word->hash = word_mix(ret_word->hash, ret_word->eights[i]);
	return cutting.seen > 0;
}

bool
words_next_any(struct words *words, size_t start, size_t letters, struct word *ret_word)
{
	struct str rest = str_from_offset(words->rest, start);
	bool found = cut_any(&rest, letters, ret_word);
	size_t used = words->rest.length - rest.length;

	if (used < words->block) {
		words->letters &= UINT64_MAX << used;
		return found;
	}
	words_start(words, rest);
	return found;
}

/* Bytes that are looked at together, in a few instructions where the processor can; gcc and clang. */
typedef uint8_t block_bytes __attribute__((vector_size(16)));

/* A bit for each byte that is not zero, of which all bits are set. */
static inline uint64_t
gather_bits(block_bytes bytes)
{
	const block_bytes bits = { 1, 2, 4, 8, 16, 32, 64, 128, 1, 2, 4, 8, 16, 32, 64, 128 };
	block_bytes those = bytes & bits;
	uint64_t halves[2];

	memcpy(halves, &those, sizeof halves);
	/* The highest byte of such a product is the sum of all. */
	return halves[0] * WORD_EACH(1) >> 56 | halves[1] * WORD_EACH(1) >> 56 << 8;
}

/* Letters or not: that is seen later. */
static void
mark_others(struct words *words)
{
	for (size_t at = 0; at < WORD_BLOCK; at += sizeof(block_bytes)) {
		block_bytes c;

		memcpy(&c, words->bytes + at, sizeof c);
		words->others |= gather_bits((block_bytes)(c >= 0x80)) << at;
	}
	words->letters |= words->others;
}

void
words_look(struct words *words)
{
	block_bytes all = { 0 };

	words->block = words->rest.length < WORD_BLOCK ? words->rest.length : WORD_BLOCK;
	words->bytes = words->rest.data;
	if (words->rest.length < sizeof words->few) {
		memset(words->few, 0, sizeof words->few);
		memcpy(words->few, words->rest.data, words->block);
		words->bytes = words->few;
	}
	words->letters = words->others = 0;
	for (size_t at = 0; at < WORD_BLOCK; at += sizeof(block_bytes)) {
		block_bytes c, letter, digit;

		memcpy(&c, words->bytes + at, sizeof c);
		all |= c;
		letter = (block_bytes)((block_bytes)((c | 0x20) - 'a') <= 'z' - 'a');
		digit = (block_bytes)((block_bytes)(c - '0') <= '9' - '0');
		words->letters |= gather_bits(letter | digit) << at;
	}
	if (gather_bits((block_bytes)(all >= 0x80)) != 0)
		mark_others(words);
}

struct str
word_text(const uint64_t *eights, size_t length, char *bytes)
{
	for (size_t i = 0; i < word_eights(length); i++) {
		uint64_t eight = eights[i];
		unsigned char *b = (unsigned char *)bytes + 8 * i;

		b[0] = (unsigned char)(eight >> 56), b[1] = (unsigned char)(eight >> 48);
		b[2] = (unsigned char)(eight >> 40), b[3] = (unsigned char)(eight >> 32);
		b[4] = (unsigned char)(eight >> 24), b[5] = (unsigned char)(eight >> 16);
		b[6] = (unsigned char)(eight >> 8), b[7] = (unsigned char)eight;
	}
	return (struct str){ bytes, length };
}
