/*
 * card: a goal as a picture of 1200 by 630, for pages that are linked to from elsewhere (og:image).
 *
 * The networks and chat programs that show previews take PNG, JPEG or WebP; none of the large ones is
 * known to take SVG.  A PNG needs fonts and a rasteriser, takes long for hundreds of goals and has bytes that
 * depend on the machine's fonts, so it is made only where somebody wants it (output.is_drawn).
 *
 * It stands outside of the site, so it has colours of its own.
 */
#include "plan/progress.h"
#include "site/picture.h"

#define LEFT 96
#define TITLE_LINES 4

struct str
site_picture_address(const struct site *site, const struct record *record)
{
	return site->picture_addresses[record->order];
}

static void
put_line(struct canvas *canvas, int y, int size, const char *look, struct str text)
{
	buf_puts(canvas->out, "<text x=\"");
	buf_put_number(canvas->out, LEFT);
	buf_puts(canvas->out, "\" y=\"");
	buf_put_number(canvas->out, y);
	buf_puts(canvas->out, "\" font-size=\"");
	buf_put_number(canvas->out, size);
	buf_puts(canvas->out, "\" ");
	put_html(canvas, look, STR_EMPTY, ">");
	put_html(canvas, "", text, "</text>\n");
}

/* Longer titles are written smaller. */
static void
put_title(struct canvas *canvas, struct str title)
{
	static const struct {
		size_t columns, lines;
		int size;
	} sizes[] = { { 27, 2, 68 }, { 32, 3, 58 }, { 40, TITLE_LINES, 46 } };
	struct str lines[TITLE_LINES];
	size_t count = 0, i = 0;

	for (; i < 3; i++) {
		count = picture_lines(canvas->scratch, title, sizes[i].columns, lines,
				      sizes[i].lines);
		if (i == 2 || !str_ends(lines[count - 1], STR("…")))
			break;
	}
	for (size_t k = 0; k < count; k++)
		put_line(canvas, 190 + (int)k * sizes[i].size * 6 / 5, sizes[i].size,
			 "font-weight=\"700\" fill=\"#1c1e21\"", lines[k]);
}

static void
put_bar(struct canvas *canvas, const struct record *record)
{
	struct progress progress = progress_of(record);
	int percent = progress_percent(&progress);

	if (percent < 0)
		return;
	buf_printf(canvas->out,
		   "<rect x=\"%d\" y=\"478\" width=\"500\" height=\"18\" rx=\"9\" "
		   "fill=\"#d9d9d4\"/>\n<rect x=\"%d\" y=\"478\" width=\"%d\" height=\"18\" "
		   "rx=\"9\" fill=\"#0b6e6e\"/>\n",
		   LEFT, LEFT, percent * 5);
	buf_printf(canvas->out,
		   "<text x=\"%d\" y=\"496\" font-size=\"28\" fill=\"#1c1e21\">%d %%</text>\n",
		   LEFT + 524, percent);
	put_line(canvas, 534, 24, "fill=\"#565d65\"", progress_short(canvas->scratch, &progress));
}

static struct str
owners_text(struct arena *arena, const struct record *record)
{
	const struct statement *said = record_said(record, FIELD_OWNER);
	struct str text = STR_EMPTY;

	for (uint32_t i = 0; said != NULL && i < said->count && text.length < 80; i++)
		text = arena_printf(arena, "%.*s%s%.*s", STR_ARG(text), i > 0 ? ", " : "",
				    STR_ARG(said->values[i].target != NULL
						    ? said->values[i].target->title
						    : said->values[i].text));
	return text;
}

static void
put_standing(struct canvas *canvas, const struct record *record)
{
	struct str owners = owners_text(canvas->scratch, record);
	struct str line = standing_words(canvas, record);

	if (owners.length > 0)
		line = arena_printf(canvas->scratch, "%.*s  ·  %.*s", STR_ARG(line),
				    STR_ARG(owners));
	picture_lines(canvas->scratch, line, 58, &line, 1);
	put_line(canvas, 446, 34, "fill=\"#1c1e21\"", line);
}

void
site_card(const struct site *site, const struct output *output, struct arena *scratch,
	  struct buf *out)
{
	const struct record *record = output->subject;
	struct canvas canvas = { site, output->path, scratch, out, STR_EMPTY };
	struct str book = STR_EMPTY;

	buf_printf(out,
		   "<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" width=\"%d\" "
		   "height=\"%d\" viewBox=\"0 0 %d %d\" "
		   "font-family=\"system-ui,Noto Sans,DejaVu Sans,sans-serif\">\n",
		   CARD_WIDTH, CARD_HEIGHT, CARD_WIDTH, CARD_HEIGHT);
	put_html(&canvas, "<title>", record->title, "");
	put_html(&canvas, " – ", site->model->book.title, "</title>\n");
	buf_printf(out,
		   "<path fill=\"#fdfdfc\" d=\"M0 0h%dv%dH0z\"/>\n"
		   "<path fill=\"#0b6e6e\" d=\"M0 0h28v%dH0z\"/>\n",
		   CARD_WIDTH, CARD_HEIGHT, CARD_HEIGHT);
	put_line(&canvas, 100, 28, "font-weight=\"600\" fill=\"#0b6e6e\"",
		 kind_label(scratch, site, record->kind, false));
	put_title(&canvas, record->title);
	put_standing(&canvas, record);
	put_bar(&canvas, record);
	picture_lines(scratch, site->model->book.title, 60, &book, 1);
	put_line(&canvas, 592, 30, "fill=\"#565d65\"", book);
	buf_puts(out, "</svg>\n");
}
