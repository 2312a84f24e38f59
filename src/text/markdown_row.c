/*
 * markdown_row: rows of tables, split at their pipes.
 */
#include "text/markdown_row.h"

#include "base/vec.h"

#include <string.h>

static bool
is_space(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

/* The next pipe that parts cells, or `end`. */
static uint32_t
find_pipe(struct str source, uint32_t from, uint32_t end, bool *ret_escaped)
{
	const char *at = source.data + from;
	const char *last = source.data + end;

	*ret_escaped = false;
	while (at < last && (at = memchr(at, '|', (size_t)(last - at))) != NULL) {
		if (at == source.data + from || at[-1] != '\\')
			return (uint32_t)(at - source.data);
		*ret_escaped = true;
		at++;
	}
	return end;
}

static void
add_cell(struct arena *arena, struct str source, uint32_t from, uint32_t to,
	 struct row_cells *cells)
{
	struct row_cell *cell = VEC_PUSH(arena, cells);
	uint32_t start = from;

	while (start < to && is_space(source.data[start]))
		start++;
	if (start == to) {
		cell->offset = from < to ? from + 1 : from;
		return;
	}
	while (is_space(source.data[to - 1]))
		to--;
	cell->offset = start;
	cell->span = to - start;
}

void
row_split(struct arena *arena, struct str source, uint32_t start, uint32_t end,
	  struct row_cells *cells)
{
	cells->count = 0;
	while (start < end && is_space(source.data[start]))
		start++;
	while (end > start && is_space(source.data[end - 1]))
		end--;
	if (start < end && source.data[start] == '|')
		start++;
	while (start < end) {
		bool escaped;
		uint32_t pipe = find_pipe(source, start, end, &escaped);

		add_cell(arena, source, start, pipe, cells);
		cells->items[cells->count - 1].has_escaped_pipe = escaped;
		start = pipe + 1;
	}
}

/* ---- as the parser has them ---- */

static uint32_t
skip_spaces(struct str line, uint32_t at)
{
	while (at < line.length && is_space(line.data[at]))
		at++;
	return at;
}

uint32_t
row_first_cell(struct str line)
{
	return str_starts(line, STR("|")) ? skip_spaces(line, 1) : 0;
}

/* The parser leaves odd blanks where they are. */
static bool
is_trimmed(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static size_t
unescape_pipes(char *text, size_t length)
{
	size_t kept = 0;

	for (size_t i = 0; i < length; i++) {
		if (text[i] == '\\' && i + 1 < length && text[i + 1] == '|')
			i++;
		text[kept++] = text[i];
	}
	return kept;
}

struct str
row_text(char *text, size_t length)
{
	while (length > 0 && is_trimmed(*text))
		text++, length--;
	while (length > 0 && is_trimmed(text[length - 1]))
		length--;
	if (memchr(text, '\\', length) != NULL)
		length = unescape_pipes(text, length);
	text[length] = '\0';
	return (struct str){ text, length };
}

struct row *
row_read(struct arena *arena, struct str line, size_t most)
{
	struct row *row = ARENA_NEW(arena, struct row);
	char *copy = arena_bytes(arena, line.length + 1);
	uint32_t end = (uint32_t)line.length;

	memcpy(copy, line.data, line.length);
	for (uint32_t at = row_first_cell(line); at < end && row->count < most;) {
		bool escaped;
		uint32_t pipe = find_pipe(line, at, end, &escaped);

		*VEC_PUSH(arena, row) = row_text(copy + at, pipe - at);
		at = skip_spaces(line, pipe + 1);
	}
	return row;
}

/* ":---:", with blanks around it; false for anything else. */
static bool
skip_dashes(struct str line, uint32_t *at)
{
	uint32_t start;

	*at = skip_spaces(line, *at);
	*at += str_starts(str_from_offset(line, *at), STR(":"));
	for (start = *at; *at < line.length && line.data[*at] == '-';)
		++*at;
	if (*at == start)
		return false;
	*at += str_starts(str_from_offset(line, *at), STR(":"));
	*at = skip_spaces(line, *at);
	return true;
}

bool
row_is_dashes(struct str line)
{
	uint32_t at = row_first_cell(line);

	do {
		if (!skip_dashes(line, &at))
			return false;
		if (at == line.length)
			return true;
	} while (line.data[at++] == '|' && skip_spaces(line, at) < line.length);
	return line.data[at - 1] == '|';
}
