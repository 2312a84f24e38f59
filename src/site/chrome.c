/*
 * chrome: what stands around every page's content, and small pieces of markup.
 *
 * A page may load pictures, the site's own style sheet and its own scripts, and nothing else.
 */
#include "site/parts.h"

#include "base/path.h"
#include "plan/progress.h"
#include "text/rawhtml.h"

void
put_html(struct canvas *canvas, const char *before, struct str text, const char *after)
{
	buf_puts(canvas->out, before);
	buf_put_html(canvas->out, text);
	buf_puts(canvas->out, after);
}

void
put_href(struct canvas *canvas, struct str address, struct str anchor)
{
	const struct spot spot = { .address = canvas->address, .scratch = canvas->scratch };

	buf_puts(canvas->out, " href=\"");
	buf_put_url(canvas->out, spot_relative(&spot, address, anchor));
	buf_putc(canvas->out, '"');
}

void
put_link(struct canvas *canvas, struct str address, struct str text)
{
	buf_puts(canvas->out, "<a");
	put_href(canvas, address, STR_EMPTY);
	put_html(canvas, ">", text, "</a>");
}

struct str
record_address(const struct canvas *canvas, const struct record *record)
{
	return canvas->site->record_addresses[record->order];
}

void
put_record_link(struct canvas *canvas, const struct record *record)
{
	struct str address = record_address(canvas, record);

	if (address.length == 0) {
		buf_put_html(canvas->out, record->title);
		return;
	}
	buf_puts(canvas->out, "<a");
	put_href(canvas, address, canvas->site->record_anchors[record->order]);
	put_html(canvas, ">", record->title, "</a>");
}

void
put_state(struct canvas *canvas, enum state state)
{
	const struct state_row *row = state_row(state);

	if (state == STATE_NONE) {
		buf_puts(canvas->out, "<span class=\"state none\">not said</span>");
		return;
	}
	buf_printf(canvas->out, "<span class=\"state %s\"><span aria-hidden=\"true\">", row->name);
	put_html(canvas, "", model_state_sign(canvas->site->model, state), "</span> ");
	put_html(canvas, "", str_from(row->word), "</span>");
}

void
put_people(struct canvas *canvas, const struct record *record, enum field field)
{
	const struct statement *said = record_said(record, field);

	for (uint32_t i = 0; said != NULL && i < said->count; i++) {
		const struct value *value = &said->values[i];

		if (i > 0)
			buf_puts(canvas->out, ", ");
		if (value->key.length > 0)
			put_html(canvas, "", value->key, ": ");
		if (value->target != NULL)
			put_record_link(canvas, value->target);
		else
			buf_put_html(canvas->out, value->text);
	}
}

void
put_progress(struct canvas *canvas, const struct record *record)
{
	struct progress progress = progress_of(record);
	int percent = progress_percent(&progress);
	struct str explanation = progress_explain(canvas->scratch, &progress);

	if (percent < 0) {
		buf_puts(canvas->out, "<span class=\"none\">not known</span>");
		return;
	}
	buf_printf(canvas->out, "<progress max=\"100\" value=\"%d\" aria-label=\"", percent);
	buf_put_html(canvas->out, explanation);
	buf_puts(canvas->out, "\" title=\"");
	put_html(canvas, "", explanation, "\"></progress> ");
	buf_printf(canvas->out, "%d %%", percent);
	if (progress.basis == PROGRESS_DECLARED)
		buf_puts(canvas->out, " <small>declared</small>");
}

static void
put_views(struct canvas *canvas, enum view current)
{
	buf_puts(canvas->out, "<nav aria-label=\"Site\"><ul>\n");
	for (size_t i = VIEW_NONE + 1; i < VIEW_COUNT; i++) {
		if (canvas->site->views[i].length == 0 || !view_rows[i].in_header)
			continue;
		buf_puts(canvas->out, "<li><a");
		put_href(canvas, canvas->site->views[i], STR_EMPTY);
		if (i == current)
			buf_puts(canvas->out, " aria-current=\"page\"");
		put_html(canvas, ">", str_from(view_rows[i].title), "</a></li>\n");
	}
	buf_puts(canvas->out, "</ul></nav>\n");
}

static void
put_header(struct canvas *canvas, enum view current)
{
	buf_puts(canvas->out, "</head>\n<body>\n<a class=\"skip\" href=\"#wm:main\">"
			      "Skip to the content</a>\n<header>\n<a class=\"book\"");
	put_href(canvas, STR("index.html"), STR_EMPTY);
	put_html(canvas, ">", canvas->site->model->book.title, "</a>\n");
	put_views(canvas, current);
	buf_puts(canvas->out, "</header>\n<div class=\"page\">\n");
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

/* How a page asks for each asset. */
static const struct {
	const char *before, *after;
} asset_markup[ASSET_COUNT] = {
	[ASSET_STYLE] = { "<link rel=\"stylesheet\" href=\"", "\">\n" },
	[ASSET_THEME] = { "<script src=\"", "\"></script>\n" },
	[ASSET_SCRIPT] = { "<script defer src=\"", "\"></script>\n" },
};

static void
put_assets(struct canvas *canvas)
{
	const struct spot spot = { .address = canvas->address, .scratch = canvas->scratch };

	for (size_t i = 0; i < ASSET_COUNT; i++) {
		struct str address = canvas->site->assets[i].address;

		if (address.length == 0)
			continue;
		buf_puts(canvas->out, asset_markup[i].before);
		buf_put_url(canvas->out, spot_relative(&spot, address, STR_EMPTY));
		buf_puts(canvas->out, asset_markup[i].after);
	}
}

static void
put_document_start(struct canvas *canvas, const struct frame *frame)
{
	const struct book *book = &canvas->site->model->book;

	put_html(canvas, "<!doctype html>\n<html lang=\"",
		 book->language.length > 0 ? book->language : STR("en"),
		 "\">\n<head>\n<meta charset=\"utf-8\">\n<title>");
	buf_put_html(canvas->out, frame->title);
	if (!str_equal(frame->title, book->title))
		put_html(canvas, " – ", book->title, "");
	buf_puts(canvas->out,
		 "</title>\n"
		 "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
		 "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
		 "img-src * data: file:; style-src 'self' file:; script-src 'self' file:; "
		 "base-uri 'none'; form-action 'none'\">\n"
		 "<meta name=\"color-scheme\" content=\"light dark\">\n");
	put_assets(canvas);
	if (frame->canonical.length > 0) {
		buf_puts(canvas->out, "<link rel=\"canonical\"");
		put_href(canvas, frame->canonical, STR_EMPTY);
		buf_puts(canvas->out, ">\n");
	}
}

static size_t
depth_of(struct str address)
{
	size_t depth = 0;

	for (size_t i = 0; i < address.length; i++)
		depth += address.data[i] == '/';
	return depth;
}

static void
put_trail(struct canvas *canvas, const struct page *page)
{
	const struct page *ancestors[32];
	size_t count = 0;

	for (page = page->parent; page != NULL && count < 32; page = page->parent)
		ancestors[count++] = page;
	if (count == 0)
		return;
	buf_puts(canvas->out, "<nav class=\"trail\" aria-label=\"Above this page\"><ol>");
	while (count > 0) {
		buf_puts(canvas->out, "<li>");
		put_link(canvas, ancestors[count - 1]->address, ancestors[count - 1]->title);
		buf_puts(canvas->out, "</li>");
		count--;
	}
	buf_puts(canvas->out, "</ol></nav>\n");
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
	buf_puts(canvas->out, frame->view == VIEW_NONE ? "<main id=\"wm:main\">\n"
						       : "<main id=\"wm:main\" class=\"wide\">\n");
	if (frame->near != NULL)
		put_trail(canvas, frame->near->page);
}

static void
put_more(struct canvas *canvas, bool are_more)
{
	/* Not how many: every page would change with each new one. */
	if (!are_more)
		return;
	buf_puts(canvas->out, "<li class=\"more\"><a");
	put_href(canvas, canvas->site->views[VIEW_CONTENTS], STR_EMPTY);
	buf_puts(canvas->out, ">More in the contents</a></li>\n");
}

static void
put_children(struct canvas *canvas, const struct page *page)
{
	size_t shown = page->child_count < CHILDREN_SHOWN ? page->child_count : CHILDREN_SHOWN;

	if (shown == 0)
		return;
	buf_puts(canvas->out, "\n<ul>\n");
	for (size_t i = 0; i < shown; i++) {
		buf_puts(canvas->out, "<li>");
		put_link(canvas, page->children[i]->address, page->children[i]->title);
		buf_puts(canvas->out, "</li>\n");
	}
	put_more(canvas, page->child_count > shown);
	buf_puts(canvas->out, "</ul>\n");
}

static void
put_siblings(struct canvas *canvas, const struct site_page *near)
{
	size_t first = near->index > SIBLINGS_SHOWN / 2 ? near->index - SIBLINGS_SHOWN / 2 : 0;
	size_t end = first + SIBLINGS_SHOWN;

	if (end > near->sibling_count) {
		end = near->sibling_count;
		first = end > SIBLINGS_SHOWN ? end - SIBLINGS_SHOWN : 0;
	}
	buf_puts(canvas->out, "<ul>\n");
	put_more(canvas, first > 0);
	for (size_t i = first; i < end; i++) {
		const struct page *page = near->siblings[i];

		buf_puts(canvas->out, "<li>");
		if (i == near->index) {
			buf_puts(canvas->out, "<a aria-current=\"page\"");
			put_href(canvas, page->address, STR_EMPTY);
			put_html(canvas, ">", page->title, "</a>");
			put_children(canvas, page);
		} else {
			put_link(canvas, page->address, page->title);
		}
		buf_puts(canvas->out, "</li>\n");
	}
	put_more(canvas, near->sibling_count > end);
	buf_puts(canvas->out, "</ul>\n");
}

static void
put_near(struct canvas *canvas, const struct site_page *near)
{
	const struct page *parent = near->page->parent;

	buf_puts(canvas->out, "<nav class=\"near\" aria-label=\"Pages near this one\">\n");
	if (parent != NULL) {
		buf_puts(canvas->out, "<p>");
		put_link(canvas, parent->address, parent->title);
		buf_puts(canvas->out, "</p>\n");
	}
	put_siblings(canvas, near);
	buf_puts(canvas->out, "</nav>\n");
}

static void
put_turn(struct canvas *canvas, const struct page *page, const char *rel, const char *word)
{
	if (page == NULL)
		return;
	buf_printf(canvas->out, "<a rel=\"%s\"", rel);
	put_href(canvas, page->address, STR_EMPTY);
	buf_printf(canvas->out, "><small>%s</small> ", word);
	put_html(canvas, "", page->title, "</a>\n");
}

static void
put_turns(struct canvas *canvas, const struct page *page)
{
	if (page->previous == NULL && page->next == NULL)
		return;
	buf_puts(canvas->out, "<nav class=\"turn\" aria-label=\"Previous and next page\">\n");
	put_turn(canvas, page->previous, "prev", "Previous");
	put_turn(canvas, page->next, "next", "Next");
	buf_puts(canvas->out, "</nav>\n");
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

static void
put_footer(struct canvas *canvas, const struct frame *frame)
{
	const struct repo_revision *revision = &canvas->site->model->repo->revision;
	struct str edit = STR_EMPTY;
	char date[11];

	if (frame->source != NULL)
		edit = edit_address(canvas, frame->source);
	buf_puts(canvas->out, "<footer>\n");
	if (edit.length > 0) {
		buf_puts(canvas->out, "<p><a rel=\"noopener\" href=\"");
		buf_put_url(canvas->out, edit);
		buf_puts(canvas->out, "\">Edit this page</a></p>\n");
	}
	buf_puts(canvas->out, "<p>Made by waymark");
	if (revision->id.length > 0) {
		date_format(revision->date, date);
		put_html(canvas, " from revision <code>", str_slice(revision->id, 0, 12),
			 "</code> of ");
		put_html(canvas, "", str_from(date), "");
	}
	buf_puts(canvas->out, "</p>\n</footer>\n");
}

void
site_end(struct canvas *canvas, const struct frame *frame)
{
	if (frame->near != NULL)
		put_turns(canvas, frame->near->page);
	buf_puts(canvas->out, "</main>\n");
	if (frame->near != NULL)
		put_near(canvas, frame->near);
	buf_puts(canvas->out, "</div>\n");
	put_footer(canvas, frame);
	buf_puts(canvas->out, "</body>\n</html>\n");
}
