/*
 * badge: how many findings there are, as a small picture for a README.
 *
 * It stands on pages of others, in light and dark, so it has colours of its own; and since fonts differ,
 * each text says how wide it shall be.
 */
#include "base/utf8.h"
#include "site/parts.h"

#define COLUMN 6.6 /* of a letter at this size */
#define PADDING 6
#define HEIGHT 20
#define SUBJECT "plan"

struct badge {
	struct str words; /* "3 errors" */
	const char *color;
};

static struct badge
badge_of(struct arena *arena, const struct diags *findings)
{
	static const struct {
		enum diag_severity severity;
		const char *word, *color;
	} rows[] = {
		{ DIAG_FAILURE, "failure", "#a3161b" },
		{ DIAG_ERROR, "error", "#a3161b" },
		{ DIAG_WARNING, "warning", "#7d4e00" },
		{ DIAG_NOTE, "note", "#2d5f73" },
	};

	if (findings == NULL)
		return (struct badge){ STR("not checked"), "#565d65" };
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		size_t count = 0;

		for (size_t k = 0; k < findings->count; k++)
			count += findings->items[k].severity == rows[i].severity;
		if (count > 0)
			return (struct badge){ arena_printf(arena, "%zu %s%s", count, rows[i].word,
							    count == 1 ? "" : "s"),
					       rows[i].color };
	}
	return (struct badge){ STR("no findings"), "#1b6b2f" };
}

struct str
badge_words(struct arena *arena, const struct site *site)
{
	return arena_printf(arena, SUBJECT ": %.*s",
			    STR_ARG(badge_of(arena, findings_of(site)).words));
}

static double
text_width(struct str text)
{
	return (double)utf8_width(text) * COLUMN;
}

static void
put_half(struct canvas *canvas, double from, struct str text, const char *color)
{
	buf_printf(canvas->out, "<path fill=\"%s\" d=\"M%.1f 0h%.1fv%dH%.1fz\"/>", color, from,
		   text_width(text) + 2 * PADDING, HEIGHT, from);
	buf_printf(canvas->out, "<text x=\"%.1f\" y=\"14\" textLength=\"%.1f\">", from + PADDING,
		   text_width(text));
	put_html(canvas, "", text, "</text>\n");
}

void
site_badge(const struct site *site, const struct output *output, struct arena *scratch,
	   struct buf *out)
{
	struct canvas canvas = { site, output->path, scratch, out, STR_EMPTY };
	struct badge badge = badge_of(scratch, findings_of(site));
	double left = text_width(STR(SUBJECT)) + 2 * PADDING;

	buf_printf(out,
		   "<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" width=\"%.1f\" "
		   "height=\"%d\" fill=\"#fff\" font-family=\"Verdana,DejaVu Sans,sans-serif\" "
		   "font-size=\"11\">\n",
		   left + text_width(badge.words) + 2 * PADDING, HEIGHT);
	put_html(&canvas, "<title>", badge_words(scratch, site), "</title>\n");
	put_half(&canvas, 0, STR(SUBJECT), "#3a3e45");
	put_half(&canvas, left, badge.words, badge.color);
	buf_puts(out, "</svg>\n");
}
