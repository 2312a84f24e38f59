/*
 * markdown_anchor: the names of headings, as mdBook gives them.
 *
 * mdBook takes the heading's HTML without tags, drops what is no letter, number, "_" or "-", makes
 * ASCII letters small and white space "-", and appends -1, -2, … to a name that was given before.
 * "{#name .class}" at the end gives the name instead and is not shown.
 */
#include "text/markdown_adapt.h"

#include "base/utf8.h"

#include <string.h>

/* ---- {#name} ---- */

/* The name in "#name .class" (the first one), empty if this is no list of attributes. */
static struct str
read_attributes(struct str text)
{
	struct str name = STR_EMPTY;
	bool has_word = false;

	while (text.length > 0) {
		struct str word;
		size_t blank = str_find_char(text, ' ');

		word = blank == STR_NONE ? text : str_slice(text, 0, blank);
		text = blank == STR_NONE ? STR_EMPTY : str_from_offset(text, blank + 1);
		if (word.length == 0)
			continue;
		if (word.data[0] != '#' && word.data[0] != '.' &&
		    str_find_char(word, '=') == STR_NONE)
			return STR_EMPTY;
		if (word.data[0] == '#' && name.length == 0)
			name = str_from_offset(word, 1);
		has_word = true;
	}
	return has_word ? name : STR_EMPTY;
}

/* Takes "{#name}" off the end of the heading's last text. */
static struct str
take_name(struct adapter *adapter, uint32_t heading)
{
	struct node *nodes = adapter->nodes.items;
	uint32_t last = (uint32_t)adapter->nodes.count - 1;
	struct str text;
	struct str name;
	size_t open;

	if (last <= heading || nodes[last].kind != NODE_TEXT)
		return STR_EMPTY;
	text = str_trim_end(node_text(&nodes[last]));
	if (!str_ends(text, STR("}")))
		return STR_EMPTY;
	open = str_find_last(text, '{');
	if (open == STR_NONE)
		return STR_EMPTY;
	name = read_attributes(str_slice(text, open + 1, text.length - 1));
	if (name.length == 0)
		return STR_EMPTY;
	text = str_trim_end(str_slice(text, 0, open));
	if (nodes[last].span == nodes[last].length)
		nodes[last].span = (uint32_t)text.length;
	nodes[last].length = (uint32_t)text.length;
	if (text.length == 0) {
		nodes[last].flags = ADAPT_DROPPED;
		adapter->has_dropped = true;
	}
	return name;
}

/* ---- names from the text ---- */

struct writer {
	char *data;
	size_t length;
};

static void
put(struct writer *name, struct str bytes)
{
	if (bytes.length > 0)
		memcpy(name->data + name->length, bytes.data, bytes.length);
	name->length += bytes.length;
}

/* What mdBook makes of an ASCII character; NUL: nothing. */
static char
ascii_in_name(char c)
{
	if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_')
		return c;
	if (c >= 'A' && c <= 'Z')
		return (char)(c - 'A' + 'a');
	return c == '-' || c == ' ' || (c >= '\t' && c <= '\r') ? '-' : '\0';
}

static void
put_text(struct writer *name, struct str text)
{
	for (size_t at = 0; at < text.length;) {
		size_t start = at;
		uint32_t code_point = (unsigned char)text.data[at];

		if (code_point < 0x80) {
			char c = ascii_in_name(text.data[at++]);

			if (c != '\0')
				name->data[name->length++] = c;
			continue;
		}
		code_point = utf8_next(text, &at);
		if (utf8_is_alphanumeric(code_point))
			put(name, str_slice(text, start, at));
		else if (utf8_is_space(code_point))
			put(name, STR("-"));
	}
}

static bool
is_text(const struct node *node)
{
	return (node->kind == NODE_TEXT || node->kind == NODE_CODE) &&
	       !(node->flags & ADAPT_DROPPED);
}

/* The heading's text without what mdBook's HTML has in tags; white space at both ends goes. */
static struct str
visible_text(struct adapter *adapter, uint32_t heading)
{
	const struct node *nodes = adapter->nodes.items;
	uint32_t end = (uint32_t)adapter->nodes.count;
	struct writer text = { NULL, 0 };
	size_t size = 0;

	if (end == heading + 2 && nodes[heading + 1].kind == NODE_TEXT)
		return str_trim(node_text(&nodes[heading + 1]));
	for (uint32_t i = heading + 1; i < end; i++)
		size += nodes[i].length + 12;
	text.data = arena_bytes(adapter->scratch, size);
	for (uint32_t i = heading + 1; i < end; i++) {
		if (is_text(&nodes[i]))
			put(&text, node_text(&nodes[i]));
		else if (nodes[i].kind == NODE_SOFT_BREAK || nodes[i].kind == NODE_LINE_BREAK)
			put(&text, STR(" "));
		else if (nodes[i].kind == NODE_NOTE_MARK)
			put(&text, arena_printf(adapter->scratch, "%u", nodes[i].extra));
		else if (nodes[i].kind == NODE_IMAGE)
			i = nodes[i].end - 1;
	}
	return str_trim((struct str){ text.data, text.length });
}

/* The place of the number of times that a name was given. */
static void **
times_given(struct adapter *adapter, struct str name)
{
	struct given_name *given = adapter->few_names;

	for (uint32_t i = 0; i < adapter->name_count; i++)
		if (str_equal(given[i].name, name))
			return &given[i].times;
	if (adapter->name_count == ADAPT_FEW)
		return map_put(adapter->scratch, &adapter->names, name);
	given[adapter->name_count].name = name;
	return &given[adapter->name_count++].times;
}

/* A name that no other heading of the page has. */
static struct str
make_unique(struct adapter *adapter, struct str name)
{
	uintptr_t times = (uintptr_t)*times_given(adapter, name);
	struct str unique = name;

	adapter->has_same_names |= times > 0;
	for (; times > 0; times++) {
		void **taken;

		unique = arena_printf(adapter->arena, "%.*s-%zu", STR_ARG(name), (size_t)times);
		taken = times_given(adapter, unique);
		if (*taken == NULL) {
			*taken = (void *)(uintptr_t)1;
			break;
		}
	}
	*times_given(adapter, name) = (void *)(times + 1);
	return unique;
}

struct str
doc_anchor(struct arena *arena, struct str title)
{
	struct writer name = { arena_bytes(arena, title.length + 1), 0 };

	put_text(&name, title);
	return (struct str){ name.data, name.length };
}

void
adapt_note_name(struct adapter *adapter, struct str name)
{
	void **times = times_given(adapter, name);

	if (*times == NULL)
		*times = (void *)(uintptr_t)1;
	else
		adapter->has_same_names = true;
}

void
adapt_anchor(struct adapter *adapter, uint32_t heading)
{
	struct str name = take_name(adapter, heading);

	if (name.length == 0)
		name = make_unique(adapter,
				   doc_anchor(adapter->arena, visible_text(adapter, heading)));
	else
		adapt_note_name(adapter, name);
	adapter->nodes.items[heading].text = name.data;
	adapter->nodes.items[heading].length = (uint32_t)name.length;
}
