/*
 * notfound: 404.html, which hosts show at any address that is not there.
 *
 * It may be shown in any folder, so its links begin at the site's own path.  Where the book does not
 * say what that is they are relative, which is right at the root.
 */
#include "site/parts.h"

static void
put_way(struct canvas *canvas, struct str address, const char *words)
{
	if (address.length == 0)
		return;
	buf_puts(canvas->out, "<li>");
	put_link(canvas, address, str_from(words));
	buf_puts(canvas->out, "</li>\n");
}

void
site_not_found(const struct site *site, const struct output *output, struct arena *scratch,
	       struct buf *out)
{
	struct canvas canvas = { site, output->path, scratch, out, site->model->book.site_path };
	const struct frame frame = view_frame(site, VIEW_NOT_FOUND);

	site_begin(&canvas, &frame);
	put_view_title(&canvas, &frame);
	buf_puts(out, "<p>There is nothing at this address. It may have moved, or the link to it "
		      "may have been wrong.</p>\n<ul>\n");
	put_way(&canvas, STR("index.html"), "The first page");
	put_way(&canvas, site->views[VIEW_ROADMAP], "The roadmap");
	put_way(&canvas, site->views[VIEW_CONTENTS], "All pages by their titles");
	buf_puts(out, "</ul>\n");
	site_end(&canvas, &frame);
}
