/*
 * timeline_picture: steps on an axis of days, row by row, and periods as a chain of arrows.
 */
#include "site/picture.h"
#include "site/timeline.h"

#define LABEL_WIDTH 250 /* left of the axis */
#define LABEL_COLUMNS 32
#define NOTE_WIDTH 220  /* right of a mark, at least */
#define NOTE_LETTER 6.5 /* of the words there */
#define ROW 28
#define AXIS 34 /* its height, above the rows */
#define MARK 6

#define ARROW_WIDTH 190
#define ARROW_POINT 16

/* Days as places. */
struct axis {
	int32_t first, last; /* days */
	double scale;        /* pixels a day */
	double height;
};

static struct date
month_start(struct date date, int months)
{
	int month = date.month - 1 + months, year = date.year + month / 12;

	return (struct date){ (int16_t)year, (uint8_t)(month % 12 + 1), 1 };
}

/* Whole months around all dates. */
static struct axis
make_axis(const struct timeline *timeline)
{
	struct date first = timeline->lanes.items[0].steps[0].day, last = first;
	struct axis axis = { .height = AXIS };
	int32_t months;

	for (size_t i = 0; i < timeline->lanes.count; i++) {
		const struct timeline_lane *lane = &timeline->lanes.items[i];

		axis.height += (double)(lane->count + 1) * ROW;
		for (size_t k = 0; k < lane->count; k++) {
			const struct date days[] = { lane->steps[k].day, lane->steps[k].promised };

			for (size_t d = 0; d < 2; d++) {
				if (!date_is_set(days[d]))
					continue;
				first = date_compare(days[d], first) < 0 ? days[d] : first;
				last = date_compare(days[d], last) > 0 ? days[d] : last;
			}
		}
	}
	axis.first = date_to_days(month_start(first, 0));
	axis.last = date_to_days(month_start(last, 1));
	months = (axis.last - axis.first + 15) / 30;
	axis.scale = (months < 8 ? 90 : months > 30 ? 24 : 720.0 / months) / 30;
	return axis;
}

static double
place_of(const struct axis *axis, struct date date)
{
	return LABEL_WIDTH + (date_to_days(date) - axis->first) * axis->scale;
}

static void
put_words(struct canvas *canvas, const char *class, double x, double y, struct str text)
{
	buf_printf(canvas->out, "<text class=\"%s\" x=\"%.1f\" y=\"%.1f\">", class, x, y);
	put_html(canvas, "", text, "</text>");
}

/* A line for each month, quarter or year, whatever has room for its name. */
static void
put_ticks(struct canvas *canvas, const struct axis *axis)
{
	struct date at = date_from_days(axis->first);
	int step = axis->scale * 30 >= 60 ? 1 : axis->scale * 30 >= 22 ? 3 : 12;

	for (; date_to_days(at) <= axis->last; at = month_start(at, 1)) {
		double x = place_of(axis, at);

		if ((at.month - 1) % step != 0)
			continue;
		buf_printf(canvas->out, "<path class=\"tick\" d=\"M%.1f %dV%.1f\"/>", x, AXIS - 10,
			   axis->height);
		put_words(canvas, "said", x + 3, 14,
			  arena_printf(canvas->scratch, "%04d-%02d", at.year, at.month));
		buf_putc(canvas->out, '\n');
	}
}

static void
put_today(struct canvas *canvas, const struct axis *axis)
{
	struct date today = canvas->site->today;
	double x;

	if (!date_is_set(today) || date_to_days(today) < axis->first ||
	    date_to_days(today) > axis->last)
		return;
	x = place_of(axis, today);
	buf_printf(canvas->out, "<path class=\"today\" d=\"M%.1f 20V%.1f\"/>", x, axis->height);
	put_words(canvas, "now", x + 3, 28, STR("today"));
	buf_putc(canvas->out, '\n');
}

static void
put_name(struct canvas *canvas, const struct record *record, const char *class, double y,
	 size_t columns)
{
	struct str address = record_address(canvas, record), line = STR_EMPTY;

	picture_lines(canvas->scratch, record->title, columns, &line, 1);
	buf_printf(canvas->out, "<%s", address.length > 0 ? "a" : "g");
	if (address.length > 0)
		put_href(canvas, address, canvas->site->record_anchors[record->order]);
	put_html(canvas, "><title>", record->title, "</title>");
	put_words(canvas, class, 0, y, line);
	buf_printf(canvas->out, "</%s>", address.length > 0 ? "a" : "g");
}

enum mark {
	MARK_DUE,     /* a diamond */
	MARK_DONE,    /* a filled circle */
	MARK_DROPPED, /* a cross */
};

/* A date of being done counts where the state says less. */
static enum mark
mark_of(const struct timeline_step *step)
{
	enum state state = record_state(step->record);

	return state == STATE_DONE || date_is_set(step->done) ? MARK_DONE
	       : state == STATE_DROPPED                       ? MARK_DROPPED
							      : MARK_DUE;
}

static void
put_mark(struct canvas *canvas, double x, double y, enum mark mark)
{
	if (mark == MARK_DROPPED)
		buf_printf(canvas->out,
			   "<path class=\"mark dropped\" d=\"M%.1f %.1fl%d %dm0 -%dl-%d %d\"/>",
			   x - MARK, y - MARK, 2 * MARK, 2 * MARK, 2 * MARK, 2 * MARK, 2 * MARK);
	else if (mark == MARK_DONE)
		buf_printf(canvas->out,
			   "<circle class=\"mark done\" cx=\"%.1f\" cy=\"%.1f\" r=\"%d\"/>", x, y,
			   MARK);
	else
		buf_printf(canvas->out,
			   "<path class=\"mark\" d=\"M%.1f %.1fl%d %dl-%d %dl-%d -%dz\"/>", x,
			   y - MARK, MARK, MARK, MARK, MARK, MARK, MARK);
}

static struct str
step_words(struct canvas *canvas, const struct timeline_step *step)
{
	struct str remark = timeline_remark(canvas->scratch, canvas->site, step);
	static const char *const words[] = { [MARK_DUE] = "due",
					     [MARK_DONE] = "done, was due",
					     [MARK_DROPPED] = "dropped, was due" };
	char day[11];

	date_format(step->day, day);
	return arena_printf(canvas->scratch, "%s %s%s%.*s",
			    date_is_set(step->done) ? "done" : words[mark_of(step)], day,
			    remark.length > 0 ? ", " : "", STR_ARG(remark));
}

/* What the longest note needs. */
static double
note_width(struct canvas *canvas, const struct timeline *timeline)
{
	double width = NOTE_WIDTH;

	for (size_t i = 0; i < timeline->lanes.count; i++) {
		const struct timeline_lane *lane = &timeline->lanes.items[i];

		for (size_t k = 0; k < lane->count; k++) {
			struct str words = step_words(canvas, &lane->steps[k]);
			double needed = 3 * MARK + NOTE_LETTER * (double)words.length;

			width = needed > width ? needed : width;
		}
	}
	return width;
}

static void
put_step(struct canvas *canvas, const struct axis *axis, const struct timeline_step *step, double y)
{
	double at = place_of(axis, step->day), end = at;

	put_name(canvas, step->record, "step", y + 4, LABEL_COLUMNS);
	if (date_is_set(step->promised) && date_compare(step->promised, step->day) != 0) {
		double promised = place_of(axis, step->promised);

		buf_printf(canvas->out, "<path class=\"slip\" d=\"M%.1f %.1fH%.1f\"/>", promised, y,
			   at);
		put_mark(canvas, promised, y, MARK_DUE);
		end = promised > end ? promised : end;
	}
	put_mark(canvas, at, y, mark_of(step));
	put_words(canvas, timeline_is_late(step, canvas->site->today) ? "said late" : "said",
		  end + MARK + 6, y + 4, step_words(canvas, step));
	buf_putc(canvas->out, '\n');
}

/* From a step down to the next one of the same work. */
static void
put_step_arrow(struct canvas *canvas, const struct axis *axis, const struct timeline_step *steps,
	       double y)
{
	double from = place_of(axis, steps[0].day), to = place_of(axis, steps[1].day);
	const struct layout_point points[] = {
		{ from, y + MARK },
		{ from, y + ROW / 2.0 },
		{ to, y + ROW / 2.0 - 6 },
		{ to, y + ROW - MARK - ARROW_HEAD + 1 },
	};

	put_arrow(canvas, points, 4, "");
}

void
put_timeline_steps(struct canvas *canvas, const struct timeline *timeline)
{
	struct axis axis = make_axis(timeline);
	double y = AXIS + ROW / 2.0;
	const struct picture picture = {
		.class = "timeline",
		.title = STR("Steps in time"),
		.description = STR("The table below says the same."),
		.width = LABEL_WIDTH + (axis.last - axis.first) * axis.scale +
			 note_width(canvas, timeline),
		.height = axis.height,
		.has_links = true,
	};

	buf_printf(
		canvas->out,
		"<p class=\"legend\">A diamond is the day on which a step is due, a filled circle "
		"a step "
		"that is done, a cross one that was dropped: on the day on which it was "
		"done, else on that on which it was due. A dotted line begins at the day that "
		"was %s. Arrows lead from step to step of the same work.</p>\n",
		canvas->site->history != NULL ? "promised first" : "due");
	picture_begin(canvas, &picture);
	put_ticks(canvas, &axis);
	put_today(canvas, &axis);
	for (size_t i = 0; i < timeline->lanes.count; i++) {
		const struct timeline_lane *lane = &timeline->lanes.items[i];

		if (lane->work != NULL)
			put_name(canvas, lane->work, "name", y + 4, LABEL_COLUMNS - 4);
		else
			put_words(canvas, "name", 0, y + 4, STR("Of no other work"));
		y += ROW;
		for (size_t k = 0; k < lane->count; k++, y += ROW) {
			if (k + 1 < lane->count)
				put_step_arrow(canvas, &axis, &lane->steps[k], y);
			put_step(canvas, &axis, &lane->steps[k], y);
		}
	}
	picture_end(canvas);
}

static size_t
count_states(const struct timeline *timeline)
{
	size_t most = 0;

	for (size_t i = 0; i < timeline->periods.count; i++) {
		size_t count = timeline->periods.items[i].left_open > 0;

		for (size_t state = 0; state < STATE_COUNT; state++)
			count += timeline->periods.items[i].states[state] > 0;
		most = count > most ? count : most;
	}
	return most;
}

/* "now", or nothing. */
static struct str
period_note(const struct canvas *canvas, const struct timeline_period *period)
{
	struct date today = canvas->site->today;

	return date_is_set(today) && date_compare(period->first, today) <= 0 &&
			       date_compare(today, period->last) <= 0
		       ? STR("now")
		       : STR_EMPTY;
}

static void
put_period_words(struct canvas *canvas, const struct timeline_period *period, double x)
{
	char first[11], last[11];
	double y = 26;

	date_format(period->first, first);
	date_format(period->last, last);
	put_words(canvas, "name", x, y, period->name);
	if (period_note(canvas, period).length > 0)
		put_words(canvas, "now", x + 90, y, STR("now"));
	put_words(canvas, "said", x, y += 20,
		  arena_printf(canvas->scratch, "%s to %s", first, last));
	put_words(canvas, "said", x, y += 20,
		  arena_printf(canvas->scratch, "%zu goal%s", period->goals,
			       period->goals == 1 ? "" : "s"));
	for (size_t state = 0; state < STATE_COUNT; state++) {
		if (period->states[state] == 0)
			continue;
		put_words(canvas, "said", x, y += 18,
			  arena_printf(
				  canvas->scratch, "%.*s %zu %s",
				  STR_ARG(model_state_sign(canvas->site->model, (enum state)state)),
				  period->states[state], state_row((enum state)state)->word));
	}
	if (period->left_open > 0)
		put_words(
			canvas, "said", x, y + 18,
			arena_printf(canvas->scratch, "? %zu Outcome unknown", period->left_open));
}

void
put_timeline_periods(struct canvas *canvas, const struct timeline *timeline)
{
	double height = 78 + 18 * (double)count_states(timeline);
	const struct picture picture = {
		.class = "periods",
		.title = STR("Periods, the earliest first"),
		.description = STR("The table below says the same."),
		.width = (double)timeline->periods.count * (ARROW_WIDTH + 4) + ARROW_POINT,
		.height = height,
	};

	picture_begin(canvas, &picture);
	for (size_t i = 0; i < timeline->periods.count; i++) {
		const struct timeline_period *period = &timeline->periods.items[i];
		double x = (double)i * (ARROW_WIDTH + 4);

		buf_printf(canvas->out,
			   "<g class=\"period%s\"><path class=\"shape\" d=\"M%.1f 0h%dl%d %.1fl-%d "
			   "%.1fh-%dl%d -%.1fz\"/>",
			   period_note(canvas, period).length > 0 ? " current" : "", x, ARROW_WIDTH,
			   ARROW_POINT, height / 2, ARROW_POINT, height / 2, ARROW_WIDTH,
			   ARROW_POINT, height / 2);
		put_period_words(canvas, period, x + ARROW_POINT + 10);
		buf_puts(canvas->out, "</g>\n");
	}
	picture_end(canvas);
}
