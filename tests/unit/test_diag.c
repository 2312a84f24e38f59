/* diag: lists of findings and failures. */
#include "test.h"

#include "base/limits.h"
#include "diag/diag.h"

static const struct diag_code note = { .name = "a-note", .severity = DIAG_NOTE };
static const struct diag_code error = { .name = "b-error", .severity = DIAG_ERROR };

static void
names_severities(void **state)
{
	enum diag_severity severity;

	(void)state;
	for (int i = DIAG_OFF; i <= DIAG_FAILURE; i++) {
		assert_true(
			diag_severity_parse(diag_severity_name((enum diag_severity)i), &severity));
		assert_int_equal(severity, i);
	}
	assert_str(diag_severity_name(DIAG_WARNING), "warning");
	assert_false(diag_severity_parse(STR("Error"), &severity));
	assert_false(diag_severity_parse(STR(""), &severity));
}

static void
adds(void **state)
{
	struct arena arena;
	struct diags diags;
	struct diag_finding *finding;

	(void)state;
	arena_init(&arena);
	diag_init(&diags, &arena);
	finding = diag_add(&diags, &error, place_at(STR("a.md"), 3, 4, 5), "\"%s\" is %d", "x", 7);
	assert_str(finding->message, "\"x\" is 7");
	assert_int_equal(finding->severity, DIAG_ERROR);
	assert_int_equal(finding->place.line, 3);
	assert_int_equal(finding->place.column, 4);
	assert_int_equal(finding->place.length, 5);
	assert_false(finding->has_edit);
	assert_false(diag_fail(&diags, place_file(STR("b.md")), "could not read %s", "it"));
	assert_int_equal(diags.count, 2);
	assert_int_equal(diags.failures, 1);
	assert_null(diags.items[1].code);
	assert_int_equal(diags.items[1].severity, DIAG_FAILURE);
	assert_str(diags.items[1].message, "could not read it");
	assert_int_equal(diags.items[1].place.line, 0);
	arena_free(&arena);
}

static void
counts_what_is_beyond_the_limit(void **state)
{
	struct arena arena;
	struct diags diags, more;
	struct diag_finding *finding;

	(void)state;
	arena_init(&arena);
	diag_init(&diags, &arena);
	diag_init(&more, &arena);
	for (uint32_t i = 0; i < LIMIT_FINDINGS; i++)
		diag_add(&diags, &note, place_at(STR("a"), i + 1, 1, 0), "kept");
	assert_int_equal(diags.dropped, 0);
	for (int i = 0; i < 3; i++) {
		finding = diag_add(&diags, &error, place_file(STR("b")), "dropped");
		finding->hint = STR("Written to nowhere.");
		finding->has_edit = true;
	}
	assert_int_equal(diags.count, LIMIT_FINDINGS);
	assert_int_equal(diags.dropped, 3);
	diag_fail(&diags, place_file(STR("c")), "a failure is kept");
	assert_int_equal(diags.count, LIMIT_FINDINGS + 1);
	assert_int_equal(diags.failures, 1);
	assert_str(diags.items[LIMIT_FINDINGS].message, "a failure is kept");
	assert_int_equal(diags.items[LIMIT_FINDINGS].hint.length, 0);
	assert_false(diags.items[LIMIT_FINDINGS].has_edit);
	diag_add(&more, &note, place_file(STR("d")), "one");
	diag_fail(&more, place_file(STR("d")), "two");
	more.dropped = 10;
	diag_append(&diags, &more);
	assert_int_equal(diags.count, LIMIT_FINDINGS + 2);
	assert_int_equal(diags.failures, 2);
	assert_int_equal(diags.dropped, 3 + 1 + 10);
	diag_sort(&diags);
	assert_int_equal(diags.count, LIMIT_FINDINGS + 2);
	assert_int_equal(diags.failures, 2);
	arena_free(&arena);
}

static void
say(struct diags *diags, const struct diag_code *code, const char *file, uint32_t line,
    const char *message)
{
	diag_add(diags, code, place_at(str_from(file), line, 1, 1), "%s", message);
}

static void
sorts_for_reading(void **state)
{
	static const char *const expected[] = { "could not",   "whole file",
						"line 2",      "z said first",
						"a said then", "error",
						"line 10",     "b" };
	struct arena arena;
	struct diags diags;

	(void)state;
	arena_init(&arena);
	diag_init(&diags, &arena);
	diag_sort(&diags);
	say(&diags, &note, "b.md", 1, "b");
	say(&diags, &note, "a.md", 10, "line 10");
	say(&diags, &error, "a.md", 3, "error");
	say(&diags, &note, "a.md", 3, "z said first");
	say(&diags, &note, "a.md", 3, "a said then");
	say(&diags, &note, "a.md", 3, "z said first");
	say(&diags, &note, "a.md", 2, "line 2");
	say(&diags, &note, "a.md", 0, "whole file");
	diag_fail(&diags, place_file(STR("z.md")), "could not");
	diag_fail(&diags, place_file(STR("z.md")), "could not");
	diag_sort(&diags);
	assert_int_equal(diags.count, sizeof expected / sizeof expected[0]);
	assert_int_equal(diags.failures, 1);
	for (size_t i = 0; i < diags.count; i++)
		assert_str(diags.items[i].message, expected[i]);
	say(&diags, &note, "c.md", 1, "after sorting");
	assert_str(diags.items[diags.count - 1].message, "after sorting");
	arena_free(&arena);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(names_severities),
		cmocka_unit_test(adds),
		cmocka_unit_test(counts_what_is_beyond_the_limit),
		cmocka_unit_test(sorts_for_reading),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
