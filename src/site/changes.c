/*
 * changes: the page of what changed, by month, the newest first, a line a record.
 */
#include "site/changes.h"
#include "site/news.h"

#include "base/limits.h"

#define LINES_OPEN 12 /* of one kind in a month; the rest is folded */

/* ==== lines ==== */

/* "Polish: started (…)", and below it "owner ada (…)" of a commit before. */
static void
put_line(struct canvas *canvas, const struct change_line *line)
{
	buf_puts(canvas->out, "<li>");
	for (size_t i = 0; i < line->parts.count; i++) {
		const struct site_change *change = line->parts.items[i];

		if (i == 0) {
			put_change(canvas, change);
		} else {
			buf_puts(canvas->out, "<br>\n");
			put_change_words(canvas, change->words);
		}
		buf_putc(canvas->out, ' ');
		put_commit(canvas, change->commit);
	}
	buf_puts(canvas->out, "</li>\n");
}

static void
put_lines(struct canvas *canvas, const struct change_line *lines, size_t count)
{
	size_t open = count > LINES_OPEN + LINES_OPEN / 2 ? LINES_OPEN : count;

	buf_puts(canvas->out, "<ul class=\"changes\">\n");
	for (size_t i = 0; i < open; i++)
		put_line(canvas, &lines[i]);
	buf_puts(canvas->out, "</ul>\n");
	if (open == count)
		return;
	buf_printf(canvas->out, "<details><summary>%zu more</summary>\n<ul class=\"changes\">\n",
		   count - open);
	for (size_t i = open; i < count; i++)
		put_line(canvas, &lines[i]);
	buf_puts(canvas->out, "</ul></details>\n");
}

static enum kind
kind_of(const struct change_line *line)
{
	return change_line_first(line)->kind;
}

/* ==== months ==== */

static struct str
month_name(struct arena *arena, struct date first)
{
	return arena_printf(arena, "%s %d", date_month_name(first), first.year);
}

static struct str
month_id(struct arena *arena, struct date first)
{
	return arena_printf(arena, "wm:%04d-%02d", first.year, first.month);
}

static void
put_month(struct canvas *canvas, const struct change_month *month)
{
	size_t count = month->lines.count, shown = count, end;

	if (shown > LIMIT_CHANGES_MONTH)
		shown = LIMIT_CHANGES_MONTH;
	put_html(canvas, "<section class=\"month\">\n<h2 id=\"",
		 month_id(canvas->scratch, month->first), "\">");
	put_html(canvas, "", month_name(canvas->scratch, month->first), " <small>");
	put_count(canvas, count, "entry", "entries");
	buf_puts(canvas->out, "</small></h2>\n");
	for (size_t i = 0; i < shown; i = end) {
		const struct change_line *lines = &month->lines.items[i];

		for (end = i + 1;
		     end < shown && kind_of(&month->lines.items[end]) == kind_of(lines);)
			end++;
		put_html(canvas, "<h3>",
			 kind_label(canvas->scratch, canvas->site, kind_of(lines), end - i > 1),
			 "</h3>\n");
		put_lines(canvas, lines, end - i);
	}
	if (shown < count)
		buf_printf(canvas->out,
			   "<p>%zu more are not told here; <code>waymark log --since "
			   "%04d-%02d-01</code> tells all.</p>\n",
			   count - shown, month->first.year, month->first.month);
	buf_puts(canvas->out, "</section>\n");
}

static void
put_jumps(struct canvas *canvas, size_t first, size_t end)
{
	const struct change_months *months = canvas->site->months;

	if (end - first < 2)
		return;
	buf_puts(canvas->out, "<nav class=\"jumps\" aria-label=\"Months\"><ul>\n");
	for (size_t i = first; i < end; i++) {
		const struct change_month *month = &months->items[i];

		put_html(canvas, "<li><a href=\"#", month_id(canvas->scratch, month->first), "\">");
		put_html(canvas, "", month_name(canvas->scratch, month->first), "</a> <small>");
		buf_printf(canvas->out, "%zu</small></li>\n", month->lines.count);
	}
	buf_puts(canvas->out, "</ul></nav>\n");
}

static void
put_years(struct canvas *canvas, const struct change_year *current)
{
	const struct change_months *months = canvas->site->months;

	if (months->years.count == 0)
		return;
	buf_puts(canvas->out, "<nav class=\"jumps\" aria-label=\"Years\"><ul>\n<li>");
	put_link(canvas, canvas->site->views[VIEW_CHANGES], STR("Newest"));
	buf_puts(canvas->out, "</li>\n");
	for (size_t i = 0; i < months->years.count; i++) {
		const struct change_year *year = &months->years.items[i];

		buf_puts(canvas->out, "<li><a");
		put_href(canvas, year->address, STR_EMPTY);
		buf_printf(canvas->out, "%s>%d</a></li>\n",
			   year == current ? " aria-current=\"page\"" : "", year->year);
	}
	buf_puts(canvas->out, "</ul></nav>\n");
}

static void
put_cut(struct canvas *canvas)
{
	char text[11];

	if (!date_is_set(canvas->site->history->cut))
		return;
	date_format(canvas->site->history->cut, text);
	buf_printf(canvas->out,
		   "<p>What happened up to <time>%s</time> is not known here: the site was built "
		   "from a shallow clone.</p>\n",
		   text);
}

void
site_changes_page(const struct site *site, const struct output *output, struct arena *scratch,
		  struct buf *out)
{
	struct canvas canvas = { site, output->path, scratch, out, STR_EMPTY };
	const struct frame frame = view_frame(site, VIEW_CHANGES);
	size_t count = site->months->newest;

	site_begin(&canvas, &frame);
	put_view_title(&canvas, &frame);
	buf_puts(out, "<p class=\"sum\">What happened to the records of the "
		      "book, the newest first; of a text that only has other words nothing is "
		      "told. There is also ");
	put_link(&canvas, site->views[VIEW_FEED], STR("a feed"));
	buf_puts(out, ".</p>\n");
	put_cut(&canvas);
	put_quiet(&canvas);
	put_standings(&canvas, site->history);
	put_jumps(&canvas, 0, count);
	for (size_t i = 0; i < count; i++)
		put_month(&canvas, &site->months->items[i]);
	put_years(&canvas, NULL);
	site_end(&canvas, &frame);
}

void
site_changes_year(const struct site *site, const struct output *output, struct arena *scratch,
		  struct buf *out)
{
	const struct change_year *year = output->subject;
	struct canvas canvas = { site, output->path, scratch, out, STR_EMPTY };
	const struct frame frame = { .title = arena_printf(scratch, "Changes of %d", year->year),
				     .view = VIEW_CHANGES };

	site_begin(&canvas, &frame);
	put_html(&canvas, "<h1>", frame.title, "</h1>\n");
	put_years(&canvas, year);
	put_jumps(&canvas, year->first, year->end);
	for (size_t i = year->first; i < year->end; i++)
		put_month(&canvas, &site->months->items[i]);
	site_end(&canvas, &frame);
}
