#include "test.h"

#include "base/limits.h"
#include "text/yaml.h"

struct fixture {
	struct arena arena;
	struct diags diags;
	struct data *map;
};

static void
parse_source(struct fixture *fixture, const struct yaml_source *source)
{
	arena_init(&fixture->arena);
	diag_init(&fixture->diags, &fixture->arena);
	fixture->map = yaml_parse(&fixture->arena, source, &fixture->diags);
}

static void
parse_str(struct fixture *fixture, struct str text, unsigned max_depth)
{
	parse_source(fixture, &(struct yaml_source){ .file = STR("a.md"),
						     .text = text,
						     .first_line = 1,
						     .max_depth = max_depth,
						     .max_bytes = LIMIT_YAML_BYTES });
}

static void
parse(struct fixture *fixture, const char *text)
{
	parse_str(fixture, str_from(text), LIMIT_YAML_DEPTH);
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
assert_place(struct place place, uint32_t line, uint32_t column, uint32_t length)
{
	assert_int_equal(place.line, line);
	assert_int_equal(place.column, column);
	assert_int_equal(place.length, length);
}

/* The only finding. */
static const struct diag_finding *
only_finding(const struct fixture *fixture)
{
	for (size_t i = 1; i < fixture->diags.count; i++)
		print_error("also: %s\n", fixture->diags.items[i].message.data);
	assert_int_equal(fixture->diags.count, 1);
	return &fixture->diags.items[0];
}

static void
reads_scalars_lists_and_maps(void **state)
{
	struct fixture f;
	const struct data *list;

	(void)state;
	parse(&f, "title: A goal # not text\n"
		  "says: \"tab\\there\"\n"
		  "quoted: 'it''s'\n"
		  "flag: yes\n"
		  "word: \"yes\"\n"
		  "owners:\n  - alice\n  - 'bob'\n"
		  "flow: [a, {b: c}]\n"
		  "map:\n  inner:\n    deep: x\n");
	assert_int_equal(f.diags.count, 0);
	assert_int_equal(data_count(f.map), 8);
	assert_str(data_text(get(&f, "title")), "A goal");
	assert_str(data_text(get(&f, "says")), "tab\there");
	assert_str(data_text(get(&f, "quoted")), "it's");
	assert_true(get(&f, "quoted")->quoted);
	assert_true(data_is_true(get(&f, "flag")));
	assert_false(data_is_true(get(&f, "word")));
	list = get(&f, "owners");
	assert_int_equal(list->kind, DATA_LIST);
	assert_int_equal(data_count(list), 2);
	assert_str(list->first->text, "alice");
	assert_str(list->first->next->text, "bob");
	assert_str(data_text(data_get(get(&f, "flow")->first->next, STR("b"))), "c");
	assert_str(data_text(get(&f, "map.inner.deep")), "x");
	assert_null(data_path(f.map, "map.inner.none"));
	assert_null(data_path(f.map, "title.none"));
	assert_int_equal(data_count(get(&f, "title")), 0);
	assert_str(data_text(get(&f, "map")), "");
	assert_str(data_text(NULL), "");
	release(&f);
}

/* Columns are bytes, though libyaml counts code points, and lines count from the slice's first. */
static void
places_are_bytes_of_the_file(void **state)
{
	const char *file =
		"---\r\nd\u00e9j\u00e0: \"\u00e9t\u00e9\" \r\nb: [\u65e5\u672c, x]\r\n---\r\n";
	struct str text = str_slice(str_from(file), 5, strlen(file) - 5);
	struct fixture f;
	const struct data *item;

	(void)state;
	parse_source(&f, &(struct yaml_source){ .file = STR("a.md"),
						.text = text,
						.first_line = 2,
						.offset = 5,
						.max_depth = 2,
						.max_bytes = 100 });
	assert_int_equal(f.diags.count, 0);
	item = get(&f, "d\u00e9j\u00e0");
	assert_str(item->place.file, "a.md");
	assert_place(item->key_place, 2, 1, 6);
	assert_place(item->place, 2, 9, 7);
	assert_str(str_slice(str_from(file), item->offset, item->offset + item->length),
		   "\"\u00e9t\u00e9\"");
	assert_ptr_equal(item->text.data, file + item->offset + 1);
	item = get(&f, "b")->first->next;
	assert_place(item->place, 3, 13, 1);
	assert_int_equal(file[item->offset], 'x');
	item = get(&f, "b");
	assert_str(str_slice(str_from(file), item->offset, item->offset + item->length),
		   "[\u65e5\u672c, x]");
	release(&f);
}

static void
assert_span(const struct fixture *fixture, const char *text, const char *path, const char *span)
{
	const struct data *value = get(fixture, path);

	assert_str(str_slice(str_from(text), value->offset, value->offset + value->length), span);
}

static void
spans_can_be_replaced(void **state)
{
	const char *text = "a: |\n  one\n  two\n\n\nb: >-\n  x\n  y\n"
			   "c:\n  - 1\n  - k: v\n\n# about d\nd: plain\n  more # c\n"
			   "e: |\nf: { x: 1 } \ng:\n  h:\n    i: j\n\n";
	struct fixture f;

	(void)state;
	parse(&f, text);
	assert_int_equal(f.diags.count, 0);
	assert_str(data_text(get(&f, "a")), "one\ntwo\n");
	assert_span(&f, text, "a", "|\n  one\n  two");
	assert_str(data_text(get(&f, "b")), "x y");
	assert_span(&f, text, "b", ">-\n  x\n  y");
	assert_span(&f, text, "c", "- 1\n  - k: v");
	assert_str(data_text(get(&f, "d")), "plain more");
	assert_span(&f, text, "d", "plain\n  more");
	assert_span(&f, text, "e", "|");
	assert_span(&f, text, "f", "{ x: 1 }");
	assert_span(&f, text, "g", "h:\n    i: j");
	assert_place(get(&f, "a")->place, 1, 4, 1);
	release(&f);
}

static void
empty_values_are_behind_the_colon(void **state)
{
	const char *text = "owner:   # nobody\nm: {a:   , \"b\":}\nl:\n  -\n  - x\nlast:";
	struct fixture f;

	(void)state;
	parse(&f, text);
	assert_int_equal(f.diags.count, 0);
	assert_place(get(&f, "owner")->place, 1, 7, 0);
	assert_int_equal(get(&f, "owner")->offset, 6);
	assert_place(get(&f, "m.a")->place, 2, 7, 0);
	assert_place(get(&f, "m.b")->place, 2, 16, 0);
	assert_place(get(&f, "l")->first->place, 4, 4, 0);
	assert_int_equal(get(&f, "last")->offset, strlen(text));
	release(&f);
}

static void
empty_documents_are_empty_maps(void **state)
{
	static const char *const texts[] = { "", "\n\n", "# only a comment\n", "---\n", "{}" };

	(void)state;
	for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
		struct fixture f;

		parse(&f, texts[i]);
		assert_int_equal(f.diags.count, 0);
		assert_non_null(f.map);
		assert_int_equal(f.map->kind, DATA_MAP);
		assert_int_equal(data_count(f.map), 0);
		release(&f);
	}
}

struct complaint {
	const char *text;
	const char *code;
	uint32_t line, column;
	const char *message; /* a part of it */
};

static void
assert_complaint(const struct complaint *expected)
{
	struct fixture f;
	const struct diag_finding *finding;

	parse_str(&f, str_from(expected->text), 2);
	finding = only_finding(&f);
	assert_string_equal(finding->code->name, expected->code);
	if (finding->place.line != expected->line || finding->place.column != expected->column ||
	    !str_contains(finding->message, str_from(expected->message)))
		fail_msg("%s gives %u:%u %s", expected->text, finding->place.line,
			 finding->place.column, finding->message.data);
	release(&f);
}

static void
each_mistake_is_found_in_its_place(void **state)
{
	static const struct complaint complaints[] = {
		{ "a: &x 1\n", "yaml-anchor", 1, 4, "\"&x\"" },
		{ "a: 1\nb: *a\n", "yaml-anchor", 2, 4, "\"*a\"" },
		{ "a: &x\n  b: 1\n", "yaml-anchor", 1, 4, "\"&x\"" },
		{ "a: !!str 1\n", "yaml-tag", 1, 4, "\"!!str\"" },
		{ "a: ! b\n", "yaml-tag", 1, 4, "\"!\"" },
		{ "a: !t [b]\n", "yaml-tag", 1, 4, "\"!t\"" },
		{ "!t a: b\n", "yaml-tag", 1, 1, "\"!t\"" },
		{ "%TAG ! x\n---\na: 1\n", "yaml-tag", 1, 1, "%TAG" },
		{ "a:\n  <<: {b: 1}\n", "yaml-merge-key", 2, 3, "written out" },
		{ "a: {b: {c: 1}}\n", "yaml-too-deep", 1, 8, "at most 2 levels" },
		{ "a:\n  - - x\n", "yaml-too-deep", 2, 5, "at most 2 levels" },
		{ "- a\n", "yaml-not-a-map", 1, 1, "list" },
		{ "some text\n", "yaml-not-a-map", 1, 1, "without a key" },
		{ "a: 1\n---\nb: 1\n", "yaml-several-documents", 2, 1, "second" },
		{ "title: a: b\n", "yaml-syntax", 1, 9, "expected quotes" },
		{ "a: 1\n b: 2\n", "yaml-syntax", 2, 3, "\":\" cannot stand here" },
		{ "a: 1\nb: @x\n", "yaml-syntax", 2, 4, "\"@alice\"" },
		{ "a: \"x\nb: 1\n", "yaml-syntax", 1, 4, "not closed" },
		{ "a: 'x\nb: 1\n", "yaml-syntax", 1, 4, "not closed" },
		{ "a: \"\\q\"\n", "yaml-syntax", 1, 5, "escape" },
		{ "a: \"\\0\"\n", "yaml-syntax", 1, 4, "no character" },
		{ "a:\n\tb: 1\n", "yaml-syntax", 2, 1, "tab" },
		{ "a: 1\nfoo\nb: 1\n", "yaml-syntax", 2, 1, "after this key" },
		{ "a: [1, 2\n", "yaml-syntax", 1, 4, "\"]\"" },
		{ "a: {b: 1\n", "yaml-syntax", 1, 4, "\"}\"" },
		{ "a: [b: c]\n", "yaml-too-deep", 1, 5, "at most 2 levels" },
		{ "a: {b:, c: 1}\n", "yaml-syntax", 1, 6, "a blank after" },
		{ "a: {b, c: 1}\n", "yaml-syntax", 1, 5, "after the key \"b\"" },
		{ "a: *bold*\n", "yaml-syntax", 1, 4, "\"*x\"" },
		{ "a: !x!y z\n", "yaml-syntax", 1, 4, "a tag" },
		{ "a: >b\n", "yaml-syntax", 1, 5, "the end of the line" },
		{ "a: \"x\" y\n", "yaml-syntax", 1, 8, "the next key" },
		{ "a:\n  - b\n  c: d\n", "yaml-syntax", 3, 3, "begins on line 2" },
		{ "a: \x01\n", "yaml-syntax", 1, 4, "control" },
		{ "%YAML 2.0\n---\na: 1\n", "yaml-syntax", 1, 1, "%YAML 1.1" },
		{ "{a: 1}\nb: 1\n", "yaml-syntax", 2, 1, "end of the document" },
		{ "? [a]\n: b\n", "yaml-syntax", 1, 3, "a key must be text" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof complaints / sizeof complaints[0]; i++)
		assert_complaint(&complaints[i]);
}

static void
reading_goes_on_behind_a_mistake(void **state)
{
	struct fixture f;

	(void)state;
	parse_str(&f,
		  STR("a: &x one\nb: *x\n<<: {c: 1}\nd: {e: {f: 1}, g: 2}\n[h]: 1\na: 2\n"
		      "i: !t end\n"),
		  2);
	assert_int_equal(f.diags.count, 7);
	assert_int_equal(data_count(f.map), 3);
	assert_str(data_text(get(&f, "a")), "one");
	assert_int_equal(data_count(get(&f, "d")), 1);
	assert_str(data_text(get(&f, "d.g")), "2");
	assert_str(data_text(get(&f, "i")), "end");
	release(&f);
}

static void
broken_syntax_keeps_what_stands_before(void **state)
{
	struct fixture f;

	(void)state;
	parse(&f, "a: 1\nb:\n  c: 2\n  d: @x\n");
	only_finding(&f);
	assert_str(data_text(get(&f, "a")), "1");
	assert_str(data_text(get(&f, "b.c")), "2");
	assert_int_equal(data_count(get(&f, "b")), 1);
	release(&f);
}

static void
duplicate_keys_show_both_places(void **state)
{
	struct fixture f;
	const struct diag_finding *finding;

	(void)state;
	parse(&f, "x: 1\nstate: active\nb: 2\n'state': done\n");
	finding = only_finding(&f);
	assert_string_equal(finding->code->name, "yaml-duplicate-key");
	assert_place(finding->place, 4, 1, 7);
	assert_place(finding->other, 2, 1, 5);
	assert_true(str_contains(finding->message, STR("on line 2 and again on line 4")));
	assert_true(finding->other_label.length > 0);
	assert_str(data_text(get(&f, "state")), "active");
	release(&f);
}

/* `repeated` as often as fits into the limit for a YAML file, behind `start`. */
static struct str
repeat(struct arena *arena, const char *start, const char *repeated)
{
	size_t length = LIMIT_YAML_BYTES - 1, at = strlen(start), step = strlen(repeated);
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
		{ "a: ", "[", "yaml-too-deep" },          { "a: ", "{\"a\":", "yaml-too-deep" },
		{ "a: ", "[a: ", "yaml-too-deep" },       { "a: ", "\n  [", "yaml-too-deep" },
		{ "a: b\n", "%TAG !a! b\n", "yaml-tag" }, { "a: [", "x,", "yaml-too-large" },
		{ "a:\n", "- \n", "yaml-too-large" },     { "? ", "? ", "yaml-syntax" },
		{ "a: ", "&a ", "yaml-anchor" },          { "a: ", "\"", "yaml-syntax" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
		struct arena arena;
		struct fixture f;

		arena_init(&arena);
		parse_str(&f, repeat(&arena, texts[i].start, texts[i].repeated), LIMIT_YAML_DEPTH);
		assert_true(f.diags.count >= 1);
		assert_string_equal(f.diags.items[0].code->name, texts[i].code);
		release(&f);
		arena_free(&arena);
	}
}

static void
too_many_bytes_are_not_read(void **state)
{
	struct fixture f;
	struct yaml_source source = { .file = STR("a"),
				      .text = STR("a: 12345\n"),
				      .first_line = 2,
				      .max_depth = 2,
				      .max_bytes = 8 };

	(void)state;
	parse_source(&f, &source);
	assert_null(f.map);
	assert_string_equal(only_finding(&f)->code->name, "yaml-too-large");
	assert_int_equal(f.diags.items[0].place.line, 2);
	release(&f);
	source.max_bytes = 9;
	parse_source(&f, &source);
	assert_int_equal(f.diags.count, 0);
	release(&f);
}

/* Each code says what it is about, and its example causes it. */
static void
codes_are_complete(void **state)
{
	(void)state;
	for (size_t i = 0; i < yaml_code_count; i++) {
		const struct diag_code *code = &yaml_codes[i];
		struct fixture f;

		assert_string_equal(code->family, "schema");
		assert_true(strlen(code->summary) > 10);
		assert_true(strlen(code->explanation) > 100);
		if (!code->example)
			continue;
		parse_str(&f, str_from(code->example), 2);
		assert_true(f.diags.count >= 1);
		assert_ptr_equal(f.diags.items[0].code, code);
		release(&f);
	}
}

static void
assert_put(const char *text, const char *expected)
{
	struct buf buf;

	buf_init(&buf, 1000);
	yaml_put_scalar(&buf, str_from(text));
	assert_str(buf_str(&buf), expected);
	buf_free(&buf);
}

static void
scalars_are_written_plain_where_that_is_safe(void **state)
{
	(void)state;
	assert_put("alice", "alice");
	assert_put("A goal of ours", "A goal of ours");
	assert_put("2024-01-01", "2024-01-01");
	assert_put("1.5", "1.5");
	assert_put("-3", "-3");
	assert_put("https://a.b/c#d", "https://a.b/c#d");
	assert_put("\u65e5\u672c \u2705", "\u65e5\u672c \u2705");
	assert_put("", "\"\"");
	assert_put("no", "\"no\"");
	assert_put("Null", "\"Null\"");
	assert_put("~", "\"~\"");
	assert_put("a: b", "\"a: b\"");
	assert_put("a:", "\"a:\"");
	assert_put("#x", "\"#x\"");
	assert_put("@alice", "\"@alice\"");
	assert_put("- x", "\"- x\"");
	assert_put("a, b", "\"a, b\"");
	assert_put("say \"x\"", "say \"x\"");
	assert_put("\"x\\\"", "\"\\\"x\\\\\\\"\"");
	assert_put("a\nb\tc\r\x1b\xc2\x85\u2028\ufeff", "\"a\\nb\\tc\\r\\x1b\\x85\\u2028\\ufeff\"");
}

static void
assert_round_trip(const char *text, const char *before, const char *after, const char *path)
{
	struct fixture f;
	struct buf buf;
	const struct data *value;

	buf_init(&buf, 1000);
	buf_puts(&buf, before);
	yaml_put_scalar(&buf, str_from(text));
	buf_puts(&buf, after);
	parse_str(&f, buf_str(&buf), LIMIT_YAML_DEPTH);
	if (f.diags.count > 0)
		fail_msg("%.*s: %s", STR_ARG(buf_str(&buf)), f.diags.items[0].message.data);
	value = get(&f, path);
	if (value->kind == DATA_LIST)
		value = value->first;
	assert_int_equal(value->kind, DATA_SCALAR);
	assert_str(value->text, text);
	assert_false(data_is_true(value));
	release(&f);
	buf_free(&buf);
}

static void
written_scalars_read_back(void **state)
{
	static const char *const texts[] = {
		"",       " ",       " x",     "x ",       "no",        "yes",        "true",
		"null",   "~",       "1.5",    "0x1F",     "1_000",     "a: b",       "a:",
		":",      ":a",      "a:b",    "#x",       "a #b",      "a#b",        "- x",
		"-",      "-x",      "--- x",  "...",      "? x",       "?",          "a?",
		"'",      "''",      "it's",   "\"",       "\"x\"",     "a\"b",       "\\",
		"a\\nb",  "a\nb",    "\n",     "a\r\nb",   "\t",        "a\tb",       "[x]",
		"{x}",    "a]",      "a, b",   "*x",       "&x",        "!x",         "|",
		">",      "%x",      "@x",     "`x`",      "<<",        "=",          "2024-01-01",
		"12:30",  "\u00e9",  "\u2705", "\xc2\x85", "a\u2028b",  "\ufeff",     "\ufffe",
		"\u00a0", "\x7f",    "\x01",   "(a)",      "/a/b",      "_",          "a  b",
		"a: b #", "key: [1", "- - -",  "a\n b",    "x\n\n\ny ", "\U0001f600",
	};

	(void)state;
	for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
		assert_round_trip(texts[i], "k: ", "\n", "k");
		assert_round_trip(texts[i], "k: ", " # comment\nl: 1\n", "k");
		assert_round_trip(texts[i], "k: [", ", x]\n", "k");
		assert_round_trip(texts[i], "k: {m: ", "}\n", "k.m");
		assert_round_trip(texts[i], "k:\n  - ", "\n  - x\n", "k");
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(reads_scalars_lists_and_maps),
		cmocka_unit_test(places_are_bytes_of_the_file),
		cmocka_unit_test(spans_can_be_replaced),
		cmocka_unit_test(empty_values_are_behind_the_colon),
		cmocka_unit_test(empty_documents_are_empty_maps),
		cmocka_unit_test(each_mistake_is_found_in_its_place),
		cmocka_unit_test(reading_goes_on_behind_a_mistake),
		cmocka_unit_test(broken_syntax_keeps_what_stands_before),
		cmocka_unit_test(duplicate_keys_show_both_places),
		cmocka_unit_test(hostile_texts_end_soon),
		cmocka_unit_test(too_many_bytes_are_not_read),
		cmocka_unit_test(codes_are_complete),
		cmocka_unit_test(scalars_are_written_plain_where_that_is_safe),
		cmocka_unit_test(written_scalars_read_back),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
