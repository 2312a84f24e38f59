/*
 * str: slices of bytes.  memchr, memmem and memcmp do the scanning; every call of them is guarded,
 * because the empty slice may have a NULL pointer.
 */
#include "base/str.h"

#include <limits.h>
#include <string.h>

#define DISTANCE_BYTES 64
#define SHORT_NEEDLE 16
#define FIND_TRIES 4

static char
lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

static bool
is_space(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

static bool
bytes_equal_fold(const char *a, const char *b, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (lower(a[i]) != lower(b[i]))
			return false;
	return true;
}

bool
str_equal_fold(struct str a, struct str b)
{
	size_t at = 0;
	uint64_t left, right;

	if (a.length != b.length)
		return false;
	for (; a.length - at >= sizeof left; at += sizeof left) {
		memcpy(&left, a.data + at, sizeof left);
		memcpy(&right, b.data + at, sizeof right);
		if (left != right && !bytes_equal_fold(a.data + at, b.data + at, sizeof left))
			return false;
	}
	return bytes_equal_fold(a.data + at, b.data + at, a.length - at);
}

int
str_compare(struct str a, struct str b)
{
	size_t common = a.length < b.length ? a.length : b.length;
	int order = common == 0 ? 0 : memcmp(a.data, b.data, common);

	return order != 0 ? order : (a.length > b.length) - (a.length < b.length);
}

uint64_t
str_hash(struct str s)
{
	uint64_t hash = 0xcbf29ce484222325u;

	for (size_t i = 0; i < s.length; i++)
		hash = (hash ^ (unsigned char)s.data[i]) * 0x100000001b3u;
	return hash;
}

/* Of at most SHORT_NEEDLE bytes.  By the first: memmem prepares tables first, and then takes several
   instructions a byte. */
static size_t
find_short(struct str s, struct str needle)
{
	const char *end;

	if (needle.length > s.length)
		return STR_NONE;
	end = s.data + (s.length - needle.length) + 1;
	for (const char *at = s.data; at < end; at++) {
		at = memchr(at, needle.data[0], (size_t)(end - at));
		if (at == NULL)
			return STR_NONE;
		if (memcmp(at, needle.data, needle.length) == 0)
			return (size_t)(at - s.data);
	}
	return STR_NONE;
}

/* Where its beginning stands, which is seldom in more than one place; a few are tried, for memmem alone is
   linear in all cases. */
static size_t
find_long(struct str s, struct str needle)
{
	struct str beginning = { needle.data, SHORT_NEEDLE };
	const char *found;
	size_t at = 0;

	for (int tries = 0; tries < FIND_TRIES; tries++, at++) {
		size_t next = find_short(str_from_offset(s, at), beginning);

		if (next == STR_NONE || needle.length > s.length - at - next)
			return STR_NONE;
		at += next;
		if (memcmp(s.data + at, needle.data, needle.length) == 0)
			return at;
	}
	found = memmem(s.data + at, s.length - at, needle.data, needle.length);
	return found == NULL ? STR_NONE : (size_t)(found - s.data);
}

size_t
str_find(struct str s, struct str needle)
{
	if (needle.length == 0)
		return 0;
	return needle.length <= SHORT_NEEDLE ? find_short(s, needle) : find_long(s, needle);
}

size_t
str_find_last(struct str s, char c)
{
	const char *found = s.length == 0 ? NULL : memrchr(s.data, c, s.length);

	return found == NULL ? STR_NONE : (size_t)(found - s.data);
}

bool
str_contains(struct str s, struct str needle)
{
	return str_find(s, needle) != STR_NONE;
}

struct str
str_trim_end(struct str s)
{
	while (s.length > 0 && is_space(s.data[s.length - 1]))
		s.length--;
	return s;
}

struct str
str_trim(struct str s)
{
	while (s.length > 0 && is_space(s.data[0])) {
		s.data++;
		s.length--;
	}
	return str_trim_end(s);
}

bool
str_cut(struct str *rest, char separator, struct str *ret_part)
{
	size_t at;

	if (rest->data == NULL)
		return false;
	at = str_find_char(*rest, separator);
	*ret_part = str_slice(*rest, 0, at);
	*rest = at == STR_NONE ? STR_EMPTY : str_from_offset(*rest, at + 1);
	return true;
}

bool
str_cut_line(struct str *rest, struct str *ret_line)
{
	size_t at;

	if (rest->length == 0)
		return false;
	at = str_find_char(*rest, '\n');
	*ret_line = str_slice(*rest, 0, at);
	*rest = at == STR_NONE ? STR_EMPTY : str_from_offset(*rest, at + 1);
	if (at != STR_NONE && str_ends(*ret_line, STR("\r")))
		ret_line->length--;
	return true;
}

bool
str_to_number(struct str s, int64_t *ret_number)
{
	bool negative = str_starts(s, STR("-"));
	int64_t number = 0;

	s = str_from_offset(s, negative ? 1 : 0);
	if (s.length == 0)
		return false;
	for (size_t i = 0; i < s.length; i++) {
		int digit = s.data[i] - '0';

		if (digit < 0 || digit > 9)
			return false;
		/* Downwards for negative ones: INT64_MIN has no positive counterpart. */
		if (__builtin_mul_overflow(number, 10, &number) ||
		    __builtin_add_overflow(number, negative ? -digit : digit, &number))
			return false;
	}
	*ret_number = number;
	return true;
}

static unsigned
min3(unsigned a, unsigned b, unsigned c)
{
	unsigned least = a < b ? a : b;

	return least < c ? least : c;
}

/* Row `i` (from 1) of the table out of the two before it; returns the least of the row. */
static unsigned
fill_row(unsigned rows[3][DISTANCE_BYTES + 1], struct str a, struct str b, unsigned i)
{
	unsigned *row = rows[i % 3];
	const unsigned *before = rows[(i + 2) % 3], *swapped = rows[(i + 1) % 3];
	unsigned least = i;
	char x = lower(a.data[i - 1]);

	row[0] = i;
	for (unsigned j = 1; j <= b.length; j++) {
		char y = lower(b.data[j - 1]);

		row[j] = min3(before[j] + 1, row[j - 1] + 1, before[j - 1] + (x != y));
		if (i > 1 && j > 1 && x == lower(b.data[j - 2]) && y == lower(a.data[i - 2]))
			row[j] = min3(row[j], swapped[j - 2] + 1, UINT_MAX);
		if (row[j] < least)
			least = row[j];
	}
	return least;
}

/* The optimal string alignment distance, in three rows of the usual table. */
unsigned
str_distance(struct str a, struct str b, unsigned limit)
{
	unsigned rows[3][DISTANCE_BYTES + 1];
	size_t difference = a.length > b.length ? a.length - b.length : b.length - a.length;
	unsigned distance;

	if (a.length > DISTANCE_BYTES || b.length > DISTANCE_BYTES || difference > limit)
		return limit + 1;
	for (unsigned j = 0; j <= b.length; j++)
		rows[0][j] = j;
	/* A swap reaches back two rows, so one row that is just over the limit proves nothing. */
	for (unsigned i = 1; i <= a.length; i++)
		if (fill_row(rows, a, b, i) > limit + 1)
			return limit + 1;
	distance = rows[a.length % 3][b.length];
	return distance > limit ? limit + 1 : distance;
}
