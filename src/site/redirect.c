/*
 * redirect: small pages at old addresses.
 */
#include "site/parts.h"

/* Where it leads, as an address that works from the redirect's own page. */
static struct str
redirect_target(const struct canvas *canvas, const struct redirect *redirect)
{
	const struct spot spot = { .address = canvas->address, .scratch = canvas->scratch };
	size_t hash = str_find_char(redirect->to, '#');
	struct str anchor = hash == STR_NONE ? STR_EMPTY : str_from_offset(redirect->to, hash + 1);

	if (str_contains(redirect->to, STR("://")) || str_starts(redirect->to, STR("//")))
		return redirect->to;
	return spot_relative(&spot, str_slice(redirect->to, 0, hash), anchor);
}

void
site_redirect(const struct site *site, const struct output *output, struct arena *scratch,
	      struct buf *out)
{
	struct canvas canvas = { site, output->path, scratch, out, STR_EMPTY };
	struct str target = redirect_target(&canvas, output->subject);

	buf_puts(out,
		 "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
		 "<title>Moved</title>\n"
		 "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'\">\n"
		 "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
		 "<link rel=\"canonical\" href=\"");
	buf_put_url(out, target);
	buf_puts(out, "\">\n<meta http-equiv=\"refresh\" content=\"0; url=");
	buf_put_url(out, target);
	buf_puts(out, "\">\n</head>\n<body>\n<p>This page has moved to <a href=\"");
	buf_put_url(out, target);
	put_html(&canvas, "\">", target, "</a>.</p>\n</body>\n</html>\n");
}
