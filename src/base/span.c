/* span: each form is a row that is tried. */
#include "base/span.h"

#define WORDS_MOST 3
#define COUNT_MOST 1000000

enum unit { UNIT_DAY, UNIT_WEEK, UNIT_MONTH, UNIT_YEAR, UNIT_COUNT };

static const char *const units[UNIT_COUNT] = { "day", "week", "month", "year" };

struct words {
	struct str items[WORDS_MOST];
	size_t count;
};

static const struct date earliest = { 1, 1, 1 }, latest = { 9999, 12, 31 };

/* ==== arithmetic ==== */

static bool
set_days(int64_t first, int64_t last, struct span *ret_span)
{
	if (first < date_to_days(earliest) || last > date_to_days(latest))
		return false;
	ret_span->first = date_from_days((int32_t)first);
	ret_span->last = date_from_days((int32_t)last);
	return true;
}

/* Months are numbered from January of the year 0. */
static bool
set_months(int64_t first, int64_t count, struct span *ret_span)
{
	int64_t behind = first + count;

	if (first < 12 || behind > 12 * 10000)
		return false;
	ret_span->first = (struct date){ (int16_t)(first / 12), (uint8_t)(first % 12 + 1), 1 };
	ret_span->last = latest;
	if (behind < 12 * 10000)
		ret_span->last = date_from_days(
			date_to_days((struct date){ (int16_t)(behind / 12),
						    (uint8_t)(behind % 12 + 1), 1 }) -
			1);
	return true;
}

static int64_t
month_number(struct date date)
{
	return (int64_t)date.year * 12 + date.month - 1;
}

/* ==== words ==== */

static bool
is_space(char byte)
{
	return byte == ' ' || byte == '.' || byte == '\t';
}

/* False: there are more than anything here has. */
static bool
cut_words(struct str text, struct words *ret_words)
{
	size_t at = 0;

	*ret_words = (struct words){ .count = 0 };
	for (;;) {
		size_t start;

		while (at < text.length && is_space(text.data[at]))
			at++;
		if (at == text.length)
			return true;
		if (ret_words->count == WORDS_MOST)
			return false;
		for (start = at; at < text.length && !is_space(text.data[at]);)
			at++;
		ret_words->items[ret_words->count++] = str_slice(text, start, at);
	}
}

static bool
is_word(const struct words *words, size_t index, const char *word)
{
	return index < words->count && str_equal_fold(words->items[index], str_from(word));
}

/* "week" or "weeks" */
static bool
read_unit(struct str word, enum unit *ret_unit)
{
	for (int unit = 0; unit < UNIT_COUNT; unit++) {
		struct str name = str_from(units[unit]);
		bool is_plural = word.length == name.length + 1 &&
				 (word.data[name.length] == 's' || word.data[name.length] == 'S');

		*ret_unit = (enum unit)unit;
		if (str_equal_fold(str_slice(word, 0, word.length - is_plural), name))
			return true;
	}
	return false;
}

/* ==== forms ==== */

static bool
read_date(const struct words *words, struct date today, struct span *ret_span)
{
	(void)today;
	if (words->count != 1 || !date_parse(words->items[0], &ret_span->first))
		return false;
	ret_span->last = ret_span->first;
	return true;
}

/* "2022-02" and "2022" */
static bool
read_month_or_year(const struct words *words, struct date today, struct span *ret_span)
{
	struct str text = words->count == 1 ? words->items[0] : STR_EMPTY;
	int64_t year, month = 1;
	bool has_month = text.length == 7 && text.data[4] == '-';

	(void)today;
	for (size_t i = 0; i < text.length; i++)
		if (i != 4 && (text.data[i] < '0' || text.data[i] > '9'))
			return false;
	if ((text.length != 4 && !has_month) || !str_to_number(str_slice(text, 0, 4), &year) ||
	    (has_month && !str_to_number(str_from_offset(text, 5), &month)))
		return false;
	if (month < 1 || month > 12)
		return false;
	return set_months(year * 12 + month - 1, has_month ? 1 : 12, ret_span);
}

static bool
read_day(const struct words *words, struct date today, struct span *ret_span)
{
	int64_t day = date_to_days(today) - is_word(words, 0, "yesterday");

	return words->count == 1 &&
	       (is_word(words, 0, "today") || is_word(words, 0, "yesterday")) &&
	       set_days(day, day, ret_span);
}

/* The same day of another month, or its last one. */
static bool
set_day_of_month(int64_t month, uint8_t day, struct span *ret_span)
{
	if (!set_months(month, 1, ret_span))
		return false;
	if (day < ret_span->last.day)
		ret_span->last.day = day;
	ret_span->first = ret_span->last;
	return true;
}

static bool
read_ago(const struct words *words, struct date today, struct span *ret_span)
{
	int64_t count = 1;
	enum unit unit;

	if (!is_word(words, 2, "ago") || !read_unit(words->items[1], &unit))
		return false;
	if (!is_word(words, 0, "a") && !str_to_number(words->items[0], &count))
		return false;
	if (count < 0 || count > COUNT_MOST)
		return false;
	switch (unit) {
	case UNIT_DAY:
	case UNIT_WEEK:
		count = date_to_days(today) - count * (unit == UNIT_WEEK ? 7 : 1);
		return set_days(count, count, ret_span);
	case UNIT_MONTH:
	case UNIT_YEAR:
	case UNIT_COUNT:
		break;
	}
	return set_day_of_month(month_number(today) - count * (unit == UNIT_YEAR ? 12 : 1),
				today.day, ret_span);
}

/* "this week", "last month" */
static bool
read_whole(const struct words *words, struct date today, struct span *ret_span)
{
	int64_t back = is_word(words, 0, "last"), day = date_to_days(today);
	enum unit unit;

	if (words->count != 2 || (!back && !is_word(words, 0, "this")) ||
	    !read_unit(words->items[1], &unit))
		return false;
	/* 1970-01-01 was a Thursday. */
	day -= ((day + 3) % 7 + 7) % 7 + 7 * back;
	switch (unit) {
	case UNIT_WEEK:
		return set_days(day, day + 6, ret_span);
	case UNIT_MONTH:
		return set_months(month_number(today) - back, 1, ret_span);
	case UNIT_YEAR:
		return set_months((today.year - back) * 12, 12, ret_span);
	case UNIT_DAY:
	case UNIT_COUNT:
		break;
	}
	return false;
}

bool
span_parse(struct str text, struct date today, struct span *ret_span)
{
	static bool (*const forms[])(const struct words *words, struct date today,
				     struct span *ret_span) = { read_date, read_month_or_year,
								read_day, read_ago, read_whole };
	struct words words;

	if (!cut_words(text, &words))
		return false;
	for (size_t i = 0; i < sizeof forms / sizeof forms[0]; i++)
		if (forms[i](&words, today, ret_span))
			return true;
	return false;
}
