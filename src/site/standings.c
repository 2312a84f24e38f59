/*
 * standings: how many stood in which state in the course of time, drawn as stacked bars.
 */
#include "site/changes.h"
#include "site/picture.h"

#define HEIGHT 180 /* of the highest bar */
#define STEPS_HEIGHT 60
#define LEFT 34 /* room for the scale */
#define RIGHT 170
#define TOP 10
#define BETWEEN 40 /* room for months, and for a line of words */

/* Whatever is counted by itself: the states, and what a period left open. */
#define LEFT_OPEN STATE_COUNT
#define LEVEL_COUNT (STATE_COUNT + 1)

/* What is settled lies at the bottom, so that what is open can be seen to shrink. */
static const int order[LEVEL_COUNT] = { STATE_DONE,   STATE_DROPPED, LEFT_OPEN,      STATE_ACTIVE,
					STATE_PAUSED, STATE_WANTED,  STATE_PROPOSED, STATE_NONE };

struct chart {
	const struct site_history *history;
	size_t highest, most_steps;
	double width; /* of one bar */
	bool used[LEVEL_COUNT];
};

static size_t
count_of(const struct site_standing *span, int level)
{
	return level == LEFT_OPEN ? span->left_open : span->states[level];
}

static const char *
level_name(int level)
{
	return level == LEFT_OPEN ? "unknown" : state_row((enum state)level)->name;
}

static const char *
level_word(int level)
{
	return level == LEFT_OPEN    ? "Outcome unknown"
	       : level == STATE_NONE ? "State not said"
				     : state_row((enum state)level)->word;
}

static struct chart
make_chart(const struct site_history *history)
{
	struct chart chart = { .history = history, .highest = 1 };

	for (size_t i = 0; i < history->standings.count; i++) {
		const struct site_standing *span = &history->standings.items[i];
		size_t sum = 0;

		for (int level = 0; level < LEVEL_COUNT; level++) {
			sum += count_of(span, level);
			chart.used[level] |= count_of(span, level) > 0;
		}
		chart.highest = sum > chart.highest ? sum : chart.highest;
		chart.most_steps = span->steps > chart.most_steps ? span->steps : chart.most_steps;
	}
	chart.width = 640.0 / (double)history->standings.count;
	chart.width = chart.width < 8 ? 8 : chart.width > 40 ? 40 : chart.width;
	return chart;
}

static struct str
span_name(struct arena *arena, const struct chart *chart, struct date first)
{
	if (chart->history->are_weeks)
		return arena_printf(arena, "%04d-%02d-%02d", first.year, first.month, first.day);
	return arena_printf(arena, "%04d-%02d", first.year, first.month);
}

static void
put_words(struct canvas *canvas, const char *class, double x, double y, struct str text)
{
	buf_printf(canvas->out, "<text class=\"%s\" x=\"%.1f\" y=\"%.1f\">", class, x, y);
	put_html(canvas, "", text, "</text>\n");
}

static double
x_of(const struct chart *chart, size_t index)
{
	return LEFT + (double)index * chart->width;
}

static void
put_scale(struct canvas *canvas, const struct chart *chart)
{
	double right = x_of(chart, chart->history->standings.count);

	for (size_t i = 0; i <= 2; i++) {
		double y = TOP + HEIGHT - HEIGHT * (double)i / 2;
		size_t value = chart->highest * i / 2;

		if (i == 1 && chart->highest % 2 != 0)
			continue;
		buf_printf(canvas->out, "<path class=\"tick\" d=\"M%d %.1fH%.1f\"/>", LEFT, y,
			   right);
		put_words(canvas, "said end", LEFT - 6, y + 4,
			  arena_printf(canvas->scratch, "%zu", value));
	}
}

/* The bar of one span; its tip says it in words. */
static void
put_bar(struct canvas *canvas, const struct chart *chart, size_t index)
{
	const struct site_standing *span = &chart->history->standings.items[index];
	double y = TOP + HEIGHT, scale = (double)HEIGHT / (double)chart->highest;

	put_html(canvas, "<g><title>", span_name(canvas->scratch, chart, span->first), "");
	for (size_t i = 0; i < LEVEL_COUNT; i++)
		if (count_of(span, order[i]) > 0)
			buf_printf(canvas->out, ", %zu %s", count_of(span, order[i]),
				   level_word(order[i]));
	buf_puts(canvas->out, "</title>");
	for (size_t i = 0; i < LEVEL_COUNT; i++) {
		double height = (double)count_of(span, order[i]) * scale;

		if (count_of(span, order[i]) == 0)
			continue;
		y -= height;
		buf_printf(canvas->out,
			   "<rect class=\"level %s\" x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" "
			   "height=\"%.1f\"/>",
			   level_name(order[i]), x_of(chart, index), y, chart->width, height);
	}
	buf_puts(canvas->out, "</g>\n");
}

/* Names of spans where there is room for them: Januaries, else every so many. */
static void
put_span_names(struct canvas *canvas, const struct chart *chart)
{
	size_t count = chart->history->standings.count;
	double last = -100, room = chart->history->are_weeks ? 90 : 64;

	for (size_t i = 0; i < count; i++) {
		struct date first = chart->history->standings.items[i].first;
		double x = x_of(chart, i);
		bool is_year = first.month == 1 && !chart->history->are_weeks;

		if (x - last < room || (count > 36 && !is_year && i > 0))
			continue;
		buf_printf(canvas->out, "<path class=\"tick\" d=\"M%.1f %dv6\"/>", x, TOP + HEIGHT);
		put_words(canvas, "said", x, TOP + HEIGHT + 20,
			  span_name(canvas->scratch, chart, first));
		last = x;
	}
}

/* Beside the last bar, each word at the level that it names, but apart from the one below. */
static void
put_legend(struct canvas *canvas, const struct chart *chart)
{
	size_t count = chart->history->standings.count;
	const struct site_standing *last = &chart->history->standings.items[count - 1];
	double x = x_of(chart, count) + 12, y = TOP + HEIGHT - 4;

	for (size_t i = 0; i < LEVEL_COUNT; i++) {
		if (!chart->used[order[i]])
			continue;
		buf_printf(canvas->out,
			   "<rect class=\"level %s\" x=\"%.1f\" y=\"%.1f\" width=\"12\" "
			   "height=\"12\"/>",
			   level_name(order[i]), x, y - 10);
		put_words(canvas, "said", x + 18, y,
			  arena_printf(canvas->scratch, "%zu %s", count_of(last, order[i]),
				       level_word(order[i])));
		y -= 20;
	}
}

/* Milestones: how many there were, and how many of them were done. */
static void
put_steps(struct canvas *canvas, const struct chart *chart)
{
	const struct site_history *history = chart->history;
	double bottom = TOP + HEIGHT + BETWEEN + STEPS_HEIGHT;
	double scale = (double)STEPS_HEIGHT / (double)chart->most_steps;
	size_t count = history->standings.count;
	const struct site_standing *last = &history->standings.items[count - 1];

	for (size_t i = 0; i < count; i++) {
		const struct site_standing *span = &history->standings.items[i];
		double all = (double)span->steps * scale, done = (double)span->steps_done * scale;

		put_html(canvas, "<g><title>", span_name(canvas->scratch, chart, span->first), "");
		buf_printf(canvas->out,
			   ", %zu of %zu milestones done</title><rect class=\"level none\" "
			   "x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\"/>"
			   "<rect class=\"level done\" x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" "
			   "height=\"%.1f\"/></g>\n",
			   span->steps_done, span->steps, x_of(chart, i), bottom - all,
			   chart->width, all, x_of(chart, i), bottom - done, chart->width, done);
	}
	buf_printf(canvas->out, "<path class=\"tick\" d=\"M%d %.1fH%.1f\"/>", LEFT, bottom,
		   x_of(chart, count));
	put_words(canvas, "said", x_of(chart, count) + 12, bottom - 20,
		  arena_printf(canvas->scratch, "%zu of %zu", last->steps_done, last->steps));
	put_words(canvas, "said", x_of(chart, count) + 12, bottom - 4, STR("milestones done"));
}

static void
put_table_row(struct canvas *canvas, const struct chart *chart, const struct site_standing *span)
{
	put_html(canvas, "<tr><th scope=\"row\">", span_name(canvas->scratch, chart, span->first),
		 "</th>");
	for (size_t i = 0; i < LEVEL_COUNT; i++)
		if (chart->used[order[i]])
			buf_printf(canvas->out, "<td>%zu</td>", count_of(span, order[i]));
	if (chart->most_steps > 0)
		buf_printf(canvas->out, "<td>%zu</td><td>%zu</td>", span->steps_done, span->steps);
	buf_puts(canvas->out, "</tr>\n");
}

static void
put_table(struct canvas *canvas, const struct chart *chart)
{
	const struct site_history *history = chart->history;

	buf_printf(canvas->out,
		   "<details><summary>The same as a table</summary>\n<div class=\"table\"><table>\n"
		   "<thead><tr><th scope=\"col\">%s</th>",
		   history->are_weeks ? "Week from" : "Month");
	for (size_t i = 0; i < LEVEL_COUNT; i++)
		if (chart->used[order[i]])
			put_html(canvas, "<th scope=\"col\">", str_from(level_word(order[i])),
				 "</th>");
	if (chart->most_steps > 0)
		buf_puts(canvas->out, "<th scope=\"col\">Milestones done</th>"
				      "<th scope=\"col\">Milestones</th>");
	buf_puts(canvas->out, "</tr></thead>\n<tbody>\n");
	for (size_t i = history->standings.count; i > 0; i--)
		put_table_row(canvas, chart, &history->standings.items[i - 1]);
	buf_puts(canvas->out, "</tbody></table></div>\n</details>\n");
}

/* Lists count these, too. */
static void
put_places_held(struct canvas *canvas, enum kind charted)
{
	const struct records *records = &canvas->site->model->by_kind[charted];
	const struct kind_row *kind = schema_kind(charted);
	size_t count = 0;

	for (size_t i = 0; i < records->count; i++)
		count += records->items[i]->placeholder;
	if (count == 0)
		return;
	buf_puts(canvas->out, "<p><small>");
	put_count(canvas, count, kind->name, kind->plural);
	buf_puts(canvas->out,
		 count == 1 ? " that only holds a place is not counted; the roadmap lists it."
			    : " that only hold a place are not counted; the roadmap lists "
			      "them.");
	buf_puts(canvas->out, "</small></p>\n");
}

void
put_standings(struct canvas *canvas, const struct site_history *history)
{
	struct str kind = str_from(schema_kind(history->charted)->plural);
	struct picture picture = { .class = "standings",
				   .description = STR("The table below says the same.") };
	struct chart chart;

	if (history->standings.count < 2)
		return;
	chart = make_chart(history);
	picture.title = arena_printf(canvas->scratch, "States of %.*s at the end of each %s",
				     STR_ARG(kind), history->are_weeks ? "week" : "month");
	picture.width = x_of(&chart, history->standings.count) + RIGHT;
	picture.height = TOP + HEIGHT + BETWEEN + (chart.most_steps > 0 ? STEPS_HEIGHT : 0);
	put_html(canvas, "<h2>", picture.title, "</h2>\n");
	picture_begin(canvas, &picture);
	put_scale(canvas, &chart);
	for (size_t i = 0; i < history->standings.count; i++)
		put_bar(canvas, &chart, i);
	put_span_names(canvas, &chart);
	put_legend(canvas, &chart);
	if (chart.most_steps > 0)
		put_steps(canvas, &chart);
	picture_end(canvas);
	put_places_held(canvas, history->charted);
	put_table(canvas, &chart);
}
