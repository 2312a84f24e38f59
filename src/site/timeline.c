/*
 * timeline: periods and dated steps in their order, as tables; timeline_picture.c draws them.
 */
#include "site/timeline.h"

#include "base/limits.h"
#include "base/vec.h"
#include "plan/due.h"
#include "plan/period.h"

bool
timeline_has_dates(const struct model *model)
{
	struct date first, last;

	for (size_t i = 0; i < model->records.count; i++) {
		const struct record *record = model->records.items[i];

		if (date_is_set(due_date(record, FIELD_DUE)) ||
		    date_is_set(due_date(record, FIELD_DONE)) ||
		    (record->kind == KIND_GOAL &&
		     period_span(record_text(record, FIELD_PERIOD), &first, &last)))
			return true;
	}
	return false;
}

static void
add_goal(struct arena *arena, struct timeline *timeline, const struct record *goal,
	 struct date today)
{
	struct timeline_period period = { .name = record_text(goal, FIELD_PERIOD) };
	size_t i = 0;

	if (!period_span(period.name, &period.first, &period.last))
		return;
	while (i < timeline->periods.count &&
	       !str_equal(timeline->periods.items[i].name, period.name))
		i++;
	if (i == timeline->periods.count)
		*VEC_PUSH(arena, &timeline->periods) = period;
	timeline->periods.items[i].goals++;
	if (period_left_open(goal, today))
		timeline->periods.items[i].left_open++;
	else
		timeline->periods.items[i].states[record_state(goal)]++;
}

static struct site_promise
promise_of(const struct site *site, const struct record *record)
{
	return site->history != NULL ? site->history->promises[record->order]
				     : (struct site_promise){ 0 };
}

struct timeline_step
timeline_step_of(const struct site *site, const struct record *record)
{
	struct timeline_step step = { .record = record,
				      .due = due_date(record, FIELD_DUE),
				      .done = due_date(record, FIELD_DONE),
				      .promised = promise_of(site, record).first };

	step.day = date_is_set(step.done) ? step.done : step.due;
	if (!date_is_set(step.promised))
		step.promised = step.due;
	return step;
}

static void
add_step(struct arena *arena, const struct site *site, struct timeline *timeline, uint32_t *lanes,
	 const struct record *record)
{
	struct timeline_step step = timeline_step_of(site, record);
	uint32_t *lane = &lanes[record->parent != NULL ? record->parent->order + 1 : 0];

	if (!date_is_set(step.day))
		return;
	if (*lane == 0) {
		VEC_PUSH(arena, &timeline->lanes)->work = record->parent;
		*lane = (uint32_t)timeline->lanes.count;
	}
	struct timeline_lane *into = &timeline->lanes.items[*lane - 1];

	into->steps = vec_grow(arena, into->steps, sizeof step, into->count + 1, &into->capacity);
	into->steps[into->count++] = step;
	timeline->step_count++;
}

static int
compare_steps(const void *left, const void *right)
{
	const struct timeline_step *a = left, *b = right;
	int days = date_compare(a->day, b->day);

	return days != 0                             ? days
	       : a->record->order < b->record->order ? -1
						     : a->record->order > b->record->order;
}

static int
compare_lanes(const void *left, const void *right)
{
	const struct timeline_lane *a = left, *b = right;

	return compare_steps(a->steps, b->steps);
}

static int
compare_periods(const void *left, const void *right)
{
	const struct timeline_period *a = left, *b = right;
	int days = date_compare(a->first, b->first);

	return days != 0 ? days : str_compare(a->name, b->name);
}

void
timeline_of(struct arena *arena, const struct site *site, struct timeline *ret_timeline)
{
	const struct records *records = &site->model->records;
	uint32_t *lanes = ARENA_ARRAY(arena, uint32_t, records->count + 1);

	*ret_timeline = (struct timeline){ 0 };
	for (size_t i = 0; i < records->count; i++) {
		if (records->items[i]->kind == KIND_GOAL)
			add_goal(arena, ret_timeline, records->items[i], site->today);
		add_step(arena, site, ret_timeline, lanes, records->items[i]);
	}
	for (size_t i = 0; i < ret_timeline->lanes.count; i++) {
		struct timeline_lane *lane = &ret_timeline->lanes.items[i];

		qsort(lane->steps, lane->count, sizeof *lane->steps, compare_steps);
	}
	if (ret_timeline->lanes.count > 1)
		qsort(ret_timeline->lanes.items, ret_timeline->lanes.count,
		      sizeof *ret_timeline->lanes.items, compare_lanes);
	if (ret_timeline->periods.count > 1)
		qsort(ret_timeline->periods.items, ret_timeline->periods.count,
		      sizeof *ret_timeline->periods.items, compare_periods);
}

bool
timeline_is_late(const struct timeline_step *step, struct date today)
{
	return !date_is_set(step->done) && due_is_over(step->record, today);
}

/* Where the beginning is cut off the first day that is known need not be the first. */
static bool
knows_promises(const struct site *site)
{
	return site->history != NULL && !date_is_set(site->history->cut);
}

/* "promised for 2026-01-01, moved twice"; empty: it was never due on another day. */
static struct str
promise_words(struct arena *arena, const struct site *site, const struct timeline_step *step)
{
	static const char *const times[] = { "", ", moved once", ", moved twice" };
	struct site_promise promise = promise_of(site, step->record);
	struct str words;
	char day[11];

	if (date_compare(step->promised, step->due) == 0 && promise.moves == 0)
		return STR_EMPTY;
	date_format(step->promised, day);
	if (!knows_promises(site))
		return arena_printf(arena, "moved from %s", day);
	words = arena_printf(arena, "promised for %s", day);
	return promise.moves < sizeof times / sizeof times[0]
		       ? arena_printf(arena, "%.*s%s", STR_ARG(words), times[promise.moves])
		       : arena_printf(arena, "%.*s, moved %zu times", STR_ARG(words),
				      promise.moves);
}

/* Of a step that is done, beside the day that was promised. */
static struct str
difference_words(struct arena *arena, const struct site *site, const struct timeline_step *step)
{
	bool is_sure = knows_promises(site);
	struct date day = is_sure ? step->promised : step->due;
	int days = date_to_days(step->done) - date_to_days(day);
	const char *late = is_sure ? "late" : "after due";
	const char *early = is_sure ? "early" : "before due";

	if (!date_is_set(day))
		return STR_EMPTY;
	if (days == 0)
		return STR("on the day");
	return arena_printf(arena, "%d day%s %s", abs(days), abs(days) == 1 ? "" : "s",
			    days > 0 ? late : early);
}

struct str
timeline_remark(struct arena *arena, const struct site *site, const struct timeline_step *step)
{
	struct str promise = promise_words(arena, site, step), words = STR_EMPTY;

	if (date_is_set(step->done))
		words = difference_words(arena, site, step);
	else if (timeline_is_late(step, site->today))
		words = STR("overdue");
	if (words.length == 0 || promise.length == 0)
		return words.length > 0 ? words : promise;
	return arena_printf(arena, "%.*s; %.*s", STR_ARG(words), STR_ARG(promise));
}

static void
put_day(struct canvas *canvas, const char *word, struct date day, const struct timeline_step *step)
{
	struct str remark = timeline_remark(canvas->scratch, canvas->site, step);
	bool is_late = timeline_is_late(step, canvas->site->today);
	char text[11];

	if (!date_is_set(day))
		return;
	date_format(day, text);
	buf_printf(canvas->out, " <small>%s %s", word, text);
	if (remark.length > 0)
		put_html(canvas, is_late ? ", <strong class=\"late\">" : ", ", remark,
			 is_late ? "</strong>" : "");
	buf_puts(canvas->out, "</small>");
}

void
put_due(struct canvas *canvas, const struct record *record)
{
	struct timeline_step step = timeline_step_of(canvas->site, record);

	step.done = (struct date){ 0 };
	put_day(canvas, "due", step.due, &step);
}

void
put_done(struct canvas *canvas, const struct record *record)
{
	struct timeline_step step = timeline_step_of(canvas->site, record);

	put_day(canvas, "done", step.done, &step);
}

static void
put_date(struct canvas *canvas, struct date date)
{
	char text[11];

	buf_puts(canvas->out, "<td>");
	if (date_is_set(date)) {
		date_format(date, text);
		buf_printf(canvas->out, "<time>%s</time>", text);
	}
	buf_puts(canvas->out, "</td>");
}

static void
put_period_row(struct canvas *canvas, const struct timeline_period *period,
	       const size_t totals[STATE_COUNT], size_t left_open)
{
	put_html(canvas, "<tr><th scope=\"row\">", period->name, "</th>");
	put_date(canvas, period->first);
	put_date(canvas, period->last);
	buf_printf(canvas->out, "<td>%zu</td>", period->goals);
	for (size_t state = 0; state < STATE_COUNT; state++)
		if (totals[state] > 0)
			buf_printf(canvas->out, "<td>%zu</td>", period->states[state]);
	if (left_open > 0)
		buf_printf(canvas->out, "<td>%zu</td>", period->left_open);
	buf_puts(canvas->out, "</tr>\n");
}

static void
put_periods(struct canvas *canvas, const struct timeline *timeline)
{
	size_t totals[STATE_COUNT] = { 0 }, left_open = 0;

	if (timeline->periods.count == 0)
		return;
	for (size_t i = 0; i < timeline->periods.count; i++) {
		left_open += timeline->periods.items[i].left_open;
		for (size_t state = 0; state < STATE_COUNT; state++)
			totals[state] += timeline->periods.items[i].states[state];
	}
	buf_puts(canvas->out, "<h2>Periods</h2>\n");
	if (timeline->periods.count <= LIMIT_PICTURE_NODES)
		put_timeline_periods(canvas, timeline);
	buf_puts(canvas->out,
		 "<div class=\"table\"><table>\n<thead><tr><th scope=\"col\">Period</th>"
		 "<th scope=\"col\">From</th><th scope=\"col\">To</th>"
		 "<th scope=\"col\">Goals</th>");
	for (size_t state = 0; state < STATE_COUNT; state++)
		if (totals[state] > 0)
			put_html(canvas, "<th scope=\"col\">",
				 str_from(state_row((enum state)state)->word), "</th>");
	buf_puts(canvas->out,
		 left_open > 0 ? "<th scope=\"col\">Outcome unknown</th></tr></thead>\n<tbody>\n"
			       : "</tr></thead>\n<tbody>\n");
	for (size_t i = 0; i < timeline->periods.count; i++)
		put_period_row(canvas, &timeline->periods.items[i], totals, left_open);
	buf_puts(canvas->out, "</tbody></table></div>\n");
}

static void
put_step_row(struct canvas *canvas, const struct timeline_lane *lane,
	     const struct timeline_step *step)
{
	buf_puts(canvas->out, "<tr><th scope=\"row\">");
	put_record_link(canvas, step->record);
	buf_puts(canvas->out, "</th><td>");
	if (lane->work != NULL)
		put_record_link(canvas, lane->work);
	buf_puts(canvas->out, "</td><td>");
	put_record_state(canvas, step->record);
	buf_puts(canvas->out, "</td>");
	put_date(canvas, step->due);
	put_date(canvas, step->done);
	put_html(canvas,
		 timeline_is_late(step, canvas->site->today) ? "<td class=\"late\">" : "<td>",
		 timeline_remark(canvas->scratch, canvas->site, step), "</td></tr>\n");
}

static void
put_steps(struct canvas *canvas, const struct timeline *timeline)
{
	if (timeline->step_count == 0)
		return;
	buf_puts(canvas->out, "<h2>Steps</h2>\n");
	if (timeline->step_count <= LIMIT_PICTURE_NODES)
		put_timeline_steps(canvas, timeline);
	else
		buf_printf(canvas->out,
			   "<p class=\"none\">The picture is left out: %zu steps are more than the "
			   "%d that can be drawn.</p>\n",
			   timeline->step_count, LIMIT_PICTURE_NODES);
	buf_puts(canvas->out, "<div class=\"table\"><table class=\"timeline stacks\">\n<thead><tr>"
			      "<th scope=\"col\">Step</th><th scope=\"col\">Part of</th>"
			      "<th scope=\"col\">State</th><th scope=\"col\">Due</th>"
			      "<th scope=\"col\">Done</th><th "
			      "scope=\"col\">Difference</th></tr></thead>\n<tbody>\n");
	for (size_t i = 0; i < timeline->lanes.count; i++)
		for (size_t k = 0; k < timeline->lanes.items[i].count; k++)
			put_step_row(canvas, &timeline->lanes.items[i],
				     &timeline->lanes.items[i].steps[k]);
	buf_puts(canvas->out, "</tbody></table></div>\n");
}

void
site_timeline(const struct site *site, const struct output *output, struct arena *scratch,
	      struct buf *out)
{
	struct canvas canvas = { site, output->path, scratch, out, STR_EMPTY };
	const struct frame frame = view_frame(site, VIEW_TIMELINE);
	struct timeline timeline;

	timeline_of(scratch, site, &timeline);
	site_begin(&canvas, &frame);
	put_view_title(&canvas, &frame);
	put_steps(&canvas, &timeline);
	put_periods(&canvas, &timeline);
	site_end(&canvas, &frame);
}
