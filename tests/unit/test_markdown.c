#include "test.h"

#include "base/buf.h"
#include "base/limits.h"
#include "text/markdown.h"

struct page {
	struct arena arena;
	struct diags diags;
	struct doc *doc;
};

static void
read_bytes(struct page *page, struct str source)
{
	struct arena scratch;

	arena_init(&page->arena);
	arena_init(&scratch);
	diag_init(&page->diags, &page->arena);
	page->doc = markdown_parse(&page->arena, &scratch, STR("a.md"), source, &page->diags);
	arena_free(&scratch);
}

static void
read_page(struct page *page, const char *source)
{
	read_bytes(page, str_from(source));
	assert_int_equal(page->diags.count, 0);
}

static void
release(struct page *page)
{
	arena_free(&page->arena);
}

/* The n-th node of a kind, from 0. */
static const struct node *
nth(const struct page *page, enum node_kind kind, size_t n)
{
	for (uint32_t i = 0; i < page->doc->count; i++)
		if (page->doc->nodes[i].kind == kind && n-- == 0)
			return &page->doc->nodes[i];
	fail_msg("there are too few nodes of kind %d", (int)kind);
	return NULL;
}

static size_t
count_of(const struct page *page, enum node_kind kind)
{
	size_t count = 0;

	for (uint32_t i = 0; i < page->doc->count; i++)
		count += page->doc->nodes[i].kind == kind;
	return count;
}

/* What the node stands for in the file. */
static struct str
span_of(const struct page *page, const struct node *node)
{
	return str_slice(page->doc->source, node->offset, (size_t)node->offset + node->span);
}

static void
assert_code(const struct page *page, const char *code, uint32_t line)
{
	assert_int_equal(page->diags.count, 1);
	assert_string_equal(page->diags.items[0].code->name, code);
	assert_int_equal(page->diags.items[0].place.line, line);
}

/* ---- a short notation for inlines ---- */

static void
show(struct buf *buf, const struct doc *doc, uint32_t from, uint32_t end)
{
	static const char *const names[] = {
		[NODE_EMPHASIS] = "em",   [NODE_STRONG] = "strong", [NODE_STRIKE] = "del",
		[NODE_LINK] = "a",        [NODE_IMAGE] = "img",     [NODE_CODE] = "code",
		[NODE_SOFT_BREAK] = "br", [NODE_LINE_BREAK] = "BR", [NODE_HTML] = "html",
		[NODE_NOTE_MARK] = "note"
	};

	for (uint32_t i = from; i < end; i = doc->nodes[i].end) {
		const struct node *node = &doc->nodes[i];

		if (node->kind == NODE_TEXT) {
			buf_put(buf, node_text(node));
			continue;
		}
		buf_printf(buf, "<%s", names[node->kind]);
		if (node->text != NULL)
			buf_printf(buf, " %.*s", STR_ARG(node_text(node)));
		buf_puts(buf, node->end > i + 1 ? ">" : "/>");
		if (node->end == i + 1)
			continue;
		show(buf, doc, i + 1, node->end);
		buf_printf(buf, "</%s>", names[node->kind]);
	}
}

/* The inlines of the page's only paragraph. */
static void
assert_inlines(const char *source, const char *expected)
{
	struct page page;
	struct buf buf;

	read_page(&page, source);
	buf_init(&buf, 10000);
	assert_int_equal(page.doc->nodes[1].kind, NODE_PARAGRAPH);
	show(&buf, page.doc, 2, page.doc->count);
	assert_str(buf_str(&buf), expected);
	buf_free(&buf);
	release(&page);
}

/* ---- cases ---- */

static void
test_blocks(void **state)
{
	struct page page;

	(void)state;
	read_page(&page,
		  "# A\n\n> b\n> c\n\n3. x\n4. y\n\n   z\n\n- [x] done\n- [ ] not [x]\n\n***\n");
	assert_int_equal(nth(&page, NODE_HEADING, 0)->level, 1);
	assert_str(span_of(&page, nth(&page, NODE_QUOTE, 0)), "> b\n> c");
	assert_str(span_of(&page, nth(&page, NODE_PARAGRAPH, 0)), "b\n> c");
	assert_int_equal(nth(&page, NODE_LIST, 0)->flags, NODE_ORDERED);
	assert_int_equal(nth(&page, NODE_LIST, 0)->extra, 3);
	assert_str(span_of(&page, nth(&page, NODE_ITEM, 1)), "4. y\n\n   z");
	assert_int_equal(nth(&page, NODE_LIST, 1)->flags, NODE_TIGHT);
	assert_int_equal(nth(&page, NODE_ITEM, 2)->flags, NODE_TASK | NODE_CHECKED);
	assert_int_equal(nth(&page, NODE_ITEM, 3)->flags, NODE_TASK);
	assert_str(span_of(&page, nth(&page, NODE_RULE, 0)), "***");
	assert_int_equal(page.doc->nodes[0].end, page.doc->count);
	release(&page);
}

static void
test_code_and_html(void **state)
{
	struct page page;
	const struct node *code;

	(void)state;
	read_page(&page, "- a\n  ```rust ignore\n  b\n  ```\n\n~~~\nc\n~~~\n\n    "
			 "d\n\n<div>\n<b>e\n</div>\n");
	code = nth(&page, NODE_CODE_BLOCK, 0);
	assert_str(node_text(code), "b\n");
	assert_str(page.doc->strings[code->extra], "rust ignore");
	assert_str(span_of(&page, code), "```rust ignore\n  b\n  ```");
	code = nth(&page, NODE_CODE_BLOCK, 1);
	assert_str(node_text(code), "c\n");
	assert_ptr_equal(code->text, page.doc->source.data + code->offset + 4);
	assert_int_equal(code->extra, 0);
	assert_str(node_text(nth(&page, NODE_CODE_BLOCK, 2)), "d\n");
	assert_str(node_text(nth(&page, NODE_HTML_BLOCK, 0)), "<div>\n<b>e\n</div>\n");
	release(&page);
}

/* Every text stands where it says, also behind other indentation and with Windows' line ends. */
static void
test_places(void **state)
{
	static const char *const pages[] = {
		"- a *b*\n  c `d` **e**\n     f [g](h) i\n",
		"> a\nb *c* d\n>   e <https://f> g\n",
		"a\r\n*b* c\r\n\r\n# d e\r\n| f | g |\r\n|--|--|\r\n| h `i` | j |\r\n",
		"a `b\nc` d *e* f\n[g](\nh) i *j* k\n",
		"1. a\n\n   > b\n   > *c* d\n",
		"[x]: y\n[z]: w\na *b* c\n",
		"a\n===\n\n[b]: c\nd *e*\n---\n",
		"text\n| a | *b* |\n|---|---|\n| c | d |\n",
		"a\\\nb *c* `d`\ne  \n *f* g\n",
		"***a* b** c ``d`` __e__\n",
	};

	(void)state;
	for (size_t i = 0; i < sizeof pages / sizeof pages[0]; i++) {
		struct page page;

		read_page(&page, pages[i]);
		for (uint32_t n = 0; n < page.doc->count; n++)
			if (page.doc->nodes[n].kind == NODE_TEXT) {
				const struct node *text = &page.doc->nodes[n];

				assert_ptr_equal(text->text, page.doc->source.data + text->offset);
				assert_int_equal(text->span, text->length);
			}
		release(&page);
	}
}

static void
test_spans_of_inlines(void **state)
{
	struct page page;

	(void)state;
	read_page(&page,
		  "x *a **b*** `` c` `` [d *e*](f \"g\") ![h][i] <https://j> [^k]\\* &amp;l <b>\n\n"
		  "[i]: i.png\n[^k]: note\n");
	assert_str(span_of(&page, nth(&page, NODE_EMPHASIS, 0)), "*a **b***");
	assert_str(span_of(&page, nth(&page, NODE_STRONG, 0)), "**b**");
	assert_str(span_of(&page, nth(&page, NODE_CODE, 0)), "`` c` ``");
	assert_str(node_text(nth(&page, NODE_CODE, 0)), "c`");
	assert_str(span_of(&page, nth(&page, NODE_LINK, 0)), "[d *e*](f \"g\")");
	assert_str(node_text(nth(&page, NODE_LINK, 0)), "f");
	assert_str(page.doc->strings[nth(&page, NODE_LINK, 0)->extra], "g");
	assert_int_equal(nth(&page, NODE_LINK, 0)->flags, 0);
	assert_str(span_of(&page, nth(&page, NODE_IMAGE, 0)), "![h][i]");
	assert_str(node_text(nth(&page, NODE_IMAGE, 0)), "i.png");
	assert_int_equal(nth(&page, NODE_IMAGE, 0)->flags, NODE_REFERENCE);
	assert_str(span_of(&page, nth(&page, NODE_LINK, 1)), "<https://j>");
	assert_int_equal(nth(&page, NODE_LINK, 1)->flags, NODE_BARE);
	assert_str(span_of(&page, nth(&page, NODE_NOTE_MARK, 0)), "[^k]");
	assert_str(node_text(nth(&page, NODE_TEXT, 12)), "* &l ");
	assert_str(span_of(&page, nth(&page, NODE_TEXT, 12)), "\\* &amp;l ");
	assert_str(span_of(&page, nth(&page, NODE_HTML, 0)), "<b>");
	release(&page);
}

static void
test_cells(void **state)
{
	struct page page;
	const struct node *row;

	(void)state;
	read_page(&page,
		  "text\n> q\n\n| a | b \\| c |d\n|:--|:-:|--:|\n|`x|y`||\n| e |\n|1|2|3|4|\n");
	assert_int_equal(nth(&page, NODE_TABLE, 0)->extra, 3);
	assert_int_equal(nth(&page, NODE_ROW, 0)->level, 1);
	assert_str(span_of(&page, nth(&page, NODE_CELL, 1)), "b \\| c");
	assert_str(doc_plain(&page.arena, page.doc,
			     (uint32_t)(nth(&page, NODE_CELL, 1) - page.doc->nodes)),
		   "b | c");
	assert_int_equal(nth(&page, NODE_CELL, 0)->level, NODE_ALIGN_LEFT);
	assert_int_equal(nth(&page, NODE_CELL, 1)->level, NODE_ALIGN_CENTER);
	assert_int_equal(nth(&page, NODE_CELL, 2)->level, NODE_ALIGN_RIGHT);
	assert_str(span_of(&page, nth(&page, NODE_CELL, 2)), "d");
	row = nth(&page, NODE_ROW, 1);
	assert_int_equal(row->extra, 3);
	assert_str(span_of(&page, nth(&page, NODE_CELL, 3)), "`x");
	assert_str(span_of(&page, nth(&page, NODE_CELL, 4)), "y`");
	assert_int_equal(nth(&page, NODE_CELL, 5)->span, 0);
	assert_int_equal(nth(&page, NODE_CELL, 5)->offset, row->offset + 7);
	assert_int_equal(nth(&page, NODE_ROW, 2)->extra, 1);
	assert_int_equal(nth(&page, NODE_CELL, 7)->offset, nth(&page, NODE_ROW, 2)->offset + 5);
	assert_int_equal(nth(&page, NODE_ROW, 3)->extra, 4);
	assert_int_equal(count_of(&page, NODE_CELL), 12);
	release(&page);
}

static void
test_empty_cells(void **state)
{
	struct page page;

	(void)state;
	read_page(&page, "a\nb\n|c|d|\n|-|-|\n|  ||\n");
	assert_str(span_of(&page, nth(&page, NODE_CELL, 0)), "c");
	assert_str(span_of(&page, nth(&page, NODE_ROW, 0)), "|c|d|");
	assert_int_equal(nth(&page, NODE_CELL, 2)->offset, 18);
	assert_int_equal(nth(&page, NODE_CELL, 2)->span, 0);
	assert_int_equal(nth(&page, NODE_CELL, 3)->offset, 20);
	assert_str(span_of(&page, nth(&page, NODE_PARAGRAPH, 0)), "a\nb");
	release(&page);
}

/* From GitHub's specification and its parser's tests. */
static void
test_strike(void **state)
{
	(void)state;
	assert_inlines("~~Hi~~ Hello, ~there~ world!",
		       "<del>Hi</del> Hello, <del>there</del> world!");
	assert_inlines("This will ~~~not~~~ strike.", "This will ~~~not~~~ strike.");
	assert_inlines("This ~is ~ legit~ isn't ~ legit.",
		       "This <del>is ~ legit</del> isn't ~ legit.");
	assert_inlines("No ~mismatch~~", "No ~mismatch~~");
	assert_inlines("~~**a** b~~ c", "<del><strong>a</strong> b</del> c");
	assert_inlines("~~a `b` [c](d)~~", "<del>a <code b/> <a d>c</a></del>");
	assert_inlines("*~~a~~ b* ~c", "<em><del>a</del> b</em> ~c");
	assert_inlines("~~a ~b~ c~~", "<del>a <del>b</del> c</del>");
	assert_inlines("\\~a~ ~b\\~", "~a~ ~b~");
	assert_inlines("a ~5 b ~6 c", "a ~5 b ~6 c");
	assert_inlines("~~www.a.b~~", "<del><a http://www.a.b>www.a.b</a></del>");
}

static void
test_bare_links(void **state)
{
	(void)state;
	assert_inlines("(see https://a.b/c_(d)) x",
		       "(see <a https://a.b/c_(d)>https://a.b/c_(d)</a>) x");
	assert_inlines("http://a.b/c?d=e. Then", "<a http://a.b/c?d=e>http://a.b/c?d=e</a>. Then");
	assert_inlines("\"http://a.b\"", "\"<a http://a.b>http://a.b</a>\"");
	assert_inlines("www.a.b/~c/d~ e", "<a http://www.a.b/~c/d>www.a.b/~c/d</a>~ e");
	assert_inlines("xwww.a.b xhttp://a.b http:// ftp://a.b a@b.c",
		       "xwww.a.b xhttp://a.b http:// ftp://a.b a@b.c");
	assert_inlines("http://a.b/c&d; http://a.b/&amp;e", "<a http://a.b/c>http://a.b/c</a>&d; "
							    "<a http://a.b/&e>http://a.b/&e</a>");
	assert_inlines("https://a_b.c https://a_b.c.d",
		       "https://a_b.c <a https://a_b.c.d>https://a_b.c.d</a>");
	assert_inlines("http://\xF0\x9F\x8D\x84.ga/)",
		       "<a http://\xF0\x9F\x8D\x84.ga/>http://\xF0\x9F\x8D\x84.ga/</a>)");
	assert_inlines("[https://a.b](c) `https://a.b`",
		       "<a c>https://a.b</a> <code https://a.b/>");
	assert_inlines("https://a.b/))))", "<a https://a.b/>https://a.b/</a>))))");
}

static void
test_bare_link_place(void **state)
{
	struct page page;

	(void)state;
	read_page(&page, "- a \\* https://b.c/d.\n");
	assert_str(span_of(&page, nth(&page, NODE_LINK, 0)), "https://b.c/d");
	assert_str(span_of(&page, nth(&page, NODE_TEXT, 1)), "https://b.c/d");
	assert_str(span_of(&page, nth(&page, NODE_TEXT, 2)), ".");
	release(&page);
}

static void
assert_anchors(const char *source, const char *expected)
{
	struct page page;
	struct buf buf;

	read_page(&page, source);
	buf_init(&buf, 1000);
	for (uint32_t i = 0; i < page.doc->count; i++)
		if (page.doc->nodes[i].kind == NODE_HEADING)
			buf_printf(&buf, "%.*s;", STR_ARG(node_text(&page.doc->nodes[i])));
	assert_str(buf_str(&buf), expected);
	buf_free(&buf);
	release(&page);
}

static void
test_anchors(void **state)
{
	(void)state;
	assert_anchors("# A\n## A\n### a\n# A-1\n", "a;a-1;a-2;a-1-1;");
	assert_anchors("# \xF0\x9F\xA4\x94 Frequently Asked Questions\n",
		       "-frequently-asked-questions;");
	assert_anchors("# The \"shiny *future*\" we `are_x()` <b>at</b> & more\n",
		       "the-shiny-future-we-are_x-at--more;");
	assert_anchors("# \xC3\x89t\xC3\xA9 \xE4\xB8\xAD\n", "\xC3\x89t\xC3\xA9-\xE4\xB8\xAD;");
	assert_anchors("# A ![b](c) [d](e)\n", "a--d;");
	assert_anchors("# A {#own .class}\n# B {#}\n# C { x }\n", "own;b-;c--x-;");
	assert_anchors("A\nB\n===\n", "a-b;");
	assert_anchors("#\n", ";");
}

static void
test_attributes_are_not_text(void **state)
{
	struct page page;

	(void)state;
	read_page(&page, "## A *b* c {#own}\n");
	assert_str(doc_plain(&page.arena, page.doc, 1), "A b c");
	assert_str(span_of(&page, nth(&page, NODE_HEADING, 0)), "## A *b* c {#own}");
	assert_str(node_text(&page.doc->nodes[page.doc->count - 1]), " c");
	release(&page);
}

static void
test_many_equal_headings(void **state)
{
	struct page page;
	struct buf buf;

	(void)state;
	buf_init(&buf, 1000000);
	for (int i = 0; i < 5000; i++)
		buf_puts(&buf, "# a\n");
	read_bytes(&page, buf_str(&buf));
	assert_str(node_text(nth(&page, NODE_HEADING, 4999)), "a-4999");
	buf_free(&buf);
	release(&page);
}

static void
test_front_matter(void **state)
{
	struct page page;

	(void)state;
	read_page(&page, "---\na: b\n---\n# C\n");
	assert_str(page.doc->front, "a: b\n");
	assert_int_equal(doc_line(page.doc, nth(&page, NODE_HEADING, 0)->offset), 4);
	assert_str(span_of(&page, nth(&page, NODE_HEADING, 0)), "# C");
	release(&page);
	read_page(&page, "\xEF\xBB\xBF---\r\na: b\r\n...\r\nx");
	assert_str(page.doc->front, "a: b\r\n");
	assert_str(span_of(&page, nth(&page, NODE_TEXT, 0)), "x");
	release(&page);
	read_page(&page, "---\na: b\n");
	assert_null(page.doc->front.data);
	release(&page);
	read_page(&page, "\n---\na: b\n---\n");
	assert_null(page.doc->front.data);
	release(&page);
}

static void
test_definitions(void **state)
{
	struct page page;

	(void)state;
	read_page(
		&page,
		"[a]: b \"t\"\n[A]: <c d>\n\ntext\n[no]: x\n\n> [q]:\n> r\n\n```\n[no]: x\n```\n\n"
		"<!--\n[no]: x\n-->\n\n- [e\\]]: f\\*g\n\n[^n]: x\n\n[^n]\n");
	assert_int_equal(page.doc->definition_count, 4);
	assert_str(page.doc->definitions[0].label, "a");
	assert_str(page.doc->definitions[0].target, "b");
	assert_int_equal(page.doc->definitions[0].span, 10);
	assert_str(page.doc->definitions[1].target, "c d");
	assert_str(page.doc->definitions[2].label, "q");
	assert_str(page.doc->definitions[2].target, "r");
	assert_str(page.doc->definitions[3].target, "f*g");
	release(&page);
}

static void
test_undefined(void **state)
{
	struct page page;

	(void)state;
	read_page(&page, "[a][b] [c][] [d] `[e][f]` \\[g][h] [i *j*][k] [^l][m] "
			 "[x][Defined]\n\n[defined]: y\n");
	assert_int_equal(page.doc->undefined_count, 4);
	assert_str(page.doc->undefined[0].label, "b");
	assert_int_equal(page.doc->undefined[0].offset, 0);
	assert_int_equal(page.doc->undefined[0].span, 6);
	assert_str(page.doc->undefined[1].label, "c");
	assert_str(page.doc->undefined[2].label, "k");
	assert_str(page.doc->undefined[3].label, "m");
	release(&page);
}

static void
test_footnotes(void **state)
{
	struct page page;

	(void)state;
	read_page(&page, "[^a]: first\n\n[^b]: second\n\n[^c]: unused\n\nx[^b] y[^a] z[^b]\n");
	assert_int_equal(count_of(&page, NODE_FOOTNOTE), 2);
	assert_str(node_text(nth(&page, NODE_FOOTNOTE, 0)), "b");
	assert_int_equal(nth(&page, NODE_FOOTNOTE, 0)->extra, 1);
	assert_str(span_of(&page, nth(&page, NODE_FOOTNOTE, 0)), "[^b]: second");
	assert_str(node_text(nth(&page, NODE_NOTE_MARK, 1)), "a");
	assert_int_equal(nth(&page, NODE_NOTE_MARK, 1)->extra, 2);
	release(&page);
	/* The parser would read memory that it has freed. */
	read_page(&page, "[&#x5e;a] [^a]\n\n[^a]: b\n");
	assert_int_equal(count_of(&page, NODE_NOTE_MARK), 0);
	release(&page);
	read_page(&page, "[^a]: unused\n");
	assert_int_equal(page.doc->count, 1);
	release(&page);
}

static void
test_questions(void **state)
{
	struct page page;

	(void)state;
	read_page(&page, "# A\n\nx *y*\nz\n\n## B\n\n- p\n- `q`\n\n### C\n\n## D\n\n# E\n");
	assert_int_equal(doc_section_end(page.doc, 1),
			 (uint32_t)(nth(&page, NODE_HEADING, 4) - page.doc->nodes));
	assert_int_equal(doc_section_end(page.doc,
					 (uint32_t)(nth(&page, NODE_HEADING, 1) - page.doc->nodes)),
			 (uint32_t)(nth(&page, NODE_HEADING, 3) - page.doc->nodes));
	assert_int_equal(doc_section_end(page.doc,
					 (uint32_t)(nth(&page, NODE_HEADING, 4) - page.doc->nodes)),
			 page.doc->count);
	assert_str(doc_plain(&page.arena, page.doc, 3), "x y z");
	assert_str(doc_plain(&page.arena, page.doc,
			     (uint32_t)(nth(&page, NODE_LIST, 0) - page.doc->nodes)),
		   "p q");
	assert_int_equal(doc_parent(page.doc, 1), 0);
	assert_int_equal(doc_parent(page.doc, 2), 1);
	assert_int_equal(doc_line(page.doc, 0), 1);
	assert_int_equal(doc_place(page.doc, 7, 100).line, 3);
	assert_int_equal(doc_place(page.doc, 7, 100).column, 3);
	assert_int_equal(doc_place(page.doc, 7, 100).length, 3);
	release(&page);
}

/* A heading knows its parent also where nodes before it were left out. */
static void
test_sections_in_quotes(void **state)
{
	struct page page;

	(void)state;
	read_page(&page, "~~a~~ ~b~\n\n> # C\n> d\n> ## E\n\nf\n\n# G\n");
	for (size_t i = 0; i < 3; i++) {
		const struct node *heading = nth(&page, NODE_HEADING, i);
		uint32_t index = (uint32_t)(heading - page.doc->nodes);

		assert_int_equal(heading->extra, doc_parent(page.doc, index));
	}
	assert_int_equal(doc_section_end(page.doc,
					 (uint32_t)(nth(&page, NODE_HEADING, 0) - page.doc->nodes)),
			 nth(&page, NODE_QUOTE, 0)->end);
	release(&page);
}

static void
test_titles(void **state)
{
	struct page page;

	(void)state;
	read_page(&page, "# \xF0\x9F\xA4\x94 Frequently  Asked Questions:\n\n## **What are the "
			 "*morals* of the story?**\n\n"
			 "## Why did you choose `Alan` to tell this story?\n\n## "
			 "\xF0\x9F\x9B\xA0\xEF\xB8\x8F How to Help\n");
	assert_int_equal(
		doc_find_heading(&page.arena, page.doc, 0, STR("Frequently asked questions")), 1);
	assert_int_equal(
		doc_find_heading(&page.arena, page.doc, 2, STR("Frequently asked questions")),
		page.doc->count);
	assert_ptr_equal(
		&page.doc->nodes[doc_find_heading(&page.arena, page.doc, 0,
						  STR("What are the morals of the story?"))],
		nth(&page, NODE_HEADING, 1));
	assert_ptr_equal(&page.doc->nodes[doc_find_heading(&page.arena, page.doc, 0,
							   STR("why did you choose * to tell *"))],
			 nth(&page, NODE_HEADING, 2));
	assert_ptr_equal(&page.doc->nodes[doc_find_heading(&page.arena, page.doc, 0,
							   STR("\xF0\x9F\x9B\xA0 how to  help"))],
			 nth(&page, NODE_HEADING, 3));
	release(&page);
	assert_true(doc_title_matches(STR("abcbc"), STR("a*bc")));
	assert_true(doc_title_matches(STR("A"), STR("*")));
	assert_true(doc_title_matches(STR(""), STR("?")));
	assert_false(doc_title_matches(STR("ab"), STR("a")));
	assert_false(doc_title_matches(STR("a"), STR("a*b")));
}

static void
test_encoding(void **state)
{
	struct page page;

	(void)state;
	read_bytes(&page, (struct str){ "a\nb \xFF*c*\0\xC3\n", 11 });
	assert_code(&page, "invalid-utf8", 2);
	assert_int_equal(page.diags.items[0].place.column, 3);
	assert_str(page.doc->source, "a\nb \xEF\xBF\xBD*c*\xEF\xBF\xBD\xEF\xBF\xBD\n");
	assert_str(span_of(&page, nth(&page, NODE_EMPHASIS, 0)), "*c*");
	release(&page);
	read_bytes(&page, STR_EMPTY);
	assert_int_equal(page.doc->count, 1);
	assert_int_equal(page.doc->line_count, 1);
	release(&page);
	read_page(&page, "a\rb\r\n# c\r");
	assert_int_equal(page.doc->line_count, 3);
	assert_int_equal(doc_line(page.doc, nth(&page, NODE_HEADING, 0)->offset), 3);
	release(&page);
}

/* LIMIT_PAGE_BYTES */
static void
test_large_page(void **state)
{
	struct page page;
	struct buf buf;

	(void)state;
	buf_init(&buf, 2 * LIMIT_PAGE_BYTES);
	buf_puts(&buf, "# a\n");
	buf_put_repeat(&buf, '\n', LIMIT_PAGE_BYTES - 5);
	buf_puts(&buf, "behind\nit");
	read_bytes(&page, buf_str(&buf));
	assert_int_equal(page.diags.count, 1);
	assert_string_equal(page.diags.items[0].code->name, "page-too-large");
	assert_int_equal(page.doc->source.length, LIMIT_PAGE_BYTES - 1);
	assert_int_equal(count_of(&page, NODE_PARAGRAPH), 0);
	buf_free(&buf);
	release(&page);
}

/* `unit` so often, then `end`; the finding is on the line, and all from there on is code. */
static void
assert_cut(const char *start, const char *unit, size_t times, const char *code, uint32_t line)
{
	struct page page;
	struct buf buf;
	const struct node *rest;

	buf_init(&buf, 10000000);
	buf_puts(&buf, start);
	for (size_t i = 0; i < times; i++)
		buf_puts(&buf, unit);
	buf_puts(&buf, "\n\nend\n");
	read_bytes(&page, buf_str(&buf));
	assert_code(&page, code, line);
	rest = &page.doc->nodes[page.doc->count - 1];
	assert_int_equal(rest->kind, NODE_CODE_BLOCK);
	assert_int_equal(rest->offset, page.doc->line_starts[line - 1]);
	assert_int_equal(rest->offset + rest->span, page.doc->source.length);
	assert_int_equal(page.doc->nodes[0].end, page.doc->count);
	buf_free(&buf);
	release(&page);
}

/* LIMIT_NESTING, LIMIT_TABLE_WORK, and what the parser is quadratic in */
static void
test_dangers(void **state)
{
	(void)state;
	assert_cut("a\n\n", "> ", 101, "nested-too-deep", 3);
	assert_cut("a\n\n", "+ ", 51, "nested-too-deep", 3);
	assert_cut("", "[^a]: ", 101, "nested-too-deep", 1);
	assert_cut("|a|b|\n|-|-|\n", "x\n", 100001, "table-too-large", 1);
	assert_cut("a\n\n", "|-|\n|-|-|\n", 10000, "page-too-complex", 3);
	assert_cut("a\n\n", "![[]()", 10000, "page-too-complex", 3);
	assert_cut("a\n\n", "a <?", 20000, "page-too-complex", 3);
	assert_cut("a\n\n", "*a_ ", 50000, "page-too-complex", 3);
	assert_cut("a\n\n", "[^a]**", 20000, "page-too-complex", 3);
}

/* Indentation nests as well as markers do. */
static void
test_stairs(void **state)
{
	struct page page;
	struct buf buf;

	(void)state;
	buf_init(&buf, 100000);
	for (size_t i = 0; i < 60; i++) {
		buf_put_repeat(&buf, ' ', 2 * i);
		buf_puts(&buf, "- a\n");
	}
	read_bytes(&page, buf_str(&buf));
	assert_code(&page, "nested-too-deep", 51);
	assert_int_equal(count_of(&page, NODE_LIST), 50);
	buf_free(&buf);
	release(&page);
}

/* What looks alike but does not nest, or is code, is read. */
static void
test_no_dangers(void **state)
{
	static const struct {
		const char *start, *unit, *end;
		size_t times;
	} pages[] = {
		{ "", "* ", "\n", 500 },
		{ "", "- a\n", "", 5000 },
		{ "```c\n", "a_b_c *d [e]\n", "```\n", 20000 },
		{ "|a|b|\n|-|-|\n", "|*c*|[d](e)|\n", "", 20000 },
		{ "", "- *a* [b](c)\n", "", 20000 },
		{ "<!-- x -->\n\n```\n", "_ [*]\n", "```\n", 50000 },
		{ "", "> a\n", "", 1000 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof pages / sizeof pages[0]; i++) {
		struct page page;
		struct buf buf;

		buf_init(&buf, 10000000);
		buf_puts(&buf, pages[i].start);
		for (size_t n = 0; n < pages[i].times; n++)
			buf_puts(&buf, pages[i].unit);
		buf_puts(&buf, pages[i].end);
		read_bytes(&page, buf_str(&buf));
		assert_int_equal(page.diags.count, 0);
		buf_free(&buf);
		release(&page);
	}
}

/* Deeper inlines are read as text; a fence in a list item does not hide what follows it. */
static void
test_deep_inlines(void **state)
{
	struct page page;
	struct buf buf;

	(void)state;
	buf_init(&buf, 100000);
	for (size_t i = 0; i < 150; i++)
		buf_puts(&buf, "*a **b ");
	buf_puts(&buf, "x");
	for (size_t i = 0; i < 150; i++)
		buf_puts(&buf, " c** d*");
	read_bytes(&page, buf_str(&buf));
	assert_code(&page, "nested-too-deep", 1);
	assert_true(count_of(&page, NODE_STRONG) + count_of(&page, NODE_EMPHASIS) < LIMIT_NESTING);
	assert_int_equal(doc_plain(&page.arena, page.doc, 0).length, 150 * 8 + 1);
	buf_free(&buf);
	release(&page);
	assert_cut("- ```\n  ```\n\n", "*a_ ", 50000, "page-too-complex", 4);
	assert_cut("<div>\n```\n</div>\n\n", "*a_ ", 50000, "page-too-complex", 5);
	assert_cut("|a\\|b|\n|-|-|\n", "*a_ |\n", 50000, "page-too-complex", 1);
}

/* An open fence ends with its list, and hides nothing of the line behind that. */
static void
test_open_fences(void **state)
{
	struct page page;

	(void)state;
	read_page(&page, "- ```\n  open\n[a]: b.md\n\n[a]\n");
	assert_str(span_of(&page, nth(&page, NODE_CODE_BLOCK, 0)), "```\n  open");
	assert_str(node_text(nth(&page, NODE_CODE_BLOCK, 0)), "open\n");
	assert_int_equal(page.doc->definition_count, 1);
	release(&page);
	read_page(&page, "> ~~~ x\n> closed\n> ~~~\n\ntext\n\n```\nopen\n\n");
	assert_str(span_of(&page, nth(&page, NODE_CODE_BLOCK, 0)), "~~~ x\n> closed\n> ~~~");
	assert_str(span_of(&page, nth(&page, NODE_CODE_BLOCK, 1)), "```\nopen");
	release(&page);
}

static void
test_codes(void **state)
{
	(void)state;
	assert_int_equal(markdown_code_count, 5);
	for (size_t i = 0; i < markdown_code_count; i++) {
		assert_string_equal(markdown_codes[i].family, "schema");
		assert_true(strlen(markdown_codes[i].explanation) > 100);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_blocks),
		cmocka_unit_test(test_code_and_html),
		cmocka_unit_test(test_places),
		cmocka_unit_test(test_spans_of_inlines),
		cmocka_unit_test(test_cells),
		cmocka_unit_test(test_empty_cells),
		cmocka_unit_test(test_strike),
		cmocka_unit_test(test_bare_links),
		cmocka_unit_test(test_bare_link_place),
		cmocka_unit_test(test_anchors),
		cmocka_unit_test(test_attributes_are_not_text),
		cmocka_unit_test(test_many_equal_headings),
		cmocka_unit_test(test_front_matter),
		cmocka_unit_test(test_definitions),
		cmocka_unit_test(test_undefined),
		cmocka_unit_test(test_footnotes),
		cmocka_unit_test(test_questions),
		cmocka_unit_test(test_sections_in_quotes),
		cmocka_unit_test(test_titles),
		cmocka_unit_test(test_encoding),
		cmocka_unit_test(test_large_page),
		cmocka_unit_test(test_dangers),
		cmocka_unit_test(test_stairs),
		cmocka_unit_test(test_no_dangers),
		cmocka_unit_test(test_deep_inlines),
		cmocka_unit_test(test_open_fences),
		cmocka_unit_test(test_codes),
	};

	markdown_setup();
	return cmocka_run_group_tests(tests, NULL, NULL);
}
