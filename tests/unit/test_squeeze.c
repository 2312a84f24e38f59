/* site/squeeze: what may go goes, and what tells words apart stays. */
#include "test.h"

#include "site/squeeze.h"

static const struct {
	const char *style, *squeezed;
} styles[] = {
	{ "", "" },
	{ "a { color: red; }\n", "a{color:red}\n" },
	{ "/* why */\na,\n\tb > c { margin: 0 auto; /* x */ top: 1px; }",
	  "a,b>c{margin:0 auto;top:1px}\n" },
	{ "a b:not(.c) d { font: 1rem/2 \"A: B,  {c}\", serif }",
	  "a b:not(.c) d{font:1rem/2 \"A: B,  {c}\",serif}\n" },
	{ "@media (min-width: 2em) and (color) {\n\ta { b: calc(1px + 2px) }\n}",
	  "@media (min-width:2em) and (color){a{b:calc(1px + 2px)}}\n" },
	{ "a { grid-row: 1 / 3; color: rgb(0 0 0 / 45%) }",
	  "a{grid-row:1/3;color:rgb(0 0 0/45%)}\n" },
	{ "a :hover { b: c }", "a :hover{b:c}\n" },
	{ "a { b: c\n\t\td }", "a{b:c d}\n" },
	{ "a { b: c } /* open", "a{b:c}\n" },
	{ "a { b: \"open", "a{b:\"open\n" },
};

static void
squeezes_styles(void **state)
{
	struct arena arena;

	(void)state;
	arena_init(&arena);
	for (size_t i = 0; i < sizeof styles / sizeof *styles; i++)
		assert_str(squeeze_style(&arena, str_from(styles[i].style)), styles[i].squeezed);
	arena_free(&arena);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(squeezes_styles),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
