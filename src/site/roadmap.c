/*
 * roadmap: goals and initiatives, with where each stands.
 */
#include "site/parts.h"

#include "base/vec.h"

static void
put_work_row(struct canvas *canvas, const struct record *record, const char *class)
{
	buf_printf(canvas->out, "<tr class=\"%s\"><td>", class);
	put_record_link(canvas, record);
	buf_puts(canvas->out, "</td><td>");
	put_state(canvas, record_state(record));
	buf_puts(canvas->out, "</td><td class=\"progress\">");
	put_progress(canvas, record);
	buf_puts(canvas->out, "</td><td>");
	put_people(canvas, record, FIELD_OWNER);
	buf_puts(canvas->out, "</td></tr>\n");
}

static void
put_work_head(struct canvas *canvas)
{
	buf_puts(canvas->out, "<div class=\"table\"><table class=\"roadmap\">\n<thead><tr>"
			      "<th>Goal, initiative</th><th>State</th><th>Progress</th>"
			      "<th>Owner</th></tr></thead>\n<tbody>\n");
}

static void
put_goal(struct canvas *canvas, const struct record *goal)
{
	put_work_row(canvas, goal, "goal");
	for (size_t i = 0; i < goal->children.count; i++)
		if (goal->children.items[i]->kind == KIND_INITIATIVE)
			put_work_row(canvas, goal->children.items[i], "initiative");
}

static void
add_period(struct arena *arena, struct strs *periods, struct str period)
{
	for (size_t i = 0; i < periods->count; i++)
		if (str_equal(periods->items[i], period))
			return;
	*VEC_PUSH(arena, periods) = period;
}

static int
compare_latest_first(const void *left, const void *right)
{
	const struct str *a = left, *b = right;

	return str_compare(*b, *a);
}

/* Goals of a period under its name, the latest first; "" when the book has no periods. */
static void
put_period(struct canvas *canvas, struct str period)
{
	const struct records *goals = &canvas->site->model->by_kind[KIND_GOAL];

	if (period.length > 0)
		put_html(canvas, "<h2>", period, "</h2>\n");
	put_work_head(canvas);
	for (size_t i = 0; i < goals->count; i++)
		if (str_equal(record_text(goals->items[i], FIELD_PERIOD), period))
			put_goal(canvas, goals->items[i]);
	buf_puts(canvas->out, "</tbody></table></div>\n");
}

static void
put_homeless_initiatives(struct canvas *canvas)
{
	const struct records *initiatives = &canvas->site->model->by_kind[KIND_INITIATIVE];
	bool begun = false;

	for (size_t i = 0; i < initiatives->count; i++) {
		if (initiatives->items[i]->parent != NULL)
			continue;
		if (!begun) {
			buf_puts(canvas->out, "<h2>Initiatives without a goal</h2>\n");
			put_work_head(canvas);
		}
		begun = true;
		put_work_row(canvas, initiatives->items[i], "initiative");
	}
	if (begun)
		buf_puts(canvas->out, "</tbody></table></div>\n");
}

void
site_roadmap(const struct site *site, const struct output *output, struct arena *scratch,
	     struct buf *out)
{
	const struct records *goals = &site->model->by_kind[KIND_GOAL];
	struct canvas canvas = { site, output->path, scratch, out };
	const struct frame frame = { .title = STR("Roadmap"), .view = VIEW_ROADMAP };
	struct strs periods = { 0 };

	for (size_t i = 0; i < goals->count; i++)
		add_period(scratch, &periods, record_text(goals->items[i], FIELD_PERIOD));
	if (periods.count > 1)
		qsort(periods.items, periods.count, sizeof *periods.items, compare_latest_first);
	site_begin(&canvas, &frame);
	buf_puts(out, "<h1>Roadmap</h1>\n");
	for (size_t i = 0; i < periods.count; i++)
		put_period(&canvas, periods.items[i]);
	put_homeless_initiatives(&canvas);
	site_end(&canvas, &frame);
}
