/*
 * chrome: what stands around every page's content.
 */
#include "emit/markdown.h"
#include "site/history.h"
#include "site/parts.h"

#include "text/rawhtml.h"

static void
put_views(struct canvas *canvas, enum view current)
{
	buf_puts(canvas->out, "<nav id=\"wm:views\" class=\"views\" aria-label=\"Site\"><ul>\n");
	for (size_t i = VIEW_NONE + 1; i < VIEW_COUNT; i++) {
		if (canvas->site->views[i].length == 0 || !view_rows[i].in_header)
			continue;
		buf_puts(canvas->out, "<li><a");
		put_href(canvas, canvas->site->views[i], STR_EMPTY);
		if (i == current)
			buf_puts(canvas->out, " aria-current=\"page\"");
		put_html(canvas, ">", canvas->site->titles[i], "</a></li>\n");
	}
	buf_puts(canvas->out, "</ul></nav>\n");
}

/* What only a script can serve; the style hides it where there is none. */
static const char tools[] =
	"<label class=\"only-js\"><span class=\"hidden\">Theme</span>"
	"<select class=\"wm-theme\"><option value=\"\">Theme: automatic</option>"
	"<option value=\"light\">Theme: light</option><option value=\"dark\">Theme: dark</option>"
	"<option value=\"contrast\">Theme: contrast</option></select></label>"
	"<button class=\"wm-menu only-js\" type=\"button\" aria-expanded=\"false\" "
	"aria-controls=\"wm:views\">Menu</button></div>\n";

/* The name of the book stands beside it. */
static void
put_logo(struct canvas *canvas)
{
	const struct spot spot = { .address = canvas->address,
				   .root = canvas->root,
				   .scratch = canvas->scratch };

	if (canvas->site->logo.length == 0)
		return;
	buf_puts(canvas->out, "<img src=\"");
	spot_put_url(&spot, canvas->site->logo, STR_EMPTY, canvas->out);
	buf_puts(canvas->out, "\" alt=\"\" height=\"30\">");
}

/* A piece of text that the group wants on every page; headings in it would upset the page's own. */
static void
put_snippet(struct canvas *canvas, const struct page *page, const char *tag, const char *class)
{
	const struct spot spot = { .model = canvas->site->model,
				   .page = page,
				   .address = canvas->address,
				   .root = canvas->root,
				   .scratch = canvas->scratch };

	if (page == NULL)
		return;
	buf_printf(canvas->out, "<%s class=\"%s\">\n", tag, class);
	markdown_put_html(&spot, 1, page->doc->count, NULL, canvas->out);
	buf_printf(canvas->out, "</%s>\n", tag);
}

/* The script makes a search of the link; it reads the index only when somebody searches. */
static void
put_search(struct canvas *canvas)
{
	const struct spot spot = { .address = canvas->address,
				   .root = canvas->root,
				   .scratch = canvas->scratch };

	buf_puts(canvas->out, "<a class=\"wm-search\"");
	put_href(canvas, canvas->site->views[VIEW_CONTENTS], STR_EMPTY);
	buf_puts(canvas->out, " data-index=\"");
	spot_put_url(&spot, canvas->site->views[VIEW_SEARCH], STR_EMPTY, canvas->out);
	buf_puts(canvas->out, "\">Search</a>\n");
}

static void
put_header(struct canvas *canvas, enum view current)
{
	buf_puts(canvas->out,
		 "</head>\n<body>\n<a class=\"skip\" href=\"#wm:main\">"
		 "Skip to the content</a>\n<header class=\"site\">\n<a class=\"book\"");
	put_href(canvas, STR("index.html"), STR_EMPTY);
	buf_puts(canvas->out, ">");
	put_logo(canvas);
	put_html(canvas, "<span>", canvas->site->model->book.title, "</span></a>\n");
	put_views(canvas, current);
	buf_puts(canvas->out, "<div class=\"tools\">");
	put_search(canvas);
	buf_puts(canvas->out, tools);
	buf_puts(canvas->out, "</header>\n");
	put_snippet(canvas, canvas->site->model->book.theme.head, "aside", "notice");
	buf_puts(canvas->out, "<div class=\"page\">\n");
}

struct str
site_head(struct arena *arena, const struct site *site, size_t depth)
{
	struct buf out;
	struct buf address;
	struct canvas canvas = { .site = site, .scratch = arena, .out = &out };
	struct str head;

	buf_init(&out, 1 << 16);
	buf_init(&address, 1 << 16);
	for (size_t i = 0; i < depth; i++)
		buf_puts(&address, "-/");
	buf_puts(&address, "-");
	canvas.address = buf_str(&address);
	put_header(&canvas, VIEW_NONE);
	head = buf_copy(arena, &out);
	buf_free(&address);
	buf_free(&out);
	return head;
}

static size_t
depth_of(struct str address)
{
	size_t depth = 0;

	for (size_t i = 0; i < address.length; i++)
		depth += address.data[i] == '/';
	return depth;
}

void
site_begin(struct canvas *canvas, const struct frame *frame)
{
	const struct site *site = canvas->site;
	size_t depth = depth_of(canvas->address);

	put_document_start(canvas, frame);
	if (frame->view == VIEW_NONE && depth < site->head_count)
		buf_put(canvas->out, site->heads[depth]);
	else
		put_header(canvas, frame->view);
	if (frame->near != NULL)
		put_page_contents(canvas, frame->near->page);
	buf_puts(canvas->out, frame->view == VIEW_NONE ? "<main id=\"wm:main\">\n"
						       : "<main id=\"wm:main\" class=\"wide\">\n");
	if (frame->near != NULL)
		put_trail(canvas, frame->near->page, false);
	else if (frame->above != NULL)
		put_trail(canvas, frame->above->page, true);
}

/* The address where the page's file can be edited; empty when the book does not say. */
static struct str
edit_address(const struct canvas *canvas, const struct page *page)
{
	struct str template = canvas->site->model->book.edit_url_template;
	size_t at = str_find(template, STR("{path}"));
	struct str parts[] = { str_slice(template, 0, at), page->path,
			       str_from_offset(template, at == STR_NONE ? 0 : at + 6) };

	if (at == STR_NONE || !raw_url_is_safe(template))
		return STR_EMPTY;
	return arena_concat(canvas->scratch, parts, 3);
}

/* What the page is of and from when, for who finds it printed.  The newest change stands on waymark's own
   pages only: pages of the book must not change with every commit. */
static void
put_origin(struct canvas *canvas, enum view view)
{
	const struct repo_revision *revision = &canvas->site->model->repo->revision;
	const struct site_history *history = canvas->site->history;
	bool has_news = view != VIEW_NONE && history != NULL && history->all.count > 0;
	struct str id = revision->id;
	char date[11];

	put_html(canvas, "<p class=\"made\"><span class=\"paper\">",
		 canvas->site->model->book.title, ". </span>Made by waymark");
	if (id.length > 0) {
		date_format(revision->date, date);
		buf_puts(canvas->out, " from revision ");
	} else if (has_news) {
		id = history->all.items[0].commit->id;
		date_format(history->all.items[0].commit->date, date);
		buf_puts(canvas->out, "; newest change ");
	}
	if (id.length > 0) {
		put_html(canvas, "<code>", str_slice(id, 0, 12), "</code> of ");
		buf_puts(canvas->out, date);
	}
	buf_puts(canvas->out, "</p>\n");
}

static void
put_footer(struct canvas *canvas, const struct frame *frame)
{
	struct str edit = STR_EMPTY;

	if (frame->source != NULL)
		edit = edit_address(canvas, frame->source);
	buf_puts(canvas->out, "<footer class=\"site\">\n");
	put_snippet(canvas, canvas->site->model->book.theme.foot, "div", "foot");
	if (edit.length > 0) {
		buf_puts(canvas->out, "<p><a rel=\"noopener\" href=\"");
		buf_put_url(canvas->out, edit);
		buf_puts(canvas->out, "\">Edit this page</a></p>\n");
	}
	put_origin(canvas, frame->view);
	buf_puts(canvas->out, "<p>");
	put_link(canvas, canvas->site->views[VIEW_WHOLE], STR("The whole book, to print"));
	buf_puts(canvas->out, "</p>\n<p class=\"only-js\"><button class=\"wm-keys\" "
			      "type=\"button\">Keyboard shortcuts</button></p>\n</footer>\n");
}

void
site_end(struct canvas *canvas, const struct frame *frame)
{
	if (frame->near != NULL)
		put_turns(canvas, frame->near->page);
	buf_puts(canvas->out, "</main>\n");
	if (frame->near != NULL)
		put_near(canvas, frame->near, true);
	else if (frame->above != NULL)
		put_near(canvas, frame->above, false);
	buf_puts(canvas->out, "</div>\n");
	put_footer(canvas, frame);
	buf_puts(canvas->out, "</body>\n</html>\n");
}
