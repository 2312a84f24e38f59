/* base/date: the calendar. */
#include "test.h"

#include "base/date.h"

static void
parses_dates_only(void **state)
{
	static const char *const bad[] = { "2026-02-29", "2026-13-01", "2026-00-10",  "2026-01-00",
					   "2026-04-31", "0000-01-01", "2026-1-01",   "2026-01-1",
					   "2026/01/01", " 2026-01-1", "2026-01-01 ", "",
					   "1900-02-29", "-026-01-01", "2026-01-+1" };
	struct date date = { 1, 2, 3 };

	(void)state;
	for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++)
		if (date_parse(str_from(bad[i]), &date))
			fail_msg("%s", bad[i]);
	assert_int_equal(date.year, 1);
	assert_true(date_parse(STR("2026-03-31"), &date));
	assert_true(date.year == 2026 && date.month == 3 && date.day == 31);
	assert_true(date_parse(STR("2000-02-29"), &date));
	assert_true(date_parse(STR("9999-12-31"), &date));
	assert_true(date_parse(STR("0001-01-01"), &date));
}

static void
counts_days(void **state)
{
	struct date before = { 0 };

	(void)state;
	assert_int_equal(date_to_days((struct date){ 1970, 1, 1 }), 0);
	assert_int_equal(date_to_days((struct date){ 2000, 3, 1 }), 11017);
	assert_int_equal(date_to_days((struct date){ 1, 1, 1 }), -719162);
	assert_int_equal(date_to_days((struct date){ 9999, 12, 31 }), 2932896);
	/* Every day of years 1 to 9999 comes after the one before, and reads back as itself. */
	for (int32_t days = -719162; days <= 2932896; days++) {
		struct date date = date_from_days(days), parsed;
		char text[11];

		if (date_to_days(date) != days || date_compare(before, date) >= 0)
			fail_msg("day %d", days);
		before = date;
		if (days % 7 != 0)
			continue;
		date_format(date, text);
		if (!date_parse(str_from(text), &parsed) || date_compare(parsed, date) != 0)
			fail_msg("%s", text);
	}
}

static void
formats_and_compares(void **state)
{
	char text[11];

	(void)state;
	date_format((struct date){ 2026, 3, 9 }, text);
	assert_string_equal(text, "2026-03-09");
	date_format((struct date){ 7, 12, 31 }, text);
	assert_string_equal(text, "0007-12-31");
	assert_true(date_compare((struct date){ 2026, 1, 31 }, (struct date){ 2026, 2, 1 }) < 0);
	assert_true(date_compare((struct date){ 2026, 1, 1 }, (struct date){ 2025, 12, 31 }) > 0);
	assert_int_equal(date_compare((struct date){ 2026, 1, 1 }, (struct date){ 2026, 1, 1 }), 0);
	assert_false(date_is_set((struct date){ 0 }));
	assert_true(date_is_set((struct date){ 1, 1, 1 }));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(parses_dates_only),
		cmocka_unit_test(counts_days),
		cmocka_unit_test(formats_and_compares),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
