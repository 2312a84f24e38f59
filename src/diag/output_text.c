/*
 * output_text: findings for people, as a good compiler shows them.
 *
 *	src/roadmap.md:12:3: warning: "activ" is not a state [bad-value]
 *	   12 | | activ | Ada |
 *	      |   ^^^^^
 *	      = note: the page says "paused" at src/polish.md:3:1
 *	    3 | Status: paused
 *	      |         ------
 *	      = help: Write one of proposed, wanted, active.
 */
#include "diag/output.h"

#include "base/utf8.h"
#include "diag/spot.h"

#define GUTTER 5        /* digits of a line number; longer ones push the bar to the right */
#define NARROWEST 20    /* columns of source that are always shown */
#define MOST_BYTES 4096 /* of a part of a line that can matter for one screen line */
#define ELLIPSIS "\xe2\x80\xa6"

enum paint { PAINT_NONE, PAINT_BOLD, PAINT_ERROR, PAINT_WARNING, PAINT_NOTE, PAINT_FRAME };

static const char *const paints[] = {
	[PAINT_NONE] = "\033[0m",       [PAINT_BOLD] = "\033[1m",    [PAINT_ERROR] = "\033[1;31m",
	[PAINT_WARNING] = "\033[1;35m", [PAINT_NOTE] = "\033[1;36m", [PAINT_FRAME] = "\033[34m",
};

static void
paint(struct buf *out, const struct diag_output *output, enum paint color)
{
	if (output->color)
		buf_puts(out, paints[color]);
}

static enum paint
severity_paint(enum diag_severity severity)
{
	switch (severity) {
	case DIAG_OFF:
	case DIAG_NOTE:
		return PAINT_NOTE;
	case DIAG_WARNING:
		return PAINT_WARNING;
	case DIAG_ERROR:
	case DIAG_FAILURE:
		break;
	}
	return PAINT_ERROR;
}

/* A source line in three parts, each as it will be shown. */
struct excerpt {
	struct buf before, marked, after;
	size_t before_width, marked_width;
};

/* The last part of `text` that is at most `columns` wide. */
static struct str
fit_end(struct str text, size_t columns)
{
	size_t width = utf8_width(text);
	struct str dropped;

	if (width <= columns)
		return text;
	dropped = utf8_fit(text, width - columns);
	text = str_from_offset(text, dropped.length);
	while (text.length > 0 && utf8_width(text) > columns) {
		size_t offset = 0;

		utf8_next(text, &offset);
		text = str_from_offset(text, offset);
	}
	return text;
}

/* The first or the last bytes of a part, whole code points. */
static struct str
clip(struct str text, bool keep_end)
{
	size_t cut = keep_end ? text.length - MOST_BYTES : MOST_BYTES;

	if (text.length <= MOST_BYTES)
		return text;
	while (cut < text.length && ((unsigned char)text.data[cut] & 0xc0) == 0x80)
		cut++;
	return keep_end ? str_from_offset(text, cut) : str_slice(text, 0, cut);
}

/* Cuts what leads to the mark, but leaves as much as what follows does not need. */
static struct str
cut_before(const struct excerpt *excerpt, size_t columns)
{
	size_t needed =
		utf8_width(buf_str(&excerpt->marked)) + utf8_width(buf_str(&excerpt->after)) + 1;
	size_t least = columns / 3;

	if (needed < columns && columns - needed > least)
		return fit_end(buf_str(&excerpt->before), columns - needed);
	return fit_end(buf_str(&excerpt->before), least);
}

/* Shortens the parts so that the line fits into the columns. */
static void
put_line(struct buf *out, struct excerpt *excerpt, size_t columns)
{
	struct str before = buf_str(&excerpt->before), marked = buf_str(&excerpt->marked);
	struct str after = buf_str(&excerpt->after), shown;
	size_t left;

	if (excerpt->before_width + utf8_width(marked) + 1 > columns) {
		before = cut_before(excerpt, columns);
		buf_puts(out, ELLIPSIS);
		excerpt->before_width = utf8_width(before) + 1;
	}
	buf_put(out, before);
	shown = utf8_fit(marked, columns - excerpt->before_width - 1);
	buf_put(out, shown);
	excerpt->marked_width = utf8_width(shown);
	left = columns - excerpt->before_width - excerpt->marked_width;
	if (shown.length == marked.length && utf8_width(after) <= left) {
		buf_put(out, after);
		return;
	}
	if (shown.length == marked.length)
		buf_put(out, utf8_fit(after, left - 1));
	buf_puts(out, ELLIPSIS);
}

static void
put_gutter(struct buf *out, const struct diag_output *output, uint32_t line)
{
	paint(out, output, PAINT_FRAME);
	if (line > 0)
		buf_printf(out, "%*u | ", GUTTER, (unsigned)line);
	else
		buf_printf(out, "%*s | ", GUTTER, "");
	paint(out, output, PAINT_NONE);
}

static void
put_marks(struct buf *out, const struct diag_output *output, const struct excerpt *excerpt,
	  char mark, enum paint color)
{
	put_gutter(out, output, 0);
	buf_put_repeat(out, ' ', excerpt->before_width);
	paint(out, output, color);
	buf_put_repeat(out, mark, excerpt->marked_width > 0 ? excerpt->marked_width : 1);
	paint(out, output, PAINT_NONE);
	buf_putc(out, '\n');
}

/* The source line of a spot with what is meant underlined. */
static void
put_excerpt(struct buf *out, const struct diag_output *output, const struct diag_spot *spot,
	    char mark, enum paint color)
{
	struct excerpt excerpt = { .before_width = 0 };
	size_t columns =
		output->columns > GUTTER + 3 + NARROWEST ? output->columns - GUTTER - 3 : NARROWEST;

	if (!spot->has_source)
		return;
	buf_init(&excerpt.before, out->limit);
	buf_init(&excerpt.marked, out->limit);
	buf_init(&excerpt.after, out->limit);
	diag_put_plain(&excerpt.before, clip(str_slice(spot->source, 0, spot->from), true));
	diag_put_plain(&excerpt.marked, clip(str_slice(spot->source, spot->from, spot->to), false));
	diag_put_plain(&excerpt.after,
		       clip(str_trim_end(str_from_offset(spot->source, spot->to)), false));
	excerpt.before_width = utf8_width(buf_str(&excerpt.before));
	put_gutter(out, output, spot->line);
	put_line(out, &excerpt, columns);
	buf_putc(out, '\n');
	if (spot->column > 0)
		put_marks(out, output, &excerpt, mark, color);
	buf_free(&excerpt.before);
	buf_free(&excerpt.marked);
	buf_free(&excerpt.after);
}

static void
put_location(struct buf *out, const struct diag_output *output, const struct diag_spot *spot)
{
	diag_put_path(out, output, spot->file);
	if (spot->line > 0)
		buf_printf(out, ":%u", (unsigned)spot->line);
	if (spot->line > 0 && spot->column > 0)
		buf_printf(out, ":%u", (unsigned)spot->column);
}

/* "      = help: " */
static void
put_remark(struct buf *out, const struct diag_output *output, const char *word)
{
	paint(out, output, PAINT_FRAME);
	buf_printf(out, "%*s = ", GUTTER, "");
	paint(out, output, PAINT_NONE);
	paint(out, output, PAINT_BOLD);
	buf_puts(out, word);
	paint(out, output, PAINT_NONE);
	buf_puts(out, ": ");
}

static void
put_other(struct buf *out, const struct diag_output *output, const struct diag_finding *finding)
{
	struct diag_spot spot = diag_spot_find(output, finding->other);

	put_remark(out, output, "note");
	diag_put_plain(out, finding->other_label.length > 0 ? finding->other_label : STR("see"));
	buf_puts(out, " at ");
	put_location(out, output, &spot);
	buf_putc(out, '\n');
	put_excerpt(out, output, &spot, '-', PAINT_NOTE);
}

static void
put_finding(struct buf *out, const struct diag_output *output, const struct diag_finding *finding)
{
	struct diag_spot spot = diag_spot_find(output, finding->place);
	enum paint color = severity_paint(finding->severity);

	paint(out, output, PAINT_BOLD);
	put_location(out, output, &spot);
	buf_puts(out, ": ");
	paint(out, output, color);
	buf_put(out, diag_severity_name(finding->severity));
	buf_puts(out, ": ");
	paint(out, output, PAINT_NONE);
	paint(out, output, PAINT_BOLD);
	diag_put_plain(out, finding->message);
	paint(out, output, PAINT_NONE);
	buf_printf(out, " [%s]\n", finding->code->name);
	put_excerpt(out, output, &spot, '^', color);
	if (diag_has_other(finding))
		put_other(out, output, finding);
	if (finding->hint.length > 0) {
		put_remark(out, output, "help");
		diag_put_plain(out, finding->hint);
		buf_putc(out, '\n');
	}
	buf_putc(out, '\n');
}

void
diag_put_text(struct buf *out, const struct diag_output *output)
{
	for (size_t i = 0; i < output->diags->count; i++)
		if (output->diags->items[i].code != NULL)
			put_finding(out, output, &output->diags->items[i]);
}

/* The hint of a failure may be several lines: commands, of which one is to be run. */
static void
put_lines(struct buf *out, struct str text)
{
	struct str line;

	while (str_cut_line(&text, &line)) {
		buf_puts(out, "  ");
		diag_put_plain(out, line);
		buf_putc(out, '\n');
	}
}

void
diag_put_failures(struct buf *out, const struct diag_output *output)
{
	for (size_t i = 0; i < output->diags->count; i++) {
		const struct diag_finding *failure = &output->diags->items[i];

		if (failure->code != NULL)
			continue;
		paint(out, output, PAINT_BOLD);
		buf_puts(out, "waymark: ");
		if (failure->place.file.length > 0) {
			struct diag_spot spot = diag_spot_find(output, failure->place);

			put_location(out, output, &spot);
			buf_puts(out, ": ");
		}
		paint(out, output, PAINT_NONE);
		diag_put_plain(out, failure->message);
		buf_putc(out, '\n');
		put_lines(out, failure->hint);
	}
}
