/*
 * terms: words, stems, stop words; lines and what of them is a template's.
 */
#include "test.h"

#include "rollup/lines.h"
#include "rollup/terms.h"

struct fixture {
	struct arena arena;
	struct language language;
	struct terms terms;
};

static struct fixture *
make(const char *code)
{
	struct diags diags;
	struct fixture *fixture = calloc(1, sizeof *fixture);

	arena_init(&fixture->arena);
	diag_init(&diags, &fixture->arena);
	assert_true(language_open(&fixture->language, &fixture->arena, str_from(code), &diags));
	terms_init(&fixture->terms, &fixture->arena, &fixture->language);
	return fixture;
}

static void
drop(struct fixture *fixture)
{
	language_close(&fixture->language);
	arena_free(&fixture->arena);
	free(fixture);
}

/* Stems with blanks between them; [stop words] in brackets, | for breaks. */
static struct str
read_text(struct fixture *fixture, const char *text)
{
	struct tokens tokens = { 0 };
	struct str joined = STR_EMPTY;

	terms_read(&fixture->terms, str_from(text), &tokens);
	for (size_t i = 0; i < tokens.count; i++) {
		const struct term *term;
		const char *between = i > 0 ? " " : "";

		if (tokens.items[i].term == TERM_BREAK)
			joined = arena_printf(&fixture->arena, "%.*s%s|", STR_ARG(joined), between);
		if (tokens.items[i].term == TERM_BREAK)
			continue;
		term = &fixture->terms.items[tokens.items[i].term];
		joined = arena_printf(&fixture->arena, "%.*s%s%s%.*s%s", STR_ARG(joined), between,
				      term->is_stop ? "[" : "", STR_ARG(term->stem),
				      term->is_stop ? "]" : "");
	}
	return joined;
}

static void
words_become_stems(void **state)
{
	struct fixture *fixture = make("en");

	(void)state;
	assert_str(read_text(fixture, "The runtimes, running"), "[the] runtim | run |");
	assert_str(read_text(fixture, "generously generate generic"), "generous generat generic |");
	assert_str(read_text(fixture, "Don't! \xe2\x80\x9c"
				      "Don\xe2\x80\x99t\xe2\x80\x9d"),
		   "[don't] | [don't] |");
	assert_str(read_text(fixture, "the program's locks"), "[the] program lock |");
	assert_str(read_text(fixture, "C# C++ a b 42 f16"), "c# c++ | f16 |");
	assert_str(read_text(fixture, ""), "");
	drop(fixture);
}

static void
code_is_several_words(void **state)
{
	struct fixture *fixture = make("en");

	(void)state;
	assert_str(read_text(fixture, "`spawn_blocking` FuturesUnordered HTTPServer"),
		   "spawn block futur unord http server |");
	assert_str(read_text(fixture, "_private __init__ v2_"), "privat init v2 |");
	drop(fixture);
}

static void
names_are_stop_words(void **state)
{
	struct fixture *fixture = make("en");

	(void)state;
	terms_add_names(&fixture->terms, STR("Ada Lovelace"));
	assert_str(read_text(fixture, "Ada's engine, Lovelace"), "[ada] engin | [lovelace] |");
	drop(fixture);
}

static void
surfaces_are_what_authors_wrote(void **state)
{
	struct fixture *fixture = make("en");
	struct tokens tokens = { 0 };

	(void)state;
	terms_read(&fixture->terms, STR("Mutexes mutex Mutex mutex locking locked"), &tokens);
	assert_str(terms_surface(&fixture->terms, tokens.items[1].term), "mutex");
	assert_str(terms_surface(&fixture->terms, tokens.items[4].term), "locked");
	drop(fixture);
}

static void
languages_have_their_own_stems(void **state)
{
	struct fixture *german = make("de-AT"), *french = make("fr"), *unknown = make("tlh");

	(void)state;
	assert_str(read_text(german, "Die Häuser der Städte"), "[die] haus [der] stadt |");
	assert_str(read_text(french, "l'attente des développeurs"), "attent [des] développeur |");
	assert_str(read_text(unknown, "the houses"), "the houses |");
	drop(german);
	drop(french);
	drop(unknown);
}

static struct lines
collect(struct arena *arena, const char *text)
{
	struct arena scratch;
	struct diags diags;
	struct lines lines = { 0 };
	struct doc *doc;

	arena_init(&scratch);
	diag_init(&diags, arena);
	doc = markdown_parse(arena, &scratch, STR("a.md"), str_from(text), &diags);
	lines_collect(arena, doc, 1, doc->count, &lines);
	arena_free(&scratch);
	return lines;
}

static void
prose_is_told_from_the_rest(void **state)
{
	struct arena arena;
	struct lines lines;

	(void)state;
	arena_init(&arena);
	lines = collect(&arena,
			"# Title\n\nOne *line*\nand `code`.\n\n```\nno\n```\n\n"
			"| a | b |\n|---|---|\n| no | no |\n\n<div>raw</div>\n\n"
			"* See [this](no.md), https://no.example\n\n<!-- waymark:roadmap -->\n\n"
			"no\n\n<!-- /waymark -->\n\nEnd\n");
	assert_int_equal(lines.count, 5);
	assert_str(lines.items[0].text, "Title");
	assert_str(lines.items[1].text, "One line");
	assert_true(lines.items[1].opens);
	assert_str(lines.items[2].text, "and code.");
	assert_false(lines.items[2].opens);
	assert_str(lines.items[3].key, "see this");
	assert_str(lines.items[4].text, "End");
	arena_free(&arena);
}

static void
lines_of_many_are_a_template(void **state)
{
	const char *const pages[] = { "What *are* the morals?\n\nlocks", "What are: the morals\n",
				      "what are the morals\n\nwhat are the morals\n\nlocks",
				      "locks " };
	struct arena arena;
	struct map counts = { 0 };
	struct lines lines[4];

	(void)state;
	arena_init(&arena);
	for (int i = 0; i < 4; i++) {
		lines[i] = collect(&arena, pages[i]);
		lines_count(&arena, &lines[i], &counts);
	}
	assert_true(line_is_template(&lines[1].items[0], &counts, 4));
	assert_true(line_is_template(&lines[3].items[0], &counts, 4)); /* three of four */
	assert_true(line_is_template(&lines[3].items[0], &counts, 15));
	assert_false(line_is_template(&lines[3].items[0], &counts, 16)); /* less than a fifth */
	arena_free(&arena);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(words_become_stems),
		cmocka_unit_test(code_is_several_words),
		cmocka_unit_test(names_are_stop_words),
		cmocka_unit_test(surfaces_are_what_authors_wrote),
		cmocka_unit_test(languages_have_their_own_stems),
		cmocka_unit_test(prose_is_told_from_the_rest),
		cmocka_unit_test(lines_of_many_are_a_template),
	};

	markdown_setup();
	return cmocka_run_group_tests(tests, NULL, NULL);
}
