/*
 * page: pages of the book, and pages for records that the book has none for.
 */
#include "emit/markdown.h"
#include "site/parts.h"

/* The end of the title when the page begins with one, else the start of the text. */
static uint32_t
title_end(const struct doc *doc)
{
	if (doc->count > 1 && doc->nodes[1].kind == NODE_HEADING && doc->nodes[1].level == 1)
		return doc->nodes[1].end;
	return 1;
}

/* Every page says what it is, also one whose text begins with something else. */
static bool
has_title(const struct page *page)
{
	for (uint32_t i = 0; i < page->heading_count; i++)
		if (page->doc->nodes[page->headings[i]].level == 1)
			return true;
	return false;
}

static void
put_top(struct canvas *canvas, const struct record *record)
{
	put_kind(canvas, record);
	put_outcome(canvas, record);
	put_work_top(canvas, record);
	put_facts(canvas, record);
	put_work(canvas, record);
}

void
put_page_text(struct canvas *canvas, const struct site_page *site_page)
{
	const struct page *page = site_page->page;
	const struct spot spot = canvas_page_spot(canvas, page);
	uint32_t text = title_end(page->doc);

	if (text > 1)
		markdown_put_html(&spot, 1, text, NULL, canvas->out);
	else if (!has_title(page))
		put_html(canvas, "<h1>", page->title, "</h1>\n");
	if (page->record != NULL)
		put_top(canvas, page->record);
	markdown_put_html(&spot, text, page->doc->count, &site_page->rows, canvas->out);
}

void
site_book_page(const struct site *site, const struct output *output, struct arena *scratch,
	       struct buf *out)
{
	const struct site_page *site_page = output->subject;
	const struct page *page = site_page->page;
	struct canvas canvas = { site, output->path, scratch, out, STR_EMPTY };
	const struct frame frame = {
		.title = page->title,
		.near = site_page,
		.source = page,
		.record = page->record,
		.canonical = str_equal(page->address, output->path) ? STR_EMPTY : page->address,
	};
	size_t start;

	site_begin(&canvas, &frame);
	start = out->length;
	put_page_text(&canvas, site_page);
	keep_chapter(&canvas, page, str_from_offset(buf_str(out), start));
	if (page->record != NULL) {
		put_ties(&canvas, page->record);
		put_history(&canvas, page->record);
	}
	site_end(&canvas, &frame);
}

/* A part of a page, such as a problem of the metanarrative. */
bool
record_is_block(const struct record *record)
{
	return record->page == NULL && record->home != NULL &&
	       record->first_node < record->end_node && record->first_node > 0 &&
	       record->home->doc->nodes[record->first_node].kind != NODE_ROW;
}

/* What the page that it stands in says of it; of a row the facts say all. */
static void
put_home(struct canvas *canvas, const struct record *record)
{
	struct spot spot;

	if (record->home == NULL)
		return;
	buf_puts(canvas->out, "<p class=\"home\">Stated in ");
	put_page_link(canvas, record->home);
	if (!record_is_block(record)) {
		buf_puts(canvas->out, "</p>\n");
		return;
	}
	spot = canvas_spot(canvas, record->home);
	buf_puts(canvas->out, ":</p>\n<div class=\"stated\">\n");
	markdown_put_html(&spot, record->first_node, record->end_node, NULL, canvas->out);
	buf_puts(canvas->out, "</div>\n");
}

/* The page of what the record belongs to; else that which states it; NULL: neither is there. */
static const struct site_page *
page_above(const struct site *site, const struct record *record)
{
	const struct record *owner = record->parent;

	while (owner != NULL && owner->page == NULL)
		owner = owner->parent;
	if (owner != NULL)
		return &site->pages[owner->page->order];
	return record->home != NULL ? &site->pages[record->home->order] : NULL;
}

void
site_record_page(const struct site *site, const struct output *output, struct arena *scratch,
		 struct buf *out)
{
	const struct record *record = output->subject;
	struct canvas canvas = { site, output->path, scratch, out, STR_EMPTY };
	const struct frame frame = { .title = record->title,
				     .above = page_above(site, record),
				     .source = record->home,
				     .record = record };

	site_begin(&canvas, &frame);
	put_html(&canvas, "<h1>", record->title, "</h1>\n");
	put_top(&canvas, record);
	put_home(&canvas, record);
	put_ties(&canvas, record);
	put_history(&canvas, record);
	site_end(&canvas, &frame);
}
