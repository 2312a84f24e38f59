/*
 * cached: a model that is made with the help of the revision before is the model that is made of the files
 * alone, in books of chance of each dialect, and in real ones; those are skipped where they are absent
 * (scripts/corpora).
 */
#include "test.h"

#include "model/cache.h"
#include "model/dialect.h"
#include "model_dump.h"
#include "repo/driver.h"
#include "repo/timeline.h"

#include <unistd.h>

/* ==== two models ==== */

static struct str
line_of(struct str *rest)
{
	struct str line = STR_EMPTY;

	str_cut_line(rest, &line);
	return line;
}

static void
assert_same_text(struct str made, struct str expected)
{
	bool is_same = str_equal(made, expected);

	while (!is_same && made.length > 0 && expected.length > 0) {
		struct str left = line_of(&made), right = line_of(&expected);

		if (str_equal(left, right))
			continue;
		print_error("with the cache: %.*s\nwithout:        %.*s\n", STR_ARG(left),
			    STR_ARG(right));
		break;
	}
	assert_true(is_same);
}

static void
assert_same_model(const struct model *made, const struct model *expected)
{
	struct buf left, right;

	model_dump(&left, made);
	model_dump(&right, expected);
	assert_false(left.failed || right.failed);
	assert_same_text(buf_str(&left), buf_str(&right));
	buf_free(&left);
	buf_free(&right);
}

static struct model *
load(struct arena *arena, struct repo *repo, struct model_cache *cache)
{
	const struct model_options options = { .repo = repo,
					       .cache = cache,
					       .usual = STR("rust-goals") };
	struct diags diags;
	struct model *model;

	diag_init(&diags, arena);
	model = model_load(arena, &options, &diags);
	assert_non_null(model);
	assert_int_equal(diags.failures, 0);
	return model;
}

/* ==== files of chance ==== */

struct file {
	struct str path;
	uint32_t number; /* what it holds follows from this */
	bool is_there;
};

struct shelf {
	const char *dialect;
	struct file *files;
	size_t count;
	uint64_t seed;
};

static uint32_t
chance(uint64_t *seed, uint32_t below)
{
	*seed = *seed * 6364136223846793005u + 1442695040888963407u;
	return (uint32_t)(*seed >> 33) % below;
}

static const char *
pick(uint64_t *seed, const char *const *words, uint32_t count)
{
	return words[chance(seed, count)];
}

#define PICK(seed, words) pick((seed), (words), (uint32_t)(sizeof(words) / sizeof *(words)))

static const char *const titles[] = { "Lint all",       "Traits",       "Traits of rust",
				      "Faster builds",  "TBD",          "Polish",
				      "Console of all", "All consoles", "Console" };
static const char *const people[] = {
	"@ada",      "@Bob",           "Ada Lace", "[Eve](https://github.com/eve)", "[lang]",
	"team:lang", "@bob, Ada Lace", "tbd",      "![Team][] [lang], [types]"
};
static const char *const links[] = { "[one](one.md)",
				     "[two](../two.md)",
				     "[Traits](two/three.md)",
				     "[there](three.md#console)",
				     "[far](https://far.org)",
				     "[h](/roadmap/one.html)",
				     "[s](status_quo.md#traits)",
				     "[gone](gone.md)" };
static const char *const states[] = { "Accepted", "done", "\xf0\x9f\xa6\x80", "running", "" };

static void
put_table_rows(struct buf *out, uint64_t *seed)
{
	for (uint32_t row = chance(seed, 4); row > 0; row--)
		buf_printf(out, "| %s | %s | %s |\n",
			   chance(seed, 3) ? PICK(seed, titles) : PICK(seed, links),
			   PICK(seed, people), PICK(seed, states));
}

static void
put_tables(struct buf *out, uint64_t *seed)
{
	static const char *const heads[] = {
		"## Milestones\n\n| Milestone | Participants | State |\n",
		"## Initiatives\n\n| Initiative | Key participants | State |\n",
		"## Ownership and team asks\n\n| Task | Owner(s) or team(s) | Notes |\n",
		"## Team asks\n\n| Team | Support level | Notes |\n",
		"## Asks\n\n| Team | Champion | Level |\n",
	};

	for (uint32_t table = chance(seed, 3); table > 0; table--) {
		buf_printf(out, "\n%s| --- | --- | --- |\n", PICK(seed, heads));
		put_table_rows(out, seed);
	}
}

/* An overview whose rows lead. */
static void
put_overview(struct buf *out, uint64_t *seed)
{
	buf_puts(out, "\n| Deliverable | Owner | State |\n| --- | --- | --- |\n");
	for (uint32_t row = chance(seed, 6); row > 0; row--)
		buf_printf(out, "| %s %s | %s | %s |\n",
			   chance(seed, 3) ? "\xe2\x86\xb3" : "\xf0\x9f\x94\xbb",
			   chance(seed, 2) ? PICK(seed, titles) : PICK(seed, links),
			   PICK(seed, people), PICK(seed, states));
}

static void
put_details(struct buf *out, uint64_t *seed)
{
	buf_puts(out, "\n## Metanarrative\n\n");
	for (uint32_t part = chance(seed, 4); part > 0; part--)
		buf_printf(out,
			   "<details id=\"traits\"><summary>%s</summary>\n\n* see %s\n"
			   "  * and %s\n\n</details>\n\n## %s\n\n* %s\n\n",
			   PICK(seed, titles), PICK(seed, links), PICK(seed, links),
			   PICK(seed, titles), PICK(seed, links));
}

static void
put_sections(struct buf *out, uint64_t *seed)
{
	static const char *const heads[] = { "Requires", "Impact", "How to help",
					     "What status quo stories do you retell?",
					     "What are the morals of the story?" };

	for (uint32_t section = chance(seed, 4); section > 0; section--)
		buf_printf(out, "\n## %s\n\n* %s, but late\n* %s\n", PICK(seed, heads),
			   chance(seed, 2) ? PICK(seed, links) : PICK(seed, titles),
			   PICK(seed, links));
}

static void
put_front(struct buf *out, uint64_t *seed)
{
	buf_puts(out, "---\n");
	if (chance(seed, 3) == 0)
		buf_printf(out, "id: named%u\n", chance(seed, 3));
	if (chance(seed, 3) == 0)
		buf_printf(out, "owner: \"%s\"\n", PICK(seed, people));
	if (chance(seed, 4) == 0)
		buf_printf(out, "goal: one\n");
	if (chance(seed, 4) == 0)
		buf_printf(out, "requires: [\"%s\", two/traits]\n", PICK(seed, titles));
	buf_puts(out, "state: active\n---\n");
}

static void
put_metadata(struct buf *out, uint64_t *seed)
{
	buf_puts(out, "\n| Metadata | |\n| :-- | :-- |\n");
	buf_printf(out, "| Point of contact | %s |\n| Status | %s |\n", PICK(seed, people),
		   PICK(seed, states));
	buf_printf(out, "| Roadmap | %s |\n| Flagship | yes |\n| [lang] champion | %s |\n",
		   PICK(seed, titles), PICK(seed, people));
}

static void
put_page(struct buf *out, uint64_t *seed, struct str path)
{
	if (chance(seed, 4) == 0)
		put_front(out, seed);
	if (chance(seed, 8) != 0)
		buf_printf(out, "# %s\n", PICK(seed, titles));
	if (chance(seed, 3) != 0)
		put_metadata(out, seed);
	if (str_ends(path, STR("README.md")) && chance(seed, 2))
		buf_puts(out, "\n(((GOAL CHAPTERS)))\n\n(((GOALS: Accepted)))\n");
	if (str_ends(path, STR("roadmap.md")) && chance(seed, 6) != 0)
		put_overview(out, seed);
	if (str_ends(path, STR("status_quo.md")) || str_ends(path, STR("metanarrative.md")))
		put_details(out, seed);
	put_sections(out, seed);
	put_tables(out, seed);
}

static void
put_summary(struct buf *out, const struct shelf *shelf, uint64_t *seed)
{
	buf_puts(out, "# Summary\n\n");
	for (size_t i = 0; i < shelf->count; i++) {
		struct str path = shelf->files[i].path;

		if (str_starts(path, STR("src/")))
			path = str_from_offset(path, 4);
		if (str_ends(path, STR(".md")) && chance(seed, 3) != 0)
			buf_printf(out, "%s- [%s](%.*s)\n", chance(seed, 2) ? "" : "  ",
				   chance(seed, 3) ? PICK(seed, titles) : "", STR_ARG(path));
	}
}

static void
put_people(struct buf *out, uint64_t *seed)
{
	buf_puts(out, "people:\n");
	if (chance(seed, 3) != 0)
		buf_puts(out, "  - {id: ada, name: Ada Lace}\n");
	if (chance(seed, 2) != 0)
		buf_puts(out, "  - {id: eve, name: Eve}\n");
	buf_puts(out, "teams:\n  - {id: lang, name: lang}\n");
}

static void
put_config(struct buf *out, const struct shelf *shelf, uint64_t *seed)
{
	buf_printf(out, "dialect: %s\n", chance(seed, 6) == 0 ? "native" : shelf->dialect);
	if (chance(seed, 6) == 0)
		buf_puts(out, "extend:\n  placeholders: [traits]\n");
}

static struct str
text_of(struct arena *arena, const struct shelf *shelf, const struct file *file)
{
	uint64_t seed = file->number * (uint64_t)0x9e3779b97f4a7c15u + 1;
	struct buf out;
	struct str text;

	buf_init(&out, 1 << 20);
	if (str_ends(file->path, STR("SUMMARY.md")))
		put_summary(&out, shelf, &seed);
	else if (str_equal(file->path, STR("people.yaml")))
		put_people(&out, &seed);
	else if (str_equal(file->path, STR("waymark.yaml")))
		put_config(&out, shelf, &seed);
	else if (str_equal(file->path, STR("book.toml")))
		buf_puts(&out, "[book]\ntitle = \"Of chance\"\n");
	else
		put_page(&out, &seed, file->path);
	text = buf_copy(arena, &out);
	buf_free(&out);
	return text;
}

/* ==== a book in memory ==== */

static bool
open_reader(struct repo_reader *reader, struct diags *diags)
{
	(void)reader;
	(void)diags;
	return true;
}

static void
close_reader(struct repo_reader *reader)
{
	(void)reader;
}

static void
close_book(struct repo *repo)
{
	(void)repo;
}

static bool
read_file(struct repo_reader *reader, const struct repo_file *file, struct arena *arena,
	  struct str *ret_bytes, struct diags *diags)
{
	const struct shelf *shelf = reader->repo->handle;

	(void)diags;
	for (size_t i = 0; i < shelf->count; i++) {
		if (!str_equal(shelf->files[i].path, file->path))
			continue;
		*ret_bytes = text_of(arena, shelf, &shelf->files[i]);
		return true;
	}
	return false;
}

static const struct repo_driver driver = {
	.reader_open = open_reader,
	.reader_close = close_reader,
	.read = read_file,
	.close = close_book,
};

static int
compare_files(const void *left, const void *right)
{
	return str_compare(((const struct repo_file *)left)->path,
			   ((const struct repo_file *)right)->path);
}

/* Two texts have the same object id when they are the same. */
static struct repo *
repo_of(struct arena *arena, struct shelf *shelf)
{
	struct repo *repo = ARENA_NEW(arena, struct repo);

	*repo = (struct repo){
		.root = STR("chance"), .driver = &driver, .handle = shelf, .arena = arena
	};
	repo->files = ARENA_ARRAY(arena, struct repo_file, shelf->count);
	for (size_t i = 0; i < shelf->count; i++) {
		struct repo_file *file = &repo->files[repo->file_count];
		uint64_t hash;

		if (!shelf->files[i].is_there)
			continue;
		file->path = arena_copy(arena, shelf->files[i].path);
		hash = str_hash(text_of(arena, shelf, &shelf->files[i]));
		memcpy(file->object, &hash, sizeof hash);
		repo->file_count++;
	}
	qsort(repo->files, repo->file_count, sizeof *repo->files, compare_files);
	return repo;
}

/* ==== revisions ==== */

static const char *const native_paths[] = {
	"waymark.yaml",
	"people.yaml",
	"README.md",
	"SUMMARY.md",
	"roadmap/README.md",
	"roadmap/one.md",
	"roadmap/two.md",
	"roadmap/two/README.md",
	"roadmap/one/two.md",
	"roadmap/two/three.md",
	"roadmap/two/traits.md",
	"vision/metanarrative.md",
	"vision/status-quo/one.md",
	"vision/status-quo/two.md",
	"vision/shiny-future/three.md",
};
static const char *const vision_paths[] = {
	"waymark.yaml",
	"book.toml",
	"src/SUMMARY.md",
	"src/README.md",
	"src/vision/roadmap.md",
	"src/vision/roadmap/one.md",
	"src/vision/roadmap/two.md",
	"src/vision/roadmap/one/two.md",
	"src/vision/roadmap/two/three.md",
	"src/vision/roadmap/two/traits.md",
	"src/vision/submitted_stories/status_quo.md",
	"src/vision/submitted_stories/status_quo/ada_one.md",
	"src/vision/submitted_stories/status_quo/bob_two.md",
	"src/vision/submitted_stories/shiny_future/ada_one/three.md",
	"src/vision/characters/ada.md",
};
static const char *const goals_paths[] = {
	"waymark.yaml",
	"book.toml",
	"src/SUMMARY.md",
	"src/README.md",
	"src/2024h2/README.md",
	"src/2024h2/one.md",
	"src/2024h2/two.md",
	"src/2024h2/goals.md",
	"src/2025h1/README.md",
	"src/2025h1/one.md",
	"src/2025h1/three.md",
	"src/2025h1/roadmap-a.md",
	"src/2025h1/roadmap-b.md",
};

static void
change_files(struct shelf *shelf)
{
	for (uint32_t changes = 1 + chance(&shelf->seed, 3); changes > 0; changes--) {
		struct file *file = &shelf->files[chance(&shelf->seed, (uint32_t)shelf->count)];

		if (chance(&shelf->seed, 5) == 0)
			file->is_there = !file->is_there;
		else
			file->number = chance(&shelf->seed, 1 << 20);
	}
}

static void
hold_book(const char *dialect, const char *const *paths, size_t count, uint64_t seed)
{
	struct arena whole, made, afresh;
	struct shelf shelf = { .dialect = dialect, .count = count, .seed = seed };
	struct model_cache *cache;

	arena_init(&whole);
	arena_init(&made);
	arena_init(&afresh);
	cache = model_cache_new(&whole);
	shelf.files = ARENA_ARRAY(&whole, struct file, count);
	for (size_t i = 0; i < count; i++)
		shelf.files[i] = (struct file){ str_from(paths[i]), chance(&shelf.seed, 1 << 20),
						chance(&shelf.seed, 6) != 0 };
	for (size_t revision = 0; revision < 40; revision++) {
		const struct model *expected = load(&afresh, repo_of(&afresh, &shelf), NULL);
		const struct model *model = load(&made, repo_of(&made, &shelf), cache);

		assert_same_model(model, expected);
		model_cache_advance(cache);
		arena_reset(&made);
		arena_reset(&afresh);
		change_files(&shelf);
	}
	model_cache_free(cache);
	arena_free(&whole);
	arena_free(&made);
	arena_free(&afresh);
}

#define HOLD(dialect, paths)                                                                       \
	do                                                                                         \
		for (uint64_t seed = 1; seed <= 12; seed++)                                        \
			hold_book((dialect), (paths), sizeof(paths) / sizeof *(paths), seed);      \
	while (0)

static void
same_in_native_books(void **state)
{
	(void)state;
	HOLD("native", native_paths);
}

static void
same_in_vision_docs(void **state)
{
	(void)state;
	HOLD("wg-async", vision_paths);
}

static void
same_in_books_of_goals(void **state)
{
	(void)state;
	HOLD("rust-goals", goals_paths);
}

/* ==== real books ==== */

/* All revisions are loaded one after the other, and every `step`-th is held against what is read afresh. */
static void
hold_real_book(const char *path, size_t step)
{
	struct arena whole, arenas[2], afresh;
	struct model_cache *cache;
	struct timeline *timeline;
	struct diags diags;

	if (access(path, R_OK) != 0)
		skip();
	arena_init(&whole);
	arena_init(&afresh);
	for (size_t i = 0; i < 2; i++)
		arena_init(&arenas[i]);
	diag_init(&diags, &whole);
	cache = model_cache_new(&whole);
	timeline = timeline_open(&whole, str_from(path), STR_EMPTY, STR_EMPTY, &diags);
	assert_non_null(timeline);
	for (size_t i = 0; i < timeline->count; i++) {
		struct arena *arena = &arenas[i % 2];
		struct model *model, *expected;

		arena_reset(arena);
		model = load(arena, timeline_repo(timeline, i, arena, &diags), cache);
		model_cache_advance(cache);
		if (i % step == 0) {
			arena_reset(&afresh);
			expected = load(&afresh, timeline_repo(timeline, i, &afresh, &diags), NULL);
			assert_same_model(model, expected);
			model_close(expected);
		}
		model_close(model);
	}
	assert_true(timeline->count > 100);
	timeline_close(timeline);
	model_cache_free(cache);
	for (size_t i = 0; i < 2; i++)
		arena_free(&arenas[i]);
	arena_free(&afresh);
	arena_free(&whole);
}

static void
same_in_wg_async(void **state)
{
	(void)state;
	hold_real_book("build/corpora/wg-async", 4);
}

static void
same_in_goals(void **state)
{
	(void)state;
	hold_real_book("build/corpora/goals", 25);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(same_in_native_books),   cmocka_unit_test(same_in_vision_docs),
		cmocka_unit_test(same_in_books_of_goals), cmocka_unit_test(same_in_wg_async),
		cmocka_unit_test(same_in_goals),
	};

	markdown_setup();
	return cmocka_run_group_tests(tests, NULL, NULL);
}
