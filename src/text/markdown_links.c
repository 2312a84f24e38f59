/*
 * markdown_links: bare addresses and reference definitions.
 */
#include "text/markdown_links.h"

#include "text/markdown_source.h"

#include "base/utf8.h"
#include "base/vec.h"

#include <string.h>

#define LABEL_LIMIT 1000 /* bytes, as CommonMark has it */
#define HOST_LIMIT 1000  /* bytes; DNS has 253 */

static bool
is_space(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

static bool
is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool
is_ascii_punctuation(char c)
{
	return (c >= '!' && c <= '/') || (c >= ':' && c <= '@') || (c >= '[' && c <= '`') ||
	       (c >= '{' && c <= '~');
}

/* A character of a host name: neither space nor punctuation.  Outside of ASCII everything that
   is a letter, a number or a sign will do. */
static bool
is_host_char(struct str text, size_t at)
{
	char c = text.data[at];

	if ((unsigned char)c >= 0x80)
		return !utf8_is_space(utf8_next(text, &at));
	return !is_space(c) && !is_ascii_punctuation(c);
}

/* Where the host name that begins at `start` ends; `start` if it is none.  The last two labels may
   not have underscores. */
static size_t
host_end(struct str text, size_t start, bool needs_dot)
{
	size_t underscores = 0;
	size_t underscores_before = 0;
	size_t dots = 0;
	size_t at = start;

	while (at < text.length && at - start < HOST_LIMIT) {
		char c = text.data[at];

		if (c == '_') {
			underscores++;
		} else if (c == '.') {
			underscores_before = underscores;
			underscores = 0;
			dots++;
		} else if (c != '-' && !is_host_char(text, at)) {
			break;
		}
		at++;
		while (at < text.length && ((unsigned char)text.data[at] & 0xC0) == 0x80)
			at++;
	}
	if (underscores > 0 || underscores_before > 0 || (needs_dot && dots == 0))
		return start;
	return at;
}

/* "&amp;" at the end of a link is not part of it. */
static size_t
without_entity(struct str text, size_t start, size_t end)
{
	size_t at = end - 1;

	while (at > start && is_letter(text.data[at - 1]))
		at--;
	return at > start && at < end - 1 && text.data[at - 1] == '&' ? at - 1 : end - 1;
}

/* Takes trailing punctuation off a link, and closing parentheses that it did not open. */
static size_t
trim_link(struct str text, size_t start, size_t end)
{
	size_t opening = 0;
	size_t closing = 0;

	for (size_t i = start; i < end; i++) {
		opening += text.data[i] == '(';
		closing += text.data[i] == ')';
	}
	while (end > start) {
		char c = text.data[end - 1];

		if (strchr("?!.,:*_~'\"", c) != NULL) {
			end--;
		} else if (c == ';') {
			end = without_entity(text, start, end);
		} else if (c == ')' && closing > opening) {
			closing--;
			end--;
		} else {
			break;
		}
	}
	return end;
}

/* Completes a link whose host begins at `host`; false if there is none. */
static bool
finish_link(struct str text, size_t host, struct bare_link *link)
{
	size_t end = host_end(text, host, link->lacks_scheme);

	if (end == host)
		return false;
	while (end < text.length && !is_space(text.data[end]) && text.data[end] != '<')
		end++;
	link->end = trim_link(text, link->start, end);
	return link->end > host;
}

/* `colon` stands before "//": the word in front of it must be a scheme. */
static bool
link_with_scheme(struct str text, size_t from, size_t colon, struct bare_link *ret_link)
{
	size_t start = colon;
	struct str scheme;

	while (start > from && colon - start < 6 && is_letter(text.data[start - 1]))
		start--;
	scheme = str_slice(text, start, colon);
	if (!str_equal_fold(scheme, STR("http")) && !str_equal_fold(scheme, STR("https")))
		return false;
	if (colon + 3 >= text.length || !is_host_char(text, colon + 3))
		return false;
	*ret_link = (struct bare_link){ .start = start };
	return finish_link(text, colon + 3, ret_link);
}

static bool
link_with_www(struct str text, size_t at, char before, struct bare_link *ret_link)
{
	if (before != 0 && !is_space(before) && strchr("*_~(", before) == NULL)
		return false;
	*ret_link = (struct bare_link){ .start = at, .lacks_scheme = true };
	return finish_link(text, at, ret_link);
}

/* The next place of `what` at or after `from`, the end when there is none; `known` is the one found
   before, which need not be looked for again. */
static const char *
look_ahead(struct str text, size_t from, const char *known, const char *what, size_t length)
{
	const char *next = text.data + from;
	const char *found;

	if (known != NULL && known >= next)
		return known;
	found = memmem(next, text.length - from, what, length);
	return found == NULL ? text.data + text.length : found;
}

bool
bare_link_find(struct bare_search *search, size_t from, struct bare_link *ret_link)
{
	struct str text = search->text;
	const char *end = text.data + text.length;

	for (size_t at = from; at < text.length; at++) {
		search->colon = look_ahead(text, at, search->colon, "://", 3);
		search->www = look_ahead(text, at, search->www, "www.", 4);
		if (search->colon == end && search->www == end)
			return false;
		if (search->colon < search->www) {
			at = (size_t)(search->colon - text.data);
			if (link_with_scheme(text, from, at, ret_link))
				return true;
		} else {
			char before = search->before;

			at = (size_t)(search->www - text.data);
			if (at > 0)
				before = text.data[at - 1];
			if (link_with_www(text, at, before, ret_link))
				return true;
		}
	}
	return false;
}

/* The line behind the markers of quotes and of one list item. */
static size_t
skip_markers(struct str source, size_t at, size_t end)
{
	bool in_item = false;

	while (at < end) {
		char c = source.data[at];

		if ((c == '-' || c == '*' || c == '+') && !in_item && at + 1 < end &&
		    is_space(source.data[at + 1]))
			in_item = true;
		else if (!is_space(c) && c != '>')
			break;
		at++;
	}
	return at;
}

/* Offset of the bracket that closes the label which begins at `at`, or `end`. */
static size_t
label_end(struct str source, size_t at, size_t end)
{
	for (; at < end && source.data[at] != ']'; at++) {
		if (source.data[at] == '[')
			return end;
		if (source.data[at] == '\\' && at + 1 < end)
			at++;
	}
	return at < end ? at : end;
}

static struct str
read_target(struct str source, size_t at, size_t end, size_t *ret_after)
{
	size_t start = at;

	if (at < end && source.data[at] == '<') {
		while (at < end && source.data[at] != '>')
			at += source.data[at] == '\\' ? 2 : 1;
		*ret_after = at < end ? at + 1 : end;
		return str_slice(source, start + 1, at < end ? at : end);
	}
	while (at < end && !is_space(source.data[at]))
		at++;
	*ret_after = at;
	return str_slice(source, start, at);
}

/* Backslashes that escape punctuation taken out. */
static struct str
unescape(struct arena *arena, struct str text)
{
	char *copy;
	size_t length = 0;

	if (str_find_char(text, '\\') == STR_NONE)
		return text;
	copy = arena_bytes(arena, text.length);
	for (size_t i = 0; i < text.length; i++) {
		if (text.data[i] == '\\' && i + 1 < text.length &&
		    is_ascii_punctuation(text.data[i + 1]))
			i++;
		copy[length++] = text.data[i];
	}
	return (struct str){ copy, length };
}

/* The definition on line `line`, whose target may stand on the next one. */
static bool
read_definition(struct arena *arena, const struct doc *doc, uint32_t line, const bool *is_used,
		struct doc_definition *ret_definition)
{
	struct str source = doc->source;
	size_t end = markdown_line_end(doc, line);
	size_t start = skip_markers(source, doc->line_starts[line], end);
	size_t label;
	size_t target;
	size_t at;

	if (start + 1 >= end || source.data[start] != '[' || source.data[start + 1] == '^')
		return false;
	label = label_end(source, start + 1, end);
	if (label + 1 >= end || label - start > LABEL_LIMIT || source.data[label + 1] != ':')
		return false;
	ret_definition->label = str_trim(str_slice(source, start + 1, label));
	for (at = label + 2; at < end && is_space(source.data[at]);)
		at++;
	if (at == end && line + 1 < doc->line_count && !is_used[line + 1]) {
		end = markdown_line_end(doc, line + 1);
		at = skip_markers(source, doc->line_starts[line + 1], end);
	}
	target = at;
	ret_definition->target = unescape(arena, read_target(source, at, end, &at));
	ret_definition->offset = (uint32_t)start;
	while (end > at && is_space(source.data[end - 1]))
		end--;
	ret_definition->span = (uint32_t)(end - start);
	return ret_definition->label.length > 0 && at > target;
}

void
definitions_read(struct arena *arena, struct doc *doc, const bool *is_used)
{
	struct {
		struct doc_definition *items;
		size_t count, capacity;
	} list = { 0 };

	for (uint32_t line = 0; line < doc->line_count; line++) {
		struct doc_definition definition;

		if (!is_used[line] && read_definition(arena, doc, line, is_used, &definition))
			*VEC_PUSH(arena, &list) = definition;
	}
	doc->definitions = list.items;
	doc->definition_count = list.count;
}

/* Labels are the same whatever their case and white space. */
static bool
is_same_label(struct str a, struct str b)
{
	size_t i = 0;
	size_t j = 0;

	while (i < a.length && j < b.length) {
		if (is_space(a.data[i]) && is_space(b.data[j])) {
			while (i < a.length && is_space(a.data[i]))
				i++;
			while (j < b.length && is_space(b.data[j]))
				j++;
		} else if (str_equal_fold(str_slice(a, i, i + 1), str_slice(b, j, j + 1))) {
			i++;
			j++;
		} else {
			return false;
		}
	}
	return i == a.length && j == b.length;
}

static bool
is_defined(const struct doc *doc, struct str label)
{
	for (size_t i = 0; i < doc->definition_count; i++)
		if (is_same_label(doc->definitions[i].label, label))
			return true;
	return false;
}

void
undefined_filter(struct doc *doc)
{
	size_t kept = 0;

	/* The parser has found no definition; this is for text that could not be a link for
	   another reason, so it may be left out where it would take long. */
	if (doc->undefined_count * doc->definition_count > FILTER_STEPS)
		return;
	for (size_t i = 0; i < doc->undefined_count; i++)
		if (!is_defined(doc, doc->undefined[i].label))
			doc->undefined[kept++] = doc->undefined[i];
	doc->undefined_count = kept;
}
