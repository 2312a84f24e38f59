/*
 * markup: the table of elements and the stack of open ones.
 */
#include "emit/markup.h"

#include "text/rawhtml.h"

#include <string.h>

#define LONGEST_ENTITY 33
#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

/* What an element may hold, and so where another one may stand. */
enum room {
	ROOM_TEXT,    /* phrasing content */
	ROOM_SUMMARY, /* phrasing content, and headings */
	ROOM_ALL,
	ROOM_LIST,
	ROOM_TERMS,
	ROOM_TABLE,
	ROOM_ROWS,
	ROOM_CELLS,
	ROOM_DETAILS, /* as ROOM_ALL, and a summary */
	ROOM_FIGURE,  /* as ROOM_ALL, and a caption */
};

#define IN(room) (1u << (room))
#define IN_BLOCKS (IN(ROOM_ALL) | IN(ROOM_DETAILS) | IN(ROOM_FIGURE))
#define IN_TEXT (IN_BLOCKS | IN(ROOM_TEXT) | IN(ROOM_SUMMARY))

struct element {
	const char *name;
	enum room room;   /* what it holds */
	unsigned stands;  /* in which rooms it may stand */
	const char *ends; /* elements that are closed when it comes: " li " */
};

/* All that text/rawhtml.c lets through. */
static const struct element elements[] = {
	{ "blockquote", ROOM_ALL, IN_BLOCKS, " p " },
	{ "caption", ROOM_TEXT, IN(ROOM_TABLE), "" },
	{ "center", ROOM_ALL, IN_BLOCKS, " p " },
	{ "dd", ROOM_ALL, IN(ROOM_TERMS), " dd dt " },
	{ "details", ROOM_DETAILS, IN_BLOCKS, " p " },
	{ "div", ROOM_ALL, IN_BLOCKS, " p " },
	{ "dl", ROOM_TERMS, IN_BLOCKS, " p " },
	{ "dt", ROOM_TEXT, IN(ROOM_TERMS), " dd dt " },
	{ "figcaption", ROOM_ALL, IN(ROOM_FIGURE), "" },
	{ "figure", ROOM_FIGURE, IN_BLOCKS, " p " },
	{ "h1", ROOM_TEXT, IN_BLOCKS | IN(ROOM_SUMMARY), " p " },
	{ "h2", ROOM_TEXT, IN_BLOCKS | IN(ROOM_SUMMARY), " p " },
	{ "h3", ROOM_TEXT, IN_BLOCKS | IN(ROOM_SUMMARY), " p " },
	{ "h4", ROOM_TEXT, IN_BLOCKS | IN(ROOM_SUMMARY), " p " },
	{ "h5", ROOM_TEXT, IN_BLOCKS | IN(ROOM_SUMMARY), " p " },
	{ "h6", ROOM_TEXT, IN_BLOCKS | IN(ROOM_SUMMARY), " p " },
	{ "hr", ROOM_TEXT, IN_BLOCKS, " p " },
	{ "li", ROOM_ALL, IN(ROOM_LIST), " li " },
	{ "ol", ROOM_LIST, IN_BLOCKS, " p " },
	{ "p", ROOM_TEXT, IN_BLOCKS, " p " },
	{ "pre", ROOM_TEXT, IN_BLOCKS, " p " },
	{ "summary", ROOM_SUMMARY, IN(ROOM_DETAILS), "" },
	{ "table", ROOM_TABLE, IN_BLOCKS, " p " },
	{ "tbody", ROOM_ROWS, IN(ROOM_TABLE), " tr td th thead tbody tfoot caption " },
	{ "td", ROOM_ALL, IN(ROOM_CELLS), " td th " },
	{ "tfoot", ROOM_ROWS, IN(ROOM_TABLE), " tr td th thead tbody tfoot caption " },
	{ "th", ROOM_ALL, IN(ROOM_CELLS), " td th " },
	{ "thead", ROOM_ROWS, IN(ROOM_TABLE), " tr td th thead tbody tfoot caption " },
	{ "tr", ROOM_CELLS, IN(ROOM_TABLE) | IN(ROOM_ROWS), " tr td th caption " },
	{ "ul", ROOM_LIST, IN_BLOCKS, " p " },
	{ "img", ROOM_TEXT, IN_TEXT, "" },
	/* Text-level ones. An a in an a would be closed by browsers, too. */
	{ "a", ROOM_TEXT, IN_TEXT, " a " },
	{ "abbr", ROOM_TEXT, IN_TEXT, "" },
	{ "b", ROOM_TEXT, IN_TEXT, "" },
	{ "br", ROOM_TEXT, IN_TEXT, "" },
	{ "cite", ROOM_TEXT, IN_TEXT, "" },
	{ "code", ROOM_TEXT, IN_TEXT, "" },
	{ "del", ROOM_TEXT, IN_TEXT, "" },
	{ "em", ROOM_TEXT, IN_TEXT, "" },
	{ "i", ROOM_TEXT, IN_TEXT, "" },
	{ "ins", ROOM_TEXT, IN_TEXT, "" },
	{ "kbd", ROOM_TEXT, IN_TEXT, "" },
	{ "mark", ROOM_TEXT, IN_TEXT, "" },
	{ "q", ROOM_TEXT, IN_TEXT, "" },
	{ "s", ROOM_TEXT, IN_TEXT, "" },
	{ "samp", ROOM_TEXT, IN_TEXT, "" },
	{ "small", ROOM_TEXT, IN_TEXT, "" },
	{ "span", ROOM_TEXT, IN_TEXT, "" },
	{ "strong", ROOM_TEXT, IN_TEXT, "" },
	{ "sub", ROOM_TEXT, IN_TEXT, "" },
	{ "sup", ROOM_TEXT, IN_TEXT, "" },
	{ "u", ROOM_TEXT, IN_TEXT, "" },
	{ "var", ROOM_TEXT, IN_TEXT, "" },
	{ "wbr", ROOM_TEXT, IN_TEXT, "" },
};

static const struct element *
find_element(const char *name)
{
	for (size_t i = 0; i < COUNT(elements); i++)
		if (strcmp(elements[i].name, name) == 0)
			return &elements[i];
	return NULL;
}

/* The others need an end tag, even when a book writes <a id="x"/>. */
static bool
is_void(const struct element *element)
{
	static const char *const names[] = { "br", "hr", "img", "wbr" };

	for (size_t i = 0; i < COUNT(names); i++)
		if (strcmp(element->name, names[i]) == 0)
			return true;
	return false;
}

static enum room
current_room(const struct markup *markup)
{
	if (markup->count > markup->base)
		return markup->open[markup->count - 1]->room;
	return markup->phrasing ? ROOM_TEXT : ROOM_ALL;
}

void
markup_close(struct markup *markup, size_t count)
{
	while (markup->count > count) {
		buf_puts(markup->out, "</");
		buf_puts(markup->out, markup->open[--markup->count]->name);
		buf_putc(markup->out, '>');
	}
}

static bool
is_ended_by(const struct element *open, const struct element *comes)
{
	struct str ends = str_from(comes->ends), name = str_from(open->name);
	size_t at = str_find(ends, name);

	return at != STR_NONE && at > 0 && ends.data[at - 1] == ' ' &&
	       ends.data[at + name.length] == ' ';
}

/* Closes what the element's coming ends: the outermost such element that no list, table or other
   block holds. */
static void
end_before(struct markup *markup, const struct element *comes)
{
	size_t keep = markup->count;

	for (size_t i = markup->count; i > markup->base; i--) {
		const struct element *open = markup->open[i - 1];

		if (is_ended_by(open, comes))
			keep = i - 1;
		else if (open->room != ROOM_TEXT && open->room != ROOM_ROWS &&
			 open->room != ROOM_CELLS)
			break;
	}
	markup_close(markup, keep);
}

bool
markup_make_room(struct markup *markup, enum markup_block block)
{
	while (markup->count > markup->base) {
		const struct element *open = markup->open[markup->count - 1];

		if (((1u << open->room) & IN_BLOCKS) != 0)
			return false;
		if (open->room == ROOM_SUMMARY && block != MARKUP_BLOCK)
			return block == MARKUP_PARAGRAPH;
		if (open->name[0] == 'h' && block == MARKUP_PARAGRAPH)
			return true;
		markup_close(markup, markup->count - 1);
	}
	return false;
}

static bool
is_entity_character(char c)
{
	return c == '#' || char_is_alphanumeric(c);
}

/* The length of an entity at the start, or 0. */
static size_t
entity_length(struct str text)
{
	size_t length = 1;

	while (length < text.length && length < LONGEST_ENTITY &&
	       is_entity_character(text.data[length]))
		length++;
	return length > 1 && length < text.length && text.data[length] == ';' ? length + 1 : 0;
}

void
markup_make_text_room(struct markup *markup)
{
	while (markup->count > markup->base &&
	       ((1u << markup->open[markup->count - 1]->room) & IN_TEXT) == 0)
		markup_close(markup, markup->count - 1);
}

/* Text whose entities are kept as they are written. */
static void
put_text(struct buf *out, struct str text)
{
	size_t start = 0, at = 0, found;

	while ((found = str_find_char(str_from_offset(text, at), '&')) != STR_NONE) {
		size_t length = entity_length(str_from_offset(text, at + found));

		at += found;
		if (length > 0) {
			buf_put_html(out, str_slice(text, start, at));
			buf_put(out, str_slice(text, at, at + length));
			start = at + length;
		}
		at += length > 0 ? length : 1;
	}
	buf_put_html(out, str_from_offset(text, start));
}

static void
put_attribute(struct buf *out, const char *name, struct str value)
{
	buf_putc(out, ' ');
	buf_puts(out, name);
	buf_puts(out, "=\"");
	put_text(out, value);
	buf_putc(out, '"');
}

static bool
is_number(struct str value)
{
	for (size_t i = 0; i < value.length; i++)
		if (value.data[i] < '0' || value.data[i] > '9')
			return false;
	return value.length > 0 && value.length < 6;
}

/* The first element of the page with an id has it; ours start with "wm:". */
static void
put_id(struct markup *markup, const char *name, struct str id)
{
	const struct node *owner = map_get(&markup->spot->page->anchors, id);
	void **seen;

	(void)name;
	if (!markup->spot->is_page || owner != markup->node || str_starts(id, STR("wm:")) ||
	    str_find_char(id, ' ') != STR_NONE)
		return;
	seen = map_put(markup->spot->scratch, &markup->ids, id);
	if (*seen == NULL)
		put_attribute(markup->out, "id", id);
	*seen = markup;
}

/* Addresses with entities stay as they are: they are safe, and cannot be looked up. */
static void
put_address(struct markup *markup, const char *name, struct str url)
{
	struct str address = url;
	enum link_look look = spot_link(markup->spot, url, &address);

	if (look == LINK_LOOK_UNSAFE)
		return;
	if (str_find_char(url, '&') != STR_NONE) {
		put_attribute(markup->out, name, url);
		return;
	}
	buf_printf(markup->out, " %s=\"", name);
	buf_put_url(markup->out, address);
	buf_puts(markup->out, look == LINK_LOOK_MISSING ? "\" class=\"missing\"" : "\"");
}

static const struct raw_attribute *
find_attribute(const struct raw_token *token, const char *name)
{
	for (size_t i = 0; i < token->attribute_count; i++)
		if (str_equal(token->attributes[i].name, str_from(name)))
			return &token->attributes[i];
	return NULL;
}

/* Old presentational attributes become classes of the style sheet. */
static void
put_align(struct markup *markup, const char *name, struct str value)
{
	static const char *const words[] = { "left", "center", "right" };

	(void)name;
	for (size_t i = 0; i < COUNT(words); i++)
		if (str_equal_fold(value, str_from(words[i])))
			put_attribute(markup->out, "class", str_from(words[i]));
}

/* HTML wants a number of pixels here; "50%" was never more than tolerated. */
static void
put_size(struct markup *markup, const char *name, struct str value)
{
	if (is_number(value))
		put_attribute(markup->out, name, value);
}

static void
put_nothing(struct markup *markup, const char *name, struct str value)
{
	(void)markup;
	(void)name;
	(void)value;
}

/* Attributes that are not simply written as they are. */
static const struct {
	const char *name;
	void (*put)(struct markup *markup, const char *name, struct str value);
} attributes[] = {
	{ "id", put_id },       { "name", put_id },       { "href", put_address },
	{ "src", put_address }, { "width", put_size },    { "height", put_size },
	{ "align", put_align }, { "class", put_nothing }, { "target", put_nothing },
	{ "rel", put_nothing },
};

static void
put_one_attribute(struct markup *markup, const struct raw_attribute *attribute)
{
	for (size_t i = 0; i < COUNT(attributes); i++) {
		if (!str_equal(attribute->name, str_from(attributes[i].name)))
			continue;
		attributes[i].put(markup, attributes[i].name, attribute->value);
		return;
	}
	buf_putc(markup->out, ' ');
	buf_put_html(markup->out, attribute->name);
	buf_puts(markup->out, "=\"");
	put_text(markup->out, attribute->value);
	buf_putc(markup->out, '"');
}

static void
put_attributes(struct markup *markup, const struct raw_token *token)
{
	const struct raw_attribute *id = find_attribute(token, "id");

	for (size_t i = 0; i < token->attribute_count; i++) {
		const struct raw_attribute *attribute = &token->attributes[i];

		/* <a name="x"> is how anchors were written before id. */
		if (id == NULL || id == attribute || !str_equal(attribute->name, STR("name")))
			put_one_attribute(markup, attribute);
	}
	if (strcmp(token->name, "img") == 0 && find_attribute(token, "alt") == NULL)
		buf_puts(markup->out, " alt=\"\"");
	if (strcmp(token->name, "a") == 0 && find_attribute(token, "href") != NULL)
		buf_puts(markup->out, " rel=\"noopener\"");
}

/* A details without a summary gets one: HTML wants it, and readers need something to press. */
static void
put_missing_summary(struct markup *markup, struct str rest, struct str follows)
{
	struct raw_token token;

	for (int source = 0; source < 2; source++, rest = follows) {
		while (raw_next(&rest, &token)) {
			if (token.kind == RAW_COMMENT ||
			    (token.kind == RAW_TEXT && str_trim(token.text).length == 0))
				continue;
			if (token.kind == RAW_OPEN && strcmp(token.name, "summary") == 0)
				return;
			source = 2;
			break;
		}
	}
	buf_puts(markup->out, "<summary>Details</summary>");
}

/* A picture without an address is none. */
static bool
has_picture(const struct markup *markup, const struct raw_token *token)
{
	const struct raw_attribute *source = find_attribute(token, "src");
	struct str address;

	return source != NULL && str_trim(source->value).length > 0 &&
	       spot_link(markup->spot, source->value, &address) != LINK_LOOK_UNSAFE;
}

static bool
open_element(struct markup *markup, const struct raw_token *token)
{
	const struct element *element = find_element(token->name);

	if (element == NULL || (markup->in_link && strcmp(token->name, "a") == 0) ||
	    (strcmp(token->name, "img") == 0 && !has_picture(markup, token)))
		return false;
	end_before(markup, element);
	if ((element->stands & (1u << current_room(markup))) == 0 || markup->count == MARKUP_DEPTH)
		return false;
	buf_putc(markup->out, '<');
	buf_puts(markup->out, element->name);
	put_attributes(markup, token);
	buf_putc(markup->out, '>');
	if (is_void(element))
		return true;
	markup->open[markup->count++] = element;
	if (token->is_void)
		markup_close(markup, markup->count - 1);
	return true;
}

static void
close_element(struct markup *markup, const char *name)
{
	for (size_t i = markup->count; i > markup->base; i--)
		if (strcmp(markup->open[i - 1]->name, name) == 0) {
			markup_close(markup, i - 1);
			return;
		}
}

static void
put_refused(struct markup *markup, struct str source)
{
	markup_make_text_room(markup);
	buf_put_html(markup->out, source);
}

static void
put_token(struct markup *markup, const struct raw_token *token, struct str rest, struct str follows)
{
	switch (token->kind) {
	case RAW_TEXT:
		if (str_trim(token->text).length > 0)
			markup_make_text_room(markup);
		put_text(markup->out, token->text);
		break;
	case RAW_OPEN:
		if (!open_element(markup, token))
			put_refused(markup, token->source);
		else if (strcmp(token->name, "details") == 0 && !token->is_void)
			put_missing_summary(markup, rest, follows);
		break;
	case RAW_CLOSE:
		close_element(markup, token->name);
		break;
	case RAW_COMMENT:
		break;
	case RAW_REFUSED:
		put_refused(markup, token->source);
		break;
	}
}

void
markup_put(struct markup *markup, struct str source, struct str follows)
{
	struct raw_token token;

	while (raw_next(&source, &token))
		put_token(markup, &token, source, follows);
}

bool
markup_is_in(const struct markup *markup, const char *name)
{
	for (size_t i = 0; i < markup->count; i++)
		if (strcmp(markup->open[i]->name, name) == 0)
			return true;
	return false;
}
