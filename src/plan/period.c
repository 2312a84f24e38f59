/*
 * period: books that plan by years or parts of years.
 */
#include "plan/period.h"

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

/* "2025h1" < "2025h2" < "2026": bytewise is by time. */
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
