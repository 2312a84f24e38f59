/*
 * whole: the book as one document, to print or to take along.
 */
#include "site/parts.h"

#include "base/limits.h"
#include "site/rewrite.h"

/* The document, and one page of it at a time. */
struct whole {
	struct canvas *canvas;
	struct arena scratch; /* emptied after each page */
	struct buf markup;
};

static void
put_rewritten(struct whole *whole, const struct canvas *from, uint32_t page)
{
	const struct rewrite rewrite = { .model = from->site->model,
					 .from = from->address,
					 .to = whole->canvas->address,
					 .page = page,
					 .scratch = from->scratch,
					 .out = whole->canvas->out };

	rewrite_put(&rewrite, buf_str(&whole->markup));
	whole->canvas->out->failed = whole->canvas->out->failed || whole->markup.failed;
	buf_clear(&whole->markup);
	arena_reset(&whole->scratch);
}

static void
put_chapter(struct whole *whole, const struct site_page *site_page)
{
	const struct page *page = site_page->page;
	struct canvas canvas = { whole->canvas->site, page->address, &whole->scratch,
				 &whole->markup, STR_EMPTY };

	put_page_text(&canvas, site_page);
	buf_printf(whole->canvas->out, "<section class=\"chapter\" id=\"wm:%u\">\n",
		   (unsigned)page->order);
	put_rewritten(whole, &canvas, page->order);
	buf_puts(whole->canvas->out, "</section>\n");
}

/* The links of the list lead to pages, and so into the document. */
static void
put_list(struct whole *whole)
{
	struct canvas canvas = { whole->canvas->site, whole->canvas->address, &whole->scratch,
				 &whole->markup, STR_EMPTY };

	buf_puts(whole->canvas->out, "<h2>Contents</h2>\n");
	put_contents(&canvas, false);
	put_rewritten(whole, &canvas, (uint32_t)canvas.site->model->page_count);
}

static void
put_chapters(struct canvas *canvas)
{
	const struct site *site = canvas->site;
	struct whole whole = { .canvas = canvas };

	arena_init(&whole.scratch);
	buf_init(&whole.markup, LIMIT_OUTPUT_BYTES);
	put_list(&whole);
	for (size_t i = 0; i < site->model->page_count && !canvas->out->failed; i++)
		put_chapter(&whole, &site->pages[i]);
	buf_free(&whole.markup);
	arena_free(&whole.scratch);
}

static void
put_too_long(struct canvas *canvas)
{
	buf_printf(canvas->out,
		   "<p>This book is too long for one document: it has more than %u MiB of text. "
		   "Its pages are in the ",
		   LIMIT_WHOLE_BYTES >> 20);
	put_link(canvas, canvas->site->views[VIEW_CONTENTS], STR("contents"));
	buf_puts(canvas->out, ".</p>\n");
}

void
site_whole(const struct site *site, const struct output *output, struct arena *scratch,
	   struct buf *out)
{
	const struct book *book = &site->model->book;
	struct canvas canvas = { site, output->path, scratch, out, STR_EMPTY };
	const struct frame frame = { .title = STR("Whole book"), .view = VIEW_WHOLE };

	site_begin(&canvas, &frame);
	buf_puts(out, "<div class=\"whole\">\n");
	put_html(&canvas, "<h1>", book->title, "</h1>\n");
	if (book->description.length > 0)
		put_html(&canvas, "<p>", book->description, "</p>\n");
	if (book_text_size(site->model) > LIMIT_WHOLE_BYTES)
		put_too_long(&canvas);
	else
		put_chapters(&canvas);
	buf_puts(out, "</div>\n");
	site_end(&canvas, &frame);
}
