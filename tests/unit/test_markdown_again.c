/*
 * markdown_again: a page that is read with the help of an earlier version is the page that is read alone, in pages
 * of chance and, where they are there (scripts/corpora), in the histories of real books.  What it was read with is freed before
 * it is looked at.
 */
#include "test.h"

#include "base/buf.h"
#include "base/map.h"
#include "repo/timeline.h"
#include "text/markdown.h"

#include <unistd.h>

/* ==== two documents ==== */

static void
assert_same_str(struct str made, struct str expected)
{
	assert_int_equal(made.length, expected.length);
	assert_true(str_equal(made, expected));
}

static bool
has_string(const struct node *node)
{
	return node->kind == NODE_CODE_BLOCK || node->kind == NODE_LINK || node->kind == NODE_IMAGE;
}

static void
assert_same_node(const struct doc *made, const struct doc *expected, uint32_t index)
{
	const struct node *left = &made->nodes[index], *right = &expected->nodes[index];

	assert_int_equal(left->kind, right->kind);
	assert_int_equal(left->level, right->level);
	assert_int_equal(left->flags, right->flags);
	assert_int_equal(left->end, right->end);
	assert_int_equal(left->offset, right->offset);
	assert_int_equal(left->span, right->span);
	assert_int_equal(left->extra, right->extra);
	assert_same_str(node_text(left), node_text(right));
	if (has_string(left) && left->extra != 0)
		assert_same_str(made->strings[left->extra], expected->strings[left->extra]);
}

static void
assert_same_lists(const struct doc *made, const struct doc *expected)
{
	assert_int_equal(made->definition_count, expected->definition_count);
	for (size_t i = 0; i < made->definition_count; i++) {
		const struct doc_definition *left = &made->definitions[i];
		const struct doc_definition *right = &expected->definitions[i];

		assert_same_str(left->label, right->label);
		assert_same_str(left->target, right->target);
		assert_int_equal(left->offset, right->offset);
		assert_int_equal(left->span, right->span);
	}
	assert_int_equal(made->undefined_count, expected->undefined_count);
	for (size_t i = 0; i < made->undefined_count; i++) {
		const struct doc_undefined *left = &made->undefined[i];
		const struct doc_undefined *right = &expected->undefined[i];

		assert_same_str(left->label, right->label);
		assert_int_equal(left->offset, right->offset);
		assert_int_equal(left->span, right->span);
	}
}

static void
assert_same_findings(const struct diags *made, const struct diags *expected)
{
	assert_int_equal(made->count, expected->count);
	for (size_t i = 0; i < made->count; i++) {
		assert_ptr_equal(made->items[i].code, expected->items[i].code);
		assert_int_equal(made->items[i].place.line, expected->items[i].place.line);
		assert_int_equal(made->items[i].place.column, expected->items[i].place.column);
		assert_same_str(made->items[i].message, expected->items[i].message);
	}
}

static void
assert_same_doc(const struct doc *made, const struct doc *expected)
{
	assert_same_str(made->source, expected->source);
	assert_same_str(made->front, expected->front);
	assert_int_equal(made->line_count, expected->line_count);
	for (uint32_t i = 0; i < made->line_count; i++)
		assert_int_equal(made->line_starts[i], expected->line_starts[i]);
	assert_int_equal(made->count, expected->count);
	for (uint32_t i = 0; i < made->count; i++)
		assert_same_node(made, expected, i);
	assert_same_lists(made, expected);
	assert_int_equal(made->is_plain, expected->is_plain);
	assert_int_equal(made->may_define, expected->may_define);
}

/* ==== one version after the other ==== */

/* The arenas of two neighbours are emptied in turn. */
struct versions {
	struct arena made[2], alone, scratch;
	const struct doc *doc; /* the last version */
	size_t slot;
};

static void
versions_init(struct versions *versions)
{
	*versions = (struct versions){ 0 };
	for (size_t i = 0; i < 2; i++)
		arena_init(&versions->made[i]);
	arena_init(&versions->alone);
	arena_init(&versions->scratch);
}

static void
versions_free(struct versions *versions)
{
	for (size_t i = 0; i < 2; i++)
		arena_free(&versions->made[i]);
	arena_free(&versions->alone);
	arena_free(&versions->scratch);
}

static void
hold_version(struct versions *versions, struct str source)
{
	struct arena *arena = &versions->made[versions->slot];
	struct diags diags, expected_diags;
	struct doc *doc, *expected;

	diag_init(&diags, arena);
	diag_init(&expected_diags, &versions->alone);
	doc = markdown_parse_again(arena, &versions->scratch, STR("a.md"),
				   arena_copy(arena, source), versions->doc, &diags);
	versions->slot = 1 - versions->slot;
	arena_free(&versions->made[versions->slot]); /* with it goes what it was read with */
	expected = markdown_parse(&versions->alone, &versions->scratch, STR("a.md"),
				  arena_copy(&versions->alone, source), &expected_diags);
	assert_same_doc(doc, expected);
	assert_same_findings(&diags, &expected_diags);
	arena_reset(&versions->alone);
	versions->doc = doc;
}

/* ==== pages of chance ==== */

static const char *const parts[] = {
	"# One @\n",
	"## Two @ words\n",
	"## Two @ *words*\n",
	"### Three\n",
	"## Named {#name@}\n",
	"#\n",
	"Under @\n===\n",
	"Two\nlines @\n---\n",
	"A text with *emphasis*, `code`, ~~struck~~ and **more**.\n",
	"A text &amp; an entity, \\* escapes, www.example.org and https://example.org/x.\n",
	"A [link](target.md \"title\"), [two], [three][two], ![four][FOUR] and [none][gone].\n",
	"[two] and [Four][] and [five][] and [gone][].\n",
	"[unfinished\n",
	"lazy text\nin two lines\n",
	"    indented code\n\n    [two]: in code\n",
	"\tcode behind a tab\n",
	"```rust\nlet x = [1];\n\n# no heading\n\n[two]: no definition\n```\n",
	"~~~ info &amp; more\nopen\n\nfence\n",
	"```\n",
	"~~~\n",
	"<!-- one line -->\n",
	"<!-- a comment\n\nover lines\n\n# no heading\n-->\n",
	"<!-- open\n",
	"-->\n",
	"<div>\nraw *html*\n\n</div>\n",
	"<details>\n<summary>x</summary>\n",
	"<script>\nlet a;\n\n[two]: x\n</script>\n",
	"Some <b>raw</b> <!-- inline --> text.\n",
	"* one\n* two\n  more\n",
	"* one\n\n  [in]: list.md\n\n* two\n",
	"- [ ] task\n- [x] done\n",
	"1. first\n2. second\n\n   ## Nested @\n\n   text\n",
	"- a\n  - b\n    - c\nlazy\n",
	"- ```\n  open in a list\n",
	"+ x\n\n\n+ y\n",
	"-\n",
	"> quoted\nlazy\n",
	"> ## Nested @\n> text [two]\n",
	"> [quoted]: quote.md\n",
	"> > deep\n> - list\n",
	"| a | b |\n| - | :-: |\n| 1 | `2` |\n| [two] |\n",
	"above\n| a | b |\n|--|--|\n| \\| | www.a.org |\n",
	"|--|\n",
	"[two]: two.md\n",
	"[Four]: <four x.md> 'title'\n[five]:\n  five.md\n  \"title\n  more\"\n",
	"[a\\]b]: c.md\nand text at once\n",
	"[two]: other.md \"twice\"\n",
	"[two]: two.md \"t\" no definition\n",
	"[uses]: x.md\nHeading @\n===\n",
	"---\n",
	"***\n",
	"---\ntitle: front\n---\n",
	"...\n",
	"line  \nbreak\\\nbreak\n",
	"a note[^n]\n",
	"[^n]: the note\n\n    more of it\n",
	"\xC3\xA4 \xF0\x9F\x98\x80 signs\n",
	"bad \xFF byte\n",
	"\xEF\xBB\xBF[two]: mark.md\n",
	"\xC2\xA0space\n",
	"  indented text\n",
	" [two]: indented.md\n",
	"\f\n",
	"  \t \n",
	"a\rb\r\rc\n",
	"0. zero\n",
	"==\n",
	"`` open code\n",
	"**open [two](\n",
	"https://example.org/a_(b)\n",
};
static const char *const beginnings[] = { "---\ntitle: front\n---\n",
					  "\xEF\xBB\xBF[two]: mark.md\n\n" };
#define PART_COUNT (sizeof parts / sizeof *parts)

static uint32_t
chance(uint64_t *seed, uint32_t below)
{
	*seed = *seed * 6364136223846793005u + 1442695040888963407u;
	return (uint32_t)((*seed >> 33) % below);
}

struct piece {
	const char *part;
	uint32_t number; /* for each "@" of the part */
};

struct page {
	struct piece pieces[64];
	size_t count;
	bool lacks_end;
	uint32_t carriage; /* one of so many lines ends with \r\n; 0: none */
	uint32_t
		rare; /* how rare is what swallows all that follows, or makes that a page is read as a whole */
	uint64_t seed;
};

static bool
is_rare(const char *part)
{
	static const char *const signs[] = { "[^",    "\xFF", "open\n", "#\n",
					     "Three", "]:",   "~~~\n",  "```\n" };

	for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
		if (strstr(part, signs[i]) != NULL)
			return true;
	return false;
}

/* Most often a blank line parts what is there. */
static struct piece
chance_piece(struct page *page)
{
	struct piece piece = { .number = chance(&page->seed, 1000) };

	do
		piece.part =
			chance(&page->seed, 5) < 2 ? "\n" : parts[chance(&page->seed, PART_COUNT)];
	while (is_rare(piece.part) && chance(&page->seed, page->rare) != 0);
	return piece;
}

static void
insert_piece(struct page *page, size_t at, struct piece piece)
{
	if (page->count == sizeof page->pieces / sizeof *page->pieces)
		return;
	memmove(&page->pieces[at + 1], &page->pieces[at],
		(page->count - at) * sizeof *page->pieces);
	page->pieces[at] = piece;
	page->count++;
}

static void
remove_piece(struct page *page, size_t at)
{
	if (page->count == 1)
		return;
	page->count--;
	memmove(&page->pieces[at], &page->pieces[at + 1],
		(page->count - at) * sizeof *page->pieces);
}

static void
change_page(struct page *page)
{
	size_t at = chance(&page->seed, (uint32_t)page->count);

	switch (chance(&page->seed, 8)) {
	case 0:
		remove_piece(page, at);
		break;
	case 1:
		page->lacks_end = !page->lacks_end;
		break;
	case 2:
		insert_piece(page, at, page->pieces[chance(&page->seed, (uint32_t)page->count)]);
		break;
	case 3:
		page->pieces[at].number++;
		break;
	case 4:
		insert_piece(page, at, chance_piece(page));
		break;
	default:
		page->pieces[at] = chance_piece(page);
		break;
	}
}

static void
put_piece(struct buf *buf, const struct page *page, struct piece piece, uint32_t *line)
{
	for (const char *c = piece.part; *c != '\0'; c++) {
		if (*c == '\n' && page->carriage != 0 && (*line)++ % page->carriage == 0)
			buf_putc(buf, '\r');
		if (*c == '@')
			buf_put_number(buf, piece.number);
		else
			buf_putc(buf, *c);
	}
}

static void
put_page(struct buf *buf, const struct page *page)
{
	uint32_t line = 0;

	for (size_t i = 0; i < page->count; i++)
		put_piece(buf, page, page->pieces[i], &line);
	if (page->lacks_end)
		buf_puts(buf, "no end");
}

/* Now and then a byte anywhere goes, comes or becomes another one. */
static void
put_bytes(struct buf *buf, struct str page, uint64_t *seed)
{
	size_t at = chance(seed, (uint32_t)page.length + 1);
	static const char signs[] = "\n\n\n[]:#`<>-* a\t\r|";

	buf_put(buf, str_slice(page, 0, at));
	if (chance(seed, 2) == 0)
		buf_putc(buf, signs[chance(seed, sizeof signs - 1)]);
	buf_put(buf, str_from_offset(page, at + chance(seed, 2)));
}

static void
hold_chain(uint64_t seed)
{
	struct page page = { .seed = seed };
	struct versions versions;

	versions_init(&versions);
	page.rare = 1 + chance(&page.seed, 40);
	if (chance(&page.seed, 4) == 0)
		page.carriage = 1 + chance(&page.seed, 3);
	if (chance(&page.seed, 3) == 0)
		insert_piece(&page, 0, (struct piece){ .part = beginnings[chance(&page.seed, 2)] });
	for (uint32_t i = 10 + chance(&page.seed, 40); i > 0; i--)
		insert_piece(&page, page.count, chance_piece(&page));
	for (int version = 0; version < 12; version++) {
		struct buf buf, bytes;

		buf_init(&buf, 1 << 20);
		buf_init(&bytes, 1 << 20);
		put_page(&buf, &page);
		if (chance(&page.seed, 3) == 0)
			put_bytes(&bytes, buf_str(&buf), &page.seed);
		else
			buf_put(&bytes, buf_str(&buf));
		hold_version(&versions, buf_str(&bytes));
		buf_free(&buf);
		buf_free(&bytes);
		for (uint32_t changes = 1 + chance(&page.seed, 3); changes > 0; changes--)
			change_page(&page);
	}
	versions_free(&versions);
}

static void
same_in_pages_of_chance(void **state)
{
	uint64_t chains = is_slowed() ? 1500 : 6000;

	(void)state;
	for (uint64_t seed = 1; seed <= chains; seed++)
		hold_chain(seed);
}

/* ==== real books ==== */

/* A page's path, and what it was in the revisions so far. */
struct history {
	uint8_t object[20];
	struct versions versions;
};

struct real_book {
	struct arena whole, revision;
	struct timeline *timeline;
	struct map pages; /* path -> struct history */
	struct diags diags;
	size_t held;
};

static struct history *
history_of(struct real_book *book, struct str path)
{
	struct history *history = map_get(&book->pages, path);

	if (history != NULL)
		return history;
	history = ARENA_NEW(&book->whole, struct history);
	versions_init(&history->versions);
	*map_put(&book->whole, &book->pages, arena_copy(&book->whole, path)) = history;
	return history;
}

static void
hold_file(struct real_book *book, struct repo_reader *reader, const struct repo_file *file)
{
	struct history *history;
	struct str source;

	if (!str_ends(file->path, STR(".md")))
		return;
	history = history_of(book, file->path);
	if (memcmp(history->object, file->object, sizeof history->object) == 0)
		return;
	memcpy(history->object, file->object, sizeof history->object);
	if (!repo_read(reader, file, &book->revision, &source, &book->diags))
		return;
	book->held += history->versions.doc != NULL;
	hold_version(&history->versions, source);
}

static void
hold_revision(struct real_book *book, size_t index)
{
	struct repo *repo = timeline_repo(book->timeline, index, &book->revision, &book->diags);
	struct repo_reader *reader = repo_reader_open(repo, &book->diags);

	for (size_t i = 0; i < repo->file_count; i++)
		hold_file(book, reader, &repo->files[i]);
	repo_reader_close(reader);
	repo_close(repo);
	arena_reset(&book->revision);
}

/* With a sanitizer it is the last tenth of the revisions. */
static void
hold_real_book(const char *path)
{
	struct real_book book = { 0 };

	if (access(path, R_OK) != 0)
		skip();
	arena_init(&book.whole);
	arena_init(&book.revision);
	diag_init(&book.diags, &book.whole);
	book.timeline = timeline_open(&book.whole, str_from(path), &(struct timeline_range){ 0 },
				      &book.diags);
	assert_non_null(book.timeline);
	for (size_t i = is_slowed() ? book.timeline->count / 10 * 9 : 0; i < book.timeline->count;
	     i++)
		hold_revision(&book, i);
	assert_int_equal(book.diags.failures, 0);
	assert_true(book.held > 20);
	timeline_close(book.timeline);
	for (size_t i = 0; i < book.pages.count; i++) {
		struct history *history = book.pages.entries[i].value;

		versions_free(&history->versions);
	}
	arena_free(&book.revision);
	arena_free(&book.whole);
}

static void
same_in_wg_async(void **state)
{
	(void)state;
	hold_real_book("build/corpora/wg-async");
}

static void
same_in_goals(void **state)
{
	(void)state;
	hold_real_book("build/corpora/goals");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(same_in_pages_of_chance),
		cmocka_unit_test(same_in_wg_async),
		cmocka_unit_test(same_in_goals),
	};

	markdown_setup();
	return cmocka_run_group_tests(tests, NULL, NULL);
}
