/* Links of a page as mdBook's site and the forge would follow them. */
#include "test.h"

#include "model_fixture.h"

#include "model/link.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

static const char *const paths[] = {
	"LICENSE",         "book.toml",     "src/README.md",
	"src/a.md",        "src/a/b.md",    "src/a/two words.md",
	"src/c/README.md", "src/c/grün.md", "src/pictures/x.png",
};

static struct redirect redirects[] = {
	{ .from = STR_INIT("old.html"), .to = STR_INIT("older.html#here") },
	{ .from = STR_INIT("older.html"), .to = STR_INIT("a/b.html") },
	{ .from = STR_INIT("loop.html"), .to = STR_INIT("loop.html") },
	{ .from = STR_INIT("away.html"), .to = STR_INIT("https://example.org/") },
	{ .from = STR_INIT("a/b.html#gone"), .to = STR_INIT("a.html") },
};

static int
open_book(void **state)
{
	struct fixture *fixture = malloc(sizeof *fixture);
	struct book *book = &fixture->model.book;
	if (!fixture)
		return -1;
	fixture_init(fixture, "src", paths, COUNT(paths));
	book->site_path = STR("/book/");
	book->site_url = STR("https://group.github.io/book/");
	book->repository_url = STR("https://github.com/group/book");
	book->redirects = redirects;
	book->redirect_count = COUNT(redirects);
	for (size_t i = 0; i < COUNT(redirects); i++)
		*map_put(&fixture->arena, &fixture->model.redirects_by_from, redirects[i].from) =
			&redirects[i];
	fixture_heading(fixture, "src/a/b.md", "frequently-äsked");
	book_arrange(&fixture->model, &fixture->diags);
	*state = fixture;
	return 0;
}

static int
close_book(void **state)
{
	struct fixture *fixture = *state;
	arena_free(&fixture->arena);
	free(fixture);
	return 0;
}

struct expected {
	const char *url;
	enum link_kind kind;
	const char *name; /* of the page or file; NULL: not looked at */
	bool absolute;
};

/* All from src/a/b.md. */
static void
lead_to(void **state, const struct expected *expected, size_t count)
{
	struct fixture *fixture = *state;
	const struct page *from = fixture_page(fixture, "src/a/b.md");
	for (size_t i = 0; i < count; i++) {
		struct str url = str_from(expected[i].url);
		struct link_target target = link_resolve(&fixture->model, from, url);
		if (target.kind != expected[i].kind || target.absolute != expected[i].absolute)
			fail_msg("\"%s\" is of kind %d", expected[i].url, (int)target.kind);
		if (expected[i].name)
			assert_str(target.name, expected[i].name);
	}
}

static void
relative_links(void **state)
{
	static const struct expected expected[] = {
		{ "b.md", LINK_PAGE, "a/b.md", false },
		{ "./b.html?x=1#frequently-%C3%A4sked", LINK_PAGE, "a/b.md", false },
		{ "", LINK_BROKEN, NULL, false },
		{ "#frequently-äsked", LINK_PAGE, "a/b.md", false },
		{ "#", LINK_PAGE, "a/b.md", false },
		{ "#top", LINK_PAGE, "a/b.md", false },
		{ "#nothing", LINK_MISSING_ANCHOR, "a/b.md", false },
		{ "#Frequently-äsked", LINK_MISSING_ANCHOR, "a/b.md", false },
		{ "two%20words.md", LINK_PAGE, "a/two words.md", false },
		{ "../c/gr%C3%BCn.html", LINK_PAGE, "c/grün.md", false },
		{ "../c/", LINK_PAGE, "c/README.md", false },
		{ "../c", LINK_PAGE, "c/README.md", false },
		{ "../c/index.html", LINK_PAGE, "c/README.md", false },
		{ "../c/index.md", LINK_PAGE, "c/README.md", false },
		{ "/c/README.md", LINK_PAGE, "c/README.md", false },
		{ "/book/a.html", LINK_PAGE, "a.md", false },
		{ "/", LINK_PAGE, "README.md", false },
		{ "..", LINK_PAGE, "README.md", false },
		{ "../pictures/x.png", LINK_FILE, "src/pictures/x.png", false },
		{ "../../LICENSE#L3", LINK_FILE, "LICENSE", false },
		{ "../print.html", LINK_FILE, NULL, false },
		{ "../A.md", LINK_MISSING_FILE, "../A.md", false },
		{ "T", LINK_MISSING_FILE, "T", false },
		{ "std::io", LINK_MISSING_FILE, "std::io", false },
		{ "../../../LICENSE", LINK_MISSING_FILE, NULL, false },
		{ "../pictures", LINK_MISSING_FILE, NULL, false },
	};
	lead_to(state, expected, COUNT(expected));
}

static void
redirected_links(void **state)
{
	static const struct expected expected[] = {
		{ "../old.html", LINK_REDIRECT, "a/b.md", false },
		{ "../old.md", LINK_REDIRECT, "a/b.md", false },
		{ "../loop.html", LINK_REDIRECT, NULL, false },
		{ "../away.html", LINK_REDIRECT, NULL, false },
		{ "#gone", LINK_REDIRECT, "a.md", false },
		{ "https://group.github.io/book/older.html", LINK_REDIRECT, "a/b.md", true },
	};
	struct fixture *fixture = *state;
	struct link_target target;
	lead_to(state, expected, COUNT(expected));
	target = link_resolve(&fixture->model, fixture_page(fixture, "src/a.md"), STR("old.html"));
	assert_str(target.anchor, "here");
	target = link_resolve(&fixture->model, fixture_page(fixture, "src/a.md"), STR("away.html"));
	assert_null(target.page);
}

static void
full_urls(void **state)
{
	static const struct expected expected[] = {
		{ "https://example.org/a.md", LINK_OUTSIDE, NULL, false },
		{ "mailto:a@example.org", LINK_OUTSIDE, NULL, false },
		{ "//example.org/a.md", LINK_OUTSIDE, NULL, false },
		{ "https://group.github.io/book", LINK_PAGE, "README.md", true },
		{ "http://Group.GitHub.io/book/a/b.html", LINK_PAGE, "a/b.md", true },
		{ "https://group.github.io/book/a/b.html#no", LINK_MISSING_ANCHOR, NULL, true },
		{ "https://group.github.io/book/gone.html", LINK_MISSING_FILE, NULL, true },
		{ "https://group.github.io/bookish/a.html", LINK_OUTSIDE, NULL, false },
		{ "https://github.com/group/book", LINK_OUTSIDE, NULL, false },
		{ "https://github.com/group/book/issues/3", LINK_OUTSIDE, NULL, false },
		{ "https://github.com/group/book/blob/main/src/a.md#x", LINK_PAGE, "a.md", true },
		{ "https://github.com/group/book/blob/main/LICENSE", LINK_FILE, "LICENSE", true },
		{ "https://github.com/group/book/tree/main/src/c/", LINK_FILE, NULL, true },
		{ "https://github.com/group/book/tree/main/src/d", LINK_MISSING_FILE, NULL, true },
		{ "https://github.com/group/book/blob/main/lib/d.rs", LINK_OUTSIDE, NULL, false },
		{ "https://github.com/group/book/blob/1a2b3c4/src/d.md", LINK_OUTSIDE, NULL,
		  false },
	};
	lead_to(state, expected, COUNT(expected));
}

static void
mistyped_urls(void **state)
{
	static const struct expected expected[] = {
		{ "https>//crates.io/crates/warp/", LINK_BROKEN, NULL, false },
		{ "https//example.org", LINK_BROKEN, NULL, false },
		{ "http:/example.org", LINK_BROKEN, NULL, false },
		{ "https://", LINK_BROKEN, NULL, false },
		{ "htps://example.org", LINK_BROKEN, NULL, false },
		{ "ftp://example.org", LINK_OUTSIDE, NULL, false },
		{ "http/2.md", LINK_MISSING_FILE, NULL, false },
	};
	lead_to(state, expected, COUNT(expected));
}

static void
a_near_anchor_is_proposed(void **state)
{
	struct fixture *fixture = *state;
	const struct page *page = fixture_page(fixture, "src/a/b.md");
	assert_str(page_nearest_anchor(page, STR("frequently-asked")), "frequently-äsked");
	assert_int_equal(page_nearest_anchor(page, STR("milestones")).length, 0);
}

static void
overlong_links_lead_nowhere(void **state)
{
	struct fixture *fixture = *state;
	const struct page *page = fixture_page(fixture, "src/a/b.md");
	static char url[10000];
	memset(url, 'x', sizeof url);
	struct link_target target =
		link_resolve(&fixture->model, page, (struct str){ url, sizeof url });
	assert_int_equal(target.kind, LINK_MISSING_FILE);
	url[0] = '#';
	target = link_resolve(&fixture->model, page, (struct str){ url, sizeof url });
	assert_int_equal(target.kind, LINK_MISSING_ANCHOR);
}

static void
a_link_to_a_theme_names_the_theme(void **state)
{
	struct fixture *fixture = *state;
	struct page *page = fixture_page(fixture, "src/a/b.md");
	struct record theme = { .kind = KIND_THEME };
	struct record *blocks[] = { NULL, &theme };
	struct record goal = { .kind = KIND_GOAL, .page = page };
	struct str url = STR("b.md#frequently-äsked");
	struct link_target target = link_resolve(&fixture->model, page, url);
	page->record = &goal;
	assert_ptr_equal(link_record(&target), &goal);
	page->blocks = blocks;
	assert_ptr_equal(link_record(&target), &theme);
	target = link_resolve(&fixture->model, page, STR("b.md"));
	assert_ptr_equal(link_record(&target), &goal);
}

static void
raw_html_sets_anchors(void **state)
{
	struct fixture *fixture = *state;
	struct page page = { .path = STR("src/new.md") };
	page.doc = fixture_parse(
		fixture, page.path,
		STR("# One two\n\n<details id='block'>\n\ntext <a name=\"deep\"></a>\n"
		    "and <b name=\"no\">b</b>\n\n</details>\n"));
	book_read_parts(&fixture->arena, &page);
	assert_true(page_has_anchor(&page, STR("one-two")));
	assert_true(page_has_anchor(&page, STR("block")));
	assert_true(page_has_anchor(&page, STR("deep")));
	assert_false(page_has_anchor(&page, STR("no")));
	assert_str(page.title, "One two");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(relative_links, open_book, close_book),
		cmocka_unit_test_setup_teardown(redirected_links, open_book, close_book),
		cmocka_unit_test_setup_teardown(full_urls, open_book, close_book),
		cmocka_unit_test_setup_teardown(mistyped_urls, open_book, close_book),
		cmocka_unit_test_setup_teardown(a_near_anchor_is_proposed, open_book, close_book),
		cmocka_unit_test_setup_teardown(raw_html_sets_anchors, open_book, close_book),
		cmocka_unit_test_setup_teardown(overlong_links_lead_nowhere, open_book, close_book),
		cmocka_unit_test_setup_teardown(a_link_to_a_theme_names_the_theme, open_book,
						close_book),
	};
	markdown_setup();
	return cmocka_run_group_tests(tests, NULL, NULL);
}
