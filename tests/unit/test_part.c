/* Tables and footnotes. */
#include "test.h"

#include "base/buf.h"
#include "text/markdown.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

/* As the parser's own functions for tables have it. */
static const struct {
	const char *source, *seen;
} tables[] = {
	/* the row of dashes */
	{ "a|b\n-|-\n", "{--}/a|b|" },
	{ "|a|b|\n|:-|:-:|\n", "{lc}/a|b|" },
	{ "a\n-:\n", "{r}/a|" },
	{ "a|b\n -- | -: |  \n", "{-r}/a|b|" },
	{ "a|b\n- | -: |\n", "(a|b)(| -: |)" },
	{ "a\n|-||\n", "(a |-||)" },
	{ "a|b\n|-|x|\n", "(a|b |-|x|)" },
	{ "a|b\n|-|:|\n", "(a|b |-|:|)" },
	{ "a|b\n|-|- -|\n", "(a|b |-|- -|)" },
	{ "a|b\n|-|\n", "(a|b |-|)" },
	{ "a\n---\n", "(a)" },
	{ "|a|b|\n    |-|-|\n", "(|a|b| |-|-|)" },
	{ "|-|\n", "(|-|)" },
	{ "a|b\n:-:\f|:-\v\n", "{ll}/a|b|" },
	/* the row above */
	{ "x \\| y\nz\na|b\n-|-\n", "(x | y z){--}/a|b|" },
	{ "[x]: y\n|a|\n|-|\n", "([x]: y){-}/a|" },
	{ "> a|b\n> -|-\n> c\nd\n", "{--}/a|b|/c||(d)" },
	{ "- a|b\n  -|-\n  c|d\n", "{--}/a|b|/c|d|" },
	{ "||\n|-|\n", "{-}/|" },
	{ "|\n|-|\n", "(| |-|)" },
	{ "a\\|b\n-\n", "(a|b)" },
	{ "a\\|b\n:-\n", "{l}/a|b|" },
	/* rows below */
	{ "a|b\n-|-\nc\nd|e|f\n", "{--}/a|b|/c||/d|e|" },
	{ "a|b\n-|-\n|\nx\n", "{--}/a|b|(| x)" },
	{ "a|b\n-|-\n\nx|y\n", "{--}/a|b|(x|y)" },
	{ "a|b\n-|-\n# x\n", "{--}/a|b|(x)" },
	{ "a|b\n-|-\n> x\n", "{--}/a|b|(x)" },
	{ "a|b\n-|-\n- x\n", "{--}/a|b|(x)" },
	{ "a|b\n-|-\n***\n", "{--}/a|b|" },
	{ "a|b\n-|-\n    c\n", "{--}/a|b|" },
	{ "a|b\n-|-\nc\\\\|d\n", "{--}/a|b|/c|d||" },
	{ "a|b\n-|-\n`c|d`\n", "{--}/a|b|/`c|d`|" },
	{ "a|b\n-|-\n*c*|x *d* ~e~\n", "{--}/a|b|/c|x d e|" },
	{ "a|b\n-|-\n&amp;|\\*\n", "{--}/a|b|/&|*|" },
	{ "a|b\n-|-\nhttp://c.d|www.e.f\n", "{--}/a|b|/http://c.d|www.e.f|" },
	{ "a|b\n-|-\n|\fc\v|\td \n", "{--}/a|b|/c\v|d|" },
	{ "a|b\n-|-\n\v\n", "{--}/a|b|/\v||" },
	{ "a|b|c|d|e|f|g|h|i|j\n-|-|-|-|-|-|-|-|-|-\n*1*|2|3|_4_|5|6|7|8|9|`x`\n",
	  "{----------}/a|b|c|d|e|f|g|h|i|j|/1|2|3|4|5|6|7|8|9|x|" },
};

static void
put_aligns(struct buf *out, const struct doc *doc, uint32_t row)
{
	buf_putc(out, '{');
	for (uint32_t i = row + 1; i < doc->nodes[row].end; i = doc->nodes[i].end)
		buf_putc(out, "-lcr"[doc->nodes[i].level]);
	buf_putc(out, '}');
}

/* Tables as {aligns}/cell|cell|/cell|cell|, other texts in parentheses. */
static void
put_blocks(struct buf *out, struct arena *arena, const struct doc *doc)
{
	for (uint32_t i = 1; i < doc->count; i++) {
		enum node_kind kind = (enum node_kind)doc->nodes[i].kind;

		if (kind == NODE_TABLE)
			put_aligns(out, doc, i + 1);
		else if (kind == NODE_ROW)
			buf_putc(out, '/');
		else if (kind == NODE_CELL)
			buf_printf(out, "%.*s|", STR_ARG(doc_plain(arena, doc, i)));
		else if (kind == NODE_PARAGRAPH || kind == NODE_HEADING)
			buf_printf(out, "(%.*s)", STR_ARG(doc_plain(arena, doc, i)));
	}
}

static struct doc *
parse(struct arena *arena, const char *source)
{
	struct arena scratch;
	struct diags diags;
	struct doc *doc;

	arena_init(arena);
	arena_init(&scratch);
	diag_init(&diags, arena);
	doc = markdown_parse(arena, &scratch, STR("a.md"), str_from(source), &diags);
	arena_free(&scratch);
	return doc;
}

static void
tables_are_the_parsers(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(tables); i++) {
		struct arena arena;
		struct doc *doc = parse(&arena, tables[i].source);
		struct buf out;

		buf_init(&out, 10000);
		put_blocks(&out, &arena, doc);
		assert_str(buf_str(&out), tables[i].seen);
		buf_free(&out);
		arena_free(&arena);
	}
}

/* Of a mark that leads nowhere and has a line break in it the parser leaves less than there is. */
static void
a_broken_mark_moves_no_other(void **state)
{
	struct arena arena;
	struct doc *doc = parse(&arena, "[^\nä] [^a] b\n\n[^a]: x\n");
	uint32_t i = 0;

	(void)state;
	while (i < doc->count && doc->nodes[i].kind != NODE_NOTE_MARK)
		i++;
	assert_true(i < doc->count);
	assert_str(node_text(&doc->nodes[i]), "a");
	assert_int_equal(doc->nodes[i].offset, strlen("[^\nä] "));
	assert_int_equal(doc->nodes[i].span, strlen("[^a]"));
	arena_free(&arena);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(tables_are_the_parsers),
		cmocka_unit_test(a_broken_mark_moves_no_other),
	};

	markdown_setup();
	return cmocka_run_group_tests(tests, NULL, NULL);
}
