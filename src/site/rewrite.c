/*
 * rewrite: one pass over tags; text between them is copied.
 */
#include "site/rewrite.h"

#include "base/path.h"
#include "emit/link.h"
#include "model/url.h"

/* Numbers of pages are ids by themselves: where the page begins. */
static void
put_page_id(const struct rewrite *rewrite, uint32_t page)
{
	buf_printf(rewrite->out, "wm:%u", (unsigned)page);
}

static void
put_id(const struct rewrite *rewrite, struct str value)
{
	put_page_id(rewrite, rewrite->page);
	buf_putc(rewrite->out, ':');
	buf_put(rewrite->out, value);
}

static void
put_ids(const struct rewrite *rewrite, struct str value)
{
	struct str id;
	bool begun = false;

	while (str_cut(&value, ' ', &id)) {
		if (begun)
			buf_putc(rewrite->out, ' ');
		put_id(rewrite, id);
		begun = true;
	}
}

/* What buf_put_url escapes, as it was. */
static struct str
unescape(struct arena *arena, struct str value)
{
	static const struct {
		struct str code;
		char c;
	} codes[] = { { STR_INIT("&amp;"), '&' }, { STR_INIT("&#39;"), '\'' } };
	char *text = arena_bytes(arena, value.length + 1);
	size_t length = 0;

	for (size_t i = 0; i < value.length; i++) {
		text[length] = value.data[i];
		for (size_t code = 0; code < sizeof codes / sizeof codes[0]; code++)
			if (str_starts(str_from_offset(value, i), codes[code].code)) {
				text[length] = codes[code].c;
				i += codes[code].code.length - 1;
				break;
			}
		length++;
	}
	return (struct str){ text, length };
}

static void
put_place(const struct rewrite *rewrite, uint32_t page, struct str anchor)
{
	buf_putc(rewrite->out, '#');
	put_page_id(rewrite, page);
	if (anchor.length == 0 || str_equal_fold(anchor, STR("top")))
		return;
	buf_putc(rewrite->out, ':');
	buf_put_url(rewrite->out, anchor);
}

static void
put_address(const struct rewrite *rewrite, struct str value)
{
	struct str url = unescape(rewrite->scratch, value);
	struct url_parts parts = url_split(url);
	struct url_path path = { .length = 0 };
	const struct spot spot = { .address = rewrite->to, .scratch = rewrite->scratch };
	const struct page *page;

	if (parts.path.length == 0 && parts.has_anchor) {
		put_place(rewrite, rewrite->page, parts.anchor);
		return;
	}
	if (url_form_of(url) != URL_RELATIVE || str_starts(url, STR("/")) ||
	    !url_path_follow(&path, path_dir(rewrite->from), parts.path)) {
		buf_put(rewrite->out, value);
		return;
	}
	page = map_get(&rewrite->model->pages_by_address, url_path_str(&path));
	if (page != NULL)
		put_place(rewrite, page->order, parts.anchor);
	else
		buf_put_url(rewrite->out,
			    spot_relative(&spot, arena_copy(rewrite->scratch, url_path_str(&path)),
					  parts.anchor));
}

/* Attributes that name other places; in all others "url(#id)" may. */
static const struct {
	struct str name;
	void (*put)(const struct rewrite *rewrite, struct str value);
} attributes[] = {
	{ STR_INIT("id"), put_id },
	{ STR_INIT("href"), put_address },
	{ STR_INIT("src"), put_address },
	{ STR_INIT("for"), put_ids },
	{ STR_INIT("headers"), put_ids },
	{ STR_INIT("aria-controls"), put_ids },
	{ STR_INIT("aria-describedby"), put_ids },
	{ STR_INIT("aria-labelledby"), put_ids },
};

static void
put_value(const struct rewrite *rewrite, struct str name, struct str value)
{
	struct str reference = STR("url(#");

	for (size_t i = 0; i < sizeof attributes / sizeof attributes[0]; i++)
		if (str_equal(name, attributes[i].name)) {
			attributes[i].put(rewrite, value);
			return;
		}
	if (str_starts(value, reference)) {
		buf_put(rewrite->out, reference);
		put_id(rewrite, str_from_offset(value, reference.length));
	} else {
		buf_put(rewrite->out, value);
	}
}

/* A rest of a tag: ` name="value" name>`.  Returns what follows it. */
static struct str
put_attributes(const struct rewrite *rewrite, struct str rest)
{
	size_t end;

	while ((end = str_find_char(rest, '>')) != STR_NONE) {
		size_t quote = str_find_char(rest, '"');
		struct str before, value;
		size_t close, name;

		if (quote == STR_NONE || end < quote)
			break;
		before = str_slice(rest, 0, quote);
		name = str_find_last(before, ' ');
		rest = str_from_offset(rest, quote + 1);
		close = str_find_char(rest, '"');
		value = str_slice(rest, 0, close);
		buf_put(rewrite->out, before);
		buf_putc(rewrite->out, '"');
		put_value(rewrite,
			  str_slice(before, name == STR_NONE ? 0 : name + 1, before.length - 1),
			  value);
		buf_putc(rewrite->out, '"');
		rest = str_from_offset(rest, close == STR_NONE ? rest.length : close + 1);
	}
	end = end == STR_NONE ? rest.length : end + 1;
	buf_put(rewrite->out, str_slice(rest, 0, end));
	return str_from_offset(rest, end);
}

static size_t
name_length(struct str tag)
{
	size_t length = 0;

	while (length < tag.length && char_is_alphanumeric(tag.data[length]))
		length++;
	return length;
}

static bool
is_folded(struct str name, struct str rest)
{
	struct str tag = str_slice(rest, 0, str_find_char(rest, '>'));

	return str_equal(name, STR("details")) && !str_contains(tag, STR(" open="));
}

/* The tag after its "<".  Returns what follows it. */
static struct str
put_tag(const struct rewrite *rewrite, struct str rest)
{
	bool closes = str_starts(rest, STR("/"));
	size_t start = closes, end = start + name_length(str_from_offset(rest, start));
	struct str name = str_slice(rest, start, end);
	bool goes_down = name.length == 2 && name.data[0] == 'h' && name.data[1] >= '1' &&
			 name.data[1] <= '5';

	buf_puts(rewrite->out, closes ? "</" : "<");
	if (goes_down) {
		buf_putc(rewrite->out, 'h');
		buf_putc(rewrite->out, (char)(name.data[1] + 1));
	} else {
		buf_put(rewrite->out, name);
	}
	if (!closes && is_folded(name, str_from_offset(rest, end)))
		buf_puts(rewrite->out, " open");
	return put_attributes(rewrite, str_from_offset(rest, end));
}

void
rewrite_put(const struct rewrite *rewrite, struct str markup)
{
	size_t tag;

	while ((tag = str_find_char(markup, '<')) != STR_NONE) {
		buf_put(rewrite->out, str_slice(markup, 0, tag));
		markup = put_tag(rewrite, str_from_offset(markup, tag + 1));
	}
	buf_put(rewrite->out, markup);
}
