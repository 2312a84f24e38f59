/*
 * page: pages of the book, and pages for records that the book has none for.
 */
#include "emit/markdown.h"
#include "site/news.h"
#include "site/parts.h"

/* The end of the title when the page begins with one, else the start of the text. */
static uint32_t
title_end(const struct doc *doc)
{
	if (doc->count > 1 && doc->nodes[1].kind == NODE_HEADING && doc->nodes[1].level == 1)
		return doc->nodes[1].end;
	return 1;
}

/* Every page says what it is, also one whose text begins with something else: its first heading is its title,
   or one further down says the same. */
static bool
has_title(struct arena *scratch, const struct page *page)
{
	const struct doc *doc = page->doc;

	for (uint32_t i = 0; i < page->heading_count; i++)
		if (doc->nodes[page->headings[i]].level == 1 &&
		    (i == 0 ||
		     str_equal(str_trim(doc_plain(scratch, doc, page->headings[i])), page->title)))
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

static bool
is_comment(const struct node *node)
{
	struct str text = str_trim(node_text(node));

	return node->kind == NODE_HTML_BLOCK && str_starts(text, STR("<!--")) &&
	       str_find(text, STR("-->")) + 3 == text.length;
}

/* An element of raw HTML may reach from one part of the page into the next. */
static bool
has_raw_blocks(const struct doc *doc)
{
	for (uint32_t i = 1; i < doc->count; i = doc->nodes[i].end)
		if (doc->nodes[i].kind == NODE_HTML_BLOCK && !is_comment(&doc->nodes[i]))
			return true;
	return false;
}

/* Nothing that a reader sees: what a template asks its author, a table that waits for rows. */
static bool
is_unwritten(const struct page *page, uint32_t i)
{
	const struct node *node = &page->doc->nodes[i];

	if (page_holds_directive(page, i, node->end))
		return false;
	if (node->kind == NODE_TABLE)
		return i + 1 < node->end && node[1].end == node->end;
	return is_comment(node);
}

/* Where the part of the page ends that begins with this heading and says nothing; 0: it says something. */
static uint32_t
unwritten_end(const struct page *page, uint32_t heading)
{
	const struct doc *doc = page->doc;
	uint32_t end = doc->nodes[heading].end;

	if (doc->nodes[heading].kind != NODE_HEADING || doc->nodes[heading].level < 2)
		return 0;
	while (end < doc->count && is_unwritten(page, end))
		end = doc->nodes[end].end;
	if (end < doc->count && (doc->nodes[end].kind != NODE_HEADING ||
				 doc->nodes[end].level > doc->nodes[heading].level))
		return 0;
	return end;
}

/* Headings of a record's page below which nobody has written anything say so. */
static void
put_text_of_record(struct canvas *canvas, const struct site_page *site_page,
		   const struct spot *spot, uint32_t from)
{
	const struct page *page = site_page->page;
	const struct doc *doc = page->doc;
	bool is_plain = !has_raw_blocks(doc);

	for (uint32_t i = from, next, end; i < doc->count; i = next) {
		next = doc->nodes[i].end;
		end = is_plain ? unwritten_end(page, i) : 0;
		if (end == 0)
			continue;
		markdown_put_html(spot, from, next, &site_page->rows, canvas->out);
		buf_puts(canvas->out, "<p class=\"none\">Not written yet.</p>\n");
		from = next = end;
	}
	markdown_put_html(spot, from, doc->count, &site_page->rows, canvas->out);
}

void
put_page_text(struct canvas *canvas, const struct site_page *site_page)
{
	const struct page *page = site_page->page;
	const struct spot spot = canvas_page_spot(canvas, page);
	uint32_t text = title_end(page->doc);

	if (text > 1)
		markdown_put_html(&spot, 1, text, NULL, canvas->out);
	else if (!has_title(canvas->scratch, page))
		put_html(canvas, "<h1>", page->title, "</h1>\n");
	if (page->record == NULL) {
		markdown_put_html(&spot, text, page->doc->count, &site_page->rows, canvas->out);
		return;
	}
	put_top(canvas, page->record);
	put_text_of_record(canvas, site_page, &spot, text);
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
