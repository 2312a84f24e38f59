/*
 * revised: one change of a book, by which the model is either not revised, or is that of the later files.
 */
#include "revise_fixture.h"

#include "base/limits.h"
#include "memory.h"

#define GONE "" /* as `after` */

/* A file in two revisions; `before` is NULL where it is not there yet, `after` where it stays as it is. */
struct text {
	const char *path, *before, *after;
};

static struct repo *
repo_of_texts(struct arena *arena, const struct text *texts, size_t count, bool is_after)
{
	struct repo *repo = ARENA_NEW(arena, struct repo);
	struct memory *memory = ARENA_NEW(arena, struct memory);

	repo->arena = arena;
	repo->root = STR("two");
	for (size_t i = 0; i < count; i++) {
		const char *text =
			is_after && texts[i].after != NULL ? texts[i].after : texts[i].before;

		if (text != NULL && text[0] != '\0')
			*VEC_PUSH(arena, &memory->files) =
				(struct memory_file){ str_from(texts[i].path), str_from(text) };
	}
	memory_list(repo, memory);
	return repo;
}

static void
assert_in_order(const struct records *records)
{
	for (size_t i = 1; i < records->count; i++)
		assert_true(records->items[i - 1]->order < records->items[i]->order);
}

/* What else than the records that are told of is as it was. */
static void
assert_same_titles(const struct model *model, const struct model *before)
{
	for (size_t i = 0; i < before->records.count; i++) {
		const struct record *was = before->records.items[i];
		const struct record *is = map_get(&model->ids[was->kind], was->id);

		if (!was->implied) {
			assert_non_null(is);
			assert_same_text(is->title, was->title);
		}
	}
}

/* The model is the one that is made of the later files.  Whether only parts of it were read again. */
static bool
hold_change(const struct text *texts, size_t count)
{
	struct arena arena;
	struct model_cache *cache;
	struct model *model, *before, *expected;
	struct repo_changes changes;
	struct revised revised;

	arena_init(&arena);
	cache = model_cache_new(&arena);
	model = load(&arena, repo_of_texts(&arena, texts, count, false), cache);
	model_cache_advance(cache);
	before = load(&arena, repo_of_texts(&arena, texts, count, false), NULL);
	expected = load(&arena, repo_of_texts(&arena, texts, count, true), NULL);
	assert_true(take_turn(model->repo, repo_of_texts(&arena, texts, count, true), &changes));
	assert_true(changes.count > 0);
	assert_true(revise(model, cache, &changes, &revised));
	assert_same_model(model, expected, revised.is_anew);
	if (!revised.is_moved) {
		assert_in_order(&revised.records);
		assert_same_titles(model, before);
	}
	model_cache_free(cache);
	arena_free(&arena);
	return !revised.is_anew;
}

#define HOLD_CHANGE(texts) hold_change((texts), sizeof(texts) / sizeof *(texts))

static void
names_are_looked_for_around_the_place(void **state)
{
	static const struct text texts[] = {
		{ "waymark.yaml", "dialect: native\n", NULL },
		{ "roadmap/one.md", "# One\n", NULL },
		{ "roadmap/two.md", "# Two\n", NULL },
		{ "roadmap/one/traits.md", "# Traits here\n", NULL },
		{ "roadmap/two/traits.md", "# Traits there\n", NULL },
		{ "roadmap/one/x.md", "---\ngoal: two\n---\n# X\n\n## Requires\n\n* gone\n",
		  "---\ngoal: two\n---\n# X\n\n## Requires\n\n* Traits\n" },
	};

	(void)state;
	HOLD_CHANGE(texts);
}

static void
directives_order_the_book(void **state)
{
	static const struct text texts[] = {
		{ "waymark.yaml", "dialect: rust-goals\nsource: src\n", NULL },
		{ "src/SUMMARY.md", "# Summary\n\n- [Goals](2024h2/README.md)\n", NULL },
		{ "src/2024h2/README.md", "# Goals\n", "# Goals\n\n(((GOAL CHAPTERS)))\n" },
		{ "src/2024h2/a.md", "# Z\n\n| Metadata | |\n| -- | -- |\n| Status | wip |\n",
		  NULL },
		{ "src/2024h2/b.md", "# A\n\n| Metadata | |\n| -- | -- |\n| Status | wip |\n",
		  NULL },
	};

	(void)state;
	HOLD_CHANGE(texts);
}

static void
anchors_that_are_gone_lead_on(void **state)
{
	static const struct text texts[] = {
		{ "waymark.yaml", "dialect: native\nsource: src\n", NULL },
		{ "book.toml", "[output.html.redirect]\n\"/roadmap/one.html#old\" = \"two.html\"\n",
		  NULL },
		{ "src/roadmap/one.md", "# One\n\n## Old\n", "# One\n\n## New\n" },
		{ "src/roadmap/two.md", "# Two\n", NULL },
		{ "src/roadmap/three.md", "# Three\n\n## Requires\n\n* [old](one.md#old)\n", NULL },
	};

	(void)state;
	HOLD_CHANGE(texts);
}

static void
rows_of_one_record_are_read_once(void **state)
{
	static const struct text texts[] = {
		{ "waymark.yaml", "dialect: wg-async\nsource: src\n", NULL },
		{ "src/vision/roadmap/one.md",
		  "# One\n\n## Initiatives\n\n| Initiative | State |\n| -- | -- |\n"
		  "| [Two](one/two.md) | active |\n| [Two](one/two.md) | done |\n",
		  "# One\n\n## Initiatives\n\n| Initiative | State |\n| -- | -- |\n"
		  "| [Two](one/two.md) | done |\n| [Two](one/two.md) | done |\n" },
		{ "src/vision/roadmap/one/two.md", "# Two\n", NULL },
	};

	(void)state;
	HOLD_CHANGE(texts);
}

/* More than LIMIT_FILE_BYTES, which begin with the text. */
static const char *
too_large(struct arena *arena, const char *text)
{
	char *bytes = arena_bytes(arena, LIMIT_FILE_BYTES + 2);

	memset(bytes, '\n', LIMIT_FILE_BYTES + 1);
	memcpy(bytes, text, strlen(text));
	bytes[LIMIT_FILE_BYTES + 1] = '\0';
	return bytes;
}

static void
files_become_small_enough(void **state)
{
	static const char people[] = "people:\n  - {handle: ada, name: Ada Lace}\n";
	struct arena arena;

	(void)state;
	arena_init(&arena);
	const struct text texts[] = {
		{ "waymark.yaml", "dialect: native\n", NULL },
		{ "people.yaml", too_large(&arena, people), people },
		{ "roadmap/one.md", "---\nowner: Ada Lace\n---\n# One\n", NULL },
	};
	HOLD_CHANGE(texts);
	arena_free(&arena);
}

static void
rows_speak_of_what_is_too_large(void **state)
{
	struct arena arena;

	(void)state;
	arena_init(&arena);
	const struct text texts[] = {
		{ "waymark.yaml", "dialect: wg-async\nsource: src\n", NULL },
		{ "src/vision/roadmap/one.md",
		  "# One\n\n## Initiatives\n\n| Initiative | State |\n| -- | -- |\n"
		  "| [Other](one/two.md) | active |\n",
		  "# One\n\n## Initiatives\n\n| Initiative | State |\n| -- | -- |\n"
		  "| [Other](one/two.md) | done |\n" },
		{ "src/vision/roadmap/one/two.md", too_large(&arena, "# Two\n"), NULL },
	};
	HOLD_CHANGE(texts);
	arena_free(&arena);
}

static void
titles_lead_elsewhere(void **state)
{
	static const struct text texts[] = {
		{ "waymark.yaml", "dialect: native\n", NULL },
		{ "roadmap/one.md", "# Traits\n", "# Lint\n" },
		{ "roadmap/two.md", "# Polish\n", "# Traits\n" },
		{ "roadmap/three.md", "# Three\n\n## Requires\n\n* Traits\n* Lint\n", NULL },
	};

	(void)state;
	assert_true(HOLD_CHANGE(texts));
}

static void
rows_of_one_name_are_numbered_anew(void **state)
{
#define ROWS "# One\n\n## Milestones\n\n| Milestone | State |\n| -- | -- |\n"
	static const struct text texts[] = {
		{ "waymark.yaml", "dialect: native\n", NULL },
		{ "roadmap/one.md", ROWS "| Lint | done |\n| Lint | active |\n",
		  ROWS "| New | done |\n| Lint | done |\n| Lint | active |\n| Lint | paused |\n" },
		{ "roadmap/two.md", "# Two\n\n## Requires\n\n* one/lint~2\n* one/new\n", NULL },
	};

	(void)state;
	assert_true(HOLD_CHANGE(texts));
}

static void
pages_come_that_were_named(void **state)
{
	static const struct text texts[] = {
		{ "waymark.yaml", "dialect: native\n", NULL },
		{ "roadmap/one.md", "# One\n\n## Requires\n\n* [Two](two.md)\n* Later\n", NULL },
		{ "roadmap/two.md", NULL, ROWS "| Lint | @ada |\n" },
		{ "roadmap/two/x.md", "---\nowner: \"@Ada\"\n---\n# X\n", NULL },
		{ "roadmap/x.png", "png", GONE },
	};

	(void)state;
	assert_true(HOLD_CHANGE(texts));
}

static void
pages_go_with_their_rows(void **state)
{
	static const struct text texts[] = {
		{ "waymark.yaml", "dialect: native\n", NULL },
		{ "roadmap/a.md", ROWS "| Lint | done |\n| Lint | done |\n", GONE },
		{ "roadmap/b.md", NULL, ROWS "| Lint | done |\n| Lint | done |\n" },
		{ "roadmap/c.md", "# C\n\n## Requires\n\n* a/lint\n* b/lint\n* [a](a.md)\n", NULL },
	};

	(void)state;
	assert_true(HOLD_CHANGE(texts));
}
#undef ROWS

static void
numbers_tell_who_came_first(void **state)
{
	static const struct text texts[] = {
		{ "waymark.yaml", "dialect: native\n", NULL },
		{ "roadmap/a.md", "---\nid: x\n---\n# A\n", GONE },
		{ "roadmap/b.md", "---\nid: x\n---\n# B\n", NULL },
		{ "roadmap/c.md", "---\nid: x\n---\n# C\n", NULL },
	};

	(void)state;
	assert_false(HOLD_CHANGE(texts));
}

static void
chapters_change_places(void **state)
{
	static const struct text texts[] = {
		{ "waymark.yaml", "dialect: native\n", NULL },
		{ "SUMMARY.md", "# Summary\n\n- [One](roadmap/one.md)\n- [Two](roadmap/two.md)\n",
		  "# Summary\n\n- [Two](roadmap/two.md)\n  - [Traits](roadmap/one.md)\n" },
		{ "roadmap/one.md", "No heading\n", NULL },
		{ "roadmap/two.md", "# Two\n\n## Requires\n\n* Traits\n", NULL },
	};

	(void)state;
	assert_true(HOLD_CHANGE(texts));
}

static void
templates_are_called_otherwise(void **state)
{
	static const struct text texts[] = {
		{ "waymark.yaml", "dialect: wg-async\n", NULL },
		{ "src/SUMMARY.md", "# Summary\n\n- [TBD](vision/roadmap/one.md)\n",
		  "# Summary\n\n- [One of all](vision/roadmap/one.md)\n" },
		{ "src/vision/roadmap/one.md", "# Template\n", NULL },
		{ "src/vision/roadmap/two.md", "# Two\n", NULL },
	};

	(void)state;
	assert_true(HOLD_CHANGE(texts));
}

/* A problem of the metanarrative. */
#define PROBLEM(title, text) "<details><summary>" title "</summary>\n\n" text "\n\n</details>\n\n"
#define STATUS_QUO "src/vision/submitted_stories/status_quo.md"
#define STORY "src/vision/submitted_stories/status_quo/ada_one.md"

static void
blocks_say_something_else(void **state)
{
	static const struct text texts[] = {
		{ "waymark.yaml", "dialect: wg-async\nsource: src\n", NULL },
		{ STATUS_QUO,
		  "# Status quo\n\n## Metanarrative\n\n" PROBLEM(
			  "Ada waits", "<i id=\"here\"></i>\n\n* [one](status_quo/ada_one.md)\n"
				       "* [gone](gone.md)") PROBLEM("Bob waits", "* He does"),
		  "# Status quo\n\nMore text.\n\n## Metanarrative\n\n" PROBLEM(
			  "Ada waits", "* [gone](gone.md)\n* 🚧 Wanted")
			  PROBLEM("Bob waits", "<i id=\"here\"></i>\n\n"
					       "* [one](status_quo/"
					       "ada_one.md)") },
		{ STORY, "# One\n\n## What are the morals of the story?\n\n* Late\n", NULL },
		{ "src/vision/roadmap/one.md",
		  "# One\n\n## Addresses\n\n* [that](../submitted_stories/status_quo.md#here)\n",
		  NULL },
	};

	(void)state;
	assert_true(HOLD_CHANGE(texts));
}

static void
blocks_come_and_go(void **state)
{
	static const struct text texts[] = {
		{ "waymark.yaml", "dialect: wg-async\nsource: src\n", NULL },
		{ STATUS_QUO,
		  "# Status quo\n\n## Metanarrative\n\n" PROBLEM("Same", "* One")
			  PROBLEM("Same", "* Two") PROBLEM("Goes", "* Three"),
		  "# Status quo\n\n## Metanarrative\n\n" PROBLEM("Comes", "* One")
			  PROBLEM("Same", "* Two") },
		{ STORY, "# One\n", NULL },
		{ "src/vision/roadmap/one.md",
		  "# One\n\n## Addresses\n\n* Comes\n* same~2\n* Goes\n", NULL },
	};

	(void)state;
	assert_true(HOLD_CHANGE(texts));
}

static void
pages_with_blocks_come_and_go(void **state)
{
	static const struct text texts[] = {
		{ "waymark.yaml", "dialect: wg-async\nsource: src\n", NULL },
		{ STATUS_QUO, NULL,
		  "# Status quo\n\n## Metanarrative\n\n" PROBLEM(
			  "Comes", "* [one](status_quo/ada_one.md)") },
		{ "src/vision/status_quo.md",
		  "# Status quo\n\n## Metanarrative\n\n" PROBLEM("Goes", "* One"), GONE },
		{ STORY, "# One\n", NULL },
		{ "src/vision/roadmap/one.md", "# One\n\n## Addresses\n\n* Comes\n* Goes\n", NULL },
	};

	(void)state;
	assert_true(HOLD_CHANGE(texts));
}

/* An overview whose rows lead: by a link, by a title, by one that is near, and by none. */
#define OVERVIEW                                                                                   \
	"# Roadmap\n\n| Deliverable | State | Owner |\n| -- | -- | -- |\n"                         \
	"| 🔻 [One of all](roadmap/one.md) | done | @ada |\n"                                    \
	"| ↳ [Console](https://console.org) | active | @bob |\n| ↳ Traits | done | @eve |\n"   \
	"| ↳ [Later](roadmap/one/later.md) | done | @eve |\n"

static void
pages_come_and_go_beside_rows_of_work(void **state)
{
	static const struct text texts[] = {
		{ "waymark.yaml", "dialect: wg-async\nsource: src\n", NULL },
		{ "src/vision/roadmap.md", OVERVIEW, NULL },
		{ "src/vision/roadmap/one.md",
		  "# One\n\n## Initiatives\n\n| Initiative | State |\n| -- | -- |\n"
		  "| [Two](one/two.md) | active |\n| Alone | done |\n",
		  NULL },
		{ "src/vision/roadmap/one/tokio_console.md", "# Tokio console\n", NULL },
		{ "src/vision/roadmap/one/two.md",
		  "# Two\n\n## Milestones\n\n| Milestone | State |\n| -- | -- |\n| Lint | done |\n",
		  "# Two\n\n## Milestones\n\n| Milestone | State |\n| -- | -- |\n| New | done |\n"
		  "| Lint | done |\n" },
		{ "src/vision/submitted_stories/status_quo/bob_two.md", "# Two\n", GONE },
		{ "src/vision/characters/ada.md", "# Ada\n", "# Ada Lace\n" },
		{ STORY, NULL, "# One\n\n## What status quo stories do you retell?\n\n* Traits\n" },
	};

	(void)state;
	assert_true(HOLD_CHANGE(texts));
}

static void
pages_come_that_rows_of_work_mean(void **state)
{
	static const struct text texts[] = {
		{ "waymark.yaml", "dialect: wg-async\nsource: src\n", NULL },
		{ "src/vision/roadmap.md", OVERVIEW, NULL },
		{ "src/vision/roadmap/one.md", "# One\n", "# One of them\n" },
		{ "src/vision/roadmap/one/later.md", NULL, "# Much later\n" },
		{ "src/vision/roadmap/one/traits.md", NULL, "# Traits\n" },
	};

	(void)state;
	assert_false(HOLD_CHANGE(texts));
}

/* one.markdown, which is no record, takes the address of one.md. */
static void
links_of_rows_of_work_lead_elsewhere(void **state)
{
	static const struct text texts[] = {
		{ "waymark.yaml", "dialect: wg-async\nsource: src\n", NULL },
		{ "src/vision/roadmap.md",
		  "# Roadmap\n\n| Deliverable | State |\n| -- | -- |\n"
		  "| 🔻 [All](roadmap/one.html) | done |\n",
		  NULL },
		{ "src/vision/roadmap/one.markdown", NULL, "# One more\n" },
		{ "src/vision/roadmap/one.md", "# One\n", NULL },
	};

	(void)state;
	assert_false(HOLD_CHANGE(texts));
}

static void
settings_of_the_site_change(void **state)
{
	static const struct text texts[] = {
		{ "waymark.yaml", "dialect: native\nsource: src\ndescription: One\n",
		  "dialect: native\nsource: src\ntitle: Two\nstale: 9\n" },
		{ "book.toml", NULL, "[book]\nlanguage = \"de\"\n" },
		{ "tools/other.yaml", "a: 1\n", "a: 2\n" },
		{ "src/README.md", "# Three\n", NULL },
	};

	(void)state;
	assert_true(HOLD_CHANGE(texts));
}

static void
settings_lead_elsewhere(void **state)
{
	static const struct text texts[] = {
		{ "waymark.yaml", "dialect: native\nsource: src\n", NULL },
		{ "book.toml", "[book]\n",
		  "[output.html.redirect]\n\"/roadmap/old.html\" = \"one.html\"\n" },
		{ "src/roadmap/one.md", "# One\n", NULL },
		{ "src/roadmap/two.md", "# Two\n\n## Requires\n\n* [old](old.md)\n", NULL },
	};

	(void)state;
	assert_false(HOLD_CHANGE(texts));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(names_are_looked_for_around_the_place),
		cmocka_unit_test(directives_order_the_book),
		cmocka_unit_test(anchors_that_are_gone_lead_on),
		cmocka_unit_test(rows_of_one_record_are_read_once),
		cmocka_unit_test(files_become_small_enough),
		cmocka_unit_test(rows_speak_of_what_is_too_large),
		cmocka_unit_test(titles_lead_elsewhere),
		cmocka_unit_test(rows_of_one_name_are_numbered_anew),
		cmocka_unit_test(pages_come_that_were_named),
		cmocka_unit_test(pages_go_with_their_rows),
		cmocka_unit_test(numbers_tell_who_came_first),
		cmocka_unit_test(chapters_change_places),
		cmocka_unit_test(templates_are_called_otherwise),
		cmocka_unit_test(blocks_say_something_else),
		cmocka_unit_test(blocks_come_and_go),
		cmocka_unit_test(pages_with_blocks_come_and_go),
		cmocka_unit_test(pages_come_and_go_beside_rows_of_work),
		cmocka_unit_test(pages_come_that_rows_of_work_mean),
		cmocka_unit_test(links_of_rows_of_work_lead_elsewhere),
		cmocka_unit_test(settings_of_the_site_change),
		cmocka_unit_test(settings_lead_elsewhere),
	};

	markdown_setup();
	return cmocka_run_group_tests(tests, NULL, NULL);
}
