/* options: from argv to values, and what is said about mistakes. */
#include "test.h"

#include "cmd/options.h"

static const struct option_row rows[] = {
	{ "format", 'f', OPTION_TEXT, "FORMAT", "text|json|csv", "Form." },
	{ "only", 0, OPTION_LIST, "CODE,...", NULL, "Codes." },
	{ "limit", 'n', OPTION_NUMBER, "N", NULL, "How many." },
	{ "quiet", 'q', OPTION_FLAG, NULL, NULL, "Less." },
};

static const struct command command = {
	.name = "try",
	.operands = "[PATH]",
	.options = rows,
	.option_count = sizeof rows / sizeof rows[0],
	.max_operands = 1,
	.reads_book = true,
};

struct bench {
	struct arena arena;
	struct diags diags;
	struct call call;
};

#define MOST_WORDS 16

/* Parses the words of a line as the arguments of `try`. */
static bool
parse(struct bench *bench, const char *line)
{
	char *words[MOST_WORDS + 1] = { NULL };
	struct str rest = str_from(line), word;
	int count = 0;

	arena_init(&bench->arena);
	diag_init(&bench->diags, &bench->arena);
	bench->call = (struct call){
		.command = &command,
		.arena = &bench->arena,
		.diags = &bench->diags,
	};
	while (str_cut(&rest, ' ', &word)) {
		char *copy = arena_bytes(&bench->arena, word.length + 1);

		assert_true(count < MOST_WORDS);
		memcpy(copy, word.data, word.length);
		copy[word.length] = '\0';
		words[count++] = copy;
	}
	return options_parse(&bench->call, count, words) && options_check_operands(&bench->call);
}

static void
assert_refused(const char *line, const char *message)
{
	struct bench bench;

	assert_false(parse(&bench, line));
	assert_int_equal(bench.diags.failures, 1);
	assert_str(bench.diags.items[0].message, message);
	arena_free(&bench.arena);
}

static void
reads_values(void **state)
{
	struct bench bench;

	(void)state;
	assert_true(parse(&bench, "try -f json --only a,b, --only=c here -qn 12 --at HEAD~1"));
	assert_str(call_option(&bench.call, "format")->text, "json");
	assert_int_equal(call_option(&bench.call, "only")->list.count, 3);
	assert_str(call_option(&bench.call, "only")->list.items[2], "c");
	assert_int_equal(call_option(&bench.call, "limit")->number, 12);
	assert_true(call_flag(&bench.call, "quiet"));
	assert_false(call_flag(&bench.call, "help"));
	assert_str(call_option(&bench.call, "at")->text, "HEAD~1");
	assert_str(call_argument(&bench.call, 0), "here");
	assert_int_equal(call_argument(&bench.call, 1).length, 0);
	arena_free(&bench.arena);
}

static void
takes_no_options_after_two_dashes(void **state)
{
	struct bench bench;

	(void)state;
	assert_true(parse(&bench, "try -- --quiet"));
	assert_false(call_flag(&bench.call, "quiet"));
	assert_str(call_argument(&bench.call, 0), "--quiet");
	arena_free(&bench.arena);
}

static void
proposes_options(void **state)
{
	(void)state;
	assert_refused("try --fromat json", "there is no option \"--fromat\"; did you mean "
					    "\"--format\"?");
	assert_refused("try --fromat=json", "there is no option \"--fromat\"; did you mean "
					    "\"--format\"?");
	assert_refused("try --zzzzzzzz", "there is no option \"--zzzzzzzz\"; `waymark help "
					 "try` lists them");
	assert_refused("try --quiet -qx", "there is no option \"-x\"; `waymark help try` "
					  "lists them");
}

static void
refuses_values(void **state)
{
	(void)state;
	assert_refused("try --format xml", "--format: \"xml\" is not text, json or csv");
	assert_refused("try --limit many", "--limit: \"many\" is not a number such as 10");
	assert_refused("try --format", "--format needs an argument: --format FORMAT");
	assert_refused("try -n", "--limit needs an argument: --limit N");
	assert_refused("try --quiet=no", "--quiet takes no argument");
	assert_refused("try a b", "\"b\" is one argument too many: waymark try [PATH]");
}

static void
leaves_out_the_revision_where_the_book_is_written(void **state)
{
	struct command writing = command;
	const struct option_row *row;
	bool book = false;

	(void)state;
	writing.writes_book = true;
	for (size_t i = 0; (row = command_option(&writing, i)) != NULL; i++) {
		assert_string_not_equal(row->name, "at");
		book |= strcmp(row->name, "book") == 0;
	}
	assert_true(book);
	writing.reads_book = false;
	for (size_t i = 0; (row = command_option(&writing, i)) != NULL; i++)
		assert_string_not_equal(row->name, "book");
}

static void
finds_the_nearest_word(void **state)
{
	struct str words[] = { STR("running-without-owner"), STR("bad-value"), STR("list") };
	struct strs known = { words, 3, 3 };

	(void)state;
	assert_str(options_nearest(STR("runing-without-owner"), &known), "running-without-owner");
	assert_str(options_nearest(STR("without-owner"), &known), "running-without-owner");
	assert_str(options_nearest(STR("lsit"), &known), "list");
	assert_str(options_nearest(STR("qqq"), &known), "");
	assert_str(options_nearest(STR(""), &known), "");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(reads_values),
		cmocka_unit_test(takes_no_options_after_two_dashes),
		cmocka_unit_test(proposes_options),
		cmocka_unit_test(refuses_values),
		cmocka_unit_test(leaves_out_the_revision_where_the_book_is_written),
		cmocka_unit_test(finds_the_nearest_word),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
