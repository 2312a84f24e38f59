/* repo/ignore and repo/wildcard: what `git check-ignore` answers, in rows. */
#include "test.h"

#include "repo/ignore.h"
#include "repo/wildcard.h"

struct row {
	const char *rules, *path;
	bool is_covered;
	bool is_folder;
};

static void
check(const struct row *rows, size_t count)
{
	struct arena arena;

	arena_init(&arena);
	for (size_t i = 0; i < count; i++) {
		const struct ignore *rules =
			ignore_read(&arena, NULL, STR_EMPTY, str_from(rows[i].rules));

		if (ignore_covers(rules, str_from(rows[i].path), rows[i].is_folder) ==
		    rows[i].is_covered)
			continue;
		print_error("\"%s\" and %s: expected %d\n", rows[i].rules, rows[i].path,
			    rows[i].is_covered);
		fail();
	}
	arena_free(&arena);
}

#define CHECK(rows) check((rows), sizeof(rows) / sizeof(rows)[0])

static void
reads_lines(void **state)
{
	static const struct row rows[] = {
		{ "", "a", false, false },
		{ "\n\n", "a", false, false },
		{ "a", "a", true, false },
		{ "a\r\nb\r\n", "a", true, false },
		{ "a\nb", "b", true, false },
		{ "#a", "#a", false, false },
		{ "\\#a", "#a", true, false },
		{ "\\!a", "!a", true, false },
		{ "a  ", "a", true, false },
		{ "a\\ ", "a ", true, false },
		{ "a\\  ", "a ", true, false },
		{ " a", "a", false, false },
		{ " a", " a", true, false },
		{ "a\t", "a", false, false },
		{ "\xef\xbb\xbf"
		  "a",
		  "a", true, false },
		{ "/", "a", false, true },
		{ "!", "a", false, false },
		{ "a\\", "a", false, false },
	};

	(void)state;
	CHECK(rows);
}

static void
last_rule_decides(void **state)
{
	static const struct row rows[] = {
		{ "*.log\n!keep.log", "keep.log", false, false },
		{ "*.log\n!keep.log", "other.log", true, false },
		{ "!keep.log\n*.log", "keep.log", true, false },
		{ "*\n!*.md", "a/b.md", false, false },
		{ "*\n!*.md", "a/b.txt", true, false },
	};

	(void)state;
	CHECK(rows);
}

static void
slashes_tie_to_the_folder(void **state)
{
	static const struct row rows[] = {
		{ "a", "x/a", true, false },      { "/a", "x/a", false, false },
		{ "/a", "a", true, false },       { "x/a", "x/a", true, false },
		{ "x/a", "y/x/a", false, false }, { "a/", "a", false, false },
		{ "a/", "a", true, true },        { "a/", "x/a", true, true },
		{ "/a/", "x/a", false, true },    { "a//", "a", false, true },
		{ "//a", "a", false, false },     { "x/*", "x/a/b", false, false },
		{ "x/?", "x/a", true, false },    { "x?a", "x/a", false, false },
	};

	(void)state;
	CHECK(rows);
}

static void
two_stars_are_folders(void **state)
{
	static const struct row rows[] = {
		{ "**/a", "a", true, false },
		{ "**/a", "x/y/a", true, false },
		{ "**/a", "x/ba", false, false },
		{ "**/x/a", "y/x/a", true, false },
		{ "x/**", "x/y/a", true, false },
		{ "x/**", "x", false, true },
		{ "x/**/a", "x/a", true, false },
		{ "x/**/a", "x/y/z/a", true, false },
		{ "x/**/a", "xy/a", false, false },
		{ "a/**/b*c/d", "a/q/bxc/bxc/d", true, false },
		{ "a/**/b/**/c", "a/b/x/b/y/c", true, false },
		{ "x**y/a", "xzy/a", true, false },
		{ "x**y/a", "x/y/a", false, false },
		{ "foo**/bar", "foox/y/bar", true, false },
		{ "**", "x/a", true, false },
		{ "/**", "a", true, false },
	};

	(void)state;
	CHECK(rows);
}

static void
sets_are_single_bytes(void **state)
{
	static const struct row rows[] = {
		{ "[abc].md", "b.md", true, false },  { "[a-c].md", "d.md", false, false },
		{ "[!a-c].md", "d.md", true, false }, { "[^a-c].md", "c.md", false, false },
		{ "[]x]", "]", true, false },         { "[!]x]", "]", false, false },
		{ "[a-]", "-", true, false },         { "[--0]", "0", true, false },
		{ "[z-a]", "z", true, false },        { "[z-a]", "m", false, false },
		{ "[\\]]", "]", true, false },        { "[[:digit:]]", "7", true, false },
		{ "[[:digit:]x]", "x", true, false }, { "[![:digit:]]", "x", true, false },
		{ "[[:bogus:]]", "b", false, false }, { "[[:x]", "x", true, false },
		{ "[a", "a", false, false },          { "[a", "[a", false, false },
		{ "\\[a", "[a", true, false },        { "x[/]a", "x/a", false, false },
		{ "*.[oa]", "x/lib.a", true, false },
	};

	(void)state;
	CHECK(rows);
}

static void
inner_files_come_first(void **state)
{
	struct arena arena;
	const struct ignore *outer, *inner;

	(void)state;
	arena_init(&arena);
	outer = ignore_read(&arena, NULL, STR_EMPTY, STR("*.log\n/docs/tmp\n"));
	inner = ignore_read(&arena, outer, STR("docs"), STR("!keep.log\n/a\nb/c\n"));
	assert_false(ignore_covers(inner, STR("docs/keep.log"), false));
	assert_false(ignore_covers(inner, STR("docs/x/keep.log"), false));
	assert_true(ignore_covers(inner, STR("docs/other.log"), false));
	assert_true(ignore_covers(inner, STR("docs/tmp"), true));
	assert_true(ignore_covers(inner, STR("docs/a"), false));
	assert_false(ignore_covers(inner, STR("docs/x/a"), false));
	assert_true(ignore_covers(inner, STR("docs/b/c"), false));
	assert_true(ignore_covers(outer, STR("keep.log"), false));
	assert_ptr_equal(ignore_read(&arena, outer, STR("x"), STR("# nothing\n")), outer);
	assert_false(ignore_covers(NULL, STR("a"), false));
	arena_free(&arena);
}

/* Would take longer than anybody waits, if every star were tried with every other. */
static void
many_stars_take_no_time(void **state)
{
	char pattern[2001], text[2001];

	(void)state;
	for (size_t i = 0; i < 2000; i++) {
		pattern[i] = i % 2 == 0 ? '*' : 'a';
		text[i] = 'a';
	}
	assert_false(wildcard_fits((struct str){ pattern, 1999 }, (struct str){ text, 900 }));
	pattern[1999] = 'b';
	assert_false(wildcard_fits((struct str){ pattern, 2000 }, (struct str){ text, 2000 }));
	pattern[1999] = 'a';
	assert_true(wildcard_fits((struct str){ pattern, 2000 }, (struct str){ text, 2000 }));
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(reads_lines),
		cmocka_unit_test(last_rule_decides),
		cmocka_unit_test(slashes_tie_to_the_folder),
		cmocka_unit_test(two_stars_are_folders),
		cmocka_unit_test(sets_are_single_bytes),
		cmocka_unit_test(inner_files_come_first),
		cmocka_unit_test(many_stars_take_no_time),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
