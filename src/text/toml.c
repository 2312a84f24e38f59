/*
 * toml: statement by statement, with a hash of each table's members beside the tree.
 *
 * A broken statement is reported and left out, and reading goes on behind it, so one slip costs
 * one setting.  Everything is linear in the text; lists and tables nest at most
 * LIMIT_YAML_DEPTH deep, so recursion is bounded.
 */
#include "text/toml.h"

#include "base/limits.h"
#include "base/map.h"
#include "base/utf8.h"
#include "text/tomlscan.h"

enum { SYNTAX, DUPLICATE_KEY, TOO_LARGE };

/* How a node came to be decides who may add to it. */
enum origin {
	ORIGIN_VALUE,  /* behind "=": complete */
	ORIGIN_PATH,   /* a table named on the way by a header: a of [a.b] */
	ORIGIN_HEADER, /* [a] */
	ORIGIN_DOTTED, /* a of a.b = 1: grows only until the next header */
	ORIGIN_ARRAY,  /* [[a]]: a list of tables */
};

struct node {
	struct data data;
	struct data **tail;
	struct map members;  /* of a table: key to struct node */
	struct node *newest; /* of an array of tables */
	enum origin origin;
	unsigned depth;   /* lists and tables above it, itself included */
	unsigned section; /* of a dotted table: number of the header it stands under */
};

struct key {
	struct str parts[LIMIT_YAML_DEPTH];
	size_t count;
	size_t from, to;
};

struct toml {
	struct tomlscan scan;
	struct node *root;
	struct node *table; /* where keys go */
	unsigned section;
	size_t nodes;
};

/* Nodes. */

static struct node *
new_node(struct toml *toml, enum data_kind kind, unsigned depth)
{
	struct node *node = ARENA_NEW(toml->scan.arena, struct node);

	node->data.kind = kind;
	node->tail = &node->data.first;
	node->depth = depth;
	toml->nodes++;
	return node;
}

static void
append(struct node *parent, struct node *child)
{
	*parent->tail = &child->data;
	parent->tail = &child->data.next;
}

static void
set_span(struct toml *toml, struct node *node, size_t from, size_t to)
{
	node->data.offset = from;
	node->data.length = to - from;
	node->data.place = lines_place(&toml->scan.lines, from, to);
}

static struct place
place_of_key(const struct toml *toml, const struct key *key)
{
	return lines_place(&toml->scan.lines, key->from, key->to);
}

/* Adds the node under one part of a key. */
static void
add_member(struct toml *toml, struct node *table, const struct key *key, size_t part,
	   struct node *child)
{
	child->data.key = key->parts[part];
	child->data.key_place = place_of_key(toml, key);
	*map_put(toml->scan.arena, &table->members, child->data.key) = child;
	append(table, child);
}

/* A table or list that the key itself makes; its span is the key's. */
static struct node *
add_collection(struct toml *toml, struct node *table, const struct key *key, size_t part,
	       enum origin origin)
{
	struct node *child =
		new_node(toml, origin == ORIGIN_ARRAY ? DATA_LIST : DATA_MAP, table->depth + 1);

	child->origin = origin;
	child->section = toml->section;
	set_span(toml, child, key->from, key->to);
	add_member(toml, table, key, part, child);
	return child;
}

/* Findings. */

static bool
fail_twice(struct toml *toml, const struct key *key, const struct node *first)
{
	struct str text = tomlscan_shown(&toml->scan, key->from, key->to);
	struct place place = place_of_key(toml, key);
	struct diag_finding *finding =
		diag_add(toml->scan.diags, &toml_codes[DUPLICATE_KEY], place,
			 "\"%.*s\" on line %u is set on line %u already: expected each name once",
			 STR_ARG(text), place.line, first->data.key_place.line);

	finding->other = first->data.key_place;
	finding->other_label = STR("the first, which counts");
	return false;
}

static bool
fail_deep(struct toml *toml, size_t from, size_t to)
{
	diag_add(toml->scan.diags, &toml_codes[TOO_LARGE], lines_place(&toml->scan.lines, from, to),
		 "this lies too deep: expected at most %d levels of tables and lists",
		 LIMIT_YAML_DEPTH);
	return false;
}

/* Keys. */

/* a.b."c d" */
static bool
read_key(struct toml *toml, struct key *ret_key)
{
	struct tomlscan *scan = &toml->scan;

	ret_key->count = 0;
	ret_key->from = scan->at;
	for (;;) {
		if (!tomlscan_key(scan, &ret_key->parts[ret_key->count]))
			return false;
		ret_key->count++;
		ret_key->to = scan->at;
		tomlscan_blanks(scan);
		if (tomlscan_peek(scan) != '.')
			return true;
		if (ret_key->count == LIMIT_YAML_DEPTH)
			return fail_deep(toml, ret_key->from, scan->at);
		scan->at++;
		tomlscan_blanks(scan);
	}
}

/* The table that the parts of a dotted key before the last name, made where it is missing. */
static struct node *
enter_dotted(struct toml *toml, struct node *table, const struct key *key)
{
	for (size_t i = 0; i + 1 < key->count; i++) {
		struct node *child = map_get(&table->members, key->parts[i]);

		if (!child) {
			child = add_collection(toml, table, key, i, ORIGIN_DOTTED);
		} else if (child->origin == ORIGIN_PATH) {
			child->origin = ORIGIN_DOTTED;
			child->section = toml->section;
		} else if (child->origin != ORIGIN_DOTTED || child->section != toml->section) {
			fail_twice(toml, key, child);
			return NULL;
		}
		table = child;
	}
	return table;
}

/* The table that holds what a header's last part names. */
static struct node *
enter_path(struct toml *toml, const struct key *key)
{
	struct node *table = toml->root;

	for (size_t i = 0; i + 1 < key->count; i++) {
		struct node *child = map_get(&table->members, key->parts[i]);

		if (table->depth == LIMIT_YAML_DEPTH) {
			fail_deep(toml, key->from, key->to);
			return NULL;
		}
		if (!child) {
			child = add_collection(toml, table, key, i, ORIGIN_PATH);
		} else if (child->origin == ORIGIN_ARRAY) {
			child = child->newest;
		} else if (child->origin == ORIGIN_VALUE) {
			fail_twice(toml, key, child);
			return NULL;
		}
		table = child;
	}
	return table;
}

/* Values: read_pair and read_value call each other, at most LIMIT_YAML_DEPTH deep. */

static bool read_value(struct toml *toml, unsigned depth, struct node **ret_node);

/* key = value, into a table.  A key that is there already is reported and reading goes on. */
static bool
read_pair(struct toml *toml, struct node *table)
{
	struct tomlscan *scan = &toml->scan;
	struct node *value, *first;
	struct key key;

	if (!read_key(toml, &key))
		return false;
	if (tomlscan_peek(scan) != '=') {
		diag_add(scan->diags, &toml_codes[SYNTAX],
			 lines_place(&scan->lines, scan->at, scan->at + 1),
			 "expected \"=\" and a value after the key \"%.*s\", such as title = "
			 "\"text\"",
			 STR_ARG(tomlscan_shown(scan, key.from, key.to)));
		return false;
	}
	scan->at++;
	tomlscan_blanks(scan);
	if (table->depth + key.count - 1 > LIMIT_YAML_DEPTH)
		return fail_deep(toml, key.from, key.to);
	if (!read_value(toml, table->depth + (unsigned)key.count, &value))
		return false;
	table = enter_dotted(toml, table, &key);
	if (!table)
		return true;
	first = map_get(&table->members, key.parts[key.count - 1]);
	if (first)
		fail_twice(toml, &key, first);
	else
		add_member(toml, table, &key, key.count - 1, value);
	return true;
}

static bool
fail_unclosed(struct toml *toml, size_t open, const char *message)
{
	struct tomlscan *scan = &toml->scan;

	diag_add(scan->diags, &toml_codes[SYNTAX],
		 lines_place(&scan->lines, scan->at, scan->at + 1), "%s (it begins on line %u)",
		 message, lines_place(&scan->lines, open, open).line);
	return false;
}

/* [1, 2,], over lines and with comments. */
static bool
read_list(struct toml *toml, struct node *list)
{
	struct tomlscan *scan = &toml->scan;
	size_t open = scan->at++;

	for (;;) {
		struct node *item;

		if (!tomlscan_space(scan))
			return false;
		if (tomlscan_peek(scan) == ']')
			break;
		if (!read_value(toml, list->depth + 1, &item) || !tomlscan_space(scan))
			return false;
		append(list, item);
		if (tomlscan_peek(scan) == ']')
			break;
		if (tomlscan_peek(scan) != ',')
			return fail_unclosed(toml, open,
					     "expected \",\" or \"]\" after an item of the list, "
					     "such as [1, 2]");
		scan->at++;
	}
	scan->at++;
	return true;
}

/* { a = 1, b = 2 }, on one line. */
static bool
read_inline_table(struct toml *toml, struct node *table)
{
	struct tomlscan *scan = &toml->scan;
	size_t open = scan->at++;

	tomlscan_blanks(scan);
	if (tomlscan_peek(scan) == '}') {
		scan->at++;
		return true;
	}
	for (;;) {
		if (!read_pair(toml, table))
			return false;
		tomlscan_blanks(scan);
		if (tomlscan_peek(scan) == '}')
			break;
		if (tomlscan_peek(scan) != ',')
			return fail_unclosed(toml, open,
					     "expected \",\" or \"}\" on the line of the table, "
					     "such as { a = 1, b = 2 }");
		scan->at++;
		tomlscan_blanks(scan);
	}
	scan->at++;
	return true;
}

/* `depth` is that of a list or table here. */
static bool
read_value(struct toml *toml, unsigned depth, struct node **ret_node)
{
	struct tomlscan *scan = &toml->scan;
	char mark = tomlscan_peek(scan);
	bool is_list = mark == '[', is_table = mark == '{', is_quoted = mark == '"' || mark == '\'';
	enum data_kind kind = is_list ? DATA_LIST : is_table ? DATA_MAP : DATA_SCALAR;
	struct node *node = *ret_node = new_node(toml, kind, depth);
	size_t from = scan->at;
	bool is_read;

	if (kind != DATA_SCALAR && depth > LIMIT_YAML_DEPTH)
		return fail_deep(toml, from, from + 1);
	if (toml->nodes > LIMIT_YAML_NODES)
		return false; /* said by the caller of all */
	if (is_list)
		is_read = read_list(toml, node);
	else if (is_table)
		is_read = read_inline_table(toml, node);
	else if (is_quoted)
		is_read = tomlscan_string(scan, &node->data.text);
	else
		is_read = tomlscan_bare(scan, &node->data.text);
	node->data.quoted = is_quoted;
	if (is_read)
		set_span(toml, node, from, scan->at);
	return is_read;
}

/* Headers. */

/* [a.b]: its table; NULL after a finding. */
static struct node *
open_table(struct toml *toml, struct node *parent, const struct key *key)
{
	struct node *table = map_get(&parent->members, key->parts[key->count - 1]);

	if (!table)
		return add_collection(toml, parent, key, key->count - 1, ORIGIN_HEADER);
	if (table->origin != ORIGIN_PATH) {
		fail_twice(toml, key, table);
		return table->origin == ORIGIN_VALUE || table->origin == ORIGIN_ARRAY ? NULL
										      : table;
	}
	table->origin = ORIGIN_HEADER;
	set_span(toml, table, key->from, key->to);
	return table;
}

/* [[a.b]]: a new table at the end of the list. */
static struct node *
open_item(struct toml *toml, struct node *parent, const struct key *key)
{
	struct node *list = map_get(&parent->members, key->parts[key->count - 1]);

	if (!list)
		list = add_collection(toml, parent, key, key->count - 1, ORIGIN_ARRAY);
	if (list->origin != ORIGIN_ARRAY) {
		fail_twice(toml, key, list);
		return NULL;
	}
	list->newest = new_node(toml, DATA_MAP, list->depth + 1);
	list->newest->origin = ORIGIN_HEADER;
	set_span(toml, list->newest, key->from, key->to);
	append(list, list->newest);
	return list->newest;
}

static bool
read_header_key(struct toml *toml, bool is_item, struct key *ret_key)
{
	struct tomlscan *scan = &toml->scan;

	tomlscan_blanks(scan);
	if (!read_key(toml, ret_key))
		return false;
	if (!str_starts(str_from_offset(scan->text, scan->at), is_item ? STR("]]") : STR("]")))
		return tomlscan_fail(scan, scan->at, scan->at + 1,
				     is_item ? "expected \"]]\" after the name, such as [[person]]"
					     : "expected \"]\" after the name, such as "
					       "[output.html]");
	scan->at += is_item ? 2 : 1;
	return true;
}

static bool
read_header(struct toml *toml)
{
	struct tomlscan *scan = &toml->scan;
	bool is_item = str_starts(str_from_offset(scan->text, scan->at), STR("[["));
	struct node *parent, *table = NULL;
	struct key key;
	bool is_read;

	scan->at += is_item ? 2 : 1;
	toml->section++;
	is_read = read_header_key(toml, is_item, &key);
	parent = is_read ? enter_path(toml, &key) : NULL;
	if (parent && parent->depth + (is_item ? 2 : 1) > LIMIT_YAML_DEPTH)
		fail_deep(toml, key.from, key.to);
	else if (parent)
		table = is_item ? open_item(toml, parent, &key) : open_table(toml, parent, &key);
	/* Keys under a header that does not count go nowhere, but are looked at. */
	toml->table = table ? table : new_node(toml, DATA_MAP, 1);
	return is_read && tomlscan_line_end(scan);
}

/* Going on after a broken statement. */

/* [a.b], or a line with a "=" that is no item of a list or table. */
static bool
looks_like_statement(struct str line)
{
	line = str_trim(line);
	if (str_starts(line, STR("[")))
		return str_ends(line, STR("]"));
	return str_find_char(line, '=') != STR_NONE && !str_starts(line, STR("{")) &&
	       !str_ends(line, STR(","));
}

static bool
is_on_later_line(const struct toml *toml, size_t statement)
{
	struct str passed = str_slice(toml->scan.text, statement, toml->scan.at);

	return str_find_char(passed, '\n') != STR_NONE;
}

/* To the next line; when a list or string went over lines, to the next that may be a statement,
   which can be the one where reading failed. */
static void
go_on(struct toml *toml, size_t statement)
{
	struct tomlscan *scan = &toml->scan;
	bool is_lost = scan->is_lost;

	if (is_on_later_line(toml, statement)) {
		is_lost = true;
		while (scan->text.data[scan->at - 1] != '\n')
			scan->at--;
	} else {
		tomlscan_next_line(scan);
	}
	scan->is_lost = false;
	while (is_lost && scan->at < scan->text.length) {
		struct str rest = str_from_offset(scan->text, scan->at), line;

		if (str_cut_line(&rest, &line) && looks_like_statement(line))
			break;
		tomlscan_next_line(scan);
	}
}

static bool
read_statement(struct toml *toml)
{
	tomlscan_blanks(&toml->scan);
	if (tomlscan_peek(&toml->scan) == '[')
		return read_header(toml);
	return read_pair(toml, toml->table) && tomlscan_line_end(&toml->scan);
}

static void
read_statements(struct toml *toml)
{
	struct tomlscan *scan = &toml->scan;

	while (scan->at < scan->text.length) {
		bool is_read = tomlscan_space(scan);
		size_t statement = scan->at;

		if (is_read && statement < scan->text.length)
			is_read = read_statement(toml);
		if (!is_read)
			go_on(toml, statement);
		if (toml->nodes > LIMIT_YAML_NODES) {
			diag_add(scan->diags, &toml_codes[TOO_LARGE],
				 lines_place(&scan->lines, statement, statement),
				 "expected at most %d values: what comes here is not read",
				 LIMIT_YAML_NODES);
			break;
		}
	}
}

/* What is kept of a text: all before the first byte that is not UTF-8. */
static void
cut_invalid(struct tomlscan *scan)
{
	size_t bad = utf8_find_invalid(scan->text);

	if (bad == STR_NONE)
		return;
	diag_add(scan->diags, &toml_codes[SYNTAX], lines_place(&scan->lines, bad, bad + 1),
		 "this byte is not UTF-8: what comes here is not read");
	scan->text = str_slice(scan->text, 0, bad);
}

struct data *
toml_parse(struct arena *arena, struct str file, struct str text, struct diags *diags)
{
	struct toml toml = { .scan = { .arena = arena, .diags = diags, .text = text } };

	toml.root = toml.table = new_node(&toml, DATA_MAP, 1);
	toml.root->data.place = place_at(file, 1, 1, 0);
	if (text.length > LIMIT_TOML_BYTES) {
		diag_add(diags, &toml_codes[TOO_LARGE], place_at(file, 1, 1, 0),
			 "this file is %zu bytes long: expected at most %u", text.length,
			 LIMIT_TOML_BYTES);
		return &toml.root->data;
	}
	lines_init(&toml.scan.lines, arena, file, text, 1);
	toml.root->data.length = text.length;
	cut_invalid(&toml.scan);
	if (str_starts(text, STR("\xef\xbb\xbf"))) /* a byte order mark */
		toml.scan.at = 3;
	read_statements(&toml);
	return &toml.root->data;
}

const struct diag_code toml_codes[] = {
	{ "toml-syntax", "schema", DIAG_ERROR, "text that should be TOML cannot be read",
	  "book.toml and files like it hold keys and values, one pair a line, under headers in "
	  "square brackets. The line shown is not of that form, so its setting is missing; the "
	  "lines around it are read. Most often a text lacks its quotes, or a string, list or "
	  "inline table is not closed.",
	  "title = Async: a vision\nauthors = [\"Alice\"\n" },
	{ "toml-duplicate-key", "schema", DIAG_ERROR, "the same name set twice in TOML",
	  "A key or table stands twice, or a name that has a value is used as a table. TOML does "
	  "not allow it and other programs refuse the whole file. Waymark keeps the first. Remove "
	  "one of them or join the two tables.",
	  "[output.html]\nsite-url = \"/a/\"\n\n[output.html]\nsite-url = \"/b/\"\n" },
	{ "toml-too-large", "schema", DIAG_ERROR, "more TOML than waymark reads",
	  "A TOML file may have 4 MiB, 200,000 values and 32 levels of tables and lists, so that a "
	  "broken or hostile file cannot stop the program. What goes beyond is not read. Split the "
	  "file or flatten it.",
	  NULL },
};

const size_t toml_code_count = sizeof toml_codes / sizeof toml_codes[0];
