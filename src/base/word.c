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
	size_t length;

	if (cutting->seen++ >= cutting->letters)
		return;
	utf8_encode(letter, cutting->word->bytes + cutting->word->length, &length);
	cutting->word->length += length;
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

/* Letters and digits of ASCII in lower case, 0 for all else. */
static const char lower_ascii[256] = {
	['0'] = '0', ['1'] = '1', ['2'] = '2', ['3'] = '3', ['4'] = '4', ['5'] = '5', ['6'] = '6',
	['7'] = '7', ['8'] = '8', ['9'] = '9', ['a'] = 'a', ['b'] = 'b', ['c'] = 'c', ['d'] = 'd',
	['e'] = 'e', ['f'] = 'f', ['g'] = 'g', ['h'] = 'h', ['i'] = 'i', ['j'] = 'j', ['k'] = 'k',
	['l'] = 'l', ['m'] = 'm', ['n'] = 'n', ['o'] = 'o', ['p'] = 'p', ['q'] = 'q', ['r'] = 'r',
	['s'] = 's', ['t'] = 't', ['u'] = 'u', ['v'] = 'v', ['w'] = 'w', ['x'] = 'x', ['y'] = 'y',
	['z'] = 'z', ['A'] = 'a', ['B'] = 'b', ['C'] = 'c', ['D'] = 'd', ['E'] = 'e', ['F'] = 'f',
	['G'] = 'g', ['H'] = 'h', ['I'] = 'i', ['J'] = 'j', ['K'] = 'k', ['L'] = 'l', ['M'] = 'm',
	['N'] = 'n', ['O'] = 'o', ['P'] = 'p', ['Q'] = 'q', ['R'] = 'r', ['S'] = 's', ['T'] = 't',
	['U'] = 'u', ['V'] = 'v', ['W'] = 'w', ['X'] = 'x', ['Y'] = 'y', ['Z'] = 'z',
};

/* The next word, of any script. */
__attribute__((noinline)) static bool
cut_any(struct str *rest, size_t letters, struct word *ret_word)
{
	struct cutting cutting = { ret_word, letters, 0 };
	struct str s = *rest;
	size_t offset = 0;

	ret_word->length = 0;
	while (offset < s.length) {
		unsigned char c = (unsigned char)s.data[offset];

		if (c >= 0x80) {
			if (!take_character(&cutting, s, &offset))
				break;
			continue;
		}
		if (lower_ascii[c] != '\0')
			keep(&cutting, (unsigned char)lower_ascii[c]);
		else if (cutting.seen > 0)
			break;
		offset++;
	}
	*rest = str_from_offset(s, offset);
	return cutting.seen > 0;
}

bool
word_cut(struct str *rest, size_t letters, struct word *ret_word)
{
	const unsigned char *data = (const unsigned char *)rest->data;
	size_t end = rest->length, at = 0, start, full;
	char lower;

	assert(letters <= LIMIT_WORD_LETTERS);
	while (at < end && data[at] < 0x80 && lower_ascii[data[at]] == '\0')
		at++;
	start = at;
	full = letters < end - at ? at + letters : end;
	for (char *bytes = ret_word->bytes; at < full; at++) {
		if ((lower = lower_ascii[data[at]]) == '\0')
			break;
		*bytes++ = lower;
	}
	ret_word->length = at - start;
	while (at < end && lower_ascii[data[at]] != '\0')
		at++;
	/* Nearly all words are of ASCII alone. */
	if (ret_word->length == 0 || (at < end && data[at] >= 0x80))
		return cut_any(rest, letters, ret_word);
	*rest = str_from_offset(*rest, at);
	return true;
}
