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

bool
word_cut_any(struct str *rest, size_t letters, struct word *ret_word)
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

struct str
word_text(const uint64_t *eights, size_t length, char *bytes)
{
	for (size_t i = 0; i < word_eights(length); i++) {
		uint64_t eight = eights[i];

		for (size_t b = 0; b < 8; b++)
			bytes[8 * i + b] = (char)(eight >> (56 - 8 * b) & 0xff);
	}
	return (struct str){ bytes, length };
}
