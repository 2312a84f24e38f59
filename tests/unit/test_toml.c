#include "test.h"

#include "base/limits.h"
#include "text/toml.h"

struct fixture {
	struct arena arena;
	struct diags diags;
	struct data *map;
};

static void
parse_str(struct fixture *fixture, struct str text)
{
	arena_init(&fixture->arena);
	diag_init(&fixture->diags, &fixture->arena);
	fixture->map = toml_parse(&fixture->arena, STR("book.toml"), text, &fixture->diags);
	assert_non_null(fixture->map);
}

static void
parse(struct fixture *fixture, const char *text)
{
	parse_str(fixture, str_from(text));
}

static void
release(struct fixture *fixture)
{
	arena_free(&fixture->arena);
}

static const struct data *
get(const struct fixture *fixture, const char *path)
{
	const struct data *found = data_path(fixture->map, path);

	if (!found)
		fail_msg("nothing at %s", path);
	return found;
}

static void
assert_no_findings(const struct fixture *fixture)
{
	for (size_t i = 0; i < fixture->diags.count; i++)
		print_error("%u: %s\n", fixture->diags.items[i].place.line,
			    fixture->diags.items[i].message.data);
	assert_int_equal(fixture->diags.count, 0);
}

static void
assert_place(struct place place, uint32_t line, uint32_t column, uint32_t length)
{
	assert_int_equal(place.line, line);
	assert_int_equal(place.column, column);
	assert_int_equal(place.length, length);
}

static void
reads_a_book(void **state)
{
	const char *text = "[book]\n"
			   "title = \"Caf\u00e9\" # the name\n"
			   "authors = [\n  \"A\", # first\n  'B',\n]\n"
			   "\n[output.html]\r\nsite-url=\"/x/\"\r\n"
			   "[output.html.fold]\nenable = true\nlevel = 0\n"
			   "[output.html.redirect]\n\"/a.html\" = \"b.html\"\n"
			   "[preprocessor.x]\nrenderers = { html = [\"a\"], b.c = 1 }\n";
	struct fixture f;
	const struct data *value;

	(void)state;
	parse(&f, text);
	assert_no_findings(&f);
	assert_int_equal(data_count(f.map), 3);
	value = get(&f, "book.title");
	assert_str(value->text, "Caf\u00e9");
	assert_true(value->quoted);
	assert_place(value->key_place, 2, 1, 5);
	assert_place(value->place, 2, 9, 7);
	assert_str(str_slice(str_from(text), value->offset, value->offset + value->length),
		   "\"Caf\u00e9\"");
	assert_ptr_equal(value->text.data, text + value->offset + 1);
	value = get(&f, "book.authors");
	assert_int_equal(value->kind, DATA_LIST);
	assert_int_equal(data_count(value), 2);
	assert_str(value->first->next->text, "B");
	assert_place(value->first->next->place, 5, 3, 3);
	assert_str(data_text(get(&f, "output.html.site-url")), "/x/");
	assert_true(data_is_true(get(&f, "output.html.fold.enable")));
	assert_str(data_text(get(&f, "output.html.fold.level")), "0");
	value = data_get(get(&f, "output.html.redirect"), STR("/a.html"));
	assert_str(data_text(value), "b.html");
	assert_str(get(&f, "preprocessor.x.renderers.html")->first->text, "a");
	assert_str(data_text(get(&f, "preprocessor.x.renderers.b.c")), "1");
	release(&f);
}

static void
assert_value(const char *written, const char *expected, bool quoted)
{
	struct fixture f;
	struct buf buf;

	buf_init(&buf, 1000);
	buf_printf(&buf, "a = %s\nb = 1", written);
	parse_str(&f, buf_str(&buf));
	assert_no_findings(&f);
	assert_str(data_text(get(&f, "a")), expected);
	assert_int_equal(get(&f, "a")->quoted, quoted);
	assert_int_equal(data_count(f.map), 2);
	release(&f);
	buf_free(&buf);
}

static void
reads_all_kinds_of_strings(void **state)
{
	(void)state;
	assert_value("\"\"", "", true);
	assert_value("''", "", true);
	assert_value("\"\\b\\t\\n\\f\\r\\\"\\\\\\u00e9\\U0001F600\"",
		     "\b\t\n\f\r\"\\\u00e9\U0001F600", true);
	assert_value("'C:\\new'", "C:\\new", true);
	assert_value("\"\"\"\none\r\ntwo\"\"\"", "one\ntwo", true);
	assert_value("\"\"\"a \\\n\n   b\"\"\"", "a b", true);
	assert_value("\"\"\"a\"\"b\"\"\"", "a\"\"b", true);
	assert_value("\"\"\"\"a\"\"\"\"\"", "\"a\"\"", true);
	assert_value("'''\n'x'\\\n'''", "'x'\\\n", true);
	assert_value("\"\"\"\"\"\"", "", true);
}

static void
reads_bare_values(void **state)
{
	static const char *const values[] = {
		"0",
		"-17",
		"1_000",
		"0xDEAD_beef",
		"0o755",
		"0b1101",
		"3.14",
		"-1e06",
		"6.626E-34",
		"inf",
		"-nan",
		"true",
		"2026-03-31",
		"07:32:00.5",
		"2026-03-31T07:32:00Z",
		"2026-03-31 07:32:00.999-07:00",
	};

	(void)state;
	for (size_t i = 0; i < sizeof values / sizeof values[0]; i++)
		assert_value(values[i], values[i], false);
}

static void
arrays_of_tables_are_lists(void **state)
{
	struct fixture f;
	const struct data *list;

	(void)state;
	parse(&f, "[[p]]\nn = 1\n[p.sub]\nx = 1\n[[p.q]]\ny = 1\n[[p.q]]\ny = 2\n[[p]]\nn = 2\n");
	assert_no_findings(&f);
	list = get(&f, "p");
	assert_int_equal(list->kind, DATA_LIST);
	assert_int_equal(data_count(list), 2);
	assert_str(data_text(data_path(list->first, "sub.x")), "1");
	assert_int_equal(data_count(data_get(list->first, STR("q"))), 2);
	assert_str(data_text(data_get(list->first->next, STR("n"))), "2");
	release(&f);
}

static void
dotted_keys_make_tables(void **state)
{
	struct fixture f;

	(void)state;
	parse(&f, "a.b = 1\na . \"c.d\" . e = 2\n[x.y.z]\n[x]\ny.w = 3\n[a.new]\nf = 4\n");
	assert_no_findings(&f);
	assert_str(data_text(get(&f, "a.b")), "1");
	assert_str(data_text(data_get(data_get(get(&f, "a"), STR("c.d")), STR("e"))), "2");
	assert_str(data_text(get(&f, "x.y.w")), "3");
	assert_str(data_text(get(&f, "a.new.f")), "4");
	release(&f);
}

static void
a_name_is_set_once(void **state)
{
	static const struct {
		const char *text;
		uint32_t line, other_line;
	} texts[] = {
		{ "a = 1\na = 2\n", 2, 1 },         { "a = 1\n\"a\" = 2\n", 2, 1 },
		{ "[a]\n[b]\n[a]\n", 3, 1 },        { "a = 1\n[a]\nb = 1\n", 2, 1 },
		{ "a = 1\n[a.b]\nb = 1\n", 2, 1 },  { "a = []\n[[a]]\nb = 1\n", 2, 1 },
		{ "[a]\n[[a]]\n", 2, 1 },           { "[[a]]\n[a]\n", 2, 1 },
		{ "a = {b = 1}\na.c = 2\n", 2, 1 }, { "a = {b = 1}\n[a.c]\n", 2, 1 },
		{ "a = {b = 1, b = 2}\n", 1, 1 },   { "a.b = 1\na.b.c = 2\n", 2, 1 },
		{ "a.b = 1\n[a]\n", 2, 1 },         { "[a.b]\nc = 1\n[a]\nb.d = 2\n", 4, 1 },
		{ "[a]\nb.c = 1\n[a.b]\n", 3, 2 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
		struct fixture f;

		parse(&f, texts[i].text);
		assert_int_equal(f.diags.count, 1);
		assert_string_equal(f.diags.items[0].code->name, "toml-duplicate-key");
		assert_int_equal(f.diags.items[0].place.line, texts[i].line);
		assert_int_equal(f.diags.items[0].other.line, texts[i].other_line);
		release(&f);
	}
}

static void
the_first_of_a_name_counts(void **state)
{
	struct fixture f;

	(void)state;
	parse(&f, "a = 1\na = 2\n[t]\nb = 1\n[u]\n[t]\nb = 2\nc = 3\n[a]\nd = 4\n");
	assert_int_equal(f.diags.count, 4);
	assert_str(data_text(get(&f, "a")), "1");
	assert_str(data_text(get(&f, "t.b")), "1");
	assert_str(data_text(get(&f, "t.c")), "3");
	assert_null(data_path(f.map, "d"));
	release(&f);
}

static void
broken_lines_cost_only_themselves(void **state)
{
	static const struct {
		const char *text;
		uint32_t column;
		const char *message; /* a part of it */
	} lines[] = {
		{ "title", 6, "\"=\"" },
		{ "title \"x\"", 7, "\"=\"" },
		{ "= 1", 1, "a key" },
		{ "\"\"\"k\"\"\" = 1", 1, "a key" },
		{ "a =", 4, "expected a value" },
		{ "a = yes", 5, "\"yes\" is not a value" },
		{ "a = Async vision", 5, "text in quotes" },
		{ "a = 01", 5, "\"01\"" },
		{ "a = 1__0", 5, "\"1__0\"" },
		{ "a = 1.", 5, "\"1.\"" },
		{ "a = 0xg", 5, "\"0xg\"" },
		{ "a = 2026-02-30", 5, "\"2026-02-30\"" },
		{ "a = 25:00:00", 5, "\"25:00:00\"" },
		{ "a = 1 2", 7, "the end of the line" },
		{ "a = 1 b = 2", 7, "the end of the line" },
		{ "a = \"x", 5, "not closed on its line" },
		{ "a = 'x", 5, "not closed on its line" },
		{ "a = \"\\q\"", 6, "escape" },
		{ "a = \"\\ud800\"", 6, "escape" },
		{ "a = \"\\u0000\"", 6, "escape" },
		{ "a = \"\x01\"", 6, "control" },
		{ "# \x7f", 3, "control" },
		{ "a = 1\r ", 6, "the end of the line" },
		{ "a = { b = 1", 12, "\"}\"" },
		{ "a = { b = 1, }", 14, "a key" },
		{ "a = [1 2]", 8, "\"]\"" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof lines / sizeof lines[0]; i++) {
		struct fixture f;
		struct buf buf;
		const struct diag_finding *finding;

		buf_init(&buf, 1000);
		buf_printf(&buf, "[t]\nbefore = 1\n%s\nbehind = 2\n", lines[i].text);
		parse_str(&f, buf_str(&buf));
		assert_int_equal(f.diags.count, 1);
		finding = &f.diags.items[0];
		assert_string_equal(finding->code->name, "toml-syntax");
		if (finding->place.line != 3 || finding->place.column != lines[i].column ||
		    !str_contains(finding->message, str_from(lines[i].message)))
			fail_msg("%s gives %u:%u %s", lines[i].text, finding->place.line,
				 finding->place.column, finding->message.data);
		assert_str(data_text(get(&f, "t.before")), "1");
		assert_str(data_text(get(&f, "t.behind")), "2");
		release(&f);
		buf_free(&buf);
	}
}

static void
broken_headers_swallow_their_keys(void **state)
{
	struct fixture f;

	(void)state;
	parse(&f, "[a]\nx = 1\n[b\nx = 2\n[[c]\nx = 3\n[d] e\nx = 4\n[]\nx = 5\n");
	assert_int_equal(f.diags.count, 4);
	assert_int_equal(data_count(f.map), 2);
	assert_int_equal(data_count(get(&f, "a")), 1);
	assert_str(data_text(get(&f, "d.x")), "4");
	release(&f);
}

/* What is not closed ends where a statement seems to begin, and costs one finding. */
static void
unclosed_values_end_at_the_next_statement(void **state)
{
	static const char *const texts[] = {
		"a = [\n  \"x\",\n  \"y = z\"\nb = 1\n[t]\nc = 2\n",
		"a = [\n  foo,\n  \"y = z\",\n  {k = 1},\n]\nb = 1\n[t]\nc = 2\n",
		"a = \"\"\"\nsome prose\nb = 1\n[t]\nc = 2\n",
		"a = '''\nsome [prose\n\nb = 1\n[t]\nc = 2\n",
		"a = [ { k = 1,\n\nb = 1\n[t]\nc = 2\n",
	};

	(void)state;
	for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
		struct fixture f;

		parse(&f, texts[i]);
		if (f.diags.count != 1)
			fail_msg("%s gives %zu findings", texts[i], f.diags.count);
		assert_string_equal(f.diags.items[0].code->name, "toml-syntax");
		assert_str(data_text(get(&f, "b")), "1");
		assert_str(data_text(get(&f, "t.c")), "2");
		release(&f);
	}
}

static struct str
repeat(struct arena *arena, const char *start, const char *repeated)
{
	size_t length = LIMIT_TOML_BYTES, at = strlen(start), step = strlen(repeated);
	char *bytes = arena_bytes(arena, length);

	memcpy(bytes, start, at);
	for (; at + step <= length; at += step)
		memcpy(bytes + at, repeated, step);
	return (struct str){ bytes, at };
}

/* Each of these takes minutes when something is quadratic; the test runner's time is the limit. */
static void
hostile_texts_end_soon(void **state)
{
	static const struct {
		const char *start, *repeated, *code;
	} texts[] = {
		{ "a = ", "[", "toml-too-large" },       { "a = ", "{a=", "toml-too-large" },
		{ "a", ".a", "toml-too-large" },         { "[a", ".a", "toml-too-large" },
		{ "a = [", "1,", "toml-too-large" },     { "", "[[a]]\n", "toml-too-large" },
		{ "", "a = 1\n", "toml-duplicate-key" }, { "", "[a]\n", "toml-duplicate-key" },
		{ "", "a = [\n", "toml-syntax" },        { "", "a = [\"\"\"\n", "toml-syntax" },
		{ "a = \"\"\"", "\\\n", "toml-syntax" }, { "", "a = '''\\q\n", "toml-syntax" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
		struct arena arena;
		struct fixture f;

		arena_init(&arena);
		parse_str(&f, repeat(&arena, texts[i].start, texts[i].repeated));
		assert_true(f.diags.count >= 1);
		assert_string_equal(f.diags.items[0].code->name, texts[i].code);
		release(&f);
		arena_free(&arena);
	}
}

static void
too_many_bytes_are_not_read(void **state)
{
	struct arena arena;
	struct fixture f;
	struct str text;

	(void)state;
	arena_init(&arena);
	text = arena_printf(&arena, "a = 1%*s\n", (int)LIMIT_TOML_BYTES, "");
	parse_str(&f, text);
	assert_int_equal(f.diags.count, 1);
	assert_string_equal(f.diags.items[0].code->name, "toml-too-large");
	assert_int_equal(data_count(f.map), 0);
	release(&f);
	arena_free(&arena);
}

static void
depth_counts_tables_and_lists(void **state)
{
	char text[200] = "a = ";
	struct fixture f;

	(void)state;
	/* The top level is one, so there is room for all but one of the brackets. */
	memset(text + 4, '[', LIMIT_YAML_DEPTH - 1);
	memset(text + 4 + LIMIT_YAML_DEPTH - 1, ']', LIMIT_YAML_DEPTH - 1);
	parse(&f, text);
	assert_no_findings(&f);
	release(&f);
	memset(text + 4, '[', LIMIT_YAML_DEPTH);
	memset(text + 4 + LIMIT_YAML_DEPTH, ']', LIMIT_YAML_DEPTH);
	parse(&f, text);
	assert_int_equal(f.diags.count, 1);
	assert_string_equal(f.diags.items[0].code->name, "toml-too-large");
	release(&f);
}

static void
codes_are_complete(void **state)
{
	(void)state;
	for (size_t i = 0; i < toml_code_count; i++) {
		const struct diag_code *code = &toml_codes[i];
		struct fixture f;

		assert_string_equal(code->family, "schema");
		assert_true(strlen(code->summary) > 10);
		assert_true(strlen(code->explanation) > 100);
		if (!code->example)
			continue;
		parse(&f, code->example);
		assert_true(f.diags.count >= 1);
		assert_ptr_equal(f.diags.items[0].code, code);
		release(&f);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(reads_a_book),
		cmocka_unit_test(reads_all_kinds_of_strings),
		cmocka_unit_test(reads_bare_values),
		cmocka_unit_test(arrays_of_tables_are_lists),
		cmocka_unit_test(dotted_keys_make_tables),
		cmocka_unit_test(a_name_is_set_once),
		cmocka_unit_test(the_first_of_a_name_counts),
		cmocka_unit_test(broken_lines_cost_only_themselves),
		cmocka_unit_test(broken_headers_swallow_their_keys),
		cmocka_unit_test(unclosed_values_end_at_the_next_statement),
		cmocka_unit_test(hostile_texts_end_soon),
		cmocka_unit_test(too_many_bytes_are_not_read),
		cmocka_unit_test(depth_counts_tables_and_lists),
		cmocka_unit_test(codes_are_complete),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
