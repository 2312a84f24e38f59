/*
 * chronicle: the days on which revisions count.
 */
#include "test.h"

#include "arena_fixture.h"
#include "history/chronicle.h"

/* The days of a line of commits, each with one event, as they count; "-" is a commit without a date. */
static struct str
days(struct arena *arena, const char *line, struct date latest)
{
	struct chronicle chronicle = { 0 };
	struct event event = { 0 };
	const struct events events = { &event, 1, 1 };
	struct str rest = str_from(line), word, text = STR_EMPTY;

	while (str_cut(&rest, ' ', &word)) {
		struct repo_revision revision = { 0 };

		assert_true(str_equal(word, STR("-")) || date_parse(word, &revision.date));
		chronicle_add(arena, &chronicle, &revision, &events);
	}
	chronicle_date(arena, &chronicle, latest);
	for (size_t i = 0; i < chronicle.count; i++) {
		char day[11];

		date_format(chronicle.items[i].day, day);
		text = arena_printf(arena, "%.*s%s%s", STR_ARG(text), i > 0 ? " " : "", day);
	}
	return text;
}

static void
days_never_fall(void **state)
{
	static const char *const cases[][2] = {
		{ "2026-01-05 2026-01-05 2026-02-01", "2026-01-05 2026-01-05 2026-02-01" },
		/* One clock that was behind, one that was ahead, one that had no battery. */
		{ "2026-01-05 2026-01-06 2025-12-01 2026-02-01",
		  "2026-01-05 2026-01-06 2026-01-06 2026-02-01" },
		{ "2026-01-05 2026-03-01 2026-02-01 2026-02-02",
		  "2026-01-05 2026-01-05 2026-02-01 2026-02-02" },
		{ "2026-01-05 2026-01-06 2026-01-07 1970-01-01 1970-01-01 2026-02-01",
		  "2026-01-05 2026-01-06 2026-01-07 2026-01-07 2026-01-07 2026-02-01" },
		/* The first, and the last, which no other one proves wrong. */
		{ "2026-03-01 2026-01-05 2026-02-01", "2026-01-05 2026-01-05 2026-02-01" },
		{ "2026-01-05 2026-02-01 2099-01-01", "2026-01-05 2026-02-01 2026-02-01" },
		{ "2099-01-01 2026-01-05", "2026-01-05 2026-01-05" },
		{ "- 2026-01-05 - 2026-02-01", "2026-01-05 2026-01-05 2026-01-05 2026-02-01" },
		/* Nothing is known. */
		{ "2099-01-01 -", "2026-03-31 2026-03-31" },
	};

	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
		assert_str(days(*state, cases[i][0], (struct date){ 2026, 3, 31 }), cases[i][1]);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(days_never_fall),
	};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}
