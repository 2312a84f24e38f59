/*
 * period: books that plan by years or parts of years.
 */
#include "plan/period.h"

#define SHOWN 8 /* periods that a message names */

/* What a period's name may have behind its year, and how long such a part is. */
static const struct {
	char sign;
	int months;
} parts[] = { { 'h', 6 }, { 'H', 6 }, { 'q', 3 }, { 'Q', 3 }, { '-', 1 } };

/* "h2" -> 6 months, the last of which is the twelfth; "" is the whole year; false for other texts. */
static bool
read_part(struct str part, int *ret_months, int *ret_last)
{
	int64_t number;

	*ret_months = *ret_last = 12;
	if (part.length == 0)
		return true;
	for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++) {
		if (part.data[0] != parts[i].sign ||
		    !str_to_number(str_from_offset(part, 1), &number) || number < 1 ||
		    number > 12 / parts[i].months)
			continue;
		*ret_months = parts[i].months;
		*ret_last = (int)number * parts[i].months;
		return true;
	}
	return false;
}

bool
period_span(struct str period, struct date *ret_first, struct date *ret_last)
{
	struct date after = { .day = 1 };
	int months, last;
	int64_t year;

	if (period.length < 4 || !str_to_number(str_slice(period, 0, 4), &year) || year < 1 ||
	    !read_part(str_from_offset(period, 4), &months, &last))
		return false;
	*ret_first = (struct date){ (int16_t)year, (uint8_t)(last - months + 1), 1 };
	after.year = (int16_t)(year + last / 12);
	after.month = (uint8_t)(last % 12 + 1);
	*ret_last = date_from_days(date_to_days(after) - 1);
	return true;
}

bool
period_is_over(struct str period, struct date today)
{
	struct date first, last;

	return date_is_set(today) && period_span(period, &first, &last) &&
	       date_compare(last, today) < 0;
}

bool
period_is_now(struct str period, struct date today)
{
	struct date first, last;

	return date_is_set(today) && period_span(period, &first, &last) &&
	       date_compare(first, today) <= 0 && date_compare(today, last) <= 0;
}

struct str
period_of(const struct record *record)
{
	struct str period = STR_EMPTY;

	for (; record != NULL && period.length == 0; record = record->parent)
		period = record_text(record, FIELD_PERIOD);
	return period;
}

static int
compare_latest_first(const void *left, const void *right)
{
	return str_compare(*(const struct str *)right, *(const struct str *)left);
}

/* "2025h1" < "2025h2" < "2026": bytewise is by time. */
void
period_list(struct arena *arena, const struct model *model, struct strs *ret_periods)
{
	const struct records *goals = &model->by_kind[KIND_GOAL];
	struct map seen = { 0 };

	*ret_periods = (struct strs){ 0 };
	for (size_t i = 0; i < goals->count; i++) {
		struct str period = record_text(goals->items[i], FIELD_PERIOD);
		void **slot;

		if (period.length == 0)
			continue;
		slot = map_put(arena, &seen, period);
		if (*slot == NULL)
			*VEC_PUSH(arena, ret_periods) = period;
		*slot = goals->items[i];
	}
	if (ret_periods->count > 0)
		qsort(ret_periods->items, ret_periods->count, sizeof(struct str),
		      compare_latest_first);
}

bool
period_is_all(struct str period)
{
	return str_equal_fold(period, STR("all"));
}

bool
period_find(const struct strs *periods, struct str wanted, struct str *ret_period,
	    struct diags *diags)
{
	struct str known = STR_EMPTY;

	for (size_t i = 0; i < periods->count; i++) {
		*ret_period = periods->items[i];
		if (str_equal_fold(*ret_period, wanted))
			return true;
		if (i < SHOWN)
			known = arena_printf(diags->arena, "%.*s%s%.*s", STR_ARG(known),
					     i > 0 ? ", " : "", STR_ARG(*ret_period));
	}
	if (periods->count == 0)
		return diag_fail(diags, place_file(STR_EMPTY), "this book has no periods");
	return diag_fail(diags, place_file(STR_EMPTY),
			 "this book has no period \"%.*s\"; it has %.*s%s", STR_ARG(wanted),
			 STR_ARG(known), periods->count > SHOWN ? ", …" : "");
}

struct str
period_current(const struct model *model, struct date today)
{
	const struct records *goals = &model->by_kind[KIND_GOAL];
	struct str latest = STR_EMPTY, now = STR_EMPTY;

	for (size_t i = 0; i < goals->count; i++) {
		struct str period = record_text(goals->items[i], FIELD_PERIOD);

		if (str_compare(period, latest) > 0)
			latest = period;
		if (period_is_now(period, today) && str_compare(period, now) > 0)
			now = period;
	}
	return now.length > 0 ? now : latest;
}

bool
period_leaves_open(struct str period, enum state state, struct date today)
{
	return state != STATE_DONE && state != STATE_DROPPED && period_is_over(period, today);
}

bool
period_left_open(const struct record *record, struct date today)
{
	return period_leaves_open(period_of(record), record_state(record), today);
}

struct told
period_told(const struct model *model, const struct record *record, struct date today)
{
	enum state state = record_state(record);

	if (period_left_open(record, today))
		return PERIOD_UNKNOWN;
	return (struct told){ str_from(state_row(state)->name), str_from(state_row(state)->word),
			      model_state_sign(model, state) };
}
