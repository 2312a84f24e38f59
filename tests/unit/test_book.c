/* Addresses as mdBook makes them; the order of a book with SUMMARY.md and without. */
#include "test.h"

#include "model_fixture.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

static void
order_is(struct fixture *fixture, const char *const *names, size_t count)
{
	const struct page *page = fixture->model.book.first, *previous = NULL;
	for (size_t i = 0; i < count; i++, previous = page, page = page->next) {
		assert_non_null(page);
		assert_str(page->name, names[i]);
		assert_ptr_equal(page->previous, previous);
		assert_int_equal(page->order, i);
	}
	assert_null(page);
}

static void
addresses_are_those_of_mdbook(void **state)
{
	static const char *const paths[] = { "src/README.md", "src/a/readme.md", "src/a/b.md",
					     "src/index.rst", "book.toml" };
	struct fixture fixture;
	(void)state;
	fixture_init(&fixture, "src", paths, COUNT(paths));
	book_arrange(&fixture.model, &fixture.diags);
	assert_str(fixture_page(&fixture, "src/README.md")->address, "index.html");
	assert_str(fixture_page(&fixture, "src/a/readme.md")->address, "a/index.html");
	assert_str(fixture_page(&fixture, "src/a/b.md")->address, "a/b.html");
	assert_str(fixture_page(&fixture, "src/a/b.md")->name, "a/b.md");
	assert_int_equal(fixture.model.other_count, 1);
	assert_non_null(map_get(&fixture.model.others_by_name, STR("index.rst")));
	assert_str(fixture.model.book.title, "some-book");
	arena_free(&fixture.arena);
}

static void
two_pages_never_share_an_address(void **state)
{
	static const char *const paths[] = { "README.md", "index.md", "readme.md" };
	struct fixture fixture;
	(void)state;
	fixture_init(&fixture, "", paths, COUNT(paths));
	book_arrange(&fixture.model, &fixture.diags);
	assert_int_equal(fixture.model.pages_by_address.count, 3);
	assert_str(fixture_page(&fixture, "README.md")->address, "index.html");
	arena_free(&fixture.arena);
}

static void
the_tree_gives_the_order(void **state)
{
	static const char *const paths[] = { "zoo.md",      "README.md", "goal/b.md",
					     "goal.md",     "goal-2.md", "x/y/z.md",
					     "c/README.md", "c/a.md",    "goal/README.md" };
	static const char *const names[] = { "README.md", "c/README.md",    "c/a.md",
					     "goal.md",   "goal/README.md", "goal/b.md",
					     "goal-2.md", "x/y/z.md",       "zoo.md" };
	struct fixture fixture;
	(void)state;
	fixture_init(&fixture, "", paths, COUNT(paths));
	book_arrange(&fixture.model, &fixture.diags);
	order_is(&fixture, names, COUNT(names));
	assert_str(fixture_page(&fixture, "goal/b.md")->parent->name, "goal/README.md");
	assert_str(fixture_page(&fixture, "goal/README.md")->parent->name, "goal.md");
	assert_int_equal(fixture_page(&fixture, "goal/b.md")->depth, 2);
	assert_str(fixture_page(&fixture, "c/a.md")->parent->name, "c/README.md");
	assert_int_equal(fixture_page(&fixture, "c/README.md")->depth, 0);
	assert_null(fixture_page(&fixture, "zoo.md")->parent);
	arena_free(&fixture.arena);
}

static void
a_folder_without_a_page_is_a_draft_chapter(void **state)
{
	static const char *const paths[] = { "a.md", "status-quo/deep/b.md", "status-quo/c.md" };
	static const char *const titles[] = { "a", "Status quo", "c", "Deep", "b" };
	static const uint32_t depths[] = { 0, 0, 1, 1, 2 };
	struct fixture fixture;
	(void)state;
	fixture_init(&fixture, "", paths, COUNT(paths));
	book_arrange(&fixture.model, &fixture.diags);
	assert_int_equal(fixture.model.book.chapter_count, COUNT(titles));
	for (size_t i = 0; i < COUNT(titles); i++) {
		assert_str(fixture.model.book.chapters[i].title, titles[i]);
		assert_int_equal(fixture.model.book.chapters[i].depth, depths[i]);
	}
	assert_int_equal(fixture.model.book.chapters[1].kind, CHAPTER_DRAFT);
	arena_free(&fixture.arena);
}

static const char summary_text[] = "# Summary\n\n"
				   "[Preface](README.md)\n\n"
				   "# First part\n\n"
				   "- [A `page`](./a.md)\n"
				   "  - [Gone](gone.md)\n"
				   "  - [Talks](https://example.org/)\n"
				   "  - [Draft]()\n"
				   "    - [Below](a/below.md)\n\n"
				   "---\n\n"
				   "- [Again](a.md)\n"
				   "- [B](b%20c.md)\n\n"
				   "[Thanks](thanks.md)\n";

static const struct {
	enum chapter_kind kind;
	const char *title, *number, *page;
	uint32_t depth;
} summary_chapters[] = {
	{ CHAPTER_PAGE, "Preface", "", "README.md", 0 },
	{ CHAPTER_PART, "First part", "", NULL, 0 },
	{ CHAPTER_PAGE, "A page", "1.", "a.md", 0 },
	{ CHAPTER_DRAFT, "Gone", "1.1.", NULL, 1 },
	{ CHAPTER_LINK, "Talks", "1.2.", NULL, 1 },
	{ CHAPTER_DRAFT, "Draft", "1.3.", NULL, 1 },
	{ CHAPTER_PAGE, "Below", "1.3.1.", "a/below.md", 2 },
	{ CHAPTER_SEPARATOR, "", "", NULL, 0 },
	{ CHAPTER_PAGE, "B", "3.", "b c.md", 0 },
	{ CHAPTER_PAGE, "Thanks", "", "thanks.md", 0 },
};

static void
open_summary(struct fixture *fixture)
{
	static const char *const paths[] = { "src/README.md", "src/a.md",   "src/a/below.md",
					     "src/a/new.md",  "src/b c.md", "src/thanks.md" };
	struct page *summary;
	fixture_init(fixture, "src", paths, COUNT(paths));
	summary = ARENA_NEW(&fixture->arena, struct page);
	summary->path = STR("src/SUMMARY.md");
	summary->doc = fixture_parse(fixture, summary->path, str_from(summary_text));
	fixture->model.book.summary = summary;
	book_arrange(&fixture->model, &fixture->diags);
}

static void
a_summary_gives_chapters(void **state)
{
	struct fixture fixture;
	(void)state;
	open_summary(&fixture);
	assert_int_equal(fixture.model.book.chapter_count, COUNT(summary_chapters));
	for (size_t i = 0; i < COUNT(summary_chapters); i++) {
		const struct chapter *chapter = &fixture.model.book.chapters[i];
		assert_int_equal(chapter->kind, summary_chapters[i].kind);
		assert_str(chapter->title, summary_chapters[i].title);
		assert_str(chapter->number, summary_chapters[i].number);
		assert_int_equal(chapter->depth, summary_chapters[i].depth);
		if (summary_chapters[i].page)
			assert_str(chapter->page->name, summary_chapters[i].page);
	}
	arena_free(&fixture.arena);
}

static void
a_summary_gives_the_order(void **state)
{
	static const char *const names[] = { "README.md", "a.md",   "a/below.md",
					     "a/new.md",  "b c.md", "thanks.md" };
	struct fixture fixture;
	(void)state;
	open_summary(&fixture);
	order_is(&fixture, names, COUNT(names));
	assert_str(fixture_page(&fixture, "src/a/below.md")->parent->name, "a.md");
	assert_str(fixture_page(&fixture, "src/a/new.md")->parent->name, "a.md");
	assert_false(fixture_page(&fixture, "src/a/new.md")->listed);
	assert_str(fixture_page(&fixture, "src/a.md")->title, "A page");
	arena_free(&fixture.arena);
}

static void
a_summary_is_checked(void **state)
{
	struct fixture fixture;
	(void)state;
	open_summary(&fixture);
	assert_int_equal(fixture.diags.count, 2);
	assert_ptr_equal(fixture.diags.items[0].code, &book_codes[BOOK_SUMMARY_MISSING_PAGE]);
	assert_int_equal(fixture.diags.items[0].place.line, 8);
	assert_ptr_equal(fixture.diags.items[1].code, &book_codes[BOOK_SUMMARY_DUPLICATE_PAGE]);
	assert_int_equal(fixture.diags.items[1].place.line, 15);
	assert_int_equal(fixture.diags.items[1].other.line, 7);
	arena_free(&fixture.arena);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(addresses_are_those_of_mdbook),
		cmocka_unit_test(two_pages_never_share_an_address),
		cmocka_unit_test(the_tree_gives_the_order),
		cmocka_unit_test(a_folder_without_a_page_is_a_draft_chapter),
		cmocka_unit_test(a_summary_gives_chapters),
		cmocka_unit_test(a_summary_gives_the_order),
		cmocka_unit_test(a_summary_is_checked),
	};
	markdown_setup();
	return cmocka_run_group_tests(tests, NULL, NULL);
}
