/*
 * contents: all pages in the order of the book, then the records that have no page in it.
 */
#include "site/parts.h"

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

static void
put_chapter(struct canvas *canvas, const struct chapter *chapter)
{
	if (chapter->number.length > 0)
		put_html(canvas, "<span class=\"number\">", chapter->number, "</span> ");
	if (chapter->kind == CHAPTER_PAGE) {
		put_link(canvas, chapter->page->address, chapter->title);
	} else if (chapter->kind == CHAPTER_LINK && raw_url_is_safe(chapter->url)) {
		buf_puts(canvas->out, "<a rel=\"noopener\" href=\"");
		buf_put_url(canvas->out, chapter->url);
		put_html(canvas, "\">", chapter->title, "</a>");
	} else {
		buf_put_html(canvas->out, chapter->title);
	}
}

static void
put_chapters(struct canvas *canvas)
{
	const struct book *book = &canvas->site->model->book;
	struct tree tree = { canvas, 0 };
	uint32_t deepest = 0; /* an item may be one deeper than the one before it */

	for (size_t i = 0; i < book->chapter_count; i++) {
		const struct chapter *chapter = &book->chapters[i];
		uint32_t depth = chapter->depth < deepest ? chapter->depth : deepest;

		if (chapter->kind == CHAPTER_SEPARATOR || chapter->kind == CHAPTER_PART) {
			close_tree(&tree);
			deepest = 0;
			if (chapter->kind == CHAPTER_PART)
				put_html(canvas, "<h2>", chapter->title, "</h2>\n");
			continue;
		}
		go_to_depth(&tree, depth);
		buf_puts(canvas->out, "<li>");
		put_chapter(canvas, chapter);
		deepest = depth + 1;
	}
	close_tree(&tree);
}

static void
put_unlisted(struct canvas *canvas)
{
	const struct site *site = canvas->site;
	bool begun = false;

	for (size_t i = 0; i < site->model->page_count; i++) {
		const struct page *page = site->pages[i].page;

		if (page->listed)
			continue;
		if (!begun)
			buf_puts(canvas->out, "<h2>Not in the summary</h2>\n<ul>\n");
		begun = true;
		buf_puts(canvas->out, "<li>");
		put_link(canvas, page->address, page->title);
		buf_puts(canvas->out, "</li>\n");
	}
	if (begun)
		buf_puts(canvas->out, "</ul>\n");
}

static void
put_records(struct canvas *canvas, enum kind kind)
{
	const struct records *records = &canvas->site->model->by_kind[kind];
	bool begun = false;

	for (size_t i = 0; i < records->count; i++) {
		const struct record *record = records->items[i];

		if (record->page != NULL || record_address(canvas, record).length == 0 ||
		    canvas->site->record_anchors[record->order].length > 0)
			continue;
		if (!begun)
			put_html(canvas, "<h2>", kind_label(canvas->scratch, kind, true),
				 "</h2>\n<ul>\n");
		begun = true;
		buf_puts(canvas->out, "<li>");
		put_record_link(canvas, record);
		buf_puts(canvas->out, "</li>\n");
	}
	if (begun)
		buf_puts(canvas->out, "</ul>\n");
}

void
site_contents(const struct site *site, const struct output *output, struct arena *scratch,
	      struct buf *out)
{
	struct canvas canvas = { site, output->path, scratch, out, STR_EMPTY };
	const struct frame frame = { .title = STR("Contents"), .view = VIEW_CONTENTS };

	site_begin(&canvas, &frame);
	buf_puts(out, "<h1>Contents</h1>\n<div class=\"contents\">\n");
	put_chapters(&canvas);
	put_unlisted(&canvas);
	for (size_t kind = 0; kind < KIND_COUNT; kind++)
		put_records(&canvas, (enum kind)kind);
	buf_puts(out, "</div>\n");
	site_end(&canvas, &frame);
}
