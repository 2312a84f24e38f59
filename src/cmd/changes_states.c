/* changes_states: the states of records at the end of each month, from the events that led there. */
#include "cmd/changes.h"

#define WEEKS_MOST 27 /* a longer time is counted by months */
#define SPANS_MOST 240

struct standing {
	enum kind kind;
	enum state state;
	bool is_there;
};

/* Follows what the event says of its record. */
static void
follow(struct standing *standing, const struct event *event)
{
	bool comes = event->kind == EVENT_ADDED || event->kind == EVENT_SPLIT;

	standing->kind = event->record_kind;
	standing->is_there = event->kind != EVENT_REMOVED && event->kind != EVENT_MERGED;
	if ((comes || event->field == FIELD_STATE) && !state_parse(event->after, &standing->state))
		standing->state = STATE_NONE;
}

static void
count_all(const struct standing *standings, uint32_t lives, enum kind charted,
	  struct site_standing *span)
{
	for (uint32_t i = 1; i <= lives; i++) {
		const struct standing *standing = &standings[i];

		if (!standing->is_there)
			continue;
		if (standing->kind == charted)
			span->states[standing->state]++;
		if (standing->kind == KIND_MILESTONE) {
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

static void
add_span(struct arena *arena, struct site_history *history, struct date first,
	 const struct standing *standings, uint32_t lives)
{
	struct site_standing *span;

	/* Nothing was planned yet. */
	if (history->standings.count == 0 && !has_charted(standings, lives, history->charted))
		return;
	span = VEC_PUSH(arena, &history->standings);
	span->first = first;
	count_all(standings, lives, history->charted, span);
}

void
changes_count_states(struct arena *arena, const struct past *past, const struct model *model,
		     struct site_history *history)
{
	const struct chronicle *chronicle = &past->chronicle;
	uint32_t lives = past->lives.count;
	struct standing *standings = ARENA_ARRAY(arena, struct standing, lives + 1);
	struct date first, last, at;
	size_t next = 0;

	history->charted = model->by_kind[KIND_INITIATIVE].count > 0 ? KIND_INITIATIVE : KIND_GOAL;
	if (past->is_shallow || chronicle->count == 0)
		return;
	first = changes_day(chronicle->items[0].revision.time);
	last = changes_day(chronicle->items[chronicle->count - 1].revision.time);
	history->are_weeks = date_to_days(last) - date_to_days(first) < 7 * WEEKS_MOST;
	for (at = span_of(first, history->are_weeks); date_compare(at, last) <= 0;) {
		struct date end = span_after(at, history->are_weeks);

		for (; next < chronicle->count &&
		       date_compare(changes_day(chronicle->items[next].revision.time), end) < 0;
		     next++)
			for (size_t i = 0; i < chronicle->items[next].events.count; i++) {
				const struct event *event = &chronicle->items[next].events.items[i];

				follow(&standings[event->life], event);
			}
		add_span(arena, history, at, standings, lives);
		at = end;
	}
	if (history->standings.count > SPANS_MOST) {
		history->standings.items += history->standings.count - SPANS_MOST;
		history->standings.count = SPANS_MOST;
	}
}
