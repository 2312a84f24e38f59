/* base/span: days as people name them. */
#include "test.h"

#include "arena_fixture.h"
#include "base/span.h"

static struct str
read_span(struct arena *arena, const char *text, const char *today)
{
	char first[11], last[11];
	struct span span;
	struct date day;

	assert_true(date_parse(str_from(today), &day));
	if (!span_parse(str_from(text), day, &span))
		return STR("no");
	date_format(span.first, first);
	date_format(span.last, last);
	return date_compare(span.first, span.last) == 0
		       ? arena_copy(arena, str_from(first))
		       : arena_printf(arena, "%s to %s", first, last);
}

static void
reads_what_people_say(void **state)
{
	static const char *const cases[][2] = {
		{ "2022-02-15", "2022-02-15" },
		{ "2022-02", "2022-02-01 to 2022-02-28" },
		{ "2024-02", "2024-02-01 to 2024-02-29" },
		{ "2022-12", "2022-12-01 to 2022-12-31" },
		{ "2022", "2022-01-01 to 2022-12-31" },
		{ "9999", "9999-01-01 to 9999-12-31" },
		{ "today", "2026-03-31" },
		{ "Yesterday", "2026-03-30" },
		{ "1 day ago", "2026-03-30" },
		{ "2 weeks ago", "2026-03-17" },
		{ "2.weeks.ago", "2026-03-17" },
		{ " a  week ago ", "2026-03-24" },
		{ "0 days ago", "2026-03-31" },
		{ "1 month ago", "2026-02-28" },
		{ "3 months ago", "2025-12-31" },
		{ "4 MONTHS AGO", "2025-11-30" },
		{ "a year ago", "2025-03-31" },
		{ "this week", "2026-03-30 to 2026-04-05" },
		{ "last week", "2026-03-23 to 2026-03-29" },
		{ "last month", "2026-02-01 to 2026-02-28" },
		{ "this year", "2026-01-01 to 2026-12-31" },
		{ "last year", "2025-01-01 to 2025-12-31" },
	};
	static const char *const others[] = {
		"",
		"2022-2",
		"2022-13",
		"2022-00",
		"2022-02-30",
		"0000",
		"22",
		"20220215",
		"2022-0x",
		"202x",
		"main",
		"HEAD~2",
		"2 weeks",
		"ago",
		"weeks ago",
		"2 ago",
		"-2 weeks ago",
		"2 fortnights ago",
		"last day",
		"last fortnight",
		"next week",
		"2 weeks ago today",
		"9000 years ago",
		"99999999999999999999 days ago",
		"800000 days ago",
		"v2022.02",
		"today yesterday",
		"weeks",
	};

	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
		assert_str(read_span(*state, cases[i][0], "2026-03-31"), cases[i][1]);
	for (size_t i = 0; i < sizeof others / sizeof others[0]; i++)
		if (!str_equal(read_span(*state, others[i], "2026-03-31"), STR("no")))
			fail_msg("%s", others[i]);
}

static void
weeks_begin_on_monday(void **state)
{
	assert_str(read_span(*state, "this week", "2026-03-30"), "2026-03-30 to 2026-04-05");
	assert_str(read_span(*state, "this week", "2026-03-29"), "2026-03-23 to 2026-03-29");
	assert_str(read_span(*state, "this week", "1969-12-31"), "1969-12-29 to 1970-01-04");
	assert_str(read_span(*state, "1 year ago", "2024-02-29"), "2023-02-28");
	assert_str(read_span(*state, "last month", "2026-01-15"), "2025-12-01 to 2025-12-31");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(reads_what_people_say),
		cmocka_unit_test(weeks_begin_on_monday),
	};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}
