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
find_place(const struct adapter *adapter, cmark_node *node, bool escaped, struct placed *placed)
{
	const struct content *content = &adapter->content;
	size_t column = content_column(content, cmark_node_get_start_column(node));
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
place(struct adapter *adapter, cmark_node *node, struct str literal, bool escaped)
{
	struct placed placed = { .text = literal };
	struct str slice;

	find_place(adapter, node, escaped, &placed);
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

/* What a byte may be part of. */
enum byte_class {
	BYTE_MARKUP = 1, /* the parser sees more than text in it */
	BYTE_ESCAPE = 2, /* backslash, ampersand */
	BYTE_BRACKET = 4,
	BYTE_TILDE = 8,
	BYTE_COLON = 16,
};

static unsigned
classify(struct str text)
{
	static const uint8_t classes[256] = {
		['\n'] = BYTE_MARKUP,
		['\r'] = BYTE_MARKUP,
		['`'] = BYTE_MARKUP,
		['_'] = BYTE_MARKUP,
		['*'] = BYTE_MARKUP,
		['<'] = BYTE_MARKUP,
		['!'] = BYTE_MARKUP,
		['['] = BYTE_MARKUP,
		[']'] = BYTE_MARKUP | BYTE_BRACKET,
		['\\'] = BYTE_MARKUP | BYTE_ESCAPE,
		['&'] = BYTE_MARKUP | BYTE_ESCAPE,
		['~'] = BYTE_TILDE,
		[':'] = BYTE_COLON,
	};
	unsigned even = 0; /* two, because each waits for the one before it */
	unsigned odd = 0;
	size_t i = 0;

	for (; i + 1 < text.length; i += 2) {
		even |= classes[(unsigned char)text.data[i]];
		odd |= classes[(unsigned char)text.data[i + 1]];
	}
	if (i < text.length)
		even |= classes[(unsigned char)text.data[i]];
	return even | odd;
}

static bool
may_have_link(const struct adapter *adapter, struct str text, unsigned classes)
{
	const char *end = text.data + text.length;
	const char *at = classes & BYTE_COLON ? text.data : end;

	if (adapter->links > 0)
		return false;
	while (at < end && (at = memchr(at, ':', (size_t)(end - at))) != NULL && ++at < end)
		if (end - at > 2 && at[0] == '/' && at[1] == '/')
			return true;
	return adapter->has_www && memmem(text.data, text.length, "www.", 4) != NULL;
}

/* The text without asking the parser, which would make a copy: where its columns agree with the
   cursor and nothing between them is markup, it is what the content has.  Else empty.  (Columns
   are of different lines when a reference to no footnote has a line break in it.) */
static struct str
plain_literal(const struct adapter *adapter, cmark_node *node, unsigned *ret_classes)
{
	const struct content *content = &adapter->content;
	int column = cmark_node_get_start_column(node);
	size_t start = content->cursor;
	size_t end = start + (size_t)(cmark_node_get_end_column(node) - column) + 1;
	struct str text;

	if (adapter->has_notes || column <= 0 || end <= start || end > content->text.length ||
	    (content->has_columns ? content_column(content, column) != start : start > 0))
		return STR_EMPTY;
	text = str_slice(content->text, start, end);
	*ret_classes = classify(text);
	if (*ret_classes & BYTE_MARKUP)
		return STR_EMPTY;
	return content_byte(content, end) == '\n' ? str_trim_end(text) : text;
}

/* The text as the parser has it.  (It cuts a reference to no footnote that has a line break in it at
   any byte.) */
static struct str
parsed_literal(struct adapter *adapter, cmark_node *node, unsigned *ret_classes)
{
	struct content *content = &adapter->content;
	struct str text = str_from(cmark_node_get_literal(node));
	size_t invalid = adapter->has_notes ? utf8_find_invalid(text) : STR_NONE;
	size_t ticks = 0;

	if (invalid != STR_NONE)
		text = markdown_replace_invalid(adapter->arena, text, invalid);
	while (content_byte(content, content->cursor + ticks) == '`')
		ticks++; /* the parser's column is the one behind them */
	content_calibrate(content, cmark_node_get_start_column(node), content->cursor + ticks);
	*ret_classes = classify(text);
	return text;
}

/* The common case: nothing but text that stands in the file as it is. */
static bool
add_plain(struct adapter *adapter, struct str text)
{
	struct content *content = &adapter->content;
	uint32_t offset = content_offset(content, content->cursor);
	const struct doc *doc = adapter->doc;
	struct node *node;

	if (text.length > doc->source.length - offset ||
	    memcmp(doc->source.data + offset, text.data, text.length) != 0)
		return false;
	node = adapt_add(adapter, NODE_TEXT, offset, offset + (uint32_t)text.length);
	node->text = doc->source.data + offset;
	node->length = (uint32_t)text.length;
	content->cursor += text.length;
	return true;
}

void
adapt_text(struct adapter *adapter, cmark_node *node)
{
	struct content *content = &adapter->content;
	unsigned classes = 0;
	struct str literal = plain_literal(adapter, node, &classes);
	struct placed placed;
	bool has_parts;

	if (literal.length > 0)
		content_calibrate(content, cmark_node_get_start_column(node), content->cursor);
	else
		literal = parsed_literal(adapter, node, &classes);
	if (literal.length == 0)
		return;
	has_parts = classes & BYTE_TILDE || may_have_link(adapter, literal, classes);
	if (!has_parts && !(classes & BYTE_MARKUP) && add_plain(adapter, literal))
		return;
	placed = place(adapter, node, literal, (classes & BYTE_ESCAPE) != 0);
	if (classes & BYTE_BRACKET)
		note_references(adapter, placed);
	if (has_parts)
		add_parts(adapter, &placed, (classes & BYTE_TILDE) != 0);
	else
		add_piece(adapter, &placed, 0, literal.length);
	content->cursor = position(&placed, content, literal.length);
	content_follow_lines(content, placed.start, content->cursor);
}
