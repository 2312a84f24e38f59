/*
 * markdown_doc: questions to a finished document.
 */
#include "text/markdown.h"
#include "text/markdown_source.h"

#include "base/utf8.h"

#include <string.h>

/* ---- places ---- */

uint32_t
doc_line(const struct doc *doc, uint32_t offset)
{
	uint32_t low = 0; /* the line is in [low, high) */
	uint32_t high = doc->line_count;

	while (high - low > 1) {
		uint32_t middle = low + (high - low) / 2;

		if (doc->line_starts[middle] <= offset)
			low = middle;
		else
			high = middle;
	}
	return low + 1;
}

struct place
doc_place(const struct doc *doc, uint32_t offset, uint32_t span)
{
	uint32_t line = doc_line(doc, offset);
	uint32_t end = markdown_line_end(doc, line - 1);
	uint32_t column = offset - doc->line_starts[line - 1] + 1;

	if (offset > end)
		offset = end;
	if (span > end - offset) /* a place is in one line */
		span = end - offset;
	return place_at(doc->path, line, column, span);
}

struct place
doc_node_place(const struct doc *doc, uint32_t node)
{
	return doc_place(doc, doc->nodes[node].offset, doc->nodes[node].span);
}

/* ---- the tree ---- */

uint32_t
doc_parent(const struct doc *doc, uint32_t node)
{
	uint32_t parent = node;

	while (parent > 0)
		if (doc->nodes[--parent].end > node)
			return parent;
	return 0;
}

uint32_t
doc_section_end(const struct doc *doc, uint32_t heading)
{
	uint32_t end = doc->nodes[doc->nodes[heading].extra].end;

	for (uint32_t i = doc->nodes[heading].end; i < end; i = doc->nodes[i].end)
		if (doc->nodes[i].kind == NODE_HEADING &&
		    doc->nodes[i].level <= doc->nodes[heading].level)
			return i;
	return end;
}

/* ---- plain text ---- */

static bool
has_text(const struct node *node)
{
	return node->kind == NODE_TEXT || node->kind == NODE_CODE || node->kind == NODE_CODE_BLOCK;
}

/* A blank belongs before or in place of the node. */
static bool
parts_text(const struct node *node)
{
	return node->kind < NODE_TEXT || node->kind == NODE_SOFT_BREAK ||
	       node->kind == NODE_LINE_BREAK;
}

struct str
doc_plain(struct arena *arena, const struct doc *doc, uint32_t node)
{
	const struct node *nodes = doc->nodes;
	uint32_t end = nodes[node].end;
	struct str plain = STR_EMPTY;
	uint32_t texts = 0;
	size_t size = 0;
	char *data;

	for (uint32_t i = node; i < end; i++) {
		if (!has_text(&nodes[i]))
			continue;
		plain = node_text(&nodes[i]);
		size += plain.length + 1;
		texts++;
	}
	if (texts < 2)
		return plain;
	data = arena_bytes(arena, size + (end - node));
	size = 0;
	for (uint32_t i = node; i < end; i++) {
		if (parts_text(&nodes[i]) && size > 0 && data[size - 1] != ' ')
			data[size++] = ' ';
		if (has_text(&nodes[i]) && nodes[i].length > 0) {
			memcpy(data + size, nodes[i].text, nodes[i].length);
			size += nodes[i].length;
		}
	}
	if (size > 0 && data[size - 1] == ' ' && !has_text(&nodes[end - 1]))
		size--;
	return (struct str){ data, size };
}

/* ---- titles ---- */

/* Whether the character counts at the ends of a title: signs, emoji, punctuation and spaces do
   not.  The star of a pattern does. */
static bool
counts(uint32_t code_point, bool in_pattern)
{
	if (code_point < 0x80)
		return (code_point >= '0' && code_point <= '9') ||
		       (code_point >= 'A' && code_point <= 'Z') ||
		       (code_point >= 'a' && code_point <= 'z') ||
		       (in_pattern && code_point == '*');
	return utf8_is_alphanumeric(code_point);
}

static size_t
first_that_counts(struct str title, bool in_pattern)
{
	size_t start = 0;

	for (size_t at = 0; at < title.length && !counts(utf8_next(title, &at), in_pattern);)
		start = at;
	return start;
}

static struct str
strip_signs(struct str title, bool in_pattern)
{
	size_t start = first_that_counts(title, in_pattern);
	size_t end = title.length;

	while (end > start) {
		size_t at = end - 1;

		while (at > start && ((unsigned char)title.data[at] & 0xC0) == 0x80)
			at--;
		end = at;
		if (counts(utf8_next(title, &at), in_pattern))
			return str_slice(title, start, at);
	}
	return STR_EMPTY;
}

struct str
doc_title_key(struct str title)
{
	return strip_signs(title, false);
}

static bool
is_space(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

struct str
doc_heading_key(struct arena *arena, const struct doc *doc, uint32_t heading)
{
	struct str key = strip_signs(doc_plain(arena, doc, heading), false);
	size_t length = 0;
	char *data;
	size_t i = 0;

	while (i + 1 < key.length && ((unsigned char)key.data[i] > ' ' ||
				      (key.data[i] == ' ' && !is_space(key.data[i + 1]))))
		i++;
	if (i + 1 >= key.length)
		return key;
	data = arena_bytes(arena, key.length);
	for (i = 0; i < key.length; i++) {
		if (!is_space(key.data[i]))
			data[length++] = key.data[i];
		else if (!is_space(key.data[i + 1])) /* a key does not end in a space */
			data[length++] = ' ';
	}
	return (struct str){ data, length };
}

static char
fold(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

/* Nearly all patterns begin with another letter. */
static bool
may_match(struct str key, struct str pattern)
{
	size_t first = first_that_counts(pattern, true);

	return key.length == 0 || first == pattern.length || pattern.data[first] == '*' ||
	       fold(pattern.data[first]) == fold(key.data[0]);
}

static bool
matches(struct str key, struct str pattern)
{
	size_t at = 0;
	size_t next = 0;        /* in the pattern */
	size_t star = STR_NONE; /* behind the last star of the pattern */
	size_t resume = 0;      /* where in the key that star's run ends */

	while (at < key.length) {
		char c = next < pattern.length ? pattern.data[next] : '\0';
		bool blank = next < pattern.length && is_space(c);

		if (next < pattern.length && c == '*') {
			star = ++next;
			resume = at;
		} else if (next < pattern.length &&
			   (blank ? key.data[at] == ' ' : fold(key.data[at]) == fold(c))) {
			at++;
			while (blank && next + 1 < pattern.length &&
			       is_space(pattern.data[next + 1]))
				next++;
			next++;
		} else if (star != STR_NONE) {
			next = star;
			at = ++resume;
		} else {
			return false;
		}
	}
	while (next < pattern.length && pattern.data[next] == '*')
		next++;
	return next == pattern.length;
}

bool
doc_title_matches(struct str key, struct str pattern)
{
	return may_match(key, pattern) && matches(key, strip_signs(pattern, true));
}

/* The first sign that counts tells, before a key is made. */
static bool
may_be(struct arena *scratch, const struct doc *doc, uint32_t heading, struct str pattern)
{
	struct str title = doc_plain(scratch, doc, heading);

	return may_match(str_from_offset(title, first_that_counts(title, false)), pattern);
}

uint32_t
doc_find_heading(struct arena *scratch, const struct doc *doc, uint32_t from, struct str pattern)
{
	for (uint32_t i = from; i < doc->count; i++)
		if (doc->nodes[i].kind == NODE_HEADING && may_be(scratch, doc, i, pattern) &&
		    doc_title_matches(doc_heading_key(scratch, doc, i), pattern))
			return i;
	return doc->count;
}
