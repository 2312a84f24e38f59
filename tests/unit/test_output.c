/* output: forms of findings; baseline: findings that are accepted. */
#include "test.h"

#include "diag/baseline.h"
#include "diag/output.h"

static const struct diag_code code = {
	.name = "bad-value",
	.family = "schema",
	.severity = DIAG_WARNING,
	.summary = "a value that cannot be",
	.explanation = "Because.",
};

/* The lines of a.md, the only file. */
static bool
find_line(void *context, struct str file, uint32_t line, struct str *ret_line)
{
	struct str rest = *(const struct str *)context;

	if (!str_equal(file, STR("a.md")))
		return false;
	for (uint32_t i = 0; i < line; i++)
		if (!str_cut_line(&rest, ret_line))
			return false;
	return true;
}

struct bench {
	struct arena arena;
	struct str text; /* of a.md */
	struct diags diags;
	struct diag_output output;
	struct buf out;
};

static void
start(struct bench *bench, const char *text)
{
	arena_init(&bench->arena);
	diag_init(&bench->diags, &bench->arena);
	buf_init(&bench->out, 1 << 20);
	bench->text = str_from(text);
	bench->output = (struct diag_output){
		.diags = &bench->diags,
		.lines = { find_line, &bench->text },
		.columns = 80,
		.version = "1",
	};
}

static void
end(struct bench *bench)
{
	buf_free(&bench->out);
	arena_free(&bench->arena);
}

static void
underlines_by_width(void **state)
{
	struct bench bench;

	(void)state;
	start(&bench, "\xf0\x9f\xa6\x80\t\xe4\xb8\xad = activ\n");
	diag_add(&bench.diags, &code, place_at(STR("a.md"), 1, 6, 3), "odd");
	diag_put_text(&bench.out, &bench.output);
	/* The crab is two columns wide, the tab is shown as four, the character takes two. */
	assert_str(buf_str(&bench.out), "a.md:1:3: warning: odd [bad-value]\n"
					"    1 | \xf0\x9f\xa6\x80    \xe4\xb8\xad = activ\n"
					"      |       ^^\n\n");
	end(&bench);
}

static void
cuts_long_lines(void **state)
{
	struct bench bench;
	char line[501];

	(void)state;
	memset(line, 'x', 500);
	memcpy(line + 300, "HERE", 4);
	line[500] = '\0';
	start(&bench, line);
	bench.output.columns = 40;
	diag_add(&bench.diags, &code, place_at(STR("a.md"), 1, 301, 4), "odd");
	diag_put_text(&bench.out, &bench.output);
	assert_str(buf_str(&bench.out),
		   "a.md:1:301: warning: odd [bad-value]\n"
		   "    1 | \xe2\x80\xa6xxxxxxxxxxHERExxxxxxxxxxxxxxxx\xe2\x80\xa6\n"
		   "      |            ^^^^\n\n");
	end(&bench);
}

static void
shows_no_control_characters(void **state)
{
	struct bench bench;

	(void)state;
	start(&bench, "a\033[31mb\xe2\x80\xae"
		      "c\n");
	diag_add(&bench.diags, &code, place_at(STR("a.md"), 1, 1, 1), "\"%s\"", "\033[2J\n");
	diag_put_text(&bench.out, &bench.output);
	assert_str(buf_str(&bench.out), "a.md:1:1: warning: \"\xef\xbf\xbd[2J \" [bad-value]\n"
					"    1 | a\xef\xbf\xbd[31mb\xef\xbf\xbd"
					"c\n"
					"      | ^\n\n");
	end(&bench);
}

static void
shows_hint_and_second_place(void **state)
{
	struct bench bench;
	struct diag_finding *finding;

	(void)state;
	start(&bench, "state: activ\nState | paused\n");
	bench.output.root = STR("book/");
	finding = diag_add(&bench.diags, &code, place_at(STR("a.md"), 1, 8, 5), "odd");
	finding->hint = STR("Write \"active\".");
	finding->other = place_at(STR("a.md"), 2, 9, 6);
	finding->other_label = STR("the row says \"paused\"");
	diag_put_text(&bench.out, &bench.output);
	assert_str(buf_str(&bench.out), "book/a.md:1:8: warning: odd [bad-value]\n"
					"    1 | state: activ\n"
					"      |        ^^^^^\n"
					"      = note: the row says \"paused\" at book/a.md:2:9\n"
					"    2 | State | paused\n"
					"      |         ------\n"
					"      = help: Write \"active\".\n\n");
	end(&bench);
}

static void
does_without_source(void **state)
{
	struct bench bench;

	(void)state;
	start(&bench, "one line\n");
	diag_add(&bench.diags, &code, place_at(STR("a.md"), 7, 3, 2), "beyond the end");
	diag_add(&bench.diags, &code, place_file(STR("b.md")), "whole file");
	diag_add(&bench.diags, &code, place_file(STR_EMPTY), "whole book");
	diag_put_text(&bench.out, &bench.output);
	assert_str(buf_str(&bench.out), "a.md:7:3: warning: beyond the end [bad-value]\n\n"
					"b.md: warning: whole file [bad-value]\n\n"
					".: warning: whole book [bad-value]\n\n");
	end(&bench);
}

static void
writes_json_lines(void **state)
{
	const struct diag_tally tallies[] = { { "goals", 2 }, { "files", 3 } };
	struct bench bench;
	struct diag_finding *finding;

	(void)state;
	start(&bench, "\xc3\xa4\xc3\xb6 \"x\"\n");
	finding = diag_add(&bench.diags, &code, place_at(STR("a.md"), 1, 6, 3), "\"x\"");
	finding->has_edit = true;
	bench.output.tallies = tallies;
	bench.output.tally_count = 2;
	diag_put_json(&bench.out, &bench.output);
	assert_str(buf_str(&bench.out),
		   "{\"code\":\"bad-value\",\"severity\":\"warning\",\"file\":\"a.md\",\"line\":1,"
		   "\"column\":4,\"endColumn\":7,\"message\":\"\\\"x\\\"\",\"fixable\":true}\n"
		   "{\"summary\":{\"findings\":1,\"read\":{\"goals\":2,\"files\":3}}}\n");
	end(&bench);
}

static void
escapes_annotations(void **state)
{
	struct bench bench;

	(void)state;
	start(&bench, "");
	diag_add(&bench.diags, &code, place_at(STR("a,b:c.md"), 2, 0, 0), "100%%: a, b");
	diag_put_github(&bench.out, &bench.output);
	assert_str(buf_str(&bench.out),
		   "::warning file=a%2Cb%3Ac.md,line=2,title=bad-value::100%25: a, b\n");
	end(&bench);
}

static void
says_failures(void **state)
{
	struct bench bench;

	(void)state;
	start(&bench, "");
	diag_add(&bench.diags, &code, place_file(STR_EMPTY), "a finding");
	diag_fail(&bench.diags, place_file(STR_EMPTY), "cannot");
	diag_fail(&bench.diags, place_at(STR("a.md"), 3, 0, 0), "could not read");
	diag_put_failures(&bench.out, &bench.output);
	assert_str(buf_str(&bench.out), "waymark: cannot\nwaymark: a.md:3: could not read\n");
	end(&bench);
}

static void
finds_forms(void **state)
{
	(void)state;
	assert_ptr_equal(diag_output_find(STR("sarif")), diag_put_sarif);
	assert_null(diag_output_find(STR("xml")));
}

static void
accepts_moved_lines_as_often_as_they_stand(void **state)
{
	struct bench now, later;
	struct baseline baseline;
	size_t accepted, stale;

	(void)state;
	start(&now, "  same\nother\nsame\n");
	diag_add(&now.diags, &code, place_at(STR("a.md"), 1, 3, 4), "odd");
	diag_add(&now.diags, &code, place_at(STR("a.md"), 3, 1, 4), "odd");
	diag_add(&now.diags, &code, place_at(STR("a.md"), 2, 1, 5), "odd");
	baseline_put(&now.out, &now.diags, &now.output.lines);

	start(&later, "\n\nsame\nsame\nsame\n");
	assert_true(baseline_parse(&baseline, &later.arena, STR("base"), buf_str(&now.out),
				   &later.diags));
	for (uint32_t line = 3; line <= 5; line++)
		diag_add(&later.diags, &code, place_at(STR("a.md"), line, 1, 4), "odd");
	diag_fail(&later.diags, place_file(STR_EMPTY), "a failure stays");
	baseline_apply(&baseline, &later.diags, &later.output.lines, &accepted, &stale);
	assert_int_equal(accepted, 2);
	assert_int_equal(stale, 1);
	assert_int_equal(later.diags.count, 2);
	assert_int_equal(later.diags.items[0].place.line, 5);
	assert_int_equal(later.diags.items[1].severity, DIAG_FAILURE);
	end(&now);
	end(&later);
}

static void
refuses_what_is_no_baseline(void **state)
{
	static const char *const texts[] = {
		"code\tfile\t0123456789abcde\n",
		"code\tfile\t0123456789abcdeX\n",
		"code\t0123456789abcdef\n",
		"{}\n",
	};
	struct bench bench;
	struct baseline baseline;

	(void)state;
	start(&bench, "");
	for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
		assert_false(baseline_parse(&baseline, &bench.arena, STR("base"),
					    str_from(texts[i]), &bench.diags));
		assert_int_equal(bench.diags.failures, i + 1);
	}
	assert_true(baseline_parse(&baseline, &bench.arena, STR("base"),
				   STR("# comment\r\n\r\ncode\ta\tb\t0123456789abcdef\r\n"),
				   &bench.diags));
	assert_int_equal(baseline.lines.count, 1);
	end(&bench);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(underlines_by_width),
		cmocka_unit_test(cuts_long_lines),
		cmocka_unit_test(shows_no_control_characters),
		cmocka_unit_test(shows_hint_and_second_place),
		cmocka_unit_test(does_without_source),
		cmocka_unit_test(writes_json_lines),
		cmocka_unit_test(escapes_annotations),
		cmocka_unit_test(says_failures),
		cmocka_unit_test(finds_forms),
		cmocka_unit_test(accepts_moved_lines_as_often_as_they_stand),
		cmocka_unit_test(refuses_what_is_no_baseline),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
