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
	buf_puts(rewrite->out, "wm:");
	buf_put_number(rewrite->out, page);
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
	char *text;
	size_t length = 0;

	if (str_find_char(value, '&') == STR_NONE)
		return value;
	text = arena_bytes(arena, value.length + 1);
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
	struct url_path path;
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
		spot_put_url(&spot, url_path_str(&path), parts.anchor, rewrite->out);
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

/* The markup while it is copied. */
struct copying {
	const struct rewrite *rewrite;
	struct str markup;
	size_t from; /* what is not written yet */
};

/* Writes what stands before `to`, and goes on at `next`. */
static void
step_over(struct copying *copying, size_t to, size_t next)
{
	buf_put(copying->rewrite->out, str_slice(copying->markup, copying->from, to));
	copying->from = next;
}

static void
change_value(struct copying *copying, struct str name, size_t start, size_t end)
{
	const struct str reference = STR("url(#"), value = str_slice(copying->markup, start, end);

	for (size_t i = 0; i < sizeof attributes / sizeof attributes[0]; i++)
		if (str_equal(name, attributes[i].name)) {
			step_over(copying, start, end);
			attributes[i].put(copying->rewrite, value);
			return;
		}
	if (str_starts(value, reference)) {
		start += reference.length;
		step_over(copying, start, end);
		put_id(copying->rewrite, str_slice(copying->markup, start, end));
	}
}

/* A tag: `tag name="value" name>`.  Returns where it ends. */
static size_t
change_attributes(struct copying *copying, size_t at)
{
	struct str markup = copying->markup;
	size_t name = at;

	for (; at < markup.length && markup.data[at] != '>'; at++) {
		size_t start = at + 1, length;

		if (markup.data[at] == ' ')
			name = start;
		if (markup.data[at] != '"')
			continue;
		length = str_find_char(str_from_offset(markup, start), '"');
		if (length == STR_NONE)
			return markup.length;
		change_value(copying, str_slice(markup, name, at - 1), start, start + length);
		at = start + length;
	}
	return at;
}

/* Only of this tag is it asked where the tag ends. */
static bool
is_folded(struct str name, struct str rest)
{
	return str_equal(name, STR("details")) &&
	       !str_contains(str_slice(rest, 0, str_find_char(rest, '>')), STR(" open="));
}

static bool
is_heading(struct str name)
{
	return name.length == 2 && name.data[0] == 'h' && name.data[1] >= '1' &&
	       name.data[1] <= '5';
}

/* The name that begins here, before a blank or the end of the tag. */
static void
change_name(struct copying *copying, size_t at, bool closes)
{
	struct str markup = copying->markup, name;
	size_t end = at;

	while (end < markup.length && markup.data[end] != ' ' && markup.data[end] != '>')
		end++;
	name = str_slice(markup, at, end);
	if (is_heading(name)) {
		step_over(copying, end - 1, end);
		buf_putc(copying->rewrite->out, (char)(name.data[1] + 1));
	} else if (!closes && is_folded(name, str_from_offset(markup, end))) {
		step_over(copying, end, end);
		buf_puts(copying->rewrite->out, " open");
	}
}

/* The tag behind its "<".  Returns a place in it behind all that is changed. */
static size_t
change_tag(struct copying *copying, size_t at)
{
	struct str markup = copying->markup;
	bool closes = at < markup.length && markup.data[at] == '/';
	size_t start = at + closes;

	/* Most are called something else. */
	if (start < markup.length && (markup.data[start] == 'h' || markup.data[start] == 'd'))
		change_name(copying, start, closes);
	return closes ? start : change_attributes(copying, start);
}

void
rewrite_put(const struct rewrite *rewrite, struct str markup)
{
	struct copying copying = { .rewrite = rewrite, .markup = markup };
	size_t at = 0, tag;

	while ((tag = str_find_char(str_from_offset(markup, at), '<')) != STR_NONE)
		at = change_tag(&copying, at + tag + 1);
	step_over(&copying, markup.length, markup.length);
}
