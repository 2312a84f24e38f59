/* changes_states: the states of records at the end of each month, from the events that led there. */
#include "cmd/changes.h"

#include "plan/period.h"

#define WEEKS_MOST 27 /* a longer time is counted by months */
#define SPANS_MOST 240
#define DEEPEST 64 /* work in work */

struct standing {
	enum kind kind;
	enum state state;
	struct str period; /* that it says itself */
	uint32_t parent;   /* life; 0: none */
	bool is_there;
};

/* Follows what the event says of its record. */
static void
follow(struct standing *standing, const struct event *event)
{
	bool comes = event->kind == EVENT_ADDED || event->kind == EVENT_SPLIT;

	standing->kind = event->record_kind;
	standing->period = event->period;
	standing->parent = event->parent_life;
	standing->is_there = event->kind != EVENT_REMOVED && event->kind != EVENT_MERGED;
	if ((comes || event->field == FIELD_STATE) && !state_parse(event->after, &standing->state))
		standing->state = STATE_NONE;
}

/* As plan/period.h has it of records. */
static struct str
find_period(const struct standing *standings, uint32_t life)
{
	for (size_t depth = 0; life != 0 && depth < DEEPEST; depth++) {
		if (standings[life].period.length > 0)
			return standings[life].period;
		life = standings[life].parent;
	}
	return STR_EMPTY;
}

/* The roadmap of that day counts alike. */
static void
count_all(const struct standing *standings, uint32_t lives, enum kind charted, struct date day,
	  struct site_standing *span)
{
	for (uint32_t i = 1; i <= lives; i++) {
		const struct standing *standing = &standings[i];

		if (!standing->is_there)
			continue;
		if (standing->kind == charted &&
		    period_leaves_open(find_period(standings, i), standing->state, day))
			span->left_open++;
		else if (standing->kind == charted)
			span->states[standing->state]++;
		if (standing->kind == KIND_MILESTONE &&
		    !period_is_over(find_period(standings, i), day)) {
			span->steps++;
			span->steps_done += standing->state == STATE_DONE;
		}
	}
}

/* The first day of the span that the day is in; weeks begin on Monday. */
static struct date
span_of(struct date day, bool are_weeks)
{
	if (are_weeks) {
		int32_t days = date_to_days(day);

		return date_from_days(days - ((days + 3) % 7 + 7) % 7);
	}
	day.day = 1;
	return day;
}

static struct date
span_after(struct date first, bool are_weeks)
{
	return span_of(date_from_days(date_to_days(first) + (are_weeks ? 7 : 31)), are_weeks);
}

/* Whether there was ever one of these that was charted. */
static bool
has_charted(const struct standing *standings, uint32_t lives, enum kind charted)
{
	for (uint32_t i = 1; i <= lives; i++)
		if (standings[i].is_there && standings[i].kind == charted)
			return true;
	return false;
}

struct charting {
	struct arena *arena;
	struct site_history *history;
	struct standing *standings; /* by life */
	uint32_t lives;
	struct date today; /* no period is over before it is */
};

/* From `first` to the day before `end`. */
static void
add_span(struct charting *charting, struct date first, struct date end)
{
	struct site_history *history = charting->history;
	struct date day = date_from_days(date_to_days(end) - 1);
	struct site_standing *span;

	/* Nothing was planned yet. */
	if (history->standings.count == 0 &&
	    !has_charted(charting->standings, charting->lives, history->charted))
		return;
	if (date_compare(charting->today, day) < 0)
		day = charting->today;
	span = VEC_PUSH(charting->arena, &history->standings);
	span->first = first;
	count_all(charting->standings, charting->lives, history->charted, day, span);
}

/* What happened before `end`, from the item `next` on. */
static size_t
follow_until(struct charting *charting, const struct chronicle *chronicle, size_t next,
	     struct date end)
{
	for (; next < chronicle->count; next++) {
		const struct chronicle_item *item = &chronicle->items[next];

		if (date_compare(item->day, end) >= 0)
			break;
		for (size_t i = 0; i < item->events.count; i++)
			follow(&charting->standings[item->events.items[i].life],
			       &item->events.items[i]);
	}
	return next;
}

void
changes_count_states(struct arena *arena, const struct past *past, const struct model *model,
		     struct date today, struct site_history *history)
{
	const struct chronicle *chronicle = &past->chronicle;
	struct charting charting = {
		.arena = arena,
		.history = history,
		.standings = ARENA_ARRAY(arena, struct standing, past->lives.count + 1),
		.lives = past->lives.count,
		.today = today,
	};
	struct date first, last, at;
	size_t next = 0;

	history->charted = model->by_kind[KIND_INITIATIVE].count > 0 ? KIND_INITIATIVE : KIND_GOAL;
	if (past->is_shallow || chronicle->count == 0)
		return;
	first = chronicle->items[0].day;
	last = chronicle->items[chronicle->count - 1].day;
	/* Where nothing changes for years the bars say so. */
	last = date_compare(last, today) < 0 ? today : last;
	history->are_weeks = date_to_days(last) - date_to_days(first) < 7 * WEEKS_MOST;
	for (at = span_of(first, history->are_weeks); date_compare(at, last) <= 0;) {
		struct date end = span_after(at, history->are_weeks);

		next = follow_until(&charting, chronicle, next, end);
		add_span(&charting, at, end);
		at = end;
	}
	if (history->standings.count > SPANS_MOST) {
		history->standings.items += history->standings.count - SPANS_MOST;
		history->standings.count = SPANS_MOST;
	}
}
