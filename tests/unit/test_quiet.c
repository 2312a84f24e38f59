/* emit/quiet: what forges would take up. */
#include "test.h"

#include "emit/quiet.h"

static void
calls_nobody(void **state)
{
	static const char *const cases[][2] = {
		{ "handed over from @ada to @kim-b", "handed over from `@ada` to `@kim-b`" },
		{ "@ada.", "`@ada`." },
		{ "champions + lang: @org/team-x, @b", "champions + lang: `@org/team-x`, `@b`" },
		{ "(@ada)", "(`@ada`)" },
		{ "*@ada*", "\\*`@ada`\\*" },
		{ "ada@example.org", "ada@example.org" },
		{ "a @ b, @, @-", "a @ b, @, @-" },
		{ "@ada@kim", "`@ada@kim`" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		struct buf out;

		buf_init(&out, 1000);
		quiet_put_markdown(&out, str_from(cases[i][0]));
		assert_str(buf_str(&out), cases[i][1]);
		buf_free(&out);
	}
}

static void
notes_nothing(void **state)
{
	static const char *const cases[][2] = {
		{ "#12", "`#12`" },
		{ "Merge pull request #576 from x/2026", "Merge pull request `#576` from x/2026" },
		{ "Update README (#123)", "Update README (`#123`)" },
		{ "[rust-lang/goals#118]", "\\[`rust-lang/goals#118`\\]" },
		{ "ada#7, !8, org/repo!9", "`ada#7`, `!8`, `org/repo!9`" },
		{ "gh-12 and GH-x", "`gh-12` and GH-x" },
		{ "org/repo@1a2b3c4d, org/repo@main", "`org/repo@1a2b3c4d`, org/repo@main" },
		{ "see https://github.com/o/r/issues/5.",
		  "see `https://github.com/o/r/issues/5`." },
		{ "https://example.org/a_b#12", "https://example.org/a_b#12" },
		{ "# 1, a # b, #a", "# 1, a # b, #a" },
		{ "F# and C#", "F# and C#" },
		{ "due: 2026-03-01 → 2026-04-01; 1/4 → 4/4!",
		  "due: 2026-03-01 → 2026-04-01; 1/4 → 4/4!" },
		{ "", "" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		struct buf out;

		buf_init(&out, 1000);
		quiet_put_markdown(&out, str_from(cases[i][0]));
		assert_str(buf_str(&out), cases[i][1]);
		buf_free(&out);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(calls_nobody),
		cmocka_unit_test(notes_nothing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
