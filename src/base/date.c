/*
 * date: the calendar as arithmetic, after Howard Hinnant's days_from_civil: years begin in March,
 * so that the leap day is the last, and 400 years (an era) have 146097 days.
 */
#include "base/date.h"

#include <stdio.h>

#define DAYS_PER_ERA 146097
#define DAYS_TO_1970 719468 /* from 0000-03-01 */

static int
days_in_month(int year, int month)
{
	static const uint8_t days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
	bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);

	return days[month - 1] + (month == 2 && leap);
}

static bool
parse_digits(struct str s, int *ret_number)
{
	*ret_number = 0;
	for (size_t i = 0; i < s.length; i++) {
		if (s.data[i] < '0' || s.data[i] > '9')
			return false;
		*ret_number = *ret_number * 10 + (s.data[i] - '0');
	}
	return true;
}

bool
date_parse(struct str s, struct date *ret_date)
{
	int year, month, day;

	if (s.length != 10 || s.data[4] != '-' || s.data[7] != '-' ||
	    !parse_digits(str_slice(s, 0, 4), &year) || !parse_digits(str_slice(s, 5, 7), &month) ||
	    !parse_digits(str_slice(s, 8, 10), &day))
		return false;
	if (year < 1 || month < 1 || month > 12 || day < 1 || day > days_in_month(year, month))
		return false;
	*ret_date = (struct date){ (int16_t)year, (uint8_t)month, (uint8_t)day };
	return true;
}

void
date_format(struct date date, char ret_text[11])
{
	unsigned year = (unsigned)date.year % 10000, month = date.month % 100u;

	snprintf(ret_text, 11, "%04u-%02u-%02u", year, month, date.day % 100u);
}

const char *
date_month_name(struct date date)
{
	static const char *const names[] = { "January",   "February", "March",    "April",
					     "May",       "June",     "July",     "August",
					     "September", "October",  "November", "December" };

	return names[date.month - 1];
}

int32_t
date_to_days(struct date date)
{
	int32_t year = date.month <= 2 ? date.year - 1 : date.year;
	int32_t era = (year >= 0 ? year : year - 399) / 400;
	int32_t year_of_era = year - era * 400;
	int32_t day_of_year = (153 * ((date.month + 9) % 12) + 2) / 5 + date.day - 1;
	int32_t day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;

	return era * DAYS_PER_ERA + day_of_era - DAYS_TO_1970;
}

struct date
date_from_days(int32_t days)
{
	int32_t shifted = days + DAYS_TO_1970;
	int32_t era = (shifted >= 0 ? shifted : shifted - (DAYS_PER_ERA - 1)) / DAYS_PER_ERA;
	int32_t day_of_era = shifted - era * DAYS_PER_ERA;
	int32_t year_of_era =
		(day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
	int32_t day_of_year =
		day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
	int32_t month_from_march = (5 * day_of_year + 2) / 153;
	int32_t day = day_of_year - (153 * month_from_march + 2) / 5 + 1;
	int32_t month = month_from_march < 10 ? month_from_march + 3 : month_from_march - 9;
	int32_t year = era * 400 + year_of_era + (month <= 2);

	return (struct date){ (int16_t)year, (uint8_t)month, (uint8_t)day };
}

int
date_compare(struct date a, struct date b)
{
	int32_t left = (a.year * 16 + a.month) * 32 + a.day;
	int32_t right = (b.year * 16 + b.month) * 32 + b.day;

	return (left > right) - (left < right);
}

bool
date_is_set(struct date date)
{
	return date.year != 0;
}
