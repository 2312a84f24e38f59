/*
 * markdown_nesting: the parser's containers, without its blocks.
 */
#include "text/markdown_nesting.h"

/* The line being read, in columns because of tabs. */
struct cursor {
	const char *next; /* first byte after the blanks */
	const char *end;
	size_t column;      /* consumed */
	size_t next_column; /* of `next` */
};

static bool
is_blank(char c)
{
	return c == ' ' || c == '\t';
}

static void
skip_blanks(struct cursor *line)
{
	for (; line->next < line->end && is_blank(*line->next); line->next++)
		line->next_column += *line->next == '\t' ? 4 - line->next_column % 4 : 1;
}

static size_t
indent(const struct cursor *line)
{
	return line->next_column - line->column;
}

static void
consume(struct cursor *line, size_t bytes)
{
	line->next += bytes;
	line->next_column += bytes;
	line->column = line->next_column;
	skip_blanks(line);
}

static void
consume_columns(struct cursor *line, size_t columns)
{
	line->column += columns < indent(line) ? columns : indent(line);
}

/* Whether one container of the lines before goes on in this line. */
static bool
matches(struct cursor *line, struct nesting_container container)
{
	bool blank = line->next == line->end;

	switch (container.kind) {
	case NESTING_QUOTE:
		if (blank || indent(line) > 3 || *line->next != '>')
			return false;
		consume(line, 1);
		consume_columns(line, 1);
		return true;
	case NESTING_ITEM:
		if (!blank && indent(line) < container.padding)
			return false;
		consume_columns(line, container.padding);
		return true;
	case NESTING_NOTE:
		if (!blank && indent(line) < 4)
			return false;
		consume_columns(line, 4);
		return true;
	}
	return false;
}

/* Bytes of "-" or "12." at the cursor that begin a list item; 0: none. */
static size_t
list_marker_length(const struct cursor *line)
{
	const char *at = line->next;

	if (*at == '-' || *at == '+' || *at == '*') {
		at++;
	} else {
		while (at < line->end && at - line->next < 9 && *at >= '0' && *at <= '9')
			at++;
		if (at == line->next || at == line->end || (*at != '.' && *at != ')'))
			return 0;
		at++;
	}
	return at == line->end || is_blank(*at) ? (size_t)(at - line->next) : 0;
}

/* Bytes of "[^label]:" at the cursor; 0: none. */
static size_t
note_marker_length(const struct cursor *line)
{
	const char *at = line->next + 2;

	if (line->end - line->next < 5 || line->next[0] != '[' || line->next[1] != '^')
		return 0;
	while (at < line->end && *at != ']' && !is_blank(*at))
		at++;
	if (line->end - at < 2 || at[0] != ']' || at[1] != ':')
		return 0;
	return (size_t)(at - line->next) + 2;
}

/* "* * *" */
static bool
is_rule(const struct cursor *line)
{
	char mark = *line->next;
	size_t count = 0;

	if (mark != '*' && mark != '-')
		return false;
	for (const char *at = line->next; at < line->end; at++) {
		if (*at == mark)
			count++;
		else if (!is_blank(*at))
			return false;
	}
	return count >= 3;
}

static bool
read_item(struct cursor *line, struct nesting_container *ret_container)
{
	size_t before = indent(line);
	size_t length = list_marker_length(line);
	size_t blanks;

	if (length == 0 || is_rule(line))
		return false;
	consume(line, length);
	blanks = indent(line);
	if (blanks == 0 || blanks > 4 || line->next == line->end)
		blanks = 1;
	consume_columns(line, blanks);
	*ret_container = (struct nesting_container){ NESTING_ITEM, before + length + blanks };
	return true;
}

/* Consumes one marker that opens a container. */
static bool
read_marker(struct cursor *line, struct nesting_container *ret_container)
{
	size_t length;

	if (line->next == line->end || indent(line) > 3)
		return false;
	if (*line->next == '>') {
		consume(line, 1);
		consume_columns(line, 1);
		*ret_container = (struct nesting_container){ NESTING_QUOTE, 0 };
		return true;
	}
	length = note_marker_length(line);
	if (length > 0) {
		consume(line, length);
		consume_columns(line, indent(line));
		*ret_container = (struct nesting_container){ NESTING_NOTE, 0 };
		return true;
	}
	return read_item(line, ret_container);
}

static size_t
weight_of(struct nesting_container container)
{
	return container.kind == NESTING_ITEM ? 2 : 1;
}

bool
nesting_follow(struct nesting *nesting, struct str text, struct nesting_line *ret_line)
{
	struct cursor line = { text.data, text.data + text.length, 0, 0 };
	struct nesting_container container;
	size_t matched = 0;
	bool from_margin;

	skip_blanks(&line);
	from_margin = line.next_column <= 3;
	ret_line->starts_item = false;
	while (matched < nesting->count && matches(&line, nesting->open[matched]))
		matched++;
	while (read_marker(&line, &container)) {
		while (nesting->count > matched)
			nesting->weight -= weight_of(nesting->open[--nesting->count]);
		if (nesting->weight + weight_of(container) > LIMIT_NESTING)
			return false;
		nesting->weight += weight_of(container);
		nesting->open[nesting->count++] = container;
		matched++;
		if (from_margin && container.kind == NESTING_ITEM && line.next < line.end)
			ret_line->starts_item = true;
		from_margin = false;
	}
	ret_line->text = (struct str){ line.next, (size_t)(line.end - line.next) };
	return true;
}
