/*
 * contents: all pages in the order of the book, then the records that have no page in it.
 */
#include "site/parts.h"

#include "base/limits.h"
#include "base/vec.h"
#include "text/rawhtml.h"

/* A nested list while its lines come with their depth. */
struct tree {
	struct canvas *canvas;
	uint32_t open; /* lists */
};

/* Ends lists and items down to the depth, or opens them up to it. */
static void
go_to_depth(struct tree *tree, uint32_t depth)
{
	struct buf *out = tree->canvas->out;

	if (tree->open > depth)
		buf_puts(out, "</li>\n");
	while (tree->open > depth + 1) {
		buf_puts(out, "</ul>\n</li>\n");
		tree->open--;
	}
	while (tree->open < depth + 1) {
		buf_puts(out, "\n<ul>\n");
		tree->open++;
	}
}

static void
close_tree(struct tree *tree)
{
	while (tree->open > 0) {
		buf_puts(tree->canvas->out, "</li>\n</ul>\n");
		tree->open--;
	}
}

/* The list while it is written; its parts are named before it. */
struct contents {
	struct canvas *canvas;
	struct strs parts;
};

static void
put_part(struct contents *contents, struct str title)
{
	*VEC_PUSH(contents->canvas->scratch, &contents->parts) = title;
	buf_printf(contents->canvas->out, "<h2 id=\"wm:part-%zu\">", contents->parts.count);
	put_html(contents->canvas, "", title, "</h2>\n");
}

/* What a page is, and where its work stands. */
static void
put_sort(struct canvas *canvas, const struct record *record)
{
	if (record == NULL)
		return;
	put_html(canvas, " <small>", kind_label(canvas->scratch, canvas->site, record->kind, false),
		 "</small>");
	if (record_state(record) == STATE_NONE)
		return;
	buf_putc(canvas->out, ' ');
	put_record_state(canvas, record);
}

static void
put_chapter(struct canvas *canvas, const struct chapter *chapter)
{
	if (chapter->number.length > 0)
		put_html(canvas, "<span class=\"number\">", chapter->number, "</span> ");
	if (chapter->kind == CHAPTER_PAGE) {
		put_link(canvas, chapter->page->address, chapter->title);
		put_sort(canvas, chapter->page->record);
	} else if (chapter->kind == CHAPTER_LINK && raw_url_is_safe(chapter->url)) {
		buf_puts(canvas->out, "<a rel=\"noopener\" href=\"");
		buf_put_url(canvas->out, chapter->url);
		put_html(canvas, "\">", chapter->title, "</a>");
	} else {
		buf_put_html(canvas->out, chapter->title);
	}
}

static void
put_chapters(struct contents *contents)
{
	const struct book *book = &contents->canvas->site->model->book;
	struct tree tree = { contents->canvas, 0 };
	uint32_t deepest = 0; /* an item may be one deeper than the one before it */

	if (book->chapter_count > 0 && book->chapters[0].kind != CHAPTER_PART)
		put_part(contents, STR("Pages"));
	for (size_t i = 0; i < book->chapter_count; i++) {
		const struct chapter *chapter = &book->chapters[i];
		uint32_t depth = chapter->depth < deepest ? chapter->depth : deepest;

		if (chapter->kind == CHAPTER_SEPARATOR || chapter->kind == CHAPTER_PART) {
			close_tree(&tree);
			deepest = 0;
			if (chapter->kind == CHAPTER_PART)
				put_part(contents, chapter->title);
			continue;
		}
		go_to_depth(&tree, depth);
		buf_puts(contents->canvas->out, "<li>");
		put_chapter(contents->canvas, chapter);
		deepest = depth + 1;
	}
	close_tree(&tree);
}

static void
put_unlisted(struct contents *contents)
{
	struct canvas *canvas = contents->canvas;
	const struct site *site = canvas->site;
	bool begun = false;

	for (size_t i = 0; i < site->model->page_count; i++) {
		const struct page *page = site->pages[i].page;

		if (page->listed)
			continue;
		if (!begun) {
			put_part(contents, STR("Not in the summary"));
			buf_puts(canvas->out, "<ul>\n");
		}
		begun = true;
		buf_puts(canvas->out, "<li>");
		put_page_link(canvas, page);
		put_sort(canvas, page->record);
		buf_puts(canvas->out, "</li>\n");
	}
	if (begun)
		buf_puts(canvas->out, "</ul>\n");
}

/* Has no page of the book, and a title that says something by itself. */
static bool
is_listed(const struct canvas *canvas, const struct record *record)
{
	return record->page == NULL && record->kind != KIND_ASK &&
	       record_address(canvas, record).length > 0;
}

static void
put_record(struct canvas *canvas, const struct record *record)
{
	buf_puts(canvas->out, "<li>");
	put_record_link(canvas, record);
	if (record->parent != NULL)
		put_html(canvas, " <small>", record->parent->title, "</small>");
	if (record_state(record) != STATE_NONE) {
		buf_putc(canvas->out, ' ');
		put_record_state(canvas, record);
	}
	buf_puts(canvas->out, "</li>\n");
}

static void
put_records(struct contents *contents, enum kind kind)
{
	struct canvas *canvas = contents->canvas;
	const struct records *records = &canvas->site->model->by_kind[kind];
	bool begun = false;

	for (size_t i = 0; i < records->count; i++) {
		if (!is_listed(canvas, records->items[i]))
			continue;
		if (!begun) {
			put_part(contents, kind_label(canvas->scratch, canvas->site, kind, true));
			buf_puts(canvas->out, "<ul>\n");
		}
		begun = true;
		put_record(canvas, records->items[i]);
	}
	if (begun)
		buf_puts(canvas->out, "</ul>\n");
}

static void
put_parts(struct canvas *canvas, const struct strs *parts)
{
	if (parts->count < 2)
		return;
	buf_puts(canvas->out, "<nav class=\"jumps\" aria-label=\"On this page\"><ul>\n");
	for (size_t i = 0; i < parts->count; i++) {
		buf_printf(canvas->out, "<li><a href=\"#wm:part-%zu\">", i + 1);
		put_html(canvas, "", parts->items[i], "</a></li>\n");
	}
	buf_puts(canvas->out, "</ul></nav>\n");
}

void
put_contents(struct canvas *canvas, bool with_records)
{
	struct buf *out = canvas->out;
	struct buf list;
	struct contents contents = { .canvas = canvas };

	buf_init(&list, LIMIT_OUTPUT_BYTES);
	canvas->out = &list;
	put_chapters(&contents);
	put_unlisted(&contents);
	for (size_t kind = 0; with_records && kind < KIND_COUNT; kind++)
		put_records(&contents, (enum kind)kind);
	canvas->out = out;
	if (with_records)
		put_parts(canvas, &contents.parts);
	buf_puts(out, "<div class=\"contents\">\n");
	buf_put(out, buf_str(&list));
	buf_puts(out, "</div>\n");
	out->failed = out->failed || list.failed;
	buf_free(&list);
}

void
site_contents(const struct site *site, const struct output *output, struct arena *scratch,
	      struct buf *out)
{
	struct canvas canvas = { site, output->path, scratch, out, STR_EMPTY };
	const struct frame frame = view_frame(site, VIEW_CONTENTS);

	site_begin(&canvas, &frame);
	put_view_title(&canvas, &frame);
	buf_puts(out, "<p>All pages of the book and all its records by their "
		      "titles. There is also ");
	put_link(&canvas, site->views[VIEW_WHOLE], STR("the whole book as one document"));
	buf_puts(out, ", to print or to read without a network.</p>\n");
	put_contents(&canvas, true);
	site_end(&canvas, &frame);
}
