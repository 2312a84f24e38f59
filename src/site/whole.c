/*
 * whole: the book as one document, to print or to take along.
 */
#include "site/parts.h"

#include "base/limits.h"
#include "base/shelf.h"
#include "site/rewrite.h"

#define LENGTHENED 4 /* by which part of it markup grows at most, as a rule, when it is rewritten */

/* A chapter that stays where it lies, and behind how much of what is written it comes. */
struct kept_chapter {
	size_t behind;
	struct str text;
};

/* The document, and what is rendered of it: one page at a time. */
struct whole {
	struct canvas *canvas;
	struct arena scratch; /* emptied after each page */
	struct buf markup;
	VEC(struct kept_chapter) chapters;
};

/* `markup` stands on the canvas `from`, with ids of the page of this number. */
static void
put_rewritten(const struct canvas *from, uint32_t page, struct str markup, struct buf *out)
{
	const struct rewrite rewrite = { .model = from->site->model,
					 .from = from->address,
					 .to = from->site->views[VIEW_WHOLE],
					 .page = page,
					 .scratch = from->scratch,
					 .out = out };

	rewrite_put(&rewrite, markup);
}

static void
put_chapter(const struct canvas *from, const struct page *page, struct str markup, struct buf *out)
{
	buf_puts(out, "<section class=\"chapter\" id=\"wm:");
	buf_put_number(out, page->order);
	buf_puts(out, "\">\n");
	put_rewritten(from, page->order, markup, out);
	buf_puts(out, "</section>\n");
}

void
keep_chapter(const struct canvas *canvas, const struct page *page, struct str markup)
{
	struct shelf *chapters = canvas->site->chapters;
	struct buf chapter;

	if (chapters == NULL || !str_equal(canvas->address, page->address))
		return;
	buf_init(&chapter, LIMIT_OUTPUT_BYTES);
	buf_expect(&chapter, markup.length + markup.length / LENGTHENED);
	put_chapter(canvas, page, markup, &chapter);
	if (!chapter.failed)
		shelf_put(chapters, page->order, &chapter);
	buf_free(&chapter);
}

static void
end_part(struct whole *whole)
{
	whole->canvas->out->failed = whole->canvas->out->failed || whole->markup.failed;
	buf_clear(&whole->markup);
	arena_reset(&whole->scratch);
}

/* The page's own output has left its chapter here, unless it is not made yet. */
static void
take_chapter(struct whole *whole, const struct site_page *site_page)
{
	const struct site *site = whole->canvas->site;
	const struct page *page = site_page->page;
	struct canvas canvas = { site, page->address, &whole->scratch, &whole->markup, STR_EMPTY };
	struct str chapter;

	if (shelf_get(site->chapters, page->order, &chapter)) {
		*VEC_PUSH(whole->canvas->scratch, &whole->chapters) =
			(struct kept_chapter){ whole->canvas->out->length, chapter };
		return;
	}
	put_page_text(&canvas, site_page);
	put_chapter(&canvas, page, buf_str(&whole->markup), whole->canvas->out);
	end_part(whole);
}

/* The links of the list lead to pages, and so into the document. */
static void
put_list(struct whole *whole)
{
	struct canvas canvas = { whole->canvas->site, whole->canvas->address, &whole->scratch,
				 &whole->markup, STR_EMPTY };

	buf_puts(whole->canvas->out, "<h2>Contents</h2>\n");
	put_contents(&canvas, false);
	put_rewritten(&canvas, (uint32_t)canvas.site->model->page_count, buf_str(&whole->markup),
		      whole->canvas->out);
	end_part(whole);
}

static void
put_chapters(struct whole *whole)
{
	const struct site *site = whole->canvas->site;

	arena_init(&whole->scratch);
	buf_init(&whole->markup, LIMIT_OUTPUT_BYTES);
	put_list(whole);
	for (size_t i = 0; i < site->model->page_count && !whole->canvas->out->failed; i++)
		take_chapter(whole, &site->pages[i]);
	buf_free(&whole->markup);
	arena_free(&whole->scratch);
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

/* What is written, with the chapters between. */
static void
list_parts(const struct whole *whole, struct strs *ret_parts)
{
	struct arena *scratch = whole->canvas->scratch;
	struct str written = buf_str(whole->canvas->out);
	size_t from = 0;

	for (size_t i = 0; i < whole->chapters.count; i++) {
		const struct kept_chapter *chapter = &whole->chapters.items[i];

		*VEC_PUSH(scratch, ret_parts) = str_slice(written, from, chapter->behind);
		*VEC_PUSH(scratch, ret_parts) = chapter->text;
		from = chapter->behind;
	}
	*VEC_PUSH(scratch, ret_parts) = str_from_offset(written, from);
}

void
site_whole(const struct site *site, const struct output *output, struct arena *scratch,
	   struct buf *out, struct strs *ret_parts)
{
	const struct book *book = &site->model->book;
	struct canvas canvas = { site, output->path, scratch, out, STR_EMPTY };
	const struct frame frame = view_frame(site, VIEW_WHOLE);
	struct whole whole = { .canvas = &canvas };

	site_begin(&canvas, &frame);
	buf_puts(out, "<div class=\"whole\">\n");
	put_html(&canvas, "<h1>", book->title, "</h1>\n");
	if (book->description.length > 0)
		put_html(&canvas, "<p>", book->description, "</p>\n");
	if (site->chapters == NULL)
		put_too_long(&canvas);
	else
		put_chapters(&whole);
	buf_puts(out, "</div>\n");
	site_end(&canvas, &frame);
	list_parts(&whole, ret_parts);
}
