/*
 * sitemap: the addresses of all pages, for search engines (https://www.sitemaps.org/protocol.html).
 *
 * The whole book in one document is left out: its pages are better results.
 */
#include "base/path.h"
#include "emit/link.h"
#include "site/changes.h"

static void
put_url(struct canvas *canvas, struct str address)
{
	const struct spot spot = { .root = canvas->site->model->book.site_url,
				   .scratch = canvas->scratch };

	if (str_equal(path_base(address), STR("index.html")))
		address = str_slice(address, 0, address.length - strlen("index.html"));
	buf_puts(canvas->out, "<url><loc>");
	spot_put_url(&spot, address, STR_EMPTY, canvas->out);
	buf_puts(canvas->out, "</loc></url>\n");
}

void
site_sitemap(const struct site *site, const struct output *output, struct arena *scratch,
	     struct buf *out)
{
	struct canvas canvas = { site, output->path, scratch, out, STR_EMPTY };
	const struct records *records = &site->model->records;
	const struct change_months *months = site->months;

	buf_puts(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
		      "<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n");
	put_url(&canvas, STR("index.html"));
	for (size_t i = 0; i < site->model->page_count; i++)
		if (!str_equal(site->pages[i].page->address, STR("index.html")))
			put_url(&canvas, site->pages[i].page->address);
	for (size_t i = VIEW_NONE + 1; i < VIEW_COUNT; i++)
		if (site->views[i].length > 0 && view_rows[i].in_header)
			put_url(&canvas, site->views[i]);
	for (size_t i = 0; months != NULL && i < months->years.count; i++)
		put_url(&canvas, months->years.items[i].address);
	for (size_t i = 0; i < records->count; i++)
		if (records->items[i]->page == NULL && site->record_anchors[i].length == 0 &&
		    site->record_addresses[i].length > 0)
			put_url(&canvas, site->record_addresses[i]);
	buf_puts(out, "</urlset>\n");
}
