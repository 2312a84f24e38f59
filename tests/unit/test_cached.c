/*
 * cached: a model that is made with the help of the revision before, or turned into that of the next one, is the
 * model that is made of the files alone, in books of chance of each dialect, and in real ones; those are skipped where they are absent
 * (scripts/corpora).
 */
#include "test.h"

#include "base/limits.h"
#include "chance_book.h"
#include "history/events.h"
#include "memory.h"
#include "model/dialect.h"
#include "model/revise.h"
#include "model_dump.h"
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
assert_same_model(const struct model *made, const struct model *expected, bool is_whole)
{
	struct buf left, right;

	model_dump(&left, made, is_whole);
	model_dump(&right, expected, is_whole);
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

/* As timeline_turn does it. */
static bool
take_turn(struct repo *repo, const struct repo *next, struct repo_changes *ret_changes)
{
	bool is_same = repo->file_count == next->file_count;

	*ret_changes = (struct repo_changes){ 0 };
	repo->handle = next->handle;
	for (size_t i = 0; is_same && i < next->file_count; i++) {
		struct repo_file *file = &repo->files[i];

		is_same = str_equal(file->path, next->files[i].path);
		if (!is_same || memcmp(file->object, next->files[i].object, 20) == 0)
			continue;
		memcpy(file->object, next->files[i].object, 20);
		*VEC_PUSH(repo->arena, ret_changes) = file;
	}
	return is_same;
}

static bool
revise(struct model *model, struct model_cache *cache, const struct repo_changes *changes,
       struct records *ret_records)
{
	struct diags diags;

	diag_init(&diags, model->arena);
	return model_revise(model, cache, changes, &diags, ret_records);
}

static const struct snapshot nothing;

/* Of the whole book; of two neighbours, with the cache and afresh. */
enum { WHOLE, MADE, AFRESH = MADE + 2, ARENA_COUNT = AFRESH + 2 };

/* A book of chance: as it is read with the cache, and afresh. */
struct chance_book {
	struct arena arenas[ARENA_COUNT];
	struct arena *now; /* of the model */
	struct shelf shelf;
	struct model_cache *cache;
	struct model *model;
	struct snapshot *snapshot;       /* of the model */
	const struct snapshot *expected; /* of the last revision, afresh */
	size_t revised;                  /* how often no load was needed */
};

static struct str
lines_of(struct arena *arena, const struct events *events)
{
	struct strs lines = { 0 };

	for (size_t i = 0; i < events->count; i++) {
		const struct event *event = &events->items[i];

		*VEC_PUSH(arena, &lines) = arena_printf(
			arena,
			"%d %.*s \"%.*s\" %s %s %.*s > %.*s words %u by %d %a owners %.*s in %.*s\n",
			(int)event->record_kind, STR_ARG(event->id), STR_ARG(event->title),
			event_row(event->kind)->name, field_name(event->field),
			STR_ARG(event->before_shown), STR_ARG(event->after_shown), event->words,
			(int)event->via, event->score, STR_ARG(event->owners), STR_ARG(event->period));
	}
	return arena_concat(arena, lines.items, lines.count);
}

/* False: the model must be loaded. */
static bool
revise_book(struct chance_book *book, struct str *ret_lines)
{
	struct repo_changes files;
	struct records records;
	struct entry_changes changes;
	struct events events;

	if (book->model == NULL ||
	    !take_turn(book->model->repo, repo_of(book->now, &book->shelf), &files) ||
	    !revise(book->model, book->cache, &files, &records) ||
	    !snapshot_revise(book->now, book->snapshot, &records, &changes))
		return false;
	events_of_changes(book->now, &changes, &events);
	*ret_lines = lines_of(book->now, &events);
	return true;
}

static void
load_book(struct chance_book *book, struct str *ret_lines)
{
	const struct snapshot *before = book->snapshot != NULL ? book->snapshot : &nothing;
	struct events events;

	book->now = &book->arenas[MADE + (book->now == &book->arenas[MADE])];
	arena_reset(book->now);
	book->model = load(book->now, repo_of(book->now, &book->shelf), book->cache);
	book->snapshot = snapshot_make(book->now, book->model);
	events_compare(book->now, before, book->snapshot, &events);
	*ret_lines = lines_of(book->now, &events);
	model_cache_advance(book->cache);
}

/* The model, and what it brought, are what is found when files are read without the ones before. */
static void
hold_revision(struct chance_book *book, struct arena *arena)
{
	const struct model *model = load(arena, repo_of(arena, &book->shelf), NULL);
	const struct snapshot *before = book->expected != NULL ? book->expected : &nothing;
	struct str lines;
	struct events events;
	bool is_revised = revise_book(book, &lines);

	book->expected = snapshot_make(arena, model);
	if (!is_revised)
		load_book(book, &lines);
	events_compare(arena, before, book->expected, &events);
	assert_same_text(lines, lines_of(arena, &events));
	assert_same_model(book->model, model, !is_revised);
	book->revised += is_revised;
}

/* How many revisions needed no load. */
static size_t
hold_book(const char *dialect, const char *const *paths, size_t count, uint64_t seed)
{
	struct chance_book book = { .shelf = { .dialect = dialect, .count = count, .seed = seed } };
	struct shelf *shelf = &book.shelf;

	for (size_t i = 0; i < ARENA_COUNT; i++)
		arena_init(&book.arenas[i]);
	book.cache = model_cache_new(&book.arenas[WHOLE]);
	shelf->files = ARENA_ARRAY(&book.arenas[WHOLE], struct file, count);
	for (size_t i = 0; i < count; i++)
		shelf->files[i] = (struct file){ str_from(paths[i]), chance(&shelf->seed, 1 << 20),
						 0, chance(&shelf->seed, 6) != 0 };
	for (size_t revision = 0; revision < 40; revision++) {
		arena_reset(&book.arenas[AFRESH + revision % 2]);
		hold_revision(&book, &book.arenas[AFRESH + revision % 2]);
		shelf_change(shelf);
	}
	model_cache_free(book.cache);
	for (size_t i = 0; i < ARENA_COUNT; i++)
		arena_free(&book.arenas[i]);
	return book.revised;
}

static void
hold_books(const char *dialect, const char *const *paths, size_t count)
{
	size_t revised = 0;

	for (uint64_t seed = 1; seed <= 12; seed++)
		revised += hold_book(dialect, paths, count, seed);
	assert_true(revised > 40);
}

#define HOLD(dialect, paths) hold_books((dialect), (paths), sizeof(paths) / sizeof *(paths))

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

/* ==== one change ==== */

/* A file in two revisions; `after` is NULL where it stays as it is. */
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
	for (size_t i = 0; i < count; i++)
		*VEC_PUSH(arena, &memory->files) = (struct memory_file){
			str_from(texts[i].path),
			str_from(is_after && texts[i].after != NULL ? texts[i].after
								    : texts[i].before),
		};
	memory_list(repo, memory);
	return repo;
}

static void
assert_in_order(const struct records *records)
{
	for (size_t i = 1; i < records->count; i++)
		assert_true(records->items[i - 1]->order < records->items[i]->order);
}

/* Either the model is not revised, or it is the one that is made of the later files. */
static void
hold_change(const struct text *texts, size_t count)
{
	struct arena arena;
	struct model_cache *cache;
	struct model *model, *expected;
	struct repo_changes changes;
	struct records records;

	arena_init(&arena);
	cache = model_cache_new(&arena);
	model = load(&arena, repo_of_texts(&arena, texts, count, false), cache);
	model_cache_advance(cache);
	expected = load(&arena, repo_of_texts(&arena, texts, count, true), NULL);
	assert_true(take_turn(model->repo, repo_of_texts(&arena, texts, count, true), &changes));
	assert_true(changes.count > 0);
	if (revise(model, cache, &changes, &records)) {
		assert_same_model(model, expected, false);
		assert_in_order(&records);
	}
	model_cache_free(cache);
	arena_free(&arena);
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

/* ==== real books ==== */

struct real_book {
	struct arena arenas[ARENA_COUNT];
	struct model_cache *cache;
	struct timeline *timeline;
	struct model *model; /* of the revision that was read last */
	size_t slot;         /* of the next model's arena */
	struct diags diags;
};

/* Whether the model needed no load. */
static bool
go_on(struct real_book *book, size_t index)
{
	struct arena *arena = &book->arenas[MADE + book->slot];
	struct repo_changes changes;
	struct records records;
	struct model *last = book->model;

	if (last != NULL && timeline_turn(book->timeline, last->repo, index - 1, index, &changes) &&
	    revise(last, book->cache, &changes, &records))
		return true;
	arena_reset(arena);
	book->model =
		load(arena, timeline_repo(book->timeline, index, arena, &book->diags), book->cache);
	model_cache_advance(book->cache);
	if (last != NULL)
		model_close(last);
	book->slot = 1 - book->slot;
	return false;
}

static void
hold_real_revision(struct real_book *book, size_t index, bool is_revised)
{
	struct model *expected;

	arena_reset(&book->arenas[AFRESH]);
	expected = load(&book->arenas[AFRESH],
			timeline_repo(book->timeline, index, &book->arenas[AFRESH], &book->diags),
			NULL);
	assert_same_model(book->model, expected, !is_revised);
	model_close(expected);
}

/*
 * All revisions are read one after the other, and every `step`-th is held against what is read afresh.  With a
 * sanitizer it is the last quarter of them: golden/log-sample goes through all revisions of the goals there.
 */
static void
hold_real_book(const char *path, size_t step)
{
	struct real_book book = { 0 };
	size_t revised = 0;

	if (access(path, R_OK) != 0)
		skip();
	for (size_t i = 0; i < ARENA_COUNT; i++)
		arena_init(&book.arenas[i]);
	diag_init(&book.diags, &book.arenas[WHOLE]);
	book.cache = model_cache_new(&book.arenas[WHOLE]);
	book.timeline = timeline_open(&book.arenas[WHOLE], str_from(path), STR_EMPTY, STR_EMPTY,
				      &book.diags);
	assert_non_null(book.timeline);
	for (size_t i = is_slowed() ? book.timeline->count / 4 * 3 : 0; i < book.timeline->count;
	     i++) {
		bool is_revised = go_on(&book, i);

		revised += is_revised;
		if (i % step == 0)
			hold_real_revision(&book, i, is_revised);
	}
	assert_true(book.timeline->count > 100 && revised > 10);
	model_close(book.model);
	timeline_close(book.timeline);
	model_cache_free(book.cache);
	for (size_t i = 0; i < ARENA_COUNT; i++)
		arena_free(&book.arenas[i]);
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
		cmocka_unit_test(same_in_native_books),
		cmocka_unit_test(same_in_vision_docs),
		cmocka_unit_test(same_in_books_of_goals),
		cmocka_unit_test(names_are_looked_for_around_the_place),
		cmocka_unit_test(directives_order_the_book),
		cmocka_unit_test(anchors_that_are_gone_lead_on),
		cmocka_unit_test(rows_of_one_record_are_read_once),
		cmocka_unit_test(files_become_small_enough),
		cmocka_unit_test(rows_speak_of_what_is_too_large),
		cmocka_unit_test(same_in_wg_async),
		cmocka_unit_test(same_in_goals),
	};

	markdown_setup();
	return cmocka_run_group_tests(tests, NULL, NULL);
}
