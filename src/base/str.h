/*
 * str: a slice of somebody else's bytes.
 *
 * A `struct str` owns nothing; whoever made the bytes says how long they live (nearly always an
 * arena).  It need not end in NUL.  The empty slice may have a NULL pointer: never hand `data` to
 * libc without looking at `length`.  Text is valid UTF-8 once it has been loaded (text/).
 */
#ifndef BASE_STR_H
#define BASE_STR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

struct str {
	const char *data;
	size_t length;
};

/* A slice of a string literal, usable in constant tables: STR_INIT for static initialisers. */
#define STR_INIT(literal)                                                                          \
	{                                                                                          \
		"" literal, sizeof(literal) - 1                                                    \
	}
#define STR(literal) ((struct str)STR_INIT(literal))
#define STR_EMPTY ((struct str){ NULL, 0 })

/* For printf: printf("%.*s", STR_ARG(s)).  `s` stands there twice: what takes long is called before. */
#define STR_ARG(s) (int)(s).length, ((s).data ? (s).data : "")

#define STR_NONE SIZE_MAX /* "not found" of the functions that return an offset */

/* The next few are so small and so frequent that they stand here. */

/* NULL gives the empty slice. */
static inline struct str
str_from(const char *text)
{
	return text == NULL ? STR_EMPTY : (struct str){ text, strlen(text) };
}

/* s[from..to), both cut to the length; from > to gives the empty slice. */
static inline struct str
str_slice(struct str s, size_t from, size_t to)
{
	if (to > s.length)
		to = s.length;
	if (from > to)
		from = to;
	if (s.data == NULL)
		return s;
	return (struct str){ s.data + from, to - from };
}

/* s[from..] */
static inline struct str
str_from_offset(struct str s, size_t from)
{
	return str_slice(s, from, s.length);
}

static inline bool
str_equal(struct str a, struct str b)
{
	return a.length == b.length && (a.length == 0 || memcmp(a.data, b.data, a.length) == 0);
}

/* The same, for slices that mostly are the very same bytes. */
static inline bool
str_equal_or_same(struct str a, struct str b)
{
	return a.length == b.length && (a.data == b.data || str_equal(a, b));
}

/* Of ASCII, whatever the locale. */
static inline bool
char_is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static inline bool
char_is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static inline bool
char_is_alphanumeric(char c)
{
	return char_is_digit(c) || char_is_letter(c);
}

bool str_equal_fold(struct str a, struct str b); /* ASCII letters only */
int str_compare(struct str a, struct str b);     /* bytewise; a prefix sorts first */

static inline bool
str_starts(struct str s, struct str prefix)
{
	return s.length >= prefix.length && str_equal(str_slice(s, 0, prefix.length), prefix);
}

static inline bool
str_ends(struct str s, struct str suffix)
{
	return s.length >= suffix.length &&
	       str_equal(str_from_offset(s, s.length - suffix.length), suffix);
}

uint64_t str_hash(struct str s); /* FNV-1a, the same on every machine */

/* first, or STR_NONE */
static inline size_t
str_find_char(struct str s, char c)
{
	const char *found = s.length == 0 ? NULL : memchr(s.data, c, s.length);

	return found == NULL ? STR_NONE : (size_t)(found - s.data);
}

size_t str_find(struct str s, struct str needle); /* STR_NONE if absent; empty needle: 0 */
size_t str_find_last(struct str s, char c);       /* last, or STR_NONE */
bool str_contains(struct str s, struct str needle);

struct str str_trim(struct str s); /* ASCII white space, both ends */
struct str str_trim_end(struct str s);

/*
 * Cuts the part before the first `separator` off `*rest` into `*ret_part`.  Returns false when
 * `*rest` is used up (rest->data == NULL).  "a,,b" gives "a", "", "b"; "" gives one empty part.
 */
bool str_cut(struct str *rest, char separator, struct str *ret_part);

/* The next line without its \n or \r\n; false at the end.  A last line without \n counts. */
bool str_cut_line(struct str *rest, struct str *ret_line);

/* A decimal number that fills the whole slice; false when it does not, or overflows. */
bool str_to_number(struct str s, int64_t *ret_number);

/*
 * Edit distance (Damerau, adjacent swaps count one) over ASCII-folded bytes, cut off at `limit`:
 * returns limit + 1 as soon as it is certain to be larger.  Slices over 64 bytes: limit + 1.
 */
unsigned str_distance(struct str a, struct str b, unsigned limit);

#endif
