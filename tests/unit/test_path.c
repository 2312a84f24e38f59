/* base/path: parts, relative ways, globs. */
#include "test.h"

#include "base/path.h"

#include <time.h>

static void
splits_and_joins(void **state)
{
	struct arena arena;

	(void)state;
	arena_init(&arena);
	assert_str(path_dir(STR("a/b/c.md")), "a/b");
	assert_str(path_dir(STR("c.md")), "");
	assert_str(path_base(STR("a/b/c.md")), "c.md");
	assert_str(path_base(STR("c.md")), "c.md");
	assert_str(path_stem(STR("a.d/c.tar.gz")), "c.tar");
	assert_str(path_stem(STR("a/.x")), ".x");
	assert_str(path_stem(STR("a.d/README")), "README");
	assert_str(path_extension(STR("a.d/c.tar.gz")), "gz");
	assert_str(path_extension(STR("a.d/README")), "");
	assert_str(path_extension(STR(".x")), "");
	assert_str(path_join(&arena, STR("a"), STR("b")), "a/b");
	assert_str(path_join(&arena, STR("a/"), STR("b")), "a/b");
	assert_str(path_join(&arena, STR(""), STR("b")), "b");
	arena_free(&arena);
}

static void
assert_below(const char *path, const char *folder, const char *expected)
{
	struct str rest;

	assert_true(path_below(str_from(path), str_from(folder), NULL));
	assert_true(path_below(str_from(path), str_from(folder), &rest));
	assert_str(rest, expected);
}

static void
knows_what_stands_below(void **state)
{
	(void)state;
	assert_below("a/b/c.md", "a", "b/c.md");
	assert_below("a/b/c.md", "a/b", "c.md");
	assert_below("a/b", "a/", "b");
	assert_below("a/b", "", "a/b");
	assert_below("/a/b", "/", "a/b");
	assert_below("a", "a", "");
	assert_false(path_below(STR("ab/c"), STR("a"), NULL));
	assert_false(path_below(STR("a"), STR("a/b"), NULL));
	assert_false(path_below(STR("b/a"), STR("a"), NULL));
}

static void
assert_normal(struct arena *arena, const char *path, const char *expected)
{
	struct str normal;

	assert_true(path_normalize(arena, str_from(path), &normal));
	assert_str(normal, expected);
}

static void
normalizes(void **state)
{
	struct arena arena;
	struct str normal;

	(void)state;
	arena_init(&arena);
	assert_normal(&arena, "./a//b/./c/", "a/b/c");
	assert_normal(&arena, "a/../b", "b");
	assert_normal(&arena, "a/b/../../c", "c");
	assert_normal(&arena, "a/..", "");
	assert_normal(&arena, "", "");
	assert_normal(&arena, "..a/.b/c..", "..a/.b/c..");
	assert_false(path_normalize(&arena, STR("a/../.."), &normal));
	assert_false(path_normalize(&arena, STR("../a"), &normal));
	arena_free(&arena);
}

static void
finds_relative_ways(void **state)
{
	static const char *const rows[][3] = {
		{ "a/b.html", "c/d.html", "../c/d.html" },
		{ "a/b.html", "a/c.html", "c.html" },
		{ "b.html", "b.html", "b.html" },
		{ "b.html", "a/c/d.html", "a/c/d.html" },
		{ "a/b/c/d.html", "a/x.html", "../../x.html" },
		{ "ab/c.html", "a/c.html", "../a/c.html" },
		{ "a/b.html", "a", "../a" },
		{ "a/b.html", "a/", "./" },
		{ "a/b.html", "", "../" },
		{ "b.html", "", "./" },
		{ "b.html", "c:d.html", "./c:d.html" },
		{ "b.html", "a/c:d.html", "a/c:d.html" },
		{ "a/b.html", "c:d.html", "../c:d.html" },
	};
	struct arena arena;

	(void)state;
	arena_init(&arena);
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
		assert_str(path_relative(&arena, str_from(rows[i][0]), str_from(rows[i][1])),
			   rows[i][2]);
	arena_free(&arena);
}

static void
matches_globs(void **state)
{
	static const struct {
		const char *pattern, *path;
		bool matches;
	} rows[] = {
		{ "", "", true },
		{ "", "a", false },
		{ "a", "", false },
		{ "*", "", true },
		{ "*.md", "a.md", true },
		{ "*.md", "a/b.md", false },
		{ "a/**/b", "a/b", true },
		{ "a/**/b", "a/x/y/b", true },
		{ "a/**/b", "a/xb", false },
		{ "a/**/b", "ab", false },
		{ "**/b.md", "b.md", true },
		{ "**/b.md", "x/b.md", true },
		{ "**/b.md", "x/ab.md", false },
		{ "src/**", "src/a/b.md", true },
		{ "src/**", "src", false },
		{ "src/**.md", "src/a/b.md", true },
		{ "**", "a/b", true },
		{ "**/*_*/x", "a_b/c/d_e/x", true },
		{ "a?c", "abc", true },
		{ "a?c", "a/c", false },
		{ "{x}", "", false },
		{ "{x}.md", ".md", false },
		{ "a/{x}/b", "a//b", false },
		{ "{", "{", true },
		{ "a{", "a{", true },
		{ "**/a/**/b", "a/c/a/d/b", true },
		{ "*a*b*c", "xxaxxbxxbxc", true },
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
		if (path_glob(str_from(rows[i].pattern), str_from(rows[i].path), NULL) !=
		    rows[i].matches)
			fail_msg("%s on %s", rows[i].pattern, rows[i].path);
}

static void
captures(void **state)
{
	struct path_match match;

	(void)state;
	assert_true(
		path_glob(STR("src/{period}/**/{name}.md"), STR("src/2026/a/b/c.d.md"), &match));
	assert_int_equal(match.count, 2);
	assert_str(match.names[0], "period");
	assert_str(match.values[0], "2026");
	assert_str(match.names[1], "name");
	assert_str(match.values[1], "c.d");
	assert_true(path_glob(STR("roadmap-{name}.md"), STR("roadmap-x-y.md"), &match));
	assert_str(match.values[0], "x-y");
	assert_true(path_glob(STR("{a}-{b}"), STR("x-y-z"), &match));
	assert_str(match.values[0], "x");
	assert_str(match.values[1], "y-z");
	assert_true(path_glob(STR("**/{a}/q"), STR("x/y/z/q"), &match));
	assert_int_equal(match.count, 1);
	assert_str(match.values[0], "z");
	assert_true(path_glob(STR("{1}/{2}/{3}/{4}/{5}/{6}/{7}/{8}/{9}"), STR("a/b/c/d/e/f/g/h/i"),
			      &match));
	assert_int_equal(match.count, PATH_CAPTURES);
	assert_str(match.values[7], "h");
}

static void
fills_templates(void **state)
{
	struct path_match match;
	struct arena arena;
	struct str text;

	(void)state;
	arena_init(&arena);
	assert_true(path_glob(STR("src/{period}/{name}.md"), STR("src/2026/x.md"), &match));
	assert_true(path_fill(&arena, STR("{period}/{name}-{stem}.{base}:{dir}{"), &match,
			      STR("src/2026/x.md"), &text));
	assert_str(text, "2026/x-x.x.md:src/2026{");
	assert_true(path_fill(&arena, STR("{stem}"), NULL, STR("a/b.md"), &text));
	assert_str(text, "b");
	assert_true(path_fill(&arena, STR(""), NULL, STR("a"), &text));
	assert_str(text, "");
	assert_false(path_fill(&arena, STR("{nam}"), &match, STR("a"), &text));
	arena_free(&arena);
}

/* The length of the wildcard at the start of `pattern`, 0 if there is none. */
static size_t
wildcard_length(const char *pattern, bool at_part)
{
	static const char *const wildcards[] = { "**/", "**", "*", "{x}" };

	for (size_t i = at_part ? 0 : 1; i < 4; i++)
		if (strncmp(pattern, wildcards[i], strlen(wildcards[i])) == 0)
			return strlen(wildcards[i]);
	return 0;
}

/* Where the rest of the path may start after the wildcard took one byte (or part); NULL: not. */
static const char *
take_one(const char *pattern, const char *path, bool at_part)
{
	const char *slash = strchr(path, '/');

	if (at_part && strncmp(pattern, "**/", 3) == 0)
		return slash == NULL ? NULL : slash + 1;
	if (*path == '\0' || (*path == '/' && strncmp(pattern, "**", 2) != 0))
		return NULL;
	return path + 1;
}

/* The definition, written down as it stands; takes exponential time. */
static bool
matches_slowly(const char *pattern, const char *path, bool at_part)
{
	size_t wildcard = wildcard_length(pattern, at_part);

	if (wildcard > 0) {
		const char *rest = take_one(pattern, path, at_part);
		bool whole_part = at_part && pattern[wildcard - 1] == '/';

		if (*pattern == '{' && rest == NULL)
			return false;
		if (matches_slowly(pattern + wildcard, *pattern == '{' ? rest : path, whole_part))
			return true;
		return rest != NULL && matches_slowly(pattern, rest, whole_part);
	}
	if (*pattern == '\0' || *path == '\0')
		return *pattern == *path;
	if (*pattern == '?' ? *path == '/' : *path != *pattern)
		return false;
	return matches_slowly(pattern + 1, path + 1, *pattern == '/');
}

static uint32_t
next_random(uint32_t *seed)
{
	*seed ^= *seed << 13;
	*seed ^= *seed >> 17;
	*seed ^= *seed << 5;
	return *seed;
}

static void
make_random(uint32_t *seed, const char *const *pieces, size_t count, char ret_text[64])
{
	size_t length = 0;

	for (uint32_t left = next_random(seed) % 9; left > 0; left--) {
		const char *piece = pieces[next_random(seed) % count];

		memcpy(ret_text + length, piece, strlen(piece));
		length += strlen(piece);
	}
	ret_text[length] = '\0';
}

static void
agrees_with_the_definition(void **state)
{
	static const char *const pattern_pieces[] = { "a",    "b", "/",   "*",  "**/",
						      "/**/", "?", "{x}", "**", "/" };
	static const char *const path_pieces[] = { "a", "b", "/", "a/", "ab" };
	uint32_t seed = 20260331;
	size_t matching = 0;

	(void)state;
	for (int i = 0; i < 200000; i++) {
		char pattern[64], path[64];
		bool expected;

		make_random(&seed, pattern_pieces, 10, pattern);
		make_random(&seed, path_pieces, 5, path);
		if (strstr(pattern, "***") != NULL)
			continue; /* which two belong together is nobody's business */
		expected = matches_slowly(pattern, path, true);
		matching += expected;
		if (path_glob(str_from(pattern), str_from(path), NULL) != expected)
			fail_msg("\"%s\" on \"%s\" should be %d", pattern, path, expected);
	}
	assert_in_range(matching, 5000, 150000);
}

/* A path longer than any real one, so that a square would take many seconds. */
static void
stays_linear(void **state)
{
	static const char *const patterns[] = { "**a*a*a*a*a*a*b?", "**/**/**/**/*a*a*a*b?",
						"{a}{b}{c}{d}*a*b?", "**a**a**a**a**b?",
						"**?*?*?*?b?" };
	static const size_t part_lengths[] = { 65536, 32767, 100, 3 };
	clock_t start = clock();
	char path[65536];

	(void)state;
	for (size_t i = 0; i < 4; i++) {
		memset(path, 'a', sizeof path);
		for (size_t at = part_lengths[i]; at < sizeof path; at += part_lengths[i] + 1)
			path[at] = '/';
		for (size_t j = 0; j < 5; j++)
			assert_false(path_glob(str_from(patterns[j]),
					       (struct str){ path, sizeof path }, NULL));
	}
	assert_true(clock() - start < CLOCKS_PER_SEC);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(splits_and_joins), cmocka_unit_test(knows_what_stands_below),
		cmocka_unit_test(normalizes),       cmocka_unit_test(finds_relative_ways),
		cmocka_unit_test(matches_globs),    cmocka_unit_test(captures),
		cmocka_unit_test(fills_templates),  cmocka_unit_test(agrees_with_the_definition),
		cmocka_unit_test(stays_linear),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
