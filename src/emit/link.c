/*
 * link: from a page's link to an address in the site.
 */
#include "emit/link.h"

#include "emit/forge.h"

#include "base/map.h"
#include "base/path.h"
#include "emit/insert.h"
#include "model/dialect.h"
#include "model/link.h"
#include "text/rawhtml.h"

static struct str
with_anchor(const struct spot *spot, struct str address, struct str anchor)
{
	struct str parts[] = { address, STR("#"), anchor };

	return anchor.length == 0 ? address : arena_concat(spot->scratch, parts, 3);
}

/* A path in which signs that mean something in addresses are encoded; the rest is left to
   buf_put_url. */
static struct str
encode_path(struct arena *arena, struct str path)
{
	static const char hex[] = "0123456789ABCDEF";
	char *text;
	size_t length = 0;

	if (str_find_char(path, '%') == STR_NONE && str_find_char(path, '#') == STR_NONE &&
	    str_find_char(path, '?') == STR_NONE)
		return path;
	text = arena_bytes(arena, path.length * 3);
	for (size_t i = 0; i < path.length; i++) {
		char c = path.data[i];

		if (c != '%' && c != '#' && c != '?') {
			text[length++] = c;
			continue;
		}
		text[length++] = '%';
		text[length++] = hex[(unsigned char)c >> 4];
		text[length++] = hex[c & 15];
	}
	return (struct str){ text, length };
}

struct str
spot_relative(const struct spot *spot, struct str address, struct str anchor)
{
	if (spot->root.length > 0) {
		struct str parts[] = { spot->root, encode_path(spot->scratch, address) };

		return with_anchor(spot, arena_concat(spot->scratch, parts, 2), anchor);
	}
	if (anchor.length > 0 && str_equal(address, spot->address))
		return with_anchor(spot, STR(""), anchor);
	address = path_relative(spot->scratch, spot->address, address);
	return with_anchor(spot, encode_path(spot->scratch, address), anchor);
}

void
spot_put_url(const struct spot *spot, struct str address, struct str anchor, struct buf *out)
{
	bool is_here = anchor.length > 0 && str_equal(address, spot->address);
	struct path_way way = { .rest = address };

	if (spot->root.length > 0)
		buf_put_url(out, spot->root);
	else if (is_here)
		way.rest = STR_EMPTY;
	else
		way = path_way(spot->address, address);
	for (size_t i = 0; i < way.up; i++)
		buf_puts(out, "../");
	if (way.from_here)
		buf_puts(out, "./");
	buf_put_url_path(out, way.rest);
	if (anchor.length > 0) {
		buf_putc(out, '#');
		buf_put_url(out, anchor);
	}
}

/* A hidden file is not for readers, but for two that hosts look for. */
static bool
is_hidden(struct str path)
{
	struct str rest = path, part;

	while (str_cut(&rest, '/', &part))
		if (str_starts(part, STR(".")) && !str_equal(part, STR(".nojekyll")) &&
		    !str_equal(part, STR(".well-known")))
			return true;
	return false;
}

struct str
site_file_address(const struct model *model, const struct repo_file *file)
{
	struct str source = model->book.source;
	struct str name = file->path;

	/* What the program reads as data is shown on pages: who is in people.yaml need not be in a file, too. */
	if (file->kind == REPO_SUBMODULE || map_get(&model->datafiles, file->path) != NULL ||
	    str_equal(file->path, model->dialect->file))
		return STR_EMPTY;
	if (source.length > 0) {
		if (!path_below(name, source, &name))
			return STR_EMPTY;
	} else if (str_equal(name, STR("waymark.yaml")) || str_equal(name, STR("book.toml"))) {
		return STR_EMPTY;
	}
	return is_hidden(name) ? STR_EMPTY : name;
}

static bool
is_scheme_character(char c)
{
	return char_is_alphanumeric(c) || c == '+' || c == '-' || c == '.';
}

/* "https:", "mailto:", "x-y+z.1:" at the start. */
static bool
has_scheme(struct str url)
{
	size_t length = 0;

	while (length < url.length && is_scheme_character(url.data[length]))
		length++;
	return length > 0 && length < url.length && url.data[length] == ':';
}

static enum link_look
file_address(const struct spot *spot, const struct link_target *target, struct str url,
	     struct str *ret_address)
{
	struct str address = STR_EMPTY;

	if (target->file != NULL)
		address = site_file_address(spot->model, target->file);
	if (address.length > 0) {
		*ret_address = spot_relative(spot, address, target->anchor);
		return LINK_LOOK_INSIDE;
	}
	/* The forge shows what is not copied. */
	if (target->file != NULL)
		address = forge_file(spot->scratch, &spot->model->book, STR("HEAD"),
				     target->file->path);
	*ret_address = address.length > 0 ? address : url;
	return address.length > 0 ? LINK_LOOK_OUTSIDE : LINK_LOOK_MISSING;
}

/* "x.md#y" -> "x.html#y": what mdBook does to every relative link, whether the page is there or
   not. */
static struct str
as_html(const struct spot *spot, struct str url)
{
	size_t hash = str_find_char(url, '#');
	struct str path = str_slice(url, 0, hash);
	struct str parts[] = { str_slice(path, 0, path.length - (path.length < 3 ? 0 : 3)),
			       STR(".html"),
			       hash == STR_NONE ? STR_EMPTY : str_from_offset(url, hash) };

	return str_ends(path, STR(".md")) ? arena_concat(spot->scratch, parts, 3) : url;
}

/* A heading that stands in the page, or will. */
static bool
has_anchor(const struct spot *spot, const struct page *page, struct str anchor)
{
	const struct inserts *inserts = spot->inserts;

	return page_has_anchor(page, anchor) || (inserts != NULL && inserts->anchor != NULL &&
						 inserts->anchor(inserts->context, page, anchor));
}

static enum link_look
resolved_address(const struct spot *spot, struct str url, struct str *ret_address)
{
	struct link_target target = link_resolve(spot->model, spot->page, url);

	*ret_address = url;
	if (target.kind == LINK_REDIRECT && target.page == NULL) {
		*ret_address = as_html(spot, url);
		return LINK_LOOK_INSIDE;
	}
	switch (target.kind) {
	case LINK_OUTSIDE:
		return LINK_LOOK_OUTSIDE;
	case LINK_MISSING_ANCHOR:
		/* To the page, then: browsers would do the same. */
		if (!has_anchor(spot, target.page, target.anchor))
			target.anchor = STR_EMPTY;
		*ret_address = spot_relative(spot, target.page->address, target.anchor);
		return LINK_LOOK_INSIDE;
	case LINK_PAGE:
		*ret_address = spot_relative(spot, target.page->address, target.anchor);
		return LINK_LOOK_INSIDE;
	case LINK_FILE:
		return file_address(spot, &target, url, ret_address);
	case LINK_REDIRECT:
		if (!page_has_anchor(target.page, target.anchor))
			target.anchor = STR_EMPTY;
		*ret_address = spot_relative(spot, target.page->address, target.anchor);
		return LINK_LOOK_INSIDE;
	case LINK_MISSING_FILE:
	case LINK_BROKEN:
		*ret_address = as_html(spot, url);
		return LINK_LOOK_MISSING;
	}
	return LINK_LOOK_MISSING;
}

enum link_look
spot_link(const struct spot *spot, struct str url, struct str *ret_address)
{
	*ret_address = url;
	if (!raw_url_is_safe(url))
		return LINK_LOOK_UNSAFE;
	if (has_scheme(url) || str_starts(url, STR("//")))
		return LINK_LOOK_OUTSIDE;
	if (str_starts(url, STR("#"))) {
		struct str anchor = str_from_offset(url, 1);

		if (!spot->is_page)
			*ret_address = spot_relative(spot, spot->page->address, anchor);
		return anchor.length == 0 || str_equal_fold(anchor, STR("top")) ||
				       has_anchor(spot, spot->page, anchor)
			       ? LINK_LOOK_INSIDE
			       : LINK_LOOK_MISSING;
	}
	return resolved_address(spot, url, ret_address);
}

static void
put_title(struct buf *out, struct str title)
{
	buf_puts(out, " title=\"");
	buf_put_html(out, title);
	buf_putc(out, '"');
}

void
spot_put_href(const struct spot *spot, struct str url, struct str title, struct buf *out)
{
	struct str address;
	enum link_look look = spot_link(spot, url, &address);

	if (look == LINK_LOOK_UNSAFE)
		return;
	buf_puts(out, " href=\"");
	buf_put_url(out, address);
	buf_putc(out, '"');
	if (look == LINK_LOOK_OUTSIDE)
		buf_puts(out, " rel=\"noopener\"");
	if (look == LINK_LOOK_MISSING) {
		buf_puts(out, " class=\"missing\"");
		if (title.length == 0)
			title = STR("not in this book");
	}
	if (title.length > 0)
		put_title(out, title);
}
