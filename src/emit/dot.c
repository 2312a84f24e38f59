/*
 * dot: tokens in, tokens out.
 */
#include "emit/dot.h"

#include "base/buf.h"
#include "base/limits.h"
#include "base/vec.h"

#define DEEPEST 32 /* braces */
#define LONGEST_NUMBER 5
#define LONGEST_LABEL 2000
#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

/* What the edges' heads are called on the way through graphviz. */
#define COLOR_FORWARD "black"
#define COLOR_BACK "red"
#define COLOR_BOTH "green"
#define COLOR_NONE "blue"

/* As wide as the widest of usual fonts: a page may show the text in another one.  Edges without a
   direction have no heads unless the graph says so. */
#define DEFAULTS                                                                                   \
	"node [fontname=\"DejaVu Sans\", fontsize=15];\n"                                          \
	"edge [fontname=\"DejaVu Sans\", fontsize=13, color="

enum sort { SORT_END, SORT_NAME, SORT_SIGN, SORT_BAD };

struct token {
	enum sort sort;
	struct str text; /* of names without their quotes, with their escapes; signs as they are */
	bool is_quoted;
};

struct cleaning {
	struct arena *arena;
	struct str rest;
	struct token token; /* the current one */
	struct buf out;
	struct dot_graph *graph;
	const char *reason; /* NULL: none yet */
	bool is_whole;      /* the next list of attributes is the whole graph's */
	bool is_ended;      /* nothing stands before a semicolon: graphviz wants none then */
	unsigned depth;
	/* By depth: the innermost group, and whether the braces are its own. */
	struct {
		size_t group;
		bool is_own;
	} levels[DEEPEST + 1];
	size_t next_group; /* of the next brace, or DOT_NO_GROUP */
	bool is_port;      /* the next name is none of a vertex */
};

static bool
is_name_character(char c)
{
	return c == '_' || char_is_alphanumeric(c) || (unsigned char)c >= 0x80;
}

/* Blanks, comments, and lines for the C preprocessor. */
static void
skip_blanks(struct cleaning *cleaning, bool at_line_start)
{
	struct str rest = cleaning->rest;

	for (;;) {
		struct str line;
		size_t end;

		if (rest.length > 0 && strchr(" \t\r\n\f\v", rest.data[0]) != NULL) {
			at_line_start =
				rest.data[0] == '\n' || (at_line_start && rest.data[0] != '\n');
			rest = str_from_offset(rest, 1);
		} else if (str_starts(rest, STR("//")) ||
			   (at_line_start && rest.length > 0 && rest.data[0] == '#')) {
			str_cut_line(&rest, &line);
			at_line_start = true;
		} else if (str_starts(rest, STR("/*"))) {
			end = str_find(str_from_offset(rest, 2), STR("*/"));
			rest = end == STR_NONE ? STR_EMPTY : str_from_offset(rest, end + 4);
		} else {
			break;
		}
	}
	cleaning->rest = rest;
}

/* Up to the closing quote; only \" is an escape for graphviz's reader. */
static struct token
read_quoted(struct cleaning *cleaning)
{
	struct str rest = cleaning->rest;
	size_t end = 1;

	while (end < rest.length && rest.data[end] != '"')
		end += rest.data[end] == '\\' && end + 1 < rest.length ? 2 : 1;
	if (end >= rest.length)
		return (struct token){ .sort = SORT_BAD };
	cleaning->rest = str_from_offset(rest, end + 1);
	return (struct token){ SORT_NAME, str_slice(rest, 1, end), true };
}

static struct token
read_bare(struct cleaning *cleaning)
{
	struct str rest = cleaning->rest;
	size_t end = rest.data[0] == '-' ? 1 : 0;

	if (end < rest.length && (char_is_digit(rest.data[end]) || rest.data[end] == '.'))
		while (end < rest.length &&
		       (char_is_digit(rest.data[end]) || rest.data[end] == '.'))
			end++;
	else if (end == 0)
		while (end < rest.length && is_name_character(rest.data[end]))
			end++;
	else
		return (struct token){ .sort = SORT_BAD };
	cleaning->rest = str_from_offset(rest, end);
	return (struct token){ SORT_NAME, str_slice(rest, 0, end), false };
}

static void
next_token(struct cleaning *cleaning)
{
	static const char *const signs[] = { "->", "--", "{", "}", "[", "]", ";", ",", "=", ":" };
	struct str rest;

	skip_blanks(cleaning, cleaning->token.sort == SORT_END);
	rest = cleaning->rest;
	cleaning->token = (struct token){ .sort = SORT_END };
	if (rest.length == 0)
		return;
	for (size_t i = 0; i < COUNT(signs); i++) {
		if (!str_starts(rest, str_from(signs[i])))
			continue;
		cleaning->token = (struct token){ SORT_SIGN, str_from(signs[i]), false };
		cleaning->rest = str_from_offset(rest, strlen(signs[i]));
		return;
	}
	if (rest.data[0] == '"')
		cleaning->token = read_quoted(cleaning);
	else if (rest.data[0] == '-' || rest.data[0] == '.' || is_name_character(rest.data[0]))
		cleaning->token = read_bare(cleaning);
	else
		cleaning->token = (struct token){ .sort = SORT_BAD };
}

static bool
refuse(struct cleaning *cleaning, const char *reason)
{
	if (cleaning->reason == NULL)
		cleaning->reason = reason;
	return false;
}

static bool
is_sign(const struct cleaning *cleaning, const char *sign)
{
	return cleaning->token.sort == SORT_SIGN && str_equal(cleaning->token.text, str_from(sign));
}

static bool
is_keyword(const struct token *token, const char *word)
{
	return token->sort == SORT_NAME && !token->is_quoted &&
	       str_equal_fold(token->text, str_from(word));
}

static void
put_name(struct cleaning *cleaning, struct str name)
{
	buf_putc(&cleaning->out, '"');
	buf_put(&cleaning->out, name);
	buf_putc(&cleaning->out, '"');
}

/* Functions of attributes give the value that passes; an empty one: the attribute is dropped. */
static struct str
pass_number(struct cleaning *cleaning, struct str value)
{
	(void)cleaning;
	for (size_t i = 0; i < value.length; i++)
		if (!char_is_digit(value.data[i]) && value.data[i] != '.')
			return STR_EMPTY;
	return value.length <= LONGEST_NUMBER ? value : STR_EMPTY;
}

static struct str
pass_word(struct cleaning *cleaning, struct str value)
{
	(void)cleaning;
	for (size_t i = 0; i < value.length; i++)
		if (!char_is_letter(value.data[i]))
			return STR_EMPTY;
	return value.length <= 8 ? value : STR_EMPTY;
}

static struct str
pass_label(struct cleaning *cleaning, struct str value)
{
	(void)cleaning;
	/* An empty one is something else than none. */
	return value.length == 0 ? STR(" ") : str_slice(value, 0, LONGEST_LABEL);
}

static struct str
pass_group(struct cleaning *cleaning, struct str value)
{
	(void)cleaning;
	return value.length <= 64 ? value : STR_EMPTY;
}

/* The shapes that can be drawn; the others are boxes. */
static struct str
pass_shape(struct cleaning *cleaning, struct str value)
{
	static const char *const shapes[] = { "box",     "rect",  "rectangle", "square",
					      "ellipse", "oval",  "circle",    "doublecircle",
					      "diamond", "plain", "plaintext", "none",
					      "point" };

	if (str_equal_fold(value, STR("record")) || str_equal_fold(value, STR("Mrecord"))) {
		refuse(cleaning, "it has records in boxes (shape=record)");
		return STR_EMPTY;
	}
	for (size_t i = 0; i < COUNT(shapes); i++)
		if (str_equal(value, str_from(shapes[i])))
			return value;
	return STR("box");
}

static struct str
pass_style(struct cleaning *cleaning, struct str value)
{
	static const char *const styles[] = { "dashed", "dotted", "bold", "invis" };

	(void)cleaning;
	for (size_t i = 0; i < COUNT(styles); i++)
		if (str_contains(value, str_from(styles[i])))
			return str_from(styles[i]);
	return STR_EMPTY;
}

static const struct {
	const char *value, *color;
} directions[] = { { "forward", COLOR_FORWARD },
		   { "back", COLOR_BACK },
		   { "both", COLOR_BOTH },
		   { "none", COLOR_NONE } };

static const char *
color_of(struct str direction)
{
	for (size_t i = 0; i < COUNT(directions); i++)
		if (str_equal(direction, str_from(directions[i].value)))
			return directions[i].color;
	return NULL;
}

static struct str
pass_direction(struct cleaning *cleaning, struct str value)
{
	(void)cleaning;
	return color_of(value) != NULL ? value : STR_EMPTY;
}

static struct str
pass_head(struct cleaning *cleaning, struct str value)
{
	return str_equal(value, STR("none")) ? pass_direction(cleaning, value) : STR_EMPTY;
}

/* Of graphviz's attributes, those that pass. */
static const struct {
	const char *name, *as;
	struct str (*pass)(struct cleaning *cleaning, struct str value);
} attributes[] = {
	{ "label", "label", pass_label },
	{ "shape", "shape", pass_shape },
	{ "style", "style", pass_style },
	{ "dir", "dir", pass_direction }, /* and as a colour */
	{ "arrowhead", "dir", pass_head },
	{ "rankdir", "rankdir", pass_word },
	{ "rank", "rank", pass_word },
	{ "ordering", "ordering", pass_word },
	{ "constraint", "constraint", pass_word },
	{ "newrank", "newrank", pass_word },
	{ "ranksep", "ranksep", pass_number },
	{ "nodesep", "nodesep", pass_number },
	{ "width", "width", pass_number },
	{ "height", "height", pass_number },
	{ "weight", "weight", pass_number },
	{ "minlen", "minlen", pass_number },
	{ "group", "group", pass_group },
};

static void
put_attribute(struct cleaning *cleaning, struct str name, struct str value, const char *after)
{
	for (size_t i = 0; i < COUNT(attributes); i++) {
		struct str passed;

		if (!str_equal(name, str_from(attributes[i].name)))
			continue;
		passed = attributes[i].pass(cleaning, value);
		if (passed.length == 0)
			return;
		buf_printf(&cleaning->out, "%s=", attributes[i].as);
		put_name(cleaning, passed);
		buf_puts(&cleaning->out, after);
		if (str_equal(str_from(attributes[i].as), STR("dir")))
			buf_printf(&cleaning->out, "color=%s%s", color_of(passed), after);
		return;
	}
}

/* The value behind "=", which is the current token. */
static bool
read_value(struct cleaning *cleaning, struct str *ret_value)
{
	next_token(cleaning);
	if (cleaning->token.sort == SORT_BAD && cleaning->rest.length > 0 &&
	    cleaning->rest.data[0] == '<')
		return refuse(cleaning, "it has labels in HTML");
	if (cleaning->token.sort != SORT_NAME)
		return refuse(cleaning, "an attribute lacks its value");
	*ret_value = cleaning->token.text;
	next_token(cleaning);
	return true;
}

/* The label of the whole graph or of a group.  True: graphviz need not know, since it stands below the
   picture; a group's takes room in it. */
static bool
take_label(struct cleaning *cleaning, struct str name, struct str value)
{
	struct str label = str_slice(value, 0, LONGEST_LABEL);

	if (!str_equal(name, STR("label")))
		return false;
	if (cleaning->depth == 1)
		cleaning->graph->title = label;
	else if (cleaning->levels[cleaning->depth].is_own)
		cleaning->graph->groups.items[cleaning->levels[cleaning->depth].group].label =
			label;
	return cleaning->depth == 1;
}

/* [ name = value, … ], from the bracket on. */
static bool
clean_list(struct cleaning *cleaning)
{
	buf_puts(&cleaning->out, " [");
	next_token(cleaning);
	while (!is_sign(cleaning, "]")) {
		struct str name = cleaning->token.text, value;

		if (cleaning->token.sort != SORT_NAME)
			return refuse(cleaning, "a list of attributes could not be read");
		next_token(cleaning);
		if (!is_sign(cleaning, "="))
			return refuse(cleaning, "an attribute lacks its value");
		if (!read_value(cleaning, &value))
			return false;
		if (!cleaning->is_whole || !take_label(cleaning, name, value))
			put_attribute(cleaning, name, value, ", ");
		if (is_sign(cleaning, ",") || is_sign(cleaning, ";"))
			next_token(cleaning);
	}
	buf_putc(&cleaning->out, ']');
	next_token(cleaning);
	return true;
}

/* Behind "subgraph": its name, if it has one. */
static void
clean_subgraph(struct cleaning *cleaning)
{
	size_t above = cleaning->levels[cleaning->depth].group;

	if (cleaning->token.sort != SORT_NAME)
		return;
	buf_putc(&cleaning->out, ' ');
	put_name(cleaning, cleaning->token.text);
	if (str_starts(cleaning->token.text, STR("cluster"))) {
		cleaning->next_group = cleaning->graph->groups.count;
		*VEC_PUSH(cleaning->arena, &cleaning->graph->groups) =
			(struct dot_group){ .above = above };
	}
	next_token(cleaning);
}

/* Names reach graphviz as they are written; it gives them back without the escapes of quotes
   and line ends. */
static struct str
plain_name(struct arena *arena, struct str name)
{
	char *plain = arena_bytes(arena, name.length);
	size_t length = 0;

	for (size_t i = 0; i < name.length; i++) {
		char next = i + 1 < name.length ? name.data[i + 1] : '\0';

		if (name.data[i] == '\\' && next == '\n')
			i++;
		else if (name.data[i] != '\\' || next != '"')
			plain[length++] = name.data[i];
	}
	return (struct str){ plain, length };
}

static void
clean_vertex(struct cleaning *cleaning, struct str name)
{
	size_t group = cleaning->levels[cleaning->depth].group;

	buf_putc(&cleaning->out, ' ');
	put_name(cleaning, name);
	if (group != DOT_NO_GROUP && !cleaning->is_port)
		*VEC_PUSH(cleaning->arena, &cleaning->graph->members) =
			(struct dot_member){ plain_name(cleaning->arena, name), group };
	cleaning->is_port = false;
}

/* A name, which may be a keyword, the beginning of "name = value", or a vertex. */
static bool
clean_name(struct cleaning *cleaning)
{
	static const char *const keywords[] = { "node", "edge", "graph", "subgraph" };
	struct token name = cleaning->token;
	struct str value;

	next_token(cleaning);
	for (size_t i = 0; i < COUNT(keywords); i++) {
		if (!is_keyword(&name, keywords[i]))
			continue;
		buf_printf(&cleaning->out, " %s", keywords[i]);
		cleaning->is_whole = i == 2;
		cleaning->is_ended = false;
		if (i == 3)
			clean_subgraph(cleaning);
		return true;
	}
	cleaning->is_whole = false;
	cleaning->is_ended = is_sign(cleaning, "=");
	if (!cleaning->is_ended) {
		clean_vertex(cleaning, name.text);
		return true;
	}
	if (!read_value(cleaning, &value))
		return false;
	if (!take_label(cleaning, name.text, value))
		put_attribute(cleaning, name.text, value, ";\n");
	return true;
}

static bool
open_brace(struct cleaning *cleaning)
{
	bool is_own = cleaning->next_group != DOT_NO_GROUP;

	if (++cleaning->depth > DEEPEST)
		return refuse(cleaning, "it is nested too deep");
	cleaning->levels[cleaning->depth].is_own = is_own;
	cleaning->levels[cleaning->depth].group =
		is_own ? cleaning->next_group : cleaning->levels[cleaning->depth - 1].group;
	cleaning->next_group = DOT_NO_GROUP;
	return true;
}

/* Signs other than those around attributes.  False: an error; the depth is 0 after the last brace. */
static bool
clean_sign(struct cleaning *cleaning)
{
	bool is_end = is_sign(cleaning, ";");

	if (cleaning->token.sort != SORT_SIGN || is_sign(cleaning, "=") || is_sign(cleaning, "]") ||
	    is_sign(cleaning, ","))
		return refuse(cleaning, cleaning->token.sort == SORT_END
						? "it ends too early"
						: "a sign stands where none can");
	if (is_sign(cleaning, "{") && !open_brace(cleaning))
		return false;
	if (is_sign(cleaning, "}"))
		cleaning->depth--;
	if (!is_end || !cleaning->is_ended) {
		buf_put(&cleaning->out, cleaning->token.text);
		buf_putc(&cleaning->out, '\n');
	}
	cleaning->is_port = is_sign(cleaning, ":");
	cleaning->is_ended = is_end || is_sign(cleaning, "{");
	if (cleaning->depth > 0)
		next_token(cleaning);
	return true;
}

static bool
clean_statements(struct cleaning *cleaning)
{
	while (cleaning->depth > 0) {
		bool well = cleaning->token.sort == SORT_NAME ? clean_name(cleaning)
			    : is_sign(cleaning, "[")          ? clean_list(cleaning)
							      : clean_sign(cleaning);

		if (!well)
			return false;
	}
	return true;
}

static bool
clean_graph(struct cleaning *cleaning)
{
	next_token(cleaning);
	if (is_keyword(&cleaning->token, "strict")) {
		buf_puts(&cleaning->out, "strict ");
		next_token(cleaning);
	}
	cleaning->graph->is_directed = is_keyword(&cleaning->token, "digraph");
	if (!cleaning->graph->is_directed && !is_keyword(&cleaning->token, "graph"))
		return refuse(cleaning, "it begins with neither \"digraph\" nor \"graph\"");
	buf_puts(&cleaning->out,
		 cleaning->graph->is_directed ? "digraph \"g\" {\n" : "graph \"g\" {\n");
	next_token(cleaning);
	if (cleaning->token.sort == SORT_NAME)
		next_token(cleaning);
	if (!is_sign(cleaning, "{"))
		return refuse(cleaning, "its first brace is missing");
	buf_puts(&cleaning->out, cleaning->graph->is_directed ? DEFAULTS COLOR_FORWARD "];\n"
							      : DEFAULTS COLOR_NONE "];\n");
	cleaning->next_group = DOT_NO_GROUP;
	cleaning->levels[0].group = DOT_NO_GROUP;
	open_brace(cleaning);
	cleaning->is_ended = true;
	next_token(cleaning);
	if (!clean_statements(cleaning))
		return false;
	next_token(cleaning);
	return cleaning->token.sort == SORT_END || refuse(cleaning, "there is more than one graph");
}

bool
dot_clean(struct arena *arena, struct str source, struct dot_graph *ret_graph,
	  struct str *ret_reason)
{
	struct cleaning cleaning = { .arena = arena, .rest = source, .graph = ret_graph };
	bool well;

	*ret_graph = (struct dot_graph){ 0 };
	*ret_reason = STR("it is too long");
	if (source.length > LIMIT_FENCE_BYTES)
		return false;
	buf_init(&cleaning.out, LIMIT_OUTPUT_BYTES);
	well = clean_graph(&cleaning) && cleaning.reason == NULL;
	ret_graph->text = buf_copy(arena, &cleaning.out);
	buf_free(&cleaning.out);
	if (!well)
		*ret_reason = str_from(cleaning.reason);
	return well;
}

bool
dot_has_head(struct str color)
{
	return !str_equal(color, STR(COLOR_BACK)) && !str_equal(color, STR(COLOR_NONE));
}

bool
dot_has_tail(struct str color)
{
	return str_equal(color, STR(COLOR_BACK)) || str_equal(color, STR(COLOR_BOTH));
}
