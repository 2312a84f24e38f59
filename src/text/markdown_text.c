/*
 * markdown_text: what is made from text: strikethrough, bare links, references to no definition.
 *
 * The parser's own extensions for the first two are not safe in threads.  Here a bare link is
 * found in one text only: it ends where emphasis, code or an escape begins.
 */
#include "text/markdown_adapt.h"
#include "text/markdown_links.h"

#include "base/utf8.h"

#include <string.h>

#define SEARCH_BYTES 256 /* how far a text may be from where it should stand */

/* A text that has found its place. */
struct placed {
	struct str text;  /* a slice of the file, or a copy in the document's arena */
	uint32_t offset;  /* in the file */
	bool is_slice;    /* stands in the file as it is */
	bool is_verbatim; /* stands in the content as it is */
	size_t start;     /* in the content */
	struct alignment alignment;
};

/* ---- where a text stands ---- */

static bool
stands_at(const struct content *content, size_t at, struct str literal)
{
	return at <= content->text.length && literal.length <= content->text.length - at &&
	       memcmp(content->text.data + at, literal.data, literal.length) == 0;
}

/* Whether the text goes with the content at `at`, when escapes and entities are read. */
static bool
aligns_at(const struct content *content, size_t at, struct placed *placed)
{
	struct alignment alignment = { .at = at };
	size_t end = alignment_advance(&alignment, content, placed->text, placed->text.length);

	if (alignment.failed)
		return false;
	placed->start = at;
	placed->is_verbatim = end - at == placed->text.length;
	return true;
}

/* Whether the file may have more of the text than the parser left. */
static bool
has_escape(struct str literal)
{
	return str_find_char(literal, '\\') != STR_NONE || str_find_char(literal, '&') != STR_NONE;
}

/* The next place from the cursor on, not far away. */
static size_t
search(const struct content *content, struct str literal)
{
	struct str window = str_slice(content->text, content->cursor,
				      content->cursor + literal.length + SEARCH_BYTES);
	size_t found = str_find(window, literal);

	return found == STR_NONE ? STR_NONE : content->cursor + found;
}

/* Finds the place in the content: the parser's column is mostly right, the cursor when it is
   not. */
static void
find_place(const struct adapter *adapter, int start, bool escaped, struct placed *placed)
{
	const struct content *content = &adapter->content;
	size_t column = content_column(content, start);
	size_t found;

	if (column == STR_NONE || column < content->cursor)
		column = content->cursor;
	placed->start = column;
	placed->is_verbatim = true;
	if (!escaped && stands_at(content, column, placed->text))
		return;
	placed->start = content->cursor;
	if (!escaped && stands_at(content, content->cursor, placed->text))
		return;
	if (aligns_at(content, content->cursor, placed) || aligns_at(content, column, placed))
		return;
	found = search(content, placed->text);
	placed->is_verbatim = found != STR_NONE;
	placed->start = found != STR_NONE ? found : content->cursor;
}

static struct placed
place(struct adapter *adapter, int column, struct str literal, bool escaped)
{
	struct placed placed = { .text = literal };
	struct str slice;

	find_place(adapter, column, escaped, &placed);
	placed.alignment.at = placed.start;
	placed.offset = content_offset(&adapter->content, placed.start);
	slice = str_slice(adapter->doc->source, placed.offset, placed.offset + literal.length);
	placed.is_slice = placed.is_verbatim && str_equal(slice, literal);
	placed.text = placed.is_slice ? slice : arena_copy(adapter->arena, literal);
	return placed;
}

/* Where text[at] stands in the content; to be asked in ascending order. */
static size_t
position(struct placed *placed, const struct content *content, size_t at)
{
	if (placed->is_verbatim)
		return placed->start + at;
	return alignment_advance(&placed->alignment, content, placed->text, at);
}

/* ---- pieces ---- */

static uint32_t
piece_offset(struct adapter *adapter, struct placed *placed, size_t at)
{
	struct content *content = &adapter->content;

	if (placed->is_slice)
		return placed->offset + (uint32_t)at;
	return content_offset(content, position(placed, content, at));
}

static void
add_piece(struct adapter *adapter, struct placed *placed, size_t from, size_t to)
{
	struct node *node;
	uint32_t offset;

	if (from >= to)
		return;
	offset = piece_offset(adapter, placed, from);
	node = adapt_add(adapter, NODE_TEXT, offset, piece_offset(adapter, placed, to));
	node->text = placed->text.data + from;
	node->length = (uint32_t)(to - from);
	if (adapter->has_tildes)
		node->flags = ADAPT_JOINS;
}

static void
add_bare_link(struct adapter *adapter, struct placed *placed, struct bare_link link)
{
	struct str text = str_slice(placed->text, link.start, link.end);
	struct node *node;

	adapt_open(adapter, NODE_LINK, piece_offset(adapter, placed, link.start));
	add_piece(adapter, placed, link.start, link.end);
	node = adapt_close(adapter);
	if (node == NULL)
		return;
	if (link.lacks_scheme)
		text = arena_concat(adapter->arena, (struct str[]){ STR("http://"), text }, 2);
	node->span = node[1].span;
	node->flags = NODE_BARE;
	node->text = text.data;
	node->length = (uint32_t)text.length;
}

static void
note_references(struct adapter *adapter, struct placed placed)
{
	size_t from = 0;
	size_t found;

	while ((found = str_find(str_from_offset(placed.text, from), STR("]["))) != STR_NONE) {
		size_t at = position(&placed, &adapter->content, from + found);

		if (stands_at(&adapter->content, at, STR("][")))
			adapt_reference(adapter, at);
		from += found + 2;
	}
}

/* Adds a run of tildes as text that may turn into the ends of strikethrough. */
static void
add_tildes(struct adapter *adapter, struct placed *placed, size_t from, size_t length)
{
	size_t at = position(placed, &adapter->content, from);
	struct tildes tildes = adapt_flanks(&adapter->content, at, length);

	tildes.node = (uint32_t)adapter->nodes.count;
	add_piece(adapter, placed, from, from + length);
	if (tildes.can_open || tildes.can_close)
		*VEC_PUSH(adapter->scratch, &adapter->tildes) = tildes;
}

/* The next run of one or two tildes from `from` on that is not escaped; its length in
   `*ret_length`, or the text's length when there is none. */
static size_t
find_tildes(const struct adapter *adapter, struct placed placed, size_t from, size_t *ret_length)
{
	struct str text = placed.text;

	while (from < text.length) {
		const char *next = memchr(text.data + from, '~', text.length - from);
		size_t length = 1;
		size_t at;

		if (next == NULL)
			break;
		from = (size_t)(next - text.data);
		while (from + length < text.length && text.data[from + length] == '~')
			length++;
		at = position(&placed, &adapter->content, from);
		*ret_length = length;
		if (length <= 2 && content_byte(&adapter->content, at) == '~')
			return from;
		from += length;
	}
	return text.length;
}

/* Text with tildes or bare links in it, cut into its parts. */
static void
add_parts(struct adapter *adapter, struct placed *placed, bool has_tildes)
{
	struct str text = placed->text;
	struct bare_search search = { .text = text,
				      .before =
					      content_byte(&adapter->content, placed->start - 1) };
	struct bare_link link = { 0 };
	size_t tilde_length = 0;
	size_t tilde = 0;
	size_t done = 0;
	bool has_link = true;

	adapter->has_tildes |= has_tildes;
	if (!has_tildes)
		tilde = text.length;
	while (done < text.length) {
		if (tilde < text.length && tilde + tilde_length <= done)
			tilde = find_tildes(adapter, *placed, done, &tilde_length);
		if (has_link && link.end <= done)
			has_link = adapter->links == 0 && bare_link_find(&search, done, &link);
		if (has_link && link.start < tilde) {
			add_piece(adapter, placed, done, link.start);
			add_bare_link(adapter, placed, link);
			done = link.end;
			while (tilde < text.length && tilde < done)
				tilde = find_tildes(adapter, *placed, done, &tilde_length);
		} else if (tilde < text.length) {
			add_piece(adapter, placed, done, tilde);
			add_tildes(adapter, placed, tilde, tilde_length);
			done = tilde + tilde_length;
		} else {
			add_piece(adapter, placed, done, text.length);
			done = text.length;
		}
	}
}

/* ---- all of it ---- */

static void
calibrate(struct content *content, int column)
{
	size_t ticks = 0;

	while (content_byte(content, content->cursor + ticks) == '`')
		ticks++; /* the parser's column is the one behind them */
	content_calibrate(content, column, content->cursor + ticks);
}

void
adapt_start_texts(struct adapter *adapter)
{
	static const struct str words[] = {
		STR_INIT("\\"), STR_INIT("&"),   STR_INIT("~"),
		STR_INIT("]["), STR_INIT("://"), STR_INIT("www."),
	};
	size_t count = sizeof words / sizeof words[0];

	marks_init(&adapter->marks, adapter->doc->source, words,
		   adapter->features.www ? count : count - 1);
}

static bool
may_have_link(const struct adapter *adapter, struct str text)
{
	return adapter->links == 0 && (str_contains(text, STR("://")) ||
				       (adapter->features.www && str_contains(text, STR("www."))));
}

/* The common case: nothing but text that stands in the file as it is. */
static bool
add_plain(struct adapter *adapter, int column, struct str literal)
{
	struct content *content = &adapter->content;
	struct str source = adapter->doc->source;
	size_t at = content_column(content, column);
	struct node *node;
	uint32_t offset, end;

	if (at != content->cursor)
		return false;
	offset = content_offset(content, at);
	end = offset + (uint32_t)literal.length;
	if (end > source.length ||
	    memcmp(source.data + offset, literal.data, literal.length) != 0 ||
	    marks_may_stand(&adapter->marks, offset, end))
		return false;
	node = adapt_add(adapter, NODE_TEXT, offset, end);
	node->text = source.data + offset;
	node->length = (uint32_t)literal.length;
	content->cursor += literal.length;
	return true;
}

/* A reference to no footnote that has a line break in it is cut by the parser at any byte. */
static struct str
repair(struct adapter *adapter, struct str literal)
{
	size_t invalid = adapter->content_has_notes ? utf8_find_invalid(literal) : STR_NONE;

	return invalid == STR_NONE ? literal
				   : markdown_replace_invalid(adapter->arena, literal, invalid);
}

static void
add_marked(struct adapter *adapter, int column, struct str literal)
{
	struct content *content = &adapter->content;
	struct placed placed = place(adapter, column, literal, has_escape(literal));
	bool has_tildes = str_find_char(literal, '~') != STR_NONE;

	note_references(adapter, placed);
	if (has_tildes || may_have_link(adapter, literal))
		add_parts(adapter, &placed, has_tildes);
	else
		add_piece(adapter, &placed, 0, literal.length);
	content->cursor = position(&placed, content, literal.length);
	content_follow_lines(content, placed.start, content->cursor);
}

void
adapt_text(struct adapter *adapter, struct str literal, int column)
{
	calibrate(&adapter->content, column);
	if (literal.length == 0)
		return;
	if (adapter->content_has_notes || !add_plain(adapter, column, literal))
		add_marked(adapter, column, repair(adapter, literal));
}
