/*
 * markdown_content: from the parser's content back to the file.
 */
#include "text/markdown_content.h"

#include "text/markdown_source.h"

#include <string.h>

static bool
is_blank(char c)
{
	return c == ' ' || c == '\t';
}

static size_t
find_line_end(struct str text, size_t from)
{
	const char *end =
		from < text.length ? memchr(text.data + from, '\n', text.length - from) : NULL;

	return end == NULL ? text.length : (size_t)(end - text.data);
}

void
content_of_piece(struct content *content, const struct doc *doc, struct str text, uint32_t start,
		 uint32_t end)
{
	*content = (struct content){ .text = text, .doc = doc, .is_one_line = true };
	content->start = start;
	content->end = end;
	content->line_end = text.length;
}

/* Whether the file's line ends in `text` and has only markers of quotes before it. */
static bool
line_ends_in(const struct doc *doc, uint32_t line, struct str text)
{
	uint32_t start = doc->line_starts[line];
	uint32_t end = markdown_line_end(doc, line);
	uint32_t from;

	if (text.length > end - start)
		return false;
	from = end - (uint32_t)text.length;
	if (text.length > 0 && memcmp(doc->source.data + from, text.data, text.length) != 0)
		return false;
	while (from > start &&
	       (is_blank(doc->source.data[from - 1]) || doc->source.data[from - 1] == '>'))
		from--;
	return from == start;
}

/* Whether the file's line from `column` on is `text`. */
static bool
stands_at(const struct doc *doc, uint32_t line, uint32_t column, struct str text)
{
	uint64_t from = (uint64_t)doc->line_starts[line] + column - 1;
	struct str rest = str_slice(doc->source, from, markdown_line_end(doc, line));

	return str_equal(rest, text);
}

uint32_t
content_find_line(const struct doc *doc, struct str text, uint32_t line, uint32_t column,
		  uint32_t last_line)
{
	struct str first = str_slice(text, 0, find_line_end(text, 0));

	if (line >= doc->line_count)
		return doc->line_count - 1;
	if (column > 0 && stands_at(doc, line, column, first))
		return line;
	for (uint32_t i = line; i <= last_line && i < doc->line_count; i++)
		if (line_ends_in(doc, i, first))
			return i;
	return line;
}

static void
set_line(struct content *content, uint32_t line, size_t start)
{
	const struct doc *doc = content->doc;

	content->line = line;
	if (line >= doc->line_count)
		line = doc->line_count - 1;
	content->line_start = start;
	content->line_end = find_line_end(content->text, start);
	content->start = doc->line_starts[line];
	content->end = markdown_line_end(doc, line);
	if (content->line_end == content->text.length) /* may have lost its last blanks */
		while (content->end > content->start &&
		       is_blank(doc->source.data[content->end - 1]))
			content->end--;
}

void
content_of_lines(struct content *content, const struct doc *doc, struct str text,
		 uint32_t first_line)
{
	*content = (struct content){ .text = text, .doc = doc };
	set_line(content, first_line, 0);
}

/* Makes `line` the one that content[at] is on. */
static void
look_up_line(struct content *content, size_t at)
{
	while (at < content->line_start) {
		struct str before = str_slice(content->text, 0, content->line_start - 1);
		size_t break_before = str_find_last(before, '\n');

		set_line(content, content->line > 0 ? content->line - 1 : 0,
			 break_before == STR_NONE ? 0 : break_before + 1);
	}
	while (at > content->line_end && content->line_end < content->text.length)
		set_line(content, content->line + 1, content->line_end + 1);
}

/* In one piece, where the file may have backslashes before pipes. */
static uint32_t
piece_offset(const struct content *content, size_t at)
{
	const char *source = content->doc->source.data;
	uint32_t offset = content->start;

	if (!content->has_escaped_pipes)
		return at < content->end - content->start ? content->start + (uint32_t)at
							  : content->end;
	for (; at > 0 && offset < content->end; at--, offset++)
		if (source[offset] == '\\' && offset + 1 < content->end &&
		    source[offset + 1] == '|')
			offset++;
	return offset < content->end ? offset : content->end;
}

uint32_t
content_offset_elsewhere(struct content *content, size_t at)
{
	if (content->is_one_line)
		return piece_offset(content, at);
	look_up_line(content, at);
	return at <= content->line_end ? content_offset(content, at) : content->end;
}

void
content_follow_lines(struct content *content, size_t from, size_t to)
{
	size_t last = str_find_last(str_slice(content->text, from, to), '\n');

	if (last != STR_NONE)
		content->line_base = from + last + 1;
}

uint32_t
content_next_line(struct content *content)
{
	size_t at = content->cursor;
	size_t end = find_line_end(content->text, at);
	uint32_t next;

	if (end >= content->text.length)
		return content_offset(content, end);
	content->cursor = end + 1;
	next = content_offset(content, end + 1);
	if (content_byte(content, at) == '\\') /* here the parser goes on counting */
		return next;
	content->line_base = end + 1;
	while (is_blank(content_byte(content, content->cursor)))
		content->cursor++;
	return next;
}

static bool
is_word_char(char c)
{
	return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool
is_ascii_punctuation(char c)
{
	return c > ' ' && c < 0x7F && !is_word_char(c);
}

/* Length of "&name;" or "&#12;" at the start, 0 if it is none. */
static size_t
entity_length(struct str text)
{
	size_t at = 1;

	if (at < text.length && text.data[at] == '#')
		at++;
	while (at < text.length && at < 40 && is_word_char(text.data[at]))
		at++;
	return at > 1 && at < text.length && text.data[at] == ';' ? at + 1 : 0;
}

static size_t
code_point_length(struct str text, size_t at)
{
	size_t end = at + 1;

	while (end < text.length && ((unsigned char)text.data[end] & 0xC0) == 0x80)
		end++;
	return end - at;
}

/* Whether the character is the second one of an entity that stands for two. */
static bool
is_second(struct str rest)
{
	static const struct str seconds[] = {
		STR_INIT("\u0338"), STR_INIT("\u20D2"), STR_INIT("\uFE00"), STR_INIT("\u0333"),
		STR_INIT("\u20E5"), STR_INIT("\u200A"), STR_INIT("\u0331"),
	};

	for (size_t i = 0; i < sizeof seconds / sizeof seconds[0]; i++)
		if (str_starts(rest, seconds[i]))
			return true;
	return false;
}

static void
step_over_entity(struct alignment *alignment, const struct content *content, struct str literal,
		 size_t length)
{
	struct str raw = str_slice(content->text, alignment->at, alignment->at + length);
	size_t decoded = code_point_length(literal, alignment->done);
	size_t next;

	if (str_starts(str_from_offset(literal, alignment->done), raw) &&
	    !str_equal_fold(raw, STR("&amp;")) && !str_starts(raw, STR("&#")))
		decoded = length; /* an unknown name stays as it is */
	next = alignment->done + decoded;
	if (next < literal.length && is_second(str_from_offset(literal, next)) &&
	    literal.data[next] != content_byte(content, alignment->at + length))
		decoded += code_point_length(literal, next);
	alignment->at += length;
	alignment->done += decoded;
}

size_t
alignment_advance(struct alignment *alignment, const struct content *content, struct str literal,
		  size_t target)
{
	while (alignment->done < target && !alignment->failed) {
		char c = content_byte(content, alignment->at);
		char next = content_byte(content, alignment->at + 1);
		char wanted = literal.data[alignment->done];
		size_t length = 0;

		if (c == '&')
			length = entity_length(str_from_offset(content->text, alignment->at));
		if (c == '\\' && next == wanted && is_ascii_punctuation(next)) {
			alignment->at += 2;
			alignment->done++;
		} else if (length > 0) {
			step_over_entity(alignment, content, literal, length);
		} else if (c == wanted) {
			alignment->at++;
			alignment->done++;
		} else {
			alignment->failed = true;
		}
	}
	return alignment->at;
}
