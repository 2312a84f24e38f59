/* model/linkify: patterns of linkifiers; model/directive: names and arguments. */
#include "test.h"

#include "model/directive.h"
#include "model/linkify.h"

static void
assert_link(const char *pattern, const char *target, const char *text, const char *expected)
{
	struct arena arena;
	struct str url = STR_EMPTY;
	bool found;

	arena_init(&arena);
	found = linkify_match(&arena, str_from(pattern), str_from(target), str_from(text), &url);
	assert_int_equal(found, expected != NULL);
	if (expected != NULL)
		assert_str(url, expected);
	arena_free(&arena);
}

static void
fills_groups(void **state)
{
	(void)state;
	assert_link("RFC #([0-9]+)", "r/$1", "RFC #3672", "r/3672");
	assert_link("([a-zA-Z0-9-]+)/([a-zA-Z0-9-]+)#([0-9]+)", "$1|$2|$3", "rust-lang/goals#1",
		    "rust-lang|goals|1");
	assert_link("#(\\d+)", "$1$1", "#7", "77");
	assert_link("(a*)(a*)b?", "[$1][$2]", "aaa", "[aaa][]"); /* greedy from the left */
	assert_link("(a*)(ab)", "[$1][$2]", "aaab", "[aa][ab]");
}

static void
takes_whole_texts_only(void **state)
{
	(void)state;
	assert_link("#([0-9]+)", "$1", "a#7", NULL);
	assert_link("#([0-9]+)", "$1", "#7b", NULL);
	assert_link("#([0-9]+)", "$1", "#", NULL);
	assert_link("#([0-9]+)", "$1", "", NULL);
	assert_link("a?b", "yes", "b", "yes");
	assert_link("[^a]b", "yes", "ab", NULL);
	assert_link("[^a]b", "yes", "cb", "yes");
	assert_link("[a-]+", "yes", "a-a", "yes");
	assert_link("[]a]+", "yes", "]a", "yes");
	assert_link("a\\.b", "yes", "a.b", "yes");
	assert_link("a\\.b", "yes", "axb", NULL);
	assert_link("a.b", "yes", "axb", "yes");
	assert_link("\\w+\\s\\w+", "yes", "a_1 b", "yes");
}

static void
refuses_what_it_does_not_know(void **state)
{
	static const char *const bad[] = { "",   "a|b", "a{2}", "(a)+", "((a))", "(a", "a)",
					   "[a", "+",   "*a",   "^a",   "a$",    "()" };
	char longest[40];

	(void)state;
	for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++)
		assert_false(linkify_pattern_works(str_from(bad[i])));
	for (size_t i = 0; i < sizeof longest; i++)
		longest[i] = 'a';
	assert_true(linkify_pattern_works((struct str){ longest, 32 }));
	assert_false(linkify_pattern_works((struct str){ longest, 33 }));
}

/* (a*)(a*)…b against aaa…: exponential where one tries everything. */
static void
takes_no_time_for_many_ways(void **state)
{
	char text[100];
	const char *pattern = "a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*b";
	struct arena arena;
	struct str url;

	(void)state;
	for (size_t i = 0; i < sizeof text; i++)
		text[i] = 'a';
	arena_init(&arena);
	for (int i = 0; i < 10000; i++)
		assert_false(linkify_match(&arena, str_from(pattern), STR("x"),
					   (struct str){ text, sizeof text }, &url));
	arena_free(&arena);
}

static void
reads_directives(void **state)
{
	struct directive directive = { 0 };

	(void)state;
	assert_int_equal(directive_parse(STR(" ROADMAP GOALS: Beyond the `&` "), &directive),
			 DIRECTIVE_FINE);
	assert_int_equal(directive.name, DIRECTIVE_ROADMAP_GOALS);
	assert_str(directive.argument, "Beyond the `&`");
	assert_int_equal(directive_parse(STR("GOALS 'Accepted,Orphaned'"), &directive),
			 DIRECTIVE_FINE);
	assert_int_equal(directive.name, DIRECTIVE_GOALS);
	assert_str(directive.argument, "Accepted,Orphaned");
	assert_int_equal(directive_parse(STR("#FLAGSHIP GOALS"), &directive), DIRECTIVE_FINE);
	assert_int_equal(directive.name, DIRECTIVE_ROADMAP_GOAL_COUNT);
	assert_int_equal(directive.form, DIRECTIVE_INLINE);
	assert_int_equal(directive_parse(STR("goals"), &directive), DIRECTIVE_NO_SUCH_NAME);
	assert_int_equal(directive_parse(STR("ROADMAP ROWS:"), &directive), DIRECTIVE_NO_ARGUMENT);
	assert_int_equal(directive_parse(STR("CHAMPIONS: x"), &directive), DIRECTIVE_ARGUMENT);
	assert_int_equal(directive_parse(STR("GOALS '"), &directive), DIRECTIVE_NO_SUCH_NAME);
	assert_str(directive_nearest(STR("TEAM ASK")), "TEAM ASKS");
	assert_str(directive_nearest(STR("something else")), "");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(fills_groups),
		cmocka_unit_test(takes_whole_texts_only),
		cmocka_unit_test(refuses_what_it_does_not_know),
		cmocka_unit_test(takes_no_time_for_many_ways),
		cmocka_unit_test(reads_directives),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
