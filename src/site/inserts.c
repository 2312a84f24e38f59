/*
 * inserts: what stands in the place of parts of a page's text (emit/insert.h).
 */
#include "emit/insert.h"

#include "site/fence.h"
#include "site/parts.h"

static void
put_directive_at(void *context, const struct directive *directive, struct buf *out)
{
	(void)out; /* the canvas's own */
	put_directive(context, directive);
}

static bool
has_anchor_in(void *context, const struct page *page, struct str anchor)
{
	const struct page_inserts *inserts = context;

	return site_inserts_anchor(inserts->canvas->site, page, anchor);
}

static void
put_text_at(void *context, struct str text, bool is_label, struct buf *out)
{
	const struct page_inserts *inserts = context;

	(void)out;
	put_linked_text(inserts->canvas, text, is_label);
}

static bool
put_code_at(void *context, uint32_t node, struct buf *out)
{
	const struct page_inserts *inserts = context;

	(void)out;
	return put_fence(inserts->canvas, inserts->page, node);
}

static struct inserts *
inserts_new(struct canvas *canvas, const struct page *page)
{
	struct page_inserts *inserts = ARENA_NEW(canvas->scratch, struct page_inserts);

	inserts->canvas = canvas;
	inserts->page = page;
	inserts->base.context = inserts;
	inserts->base.anchor = has_anchor_in;
	if (canvas->site->model->linkify != NULL)
		inserts->base.text = put_text_at;
	if (page != NULL && canvas->site->pages[page->order].fence_count > 0)
		inserts->base.code = put_code_at;
	return &inserts->base;
}

struct spot
canvas_spot(struct canvas *canvas, const struct page *page)
{
	return (struct spot){ .model = canvas->site->model,
			      .page = page,
			      .address = canvas->address,
			      .scratch = canvas->scratch,
			      .inserts = inserts_new(canvas, page) };
}

struct spot
canvas_page_spot(struct canvas *canvas, const struct page *page)
{
	struct inserts *inserts = inserts_new(canvas, page);
	struct spot spot = canvas_spot(canvas, page);

	if (page->directives.count > 0)
		inserts->directive = put_directive_at;
	spot.inserts = inserts;
	spot.is_page = true;
	return spot;
}

void
put_text(struct canvas *canvas, struct str text)
{
	put_linked_text(canvas, text, false);
}
