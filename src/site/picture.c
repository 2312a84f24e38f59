/*
 * picture: boxes and arrows in SVG.
 *
 * How wide text is depends on the reader's fonts, so room is measured in columns, with some to spare.
 */
#include "site/picture.h"

#include "base/utf8.h"
#include "emit/wrap.h"

#include <math.h>

#define MARGIN 8   /* around the picture: lines are wider than nothing */
#define COLUMNS 22 /* of a wide font's bold letters */
#define LINE_HEIGHT 18
#define PADDING 12
#define SMALL_LINE 15

bool
picture_layout(const struct canvas *canvas, size_t graph, struct layout *ret_layout,
	       struct str *ret_reason)
{
	const struct site *site = canvas->site;
	struct str plain;

	*ret_reason = STR("nothing lays it out");
	if (site->layout == NULL || !site->layout(site->layout_context, graph, &plain, ret_reason))
		return false;
	*ret_reason = STR("its layout could not be read");
	return layout_read(canvas->scratch, plain, ret_layout);
}

size_t
picture_lines(struct arena *arena, struct str text, size_t columns, struct str *ret_lines,
	      size_t count)
{
	struct str rest = wrap_clean(arena, text);
	size_t used = 0;

	while (used < count && wrap_next(&rest, columns, &ret_lines[used]))
		used++;
	if (used > 0 && rest.length > 0)
		ret_lines[used - 1] = arena_printf(
			arena, "%.*s…",
			STR_ARG(str_trim_end(utf8_fit(ret_lines[used - 1], columns - 1))));
	return used;
}

struct str
standing_word(const struct canvas *canvas, const struct record *record)
{
	struct told told = told_of(canvas->site, record);

	return told.sign.length == 0 ? STR("State not said") : told.word;
}

struct str
standing_words(const struct canvas *canvas, const struct record *record)
{
	struct str sign = told_of(canvas->site, record).sign;

	return arena_printf(canvas->scratch, "%.*s%s%.*s", STR_ARG(sign),
			    sign.length > 0 ? " " : "", STR_ARG(standing_word(canvas, record)));
}

struct box
box_of(struct arena *arena, const struct record *record)
{
	struct box box = { .record = record };

	box.line_count = picture_lines(arena, record->title, COLUMNS, box.lines, BOX_LINES);
	box.height = 2 * PADDING + 2 * SMALL_LINE + (double)box.line_count * LINE_HEIGHT - 4;
	return box;
}

static void
put_line(struct canvas *canvas, const char *class, double x, double y, struct str text)
{
	buf_printf(canvas->out, "<text class=\"%s\" x=\"%.1f\" y=\"%.1f\">", class, x, y);
	put_html(canvas, "", text, "</text>");
}

static void
put_box_title(struct canvas *canvas, const struct record *record, struct str note)
{
	put_html(canvas, "<title>", record->title, "");
	put_html(canvas, " (", standing_word(canvas, record), ")");
	if (note.length > 0)
		put_html(canvas, ", ", note, "");
	buf_puts(canvas->out, "</title>");
}

static void
put_box_text(struct canvas *canvas, const struct box *box, struct layout_point corner,
	     struct str note)
{
	double x = corner.x + PADDING + 2, y = corner.y + PADDING + 10;

	put_line(canvas, "kind", x, y,
		 kind_label(canvas->scratch, canvas->site, box->record->kind, false));
	if (note.length > 0)
		put_line(canvas, "note", corner.x + BOX_WIDTH - PADDING, y, note);
	y += LINE_HEIGHT;
	for (size_t i = 0; i < box->line_count; i++, y += LINE_HEIGHT)
		put_line(canvas, "name", x, y, box->lines[i]);
	put_line(canvas, "said", x, y, standing_words(canvas, box->record));
}

void
put_box(struct canvas *canvas, const struct box *box, struct layout_point corner, const char *class,
	struct str note)
{
	struct str address = record_address(canvas, box->record);
	const char *element = address.length > 0 ? "a" : "g";

	buf_printf(canvas->out, "<%s class=\"box %.*s %s\"", element,
		   STR_ARG(told_of(canvas->site, box->record).name), class);
	if (address.length > 0)
		put_href(canvas, address, canvas->site->record_anchors[box->record->order]);
	buf_putc(canvas->out, '>');
	put_box_title(canvas, box->record, note);
	buf_printf(canvas->out,
		   "<rect x=\"%.1f\" y=\"%.1f\" width=\"%d\" height=\"%.1f\" rx=\"6\"/>", corner.x,
		   corner.y, BOX_WIDTH, box->height);
	buf_printf(canvas->out, "<path class=\"side\" d=\"M%.1f %.1fv%.1f\"/>", corner.x + 5,
		   corner.y + 8, box->height - 16);
	put_box_text(canvas, box, corner, note);
	buf_printf(canvas->out, "</%s>\n", element);
}

void
put_note_box(struct canvas *canvas, struct str text, struct layout_point corner)
{
	buf_printf(canvas->out,
		   "<g class=\"box more\"><rect x=\"%.1f\" y=\"%.1f\" width=\"%d\" height=\"%d\" "
		   "rx=\"6\"/>",
		   corner.x, corner.y, BOX_WIDTH, NOTE_BOX_HEIGHT);
	put_line(canvas, "said", corner.x + PADDING + 2, corner.y + NOTE_BOX_HEIGHT / 2.0 + 4,
		 text);
	buf_puts(canvas->out, "</g>\n");
}

void
put_arrow_head(struct canvas *canvas, struct layout_point before, struct layout_point at)
{
	double x = at.x - before.x, y = at.y - before.y, length = sqrt(x * x + y * y);

	if (length < 0.01)
		return;
	x *= ARROW_HEAD / length;
	y *= ARROW_HEAD / length;
	buf_printf(canvas->out, "<path class=\"head\" d=\"M%.1f %.1fL%.1f %.1fL%.1f %.1fz\"/>",
		   at.x + x, at.y + y, at.x - 0.42 * y, at.y + 0.42 * x, at.x + 0.42 * y,
		   at.y - 0.42 * x);
}

void
put_arrow_with(struct canvas *canvas, const struct layout_point *points, size_t count,
	       const char *class, bool tail, bool head)
{
	buf_printf(canvas->out, "<g class=\"arrow%s%s\"><path class=\"line\" d=\"M%.1f %.1f",
		   class[0] == '\0' ? "" : " ", class, points[0].x, points[0].y);
	for (size_t i = 1; i < count; i++)
		buf_printf(canvas->out, "%s%.1f %.1f", i % 3 == 1 ? "C" : " ", points[i].x,
			   points[i].y);
	buf_puts(canvas->out, "\"/>");
	if (tail)
		put_arrow_head(canvas, points[1], points[0]);
	if (head)
		put_arrow_head(canvas, points[count - 2], points[count - 1]);
	buf_puts(canvas->out, "</g>\n");
}

void
put_arrow(struct canvas *canvas, const struct layout_point *points, size_t count, const char *class)
{
	put_arrow_with(canvas, points, count, class, false, true);
}

void
put_arrow_across(struct canvas *canvas, struct layout_point from, struct layout_point to,
		 const char *class)
{
	double end = to.x - ARROW_HEAD, middle = (from.x + end) / 2;
	const struct layout_point points[] = {
		from, { middle, from.y }, { middle, to.y }, { end, to.y }
	};

	put_arrow(canvas, points, 4, class);
}

void
picture_begin(struct canvas *canvas, const struct picture *picture)
{
	double width = picture->width + 2 * MARGIN, height = picture->height + 2 * MARGIN;

	put_html(canvas, "<section class=\"picture\" tabindex=\"0\" aria-label=\"", picture->title,
		 "\">\n");
	buf_printf(canvas->out,
		   "<svg class=\"wm-picture %s\" role=\"%s\" width=\"%.0f\" height=\"%.0f\" "
		   "viewBox=\"-%d -%d %.0f %.0f\"",
		   picture->class, picture->has_links ? "group" : "img", width, height, MARGIN,
		   MARGIN, width, height);
	put_html(canvas, " aria-label=\"", picture->title, "\">\n");
	put_html(canvas, "<title>", picture->title, "</title>");
	put_html(canvas, "<desc>", picture->description, "</desc>\n");
}

void
picture_end(struct canvas *canvas)
{
	buf_puts(canvas->out, "</svg>\n</section>\n");
}
