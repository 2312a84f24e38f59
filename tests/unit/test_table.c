/* emit/table and emit/wrap: nothing wider than the terminal, nothing cut or steered. */
#include "test.h"

#include "base/utf8.h"
#include "emit/table.h"
#include "emit/wrap.h"

static const struct table_column columns[] = {
	{ STR_INIT("Goal"), 8, false },
	{ STR_INIT("State"), 0, false },
	{ STR_INIT("Owner"), 6, true },
};

#define FAMILY "\xf0\x9f\x91\xa8\xe2\x80\x8d\xf0\x9f\x91\xa9\xe2\x80\x8d\xf0\x9f\x91\xa7"

static const char *const titles[] = {
	"Async fn everywhere",
	"\xe6\xbc\xa2\xe5\xad\x97\xe6\xbc\xa2\xe5\xad\x97\xe6\xbc\xa2\xe5"
	"\xad\x97", /* wide, no blank */
	FAMILY FAMILY FAMILY FAMILY " four families",
	"a/path/that/is/longer/than/most/terminals/are/wide",
	"",
};

#define TITLES (sizeof titles / sizeof titles[0])

static void
fill(struct arena *arena, struct table *table)
{
	*table = (struct table){
		.arena = arena, .columns = columns, .column_count = 3, .empty = STR("-")
	};
	for (size_t i = 0; i < TITLES; i++) {
		struct table_cell *cells = table_add(table, i % 2 ? 1 : 0)->cells;

		table_cell_put(table, &cells[0], str_from(titles[i]), STR_EMPTY);
		cells[1].sign = i % 2 ? STR("\xf0\x9f\xa6\x80") : STR("\xe2\x96\xb6");
		table_cell_put(table, &cells[1], STR("In progress"), STR_EMPTY);
		table_cell_put(table, &cells[2], STR("somebody"), STR("https://example.org/a|b"));
		table_cell_put(table, &cells[2], STR("a|b *c* <d>"), STR_EMPTY);
	}
}

/* Every byte of `needle` but blanks, in order, somewhere in `text`: wrapping loses nothing. */
static bool
holds_in_order(struct str text, struct str needle)
{
	size_t at = 0;

	for (size_t i = 0; i < text.length && at < needle.length; i++) {
		while (at < needle.length && needle.data[at] == ' ')
			at++;
		if (at < needle.length && text.data[i] == needle.data[at])
			at++;
	}
	return at == needle.length;
}

static void
fits_every_terminal(void **state)
{
	struct arena arena;

	(void)state;
	arena_init(&arena);
	for (size_t width = 6; width <= 120; width++) {
		struct table_look look = { width, false };
		struct table table;
		struct str rest, line;
		struct buf out;

		buf_init(&out, 1 << 20);
		fill(&arena, &table);
		table_put_text(&table, &look, &out);
		for (rest = buf_str(&out); str_cut_line(&rest, &line);) {
			if (utf8_width(line) > width)
				fail_msg("at %zu: %.*s", width, STR_ARG(line));
			assert_int_equal(utf8_find_invalid(line), STR_NONE);
			assert_false(str_ends(line, STR(" ")));
		}
		for (size_t i = 0; i < TITLES; i++)
			assert_true(holds_in_order(buf_str(&out), str_from(titles[i])));
		/* A family is never parted. */
		for (rest = buf_str(&out); str_cut_line(&rest, &line);)
			assert_false(str_ends(line, STR("\xe2\x80\x8d")));
		buf_free(&out);
	}
	arena_free(&arena);
}

static void
aligns_by_what_is_seen(void **state)
{
	struct arena arena;
	struct table table;
	struct table_look look = { 120, false };
	struct str rest, line;
	struct buf out;

	(void)state;
	arena_init(&arena);
	buf_init(&out, 1 << 20);
	fill(&arena, &table);
	table_put_text(&table, &look, &out);
	rest = buf_str(&out);
	assert_true(str_cut_line(&rest, &line));
	for (size_t owner = str_find(line, STR("OWNER")); str_cut_line(&rest, &line);)
		assert_int_equal(utf8_width(str_slice(line, 0, str_find(line, STR("somebody")))),
				 owner);
	buf_free(&out);
	arena_free(&arena);
}

static void
cleans_what_would_steer_a_terminal(void **state)
{
	struct arena arena;

	(void)state;
	arena_init(&arena);
	assert_str(wrap_clean(&arena, STR("  a\t\n b  ")), "a b");
	assert_str(wrap_clean(&arena, STR("\33[31mred\33[0m")),
		   "\xef\xbf\xbd[31mred\xef\xbf\xbd[0m");
	assert_str(wrap_clean(&arena, STR("a\xc2\x9b"
					  "b\x7f")),
		   "a\xef\xbf\xbd"
		   "b\xef\xbf\xbd");
	assert_str(wrap_clean(&arena, STR("a\xe2\x80\xae"
					  "b")),
		   "a\xef\xbf\xbd"
		   "b"); /* U+202E */
	assert_str(wrap_clean(&arena, STR("")), "");
	arena_free(&arena);
}

static void
wraps_at_blanks_and_slashes(void **state)
{
	struct str rest = STR("one two three/four"), line;

	(void)state;
	assert_true(wrap_next(&rest, 7, &line));
	assert_str(line, "one two");
	assert_true(wrap_next(&rest, 7, &line));
	assert_str(line, "three/");
	assert_true(wrap_next(&rest, 3, &line));
	assert_str(line, "fou");
	assert_true(wrap_next(&rest, 3, &line));
	assert_str(line, "r");
	assert_false(wrap_next(&rest, 3, &line));
	rest = STR("\xe6\xbc\xa2\xe5\xad\x97");
	assert_true(wrap_next(&rest, 1, &line)); /* wider than the line: alone */
	assert_str(line, "\xe6\xbc\xa2");
}

static void
escapes_for_each_form(void **state)
{
	struct arena arena;
	struct table table;
	struct buf out;

	(void)state;
	arena_init(&arena);
	buf_init(&out, 1 << 20);
	table_put_markdown_text(&out, STR("a|b *c* _d_ e_f <g> [h] `i` \\ & &amp; ~"));
	assert_str(buf_str(&out),
		   "a\\|b \\*c\\* \\_d\\_ e_f \\<g> \\[h\\] \\`i\\` \\\\ & \\&amp; \\~");
	buf_clear(&out);
	fill(&arena, &table);
	table_put_markdown(&table, &out);
	assert_true(str_contains(
		buf_str(&out),
		STR("| \xe2\x86\xb3 a/path/that/is/longer/than/most/terminals/are/wide | "
		    "\xf0\x9f\xa6\x80 In progress | [somebody](https://example.org/a%7Cb), "
		    "a\\|b \\*c\\* \\<d> |")));
	buf_clear(&out);
	table_put_html(&table, &out);
	assert_true(str_contains(buf_str(&out), STR("a|b *c* &lt;d&gt;</td></tr>")));
	buf_clear(&out);
	table_put_csv(&table, &out);
	assert_true(str_contains(buf_str(&out),
				 STR("Async fn everywhere,In progress,somebody; a|b *c* <d>\n")));
	buf_free(&out);
	arena_free(&arena);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(fits_every_terminal),
		cmocka_unit_test(aligns_by_what_is_seen),
		cmocka_unit_test(cleans_what_would_steer_a_terminal),
		cmocka_unit_test(wraps_at_blanks_and_slashes),
		cmocka_unit_test(escapes_for_each_form),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
