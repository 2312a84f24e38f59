/*
 * cached: a model that is made with the help of the revision before, or turned into that of the next one, is the
 * model that is made of the files alone, in books of chance of each dialect, and in real ones; those are skipped where they are absent
 * (scripts/corpora).
 */
#include "chance_book.h"
#include "history/events.h"
#include "repo/timeline.h"
#include "revise_fixture.h"

#include <unistd.h>

/* ==== revisions ==== */

static const char *const native_paths[] = {
	"waymark.yaml",
	"people.yaml",
	"unread.yaml",
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
	"rust-project-goals.toml",
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
	size_t loaded, revised;          /* how often it was loaded, and read again in parts */
};

static struct str
lines_of(struct arena *arena, const struct events *events)
{
	struct strs lines = { 0 };

	for (size_t i = 0; i < events->count; i++) {
		const struct event *event = &events->items[i];

		*VEC_PUSH(arena, &lines) =
			arena_printf(arena,
				     "%d %.*s \"%.*s\" %s %s %.*s > %.*s words %u by %d %a owners "
				     "%.*s in %.*s\n",
				     (int)event->record_kind, STR_ARG(event->id),
				     STR_ARG(event->title), event_row(event->kind)->name,
				     field_name(event->field), STR_ARG(event->before_shown),
				     STR_ARG(event->after_shown), event->words, (int)event->via,
				     event->score, STR_ARG(event->owners), STR_ARG(event->period));
	}
	return arena_concat(arena, lines.items, lines.count);
}

/* False: the model must be loaded. */
static bool
revise_book(struct chance_book *book, struct str *ret_lines, struct revised *ret_revised)
{
	const struct snapshot *before = book->snapshot;
	struct repo_changes files;
	struct revised revised;
	struct entry_changes changes;
	struct events events;

	if (book->model == NULL ||
	    !take_turn(book->model->repo, repo_of(book->now, &book->shelf), &files) ||
	    !revise(book->model, book->cache, &files, &revised))
		return false;
	if (!revised.is_moved &&
	    snapshot_revise(book->now, book->snapshot, &revised.records, &changes)) {
		events_of_changes(book->now, &changes, &events);
	} else {
		book->snapshot = revised.is_anew ? snapshot_make(book->now, book->model)
						 : snapshot_next(book->now, book->model, before,
								 &revised.records);
		events_compare(book->now, before, book->snapshot, &events);
	}
	*ret_lines = lines_of(book->now, &events);
	if (revised.is_anew)
		model_cache_advance(book->cache);
	*ret_revised = revised;
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
	struct revised revised = { .is_anew = true };
	bool is_revised = revise_book(book, &lines, &revised);

	book->expected = snapshot_make(arena, model);
	if (!is_revised)
		load_book(book, &lines);
	events_compare(arena, before, book->expected, &events);
	assert_same_text(lines, lines_of(arena, &events));
	assert_same_model(book->model, model, revised.is_anew);
	book->loaded += !is_revised;
	book->revised += !revised.is_anew;
}

/* How many revisions were read in parts; only the first one is loaded. */
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
	assert_int_equal(book.loaded, 1);
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

/* ==== real books ==== */

struct real_book {
	struct arena arenas[ARENA_COUNT];
	struct model_cache *cache;
	struct timeline *timeline;
	struct model *model; /* of the revision that was read last */
	size_t slot;         /* of the next model's arena */
	struct diags diags;
};

/* Whether the model was read again in parts. */
static bool
go_on(struct real_book *book, size_t index)
{
	struct arena *arena = &book->arenas[MADE + book->slot];
	struct repo_changes changes;
	struct revised revised;
	struct model *last = book->model;

	if (last != NULL && timeline_turn(book->timeline, last->repo, index - 1, index, &changes) &&
	    revise(last, book->cache, &changes, &revised)) {
		if (revised.is_anew)
			model_cache_advance(book->cache);
		return !revised.is_anew;
	}
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
	book.timeline = timeline_open(&book.arenas[WHOLE], str_from(path),
				      &(struct timeline_range){ 0 }, &book.diags);
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
		cmocka_unit_test(same_in_native_books),   cmocka_unit_test(same_in_vision_docs),
		cmocka_unit_test(same_in_books_of_goals), cmocka_unit_test(same_in_wg_async),
		cmocka_unit_test(same_in_goals),
	};

	markdown_setup();
	return cmocka_run_group_tests(tests, NULL, NULL);
}
