/*
 * wildcard: matching with one remembered place for `*` and one for `**`.
 *
 * A later `*` makes going back to an earlier one useless, and a later `**` going back to an
 * earlier one, so nothing is ever tried twice from the same place and there is no recursion.
 */
#include "repo/wildcard.h"

#include <ctype.h>

size_t
wildcard_literal(struct str pattern)
{
	size_t length = 0;

	while (length < pattern.length &&
	       !str_contains(STR("*?[\\"), str_slice(pattern, length, length + 1)))
		length++;
	return length;
}

/* ==== sets ==== */

struct set {
	struct str pattern;
	size_t offset; /* of the next byte to read */
	bool broken;   /* the pattern ended too early or has an unknown class: it fits nothing */
};

static unsigned char
set_next(struct set *set)
{
	if (set->offset >= set->pattern.length) {
		set->broken = true;
		return 0;
	}
	return (unsigned char)set->pattern.data[set->offset++];
}

/* The byte at the offset, or 0 at the end. */
static unsigned char
set_peek(const struct set *set)
{
	if (set->offset >= set->pattern.length)
		return 0;
	return (unsigned char)set->pattern.data[set->offset];
}

static bool
class_holds(struct set *set, struct str name, unsigned char byte)
{
	static const struct {
		struct str name;
		int (*holds)(int);
	} classes[] = {
		{ STR_INIT("alnum"), isalnum }, { STR_INIT("alpha"), isalpha },
		{ STR_INIT("blank"), isblank }, { STR_INIT("cntrl"), iscntrl },
		{ STR_INIT("digit"), isdigit }, { STR_INIT("graph"), isgraph },
		{ STR_INIT("lower"), islower }, { STR_INIT("print"), isprint },
		{ STR_INIT("punct"), ispunct }, { STR_INIT("space"), isspace },
		{ STR_INIT("upper"), isupper }, { STR_INIT("xdigit"), isxdigit },
	};

	for (size_t i = 0; i < sizeof classes / sizeof classes[0]; i++)
		if (str_equal(classes[i].name, name))
			return byte < 128 && classes[i].holds(byte) != 0;
	set->broken = true;
	return false;
}

/* After "[:".  A class ends in ":]"; else the "[" is one byte of the set like others. */
static bool
set_class(struct set *set, unsigned char byte)
{
	struct str rest = str_from_offset(set->pattern, set->offset + 1);
	size_t end = str_find_char(rest, ']');

	if (end == STR_NONE) {
		set->broken = true;
		return false;
	}
	if (end == 0 || rest.data[end - 1] != ':')
		return byte == '[';
	set->offset += 1 + end + 1;
	return class_holds(set, str_slice(rest, 0, end - 1), byte);
}

/* One byte, class or range of a set that starts with `first`. */
static bool
set_item(struct set *set, unsigned char first, unsigned char byte)
{
	unsigned char last;

	if (first == '[' && set_peek(set) == ':')
		return set_class(set, byte);
	if (first == '\\')
		first = set_next(set);
	last = first;
	if (set_peek(set) == '-' && set->offset + 1 < set->pattern.length &&
	    set->pattern.data[set->offset + 1] != ']') {
		set->offset++;
		last = set_next(set);
		if (last == '\\')
			last = set_next(set);
	}
	/* The ends of a range are bytes that it is made of, even if it is upside down. */
	return (byte >= first && byte <= last) || (last < first && byte == first);
}

/* After "[".  False when the byte is not in the set. */
static bool
set_holds(struct set *set, unsigned char byte)
{
	bool negated = set_peek(set) == '!' || set_peek(set) == '^';
	bool found = false;
	unsigned char next;

	if (negated)
		set->offset++;
	next = set_next(set);
	do {
		if (set_item(set, next, byte))
			found = true;
		next = set_next(set);
	} while (!set->broken && next != ']');
	return !set->broken && found != negated && byte != '/';
}

/* ==== matching ==== */

struct resume {
	size_t pattern, text; /* where to go on */
	bool is_set;
};

struct match {
	struct str pattern, text;
	size_t p, t;           /* offsets of what is compared next */
	struct resume star;    /* the last `*`, which stays inside one part of the path */
	struct resume folders; /* the last `**` */
	bool broken;
};

/* At a `*`: remembers where to come back to.  True when all the rest fits. */
static bool
match_stars(struct match *match)
{
	size_t start = match->p;
	size_t end = start;
	bool deep;

	while (end < match->pattern.length && match->pattern.data[end] == '*')
		end++;
	deep = end - start >= 2 && (start == 0 || match->pattern.data[start - 1] == '/') &&
	       (end == match->pattern.length || match->pattern.data[end] == '/');
	if (deep && end == match->pattern.length)
		return true;
	match->p = deep ? end + 1 : end;
	if (deep) {
		match->folders = (struct resume){ match->p, match->t, true };
		match->star.is_set = false;
	} else {
		match->star = (struct resume){ end, match->t, true };
	}
	return false;
}

/* Compares one element of the pattern with one byte, and moves past both when they fit. */
static bool
match_byte(struct match *match)
{
	unsigned char byte = (unsigned char)match->text.data[match->t];
	unsigned char element = (unsigned char)match->pattern.data[match->p];
	size_t end = match->p + 1;
	bool fits;

	if (element == '[') {
		struct set set = { match->pattern, end, false };

		fits = set_holds(&set, byte);
		match->broken = set.broken;
		end = set.offset;
	} else if (element == '?') {
		fits = byte != '/';
	} else if (element == '\\') {
		match->broken = end == match->pattern.length;
		fits = !match->broken && (unsigned char)match->pattern.data[end++] == byte;
	} else {
		fits = element == byte;
	}
	if (!fits)
		return false;
	if (byte == '/')
		match->star.is_set = false;
	match->p = end;
	match->t++;
	return true;
}

/* Lets the last `*` take one byte more, else the last `**` one folder more. */
static bool
match_again(struct match *match)
{
	struct resume *star = &match->star;
	struct resume *folders = &match->folders;
	size_t slash;

	if (match->broken)
		return false;
	if (star->is_set && star->text < match->text.length &&
	    match->text.data[star->text] != '/') {
		star->text++;
		match->p = star->pattern;
		match->t = star->text;
		return true;
	}
	if (!folders->is_set)
		return false;
	slash = str_find_char(str_from_offset(match->text, folders->text), '/');
	if (slash == STR_NONE)
		return false;
	folders->text += slash + 1;
	match->p = folders->pattern;
	match->t = folders->text;
	star->is_set = false;
	return true;
}

bool
wildcard_fits(struct str pattern, struct str text)
{
	struct match match = { .pattern = pattern, .text = text };

	for (;;) {
		if (match.p == pattern.length && match.t == text.length)
			return true;
		if (match.p < pattern.length && pattern.data[match.p] == '*') {
			if (match_stars(&match))
				return true;
		} else if (match.p == pattern.length || match.t == text.length ||
			   !match_byte(&match)) {
			if (!match_again(&match))
				return false;
		}
	}
}
