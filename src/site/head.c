/*
 * head: what a page says about itself before its body: policy, style, scripts, and what search
 * engines and those who show links want to know.
 *
 * A page may load pictures, the site's own style sheet and its own scripts, and nothing else.
 */
#include "site/code.h"
#include "site/picture.h"

#include "base/path.h"
#include "base/utf8.h"

#define DESCRIPTION_BYTES 200

/* How a page asks for each asset. */
static const struct {
	const char *before, *after;
} asset_markup[ASSET_COUNT] = {
	[ASSET_STYLE] = { "<link rel=\"stylesheet\" href=\"", "\">\n" },
	[ASSET_THEME] = { "<script src=\"", "\"></script>\n" },
	[ASSET_SCRIPT] = { "<script defer src=\"", "\"></script>\n" },
	[ASSET_LISTS] = { "<script defer src=\"", "\"></script>\n" },
	[ASSET_ICON] = { "<link rel=\"icon\" href=\"", "\">\n" },
};

static void
put_assets(struct canvas *canvas, enum view view)
{
	bool has_list = view == VIEW_ROADMAP || view == VIEW_PEOPLE;
	const struct spot spot = { .address = canvas->address,
				   .root = canvas->root,
				   .scratch = canvas->scratch };

	for (size_t i = 0; i < ASSET_COUNT; i++) {
		struct str address = canvas->site->assets[i].address;

		if (address.length == 0 || (i == ASSET_LISTS && !has_list))
			continue;
		buf_puts(canvas->out, asset_markup[i].before);
		spot_put_url(&spot, address, STR_EMPTY, canvas->out);
		buf_puts(canvas->out, asset_markup[i].after);
	}
}

bool
page_holds_directive(const struct page *page, uint32_t from, uint32_t end)
{
	for (size_t i = 0; i < page->directives.count; i++)
		if (page->directives.items[i].node >= from && page->directives.items[i].node < end)
			return true;
	return false;
}

struct str
page_lead(struct arena *arena, const struct page *page)
{
	const struct doc *doc = page->doc;

	for (uint32_t i = 1; i < doc->count; i = doc->nodes[i].end) {
		struct str text;

		if (doc->nodes[i].kind != NODE_PARAGRAPH ||
		    page_holds_directive(page, i, doc->nodes[i].end))
			continue;
		text = str_trim(doc_plain(arena, doc, i));
		if (text.length > 0)
			return text;
	}
	return STR_EMPTY;
}

/* Not longer than what such a text is cut to anyway, and not in the middle of a word. */
static struct str
shorten(struct arena *arena, struct str text)
{
	size_t end = DESCRIPTION_BYTES;

	if (text.length <= DESCRIPTION_BYTES)
		return text;
	while (end > 0 && text.data[end] != ' ' && text.data[end] != '\n')
		end--;
	return arena_printf(arena, "%.*s …", (int)end, text.data);
}

static struct str
description_of(struct canvas *canvas, const struct frame *frame)
{
	struct str text = frame->description;

	if (text.length == 0 && frame->near != NULL)
		text = page_lead(canvas->scratch, frame->near->page);
	return shorten(canvas->scratch, text);
}

/* The address for the world; empty when the book does not say where its site stands. */
static struct str
public_address(struct canvas *canvas, struct str address)
{
	struct str site_url = canvas->site->model->book.site_url;
	struct str parts[] = { site_url, address };

	if (site_url.length == 0)
		return STR_EMPTY;
	if (str_equal(path_base(address), STR("index.html")))
		parts[1] = str_slice(address, 0, address.length - strlen("index.html"));
	return arena_concat(canvas->scratch, parts, 2);
}

static void
put_canonical(struct canvas *canvas, const struct frame *frame)
{
	struct str address = frame->canonical.length > 0 ? frame->canonical : canvas->address;
	struct str world = public_address(canvas, address);

	if (world.length == 0 && frame->canonical.length == 0)
		return;
	buf_puts(canvas->out, "<link rel=\"canonical\"");
	if (world.length == 0) {
		put_href(canvas, address, STR_EMPTY);
	} else {
		buf_puts(canvas->out, " href=\"");
		buf_put_url(canvas->out, world);
		buf_putc(canvas->out, '"');
	}
	buf_puts(canvas->out, ">\n");
}

static void
put_meta(struct canvas *canvas, const char *attribute, const char *name, struct str content)
{
	if (content.length == 0)
		return;
	put_html(canvas, "<meta ", str_from(attribute), "=\"");
	buf_puts(canvas->out, name);
	put_html(canvas, "\" content=\"", content, "\">\n");
}

/* With its measures known the picture is shown the first time already that somebody posts the link. */
static void
put_picture_facts(struct canvas *canvas, const struct record *record)
{
	buf_printf(canvas->out,
		   "<meta property=\"og:image:width\" content=\"%d\">\n"
		   "<meta property=\"og:image:height\" content=\"%d\">\n"
		   "<meta name=\"twitter:card\" content=\"summary_large_image\">\n",
		   CARD_WIDTH, CARD_HEIGHT);
	put_meta(canvas, "property", "og:image:alt",
		 arena_printf(canvas->scratch, "%.*s: %.*s", STR_ARG(record->title),
			      STR_ARG(standing_word(canvas, record))));
}

static void
put_picture(struct canvas *canvas, const struct record *record)
{
	struct str address = site_picture_address(canvas->site, record);
	struct str world = address.length > 0 ? public_address(canvas, address) : STR_EMPTY;

	put_meta(canvas, "property", "og:image", world);
	if (world.length > 0 && canvas->site->has_png)
		put_picture_facts(canvas, record);
}

static void
put_feed_link(struct canvas *canvas, struct str title, struct str address)
{
	if (address.length == 0)
		return;
	put_html(canvas, "<link rel=\"alternate\" type=\"application/atom+xml\" title=\"", title,
		 "\"");
	put_href(canvas, address, STR_EMPTY);
	buf_puts(canvas->out, ">\n");
}

static void
put_feed_links(struct canvas *canvas, const struct frame *frame)
{
	const struct site *site = canvas->site;

	put_feed_link(canvas, STR("Changes"), site->views[VIEW_FEED]);
	if (frame->record != NULL)
		put_feed_link(canvas,
			      arena_printf(canvas->scratch, "Changes of %.*s",
					   STR_ARG(frame->record->title)),
			      site->feed_addresses[frame->record->order]);
}

/* https://ogp.me: what is shown where somebody posts a link. */
static void
put_open_graph(struct canvas *canvas, const struct frame *frame)
{
	const struct book *book = &canvas->site->model->book;
	struct str description = description_of(canvas, frame);

	put_meta(canvas, "name", "description", description);
	put_meta(canvas, "property", "og:type",
		 frame->near != NULL ? STR("article") : STR("website"));
	put_meta(canvas, "property", "og:title", plain_title(canvas->scratch, frame->title));
	put_meta(canvas, "property", "og:site_name", book->title);
	put_meta(canvas, "property", "og:description", description);
	put_meta(canvas, "property", "og:url", public_address(canvas, canvas->address));
	if (frame->near != NULL && frame->near->page->record != NULL)
		put_picture(canvas, frame->near->page->record);
}

void
put_document_start(struct canvas *canvas, const struct frame *frame)
{
	const struct book *book = &canvas->site->model->book;

	put_html(canvas, "<!doctype html>\n<html lang=\"",
		 book->language.length > 0 ? book->language : STR("en"),
		 "\">\n<head>\n<meta charset=\"utf-8\">\n<title>");
	buf_put_html(canvas->out, plain_title(canvas->scratch, frame->title));
	if (!str_equal(frame->title, book->title))
		put_html(canvas, " – ", book->title, "");
	buf_puts(canvas->out,
		 "</title>\n"
		 "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
		 "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
		 "img-src * data: file:; script-src 'self' file:; style-src 'self' file:");
	/* Drawings of a library that the book brings. */
	buf_puts(canvas->out, code_needs_styles(frame) ? " 'unsafe-inline'" : "");
	buf_puts(canvas->out, "; base-uri 'none'; form-action 'none'\">\n"
			      "<meta name=\"color-scheme\" content=\"light dark\">\n");
	put_assets(canvas, frame->view);
	put_code_scripts(canvas, frame);
	/* Neither is what a search engine should lead to. */
	if (frame->view == VIEW_NOT_FOUND || frame->view == VIEW_WHOLE)
		put_meta(canvas, "name", "robots", STR("noindex"));
	if (frame->view == VIEW_NOT_FOUND)
		return;
	put_canonical(canvas, frame);
	put_feed_links(canvas, frame);
	put_open_graph(canvas, frame);
}
