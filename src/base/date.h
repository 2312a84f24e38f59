/*
 * date: days of the proleptic Gregorian calendar.  Knows no clock and no zone.
 */
#ifndef BASE_DATE_H
#define BASE_DATE_H

#include "base/str.h"

#include <stdbool.h>
#include <stdint.h>

struct date {
	int16_t year; /* 0: no date */
	uint8_t month, day;
};

/* "2026-03-31" and nothing else; false for 2026-02-30 and for years outside 1..9999. */
bool date_parse(struct str s, struct date *ret_date);
void date_format(struct date date, char ret_text[11]);
/* "March" */
const char *date_month_name(struct date date);
int32_t date_to_days(struct date date); /* days since 1970-01-01 */
struct date date_from_days(int32_t days);
int date_compare(struct date a, struct date b);
bool date_is_set(struct date date);

#endif
