/*
 * layout: lines of words; a row for each sort of line.
 */
#include "emit/layout.h"

#include "base/vec.h"

#define PIXELS_PER_INCH 72
#define LONGEST_NUMBER 63
#define LARGEST 1e5       /* inches: what is larger is no picture */
#define MOST_POINTS 10000 /* of one edge */

struct reader {
	struct arena *arena;
	struct str rest;
	struct layout *layout;
};

/* Where the name that begins with a quote ends; STR_NONE when it does not. */
static size_t
find_quote(struct str text)
{
	for (size_t i = 1; i < text.length; i++) {
		if (text.data[i] == '"')
			return i;
		i += text.data[i] == '\\' && i + 1 < text.length && text.data[i + 1] == '"';
	}
	return STR_NONE;
}

/* A name in quotes: \" stands for ", a backslash at the end of a line for nothing. */
static bool
read_quoted(struct reader *reader, struct str *ret_word)
{
	size_t end = find_quote(reader->rest), length = 0;
	struct str raw = str_slice(reader->rest, 1, end);
	char *word;

	if (end == STR_NONE)
		return false;
	word = arena_bytes(reader->arena, raw.length);
	for (size_t i = 0; i < raw.length; i++) {
		char next = i + 1 < raw.length ? raw.data[i + 1] : '\0';

		if (raw.data[i] == '\\' && next == '\n')
			i++;
		else if (raw.data[i] != '\\' || next != '"')
			word[length++] = raw.data[i];
	}
	reader->rest = str_from_offset(reader->rest, end + 1);
	*ret_word = (struct str){ word, length };
	return true;
}

/* The line's next word; false at its end. */
static bool
read_word(struct reader *reader, struct str *ret_word)
{
	size_t length = 0;

	while (reader->rest.length > 0 && reader->rest.data[0] == ' ')
		reader->rest = str_from_offset(reader->rest, 1);
	if (reader->rest.length > 0 && reader->rest.data[0] == '"')
		return read_quoted(reader, ret_word);
	while (length < reader->rest.length && reader->rest.data[length] != ' ' &&
	       reader->rest.data[length] != '\n' && reader->rest.data[length] != '\r')
		length++;
	*ret_word = str_slice(reader->rest, 0, length);
	reader->rest = str_from_offset(reader->rest, length);
	return length > 0;
}

static bool
read_number(struct reader *reader, double *ret_number)
{
	char text[LONGEST_NUMBER + 1], *end;
	struct str word;

	if (!read_word(reader, &word) || word.length > LONGEST_NUMBER)
		return false;
	memcpy(text, word.data, word.length);
	text[word.length] = '\0';
	*ret_number = strtod(text, &end);
	return *end == '\0' && *ret_number >= -LARGEST && *ret_number <= LARGEST;
}

static bool
read_length(struct reader *reader, double *ret_pixels)
{
	double inches;

	if (!read_number(reader, &inches) || inches < 0)
		return false;
	*ret_pixels = inches * PIXELS_PER_INCH;
	return true;
}

/* Graphviz counts from below. */
static bool
read_point(struct reader *reader, struct layout_point *ret_point)
{
	double x, y;

	if (!read_number(reader, &x) || !read_number(reader, &y))
		return false;
	*ret_point = (struct layout_point){ x * PIXELS_PER_INCH,
					    reader->layout->height - y * PIXELS_PER_INCH };
	return true;
}

/* graph scale width height */
static bool
read_graph(struct reader *reader)
{
	double scale;

	return read_number(reader, &scale) && read_length(reader, &reader->layout->width) &&
	       read_length(reader, &reader->layout->height);
}

/* node name x y width height label style shape color fillcolor */
static bool
read_node(struct reader *reader)
{
	struct layout_node node = { 0 };

	if (!read_word(reader, &node.name) || !read_point(reader, &node.middle) ||
	    !read_length(reader, &node.width) || !read_length(reader, &node.height) ||
	    !read_word(reader, &node.label) || !read_word(reader, &node.style) ||
	    !read_word(reader, &node.shape) || !read_word(reader, &node.color))
		return false;
	*VEC_PUSH(reader->arena, &reader->layout->nodes) = node;
	return true;
}

static bool
read_points(struct reader *reader, struct layout_edge *edge)
{
	double count;

	if (!read_number(reader, &count) || count < 4 || count > MOST_POINTS)
		return false;
	edge->count = (size_t)count;
	edge->points = ARENA_ARRAY(reader->arena, struct layout_point, edge->count);
	for (size_t i = 0; i < edge->count; i++)
		if (!read_point(reader, &edge->points[i]))
			return false;
	return edge->count % 3 == 1;
}

/* The words behind an edge's points: [label x y] style color */
static bool
read_edge_end(struct reader *reader, struct layout_edge *edge)
{
	struct str words[2];

	if (!read_word(reader, &words[0]) || !read_word(reader, &words[1]))
		return false;
	edge->style = words[0];
	edge->color = words[1];
	if (reader->rest.length == 0 || reader->rest.data[0] != ' ')
		return true;
	return false;
}

/* edge from to n x1 y1 … xn yn [label x y] style color */
static bool
read_edge(struct reader *reader)
{
	struct layout_edge edge = { 0 };
	struct reader before;

	if (!read_word(reader, &edge.from) || !read_word(reader, &edge.to) ||
	    !read_points(reader, &edge))
		return false;
	before = *reader;
	if (!read_edge_end(reader, &edge)) {
		*reader = before;
		if (!read_word(reader, &edge.label) || !read_point(reader, &edge.label_middle) ||
		    !read_edge_end(reader, &edge))
			return false;
	}
	*VEC_PUSH(reader->arena, &reader->layout->edges) = edge;
	return true;
}

static bool
skip_line(struct reader *reader)
{
	size_t end = str_find_char(reader->rest, '\n');

	reader->rest = str_from_offset(reader->rest, end == STR_NONE ? SIZE_MAX : end + 1);
	return reader->rest.length > 0;
}

bool
layout_read(struct arena *arena, struct str plain, struct layout *ret_layout)
{
	static const struct {
		const char *word;
		bool (*read)(struct reader *reader);
	} rows[] = { { "graph", read_graph }, { "node", read_node }, { "edge", read_edge } };
	struct reader reader = { .arena = arena, .rest = plain, .layout = ret_layout };
	struct str word;

	*ret_layout = (struct layout){ 0 };
	while (read_word(&reader, &word)) {
		bool known = false;

		if (str_equal(word, STR("stop")))
			return ret_layout->width > 0 && ret_layout->height > 0;
		for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
			if (!str_equal(word, str_from(rows[i].word)))
				continue;
			known = true;
			if (!rows[i].read(&reader))
				return false;
		}
		if (!known || !skip_line(&reader))
			return false;
	}
	return false;
}
