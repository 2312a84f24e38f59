/*
 * utf8: decoding, and utf8proc's tables for what needs them.
 */
#include "base/utf8.h"

#include "base/utf8_alphabetic.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

#define EMOJI_SELECTOR 0xfe0f
#define SIGMA 0x3c3
#define FINAL_SIGMA 0x3c2

static bool
is_continuation(char c)
{
	return ((unsigned char)c & 0xc0) == 0x80;
}

/* The second byte's range excludes overlong forms, surrogates and what is beyond U+10FFFF
   (Unicode, table 3-7). */
static bool
is_second(unsigned char first, unsigned char second)
{
	switch (first) {
	case 0xe0:
		return second >= 0xa0 && second <= 0xbf;
	case 0xed:
		return second >= 0x80 && second <= 0x9f;
	case 0xf0:
		return second >= 0x90 && second <= 0xbf;
	case 0xf4:
		return second >= 0x80 && second <= 0x8f;
	default:
		return second >= 0x80 && second <= 0xbf;
	}
}

/* The length of the sequence at the start of `s`, 0 if it is not valid. */
static size_t
sequence_length(struct str s)
{
	unsigned char first = (unsigned char)s.data[0];
	size_t length = first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;

	if (first < 0x80)
		return first != 0;
	if (first < 0xc2 || first > 0xf4 || length > s.length ||
	    !is_second(first, (unsigned char)s.data[1]))
		return 0;
	for (size_t i = 2; i < length; i++)
		if (!is_continuation(s.data[i]))
			return 0;
	return length;
}

/* How many bytes at `offset` are ASCII and not NUL, as far as whole words of 8 show it. */
static size_t
skip_ascii(struct str s, size_t offset)
{
	const uint64_t ones = 0x0101010101010101u, tops = 0x8080808080808080u;
	size_t start = offset;

	while (s.length - offset >= 8) {
		uint64_t word;

		memcpy(&word, s.data + offset, 8);
		if ((word | (word - ones)) & tops)
			break;
		offset += 8;
	}
	return offset - start;
}

size_t
utf8_find_invalid(struct str s)
{
	size_t offset = 0;

	while (offset < s.length) {
		size_t length = skip_ascii(s, offset);

		if (length == 0)
			length = sequence_length(str_from_offset(s, offset));
		if (length == 0)
			return offset;
		offset += length;
	}
	return STR_NONE;
}

/* A sequence that is cut off or wrong reads as U+FFFD, one byte long: never beyond the slice. */
uint32_t
utf8_next(struct str s, size_t *offset)
{
	struct str rest = str_from_offset(s, *offset);
	unsigned char first = (unsigned char)rest.data[0];
	size_t length = first < 0x80 ? 1 : sequence_length(rest);
	uint32_t code_point;

	if (length <= 1) {
		*offset += 1;
		return length == 1 ? first : 0xfffd;
	}
	code_point = first & (0x7fu >> length);
	for (size_t i = 1; i < length; i++)
		code_point = code_point << 6 | ((unsigned char)rest.data[i] & 0x3f);
	*offset += length;
	return code_point;
}

void
utf8_encode(uint32_t code_point, char ret_bytes[4], size_t *ret_length)
{
	if (code_point > 0x10ffff || (code_point >= 0xd800 && code_point <= 0xdfff))
		code_point = 0xfffd;
	*ret_length = (size_t)utf8proc_encode_char((utf8proc_int32_t)code_point,
						   (utf8proc_uint8_t *)ret_bytes);
}

static bool
is_ascii(struct str s, size_t offset)
{
	return offset < s.length && (unsigned char)s.data[offset] < 0x80;
}

/* A letter of a flag; two of them are one grapheme and two columns. */
static bool
is_regional(utf8proc_int32_t code_point)
{
	return code_point >= 0x1f1e6 && code_point <= 0x1f1ff;
}

/* Moves `*offset` past one grapheme and returns its columns. */
static size_t
next_grapheme(struct str s, size_t *offset)
{
	utf8proc_int32_t state = 0, before;
	size_t width;

	/* ASCII followed by ASCII: no tables. */
	if (is_ascii(s, *offset) && (*offset + 1 == s.length || is_ascii(s, *offset + 1))) {
		char c = s.data[(*offset)++];

		return c >= ' ' && c != 0x7f;
	}
	before = (utf8proc_int32_t)utf8_next(s, offset);
	width = (size_t)utf8proc_charwidth(before);
	while (*offset < s.length) {
		size_t after = *offset;
		utf8proc_int32_t next = (utf8proc_int32_t)utf8_next(s, &after);

		if (utf8proc_grapheme_break_stateful(before, next, &state))
			break;
		if (next == EMOJI_SELECTOR || is_regional(next))
			width = 2;
		before = next;
		*offset = after;
	}
	return width;
}

size_t
utf8_width(struct str s)
{
	size_t offset = 0, columns = 0;

	while (offset < s.length)
		columns += next_grapheme(s, &offset);
	return columns;
}

struct str
utf8_fit(struct str s, size_t columns)
{
	size_t offset = 0, fitting = 0;

	while (offset < s.length) {
		size_t width = next_grapheme(s, &offset);

		if (width > columns)
			break;
		columns -= width;
		fitting = offset;
	}
	return str_slice(s, 0, fitting);
}

size_t
utf8_column(struct str line, size_t offset)
{
	size_t column = 1;

	for (size_t i = 0; i < offset && i < line.length; i++)
		column += !is_continuation(line.data[i]);
	return column;
}

/* Joins runs of white space in place; the text is folded already. */
static struct str
join_spaces(char *text, size_t length)
{
	struct str s = { text, length };
	size_t offset = 0, end = 0;
	bool space = false;

	while (offset < length) {
		size_t start = offset;

		if (is_ascii(s, offset) && text[offset] > ' ') {
			offset++;
		} else if (utf8_is_space(utf8_next(s, &offset))) {
			space = true;
			continue;
		}
		if (space && end > 0)
			text[end++] = ' ';
		space = false;
		while (start < offset)
			text[end++] = text[start++];
	}
	text[end] = '\0';
	return (struct str){ text, end };
}

/* Nothing but ASCII, with one blank at a time and only between words: as nearly all titles are. */
static bool
is_joined(struct str s)
{
	char before = ' ';

	for (size_t i = 0; i < s.length; i++) {
		char c = s.data[i];

		if ((unsigned char)(c - '!') >= 0x80 - '!' && (c != ' ' || before == ' '))
			return false;
		before = c;
	}
	return before != ' ';
}

static struct str
fold_ascii(struct arena *arena, struct str s)
{
	char *text = arena_bytes(arena, s.length + 1);

	for (size_t i = 0; i < s.length; i++) {
		char c = s.data[i];

		text[i] = c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
	}
	text[s.length] = '\0';
	return is_joined((struct str){ text, s.length }) ? (struct str){ text, s.length }
							 : join_spaces(text, s.length);
}

struct str
utf8_fold(struct arena *arena, struct str s)
{
	const utf8proc_option_t options = UTF8PROC_STABLE | UTF8PROC_COMPOSE | UTF8PROC_COMPAT |
					  UTF8PROC_CASEFOLD | UTF8PROC_IGNORE;
	utf8proc_uint8_t *mapped = NULL;
	utf8proc_ssize_t length = -1;
	size_t ascii = skip_ascii(s, 0);
	struct str folded;

	while (is_ascii(s, ascii))
		ascii++;
	if (ascii < s.length)
		length = utf8proc_map((const utf8proc_uint8_t *)s.data, (utf8proc_ssize_t)s.length,
				      &mapped, options);
	if (length < 0) /* all ASCII, or not UTF-8 */
		return fold_ascii(arena, s);
	folded = arena_copy(arena, (struct str){ (const char *)mapped, (size_t)length });
	free(mapped);
	return fold_ascii(arena, folded);
}

size_t
utf8_plain(uint32_t code_point, uint32_t ret_parts[UTF8_PLAIN_MOST])
{
	const utf8proc_option_t options = UTF8PROC_DECOMPOSE | UTF8PROC_STRIPMARK;
	utf8proc_int32_t parts[UTF8_PLAIN_MOST];
	utf8proc_ssize_t count;
	int state = 0;

	count = utf8proc_decompose_char((utf8proc_int32_t)code_point, parts, UTF8_PLAIN_MOST,
					options, &state);
	assert(count <= UTF8_PLAIN_MOST); /* Unicode promises that it stays so */
	for (utf8proc_ssize_t i = 0; i < count; i++) {
		uint32_t lower = (uint32_t)utf8proc_tolower(parts[i]);

		ret_parts[i] = lower == FINAL_SIGMA ? SIGMA : lower;
	}
	return count < 0 ? 0 : (size_t)count;
}

bool
utf8_is_alphanumeric(uint32_t code_point)
{
	/* The categories L* and N*. */
	utf8proc_category_t category = utf8proc_category((utf8proc_int32_t)code_point);

	return (category >= UTF8PROC_CATEGORY_LU && category <= UTF8PROC_CATEGORY_LO) ||
	       (category >= UTF8PROC_CATEGORY_ND && category <= UTF8PROC_CATEGORY_NO) ||
	       utf8_is_other_alphabetic(code_point);
}

bool
utf8_is_space(uint32_t code_point)
{
	static const struct {
		uint32_t first, last;
	} spaces[] = {
		{ 0x9, 0xd },       { 0x20, 0x20 },     { 0x85, 0x85 },     { 0xa0, 0xa0 },
		{ 0x1680, 0x1680 }, { 0x2000, 0x200a }, { 0x2028, 0x2029 }, { 0x202f, 0x202f },
		{ 0x205f, 0x205f }, { 0x3000, 0x3000 },
	};

	for (size_t i = 0; i < sizeof spaces / sizeof spaces[0]; i++)
		if (code_point <= spaces[i].last)
			return code_point >= spaces[i].first;
	return false;
}

bool
utf8_is_harmful(uint32_t code_point)
{
	return code_point < 0x20 || (code_point >= 0x7f && code_point < 0xa0) ||
	       (code_point >= 0x202a && code_point <= 0x202e) ||
	       (code_point >= 0x2066 && code_point <= 0x2069);
}

static bool
may_stay(uint32_t code_point)
{
	return !utf8_is_harmful(code_point) || code_point == '\t' || code_point == '\n' ||
	       code_point == '\r';
}

struct str
utf8_make_harmless(struct arena *arena, struct str s)
{
	size_t offset = 0, length = 0, start;
	char *bytes;

	while (offset < s.length && may_stay(utf8_next(s, &offset)))
		length = offset;
	if (length == s.length)
		return s;
	/* The smallest harmful character has one byte, its replacement three. */
	bytes = arena_bytes(arena, length + (s.length - length) * 3);
	memcpy(bytes, s.data, length);
	for (offset = start = length; offset < s.length; start = offset) {
		bool stays = may_stay(utf8_next(s, &offset));
		struct str put = stays ? str_slice(s, start, offset) : STR(UTF8_REPLACEMENT);

		memcpy(bytes + length, put.data, put.length);
		length += put.length;
	}
	return (struct str){ bytes, length };
}
