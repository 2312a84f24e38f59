/*
 * replay: events say everything.  Carried out one revision after the other they give every revision, of
 * books of chance and of real ones; those are skipped where they are absent (scripts/corpora).
 */
#include "test.h"

#include "arena_fixture.h"
#include "history_fixture.h"
#include "model/cache.h"
#include "replay.h"
#include "repo/timeline.h"

#include <unistd.h>

/* ==== by chance ==== */

static uint32_t
chance(uint64_t *seed, uint32_t below)
{
	*seed = *seed * 6364136223846793005u + 1442695040888963407u;
	return (uint32_t)(*seed >> 33) % below;
}

static const char *const states[] = { "proposed", "active", "paused", "done", "dropped" };

/* A record of chance: it may have been moved, renamed, and be something else. */
static void
add_random(struct arena *arena, struct snapshot *snapshot, uint64_t *seed, uint32_t number)
{
	enum kind kind = chance(seed, 8) == 0 || number < 3 ? KIND_GOAL : KIND_INITIATIVE;
	struct str id = arena_printf(arena, "r%u%s", number, chance(seed, 4) == 0 ? "-new" : "");
	struct entry *entry = snapshot_add(arena, snapshot, kind, id);

	entry->title = arena_printf(arena, "Title %u of %u", chance(seed, 3), number * 7919);
	if (chance(seed, 3) != 0) {
		entry->path = arena_printf(arena, "%.*s.md", STR_ARG(id));
		entry->source = arena_printf(arena, "text word%u word%u\n", number, number * 31);
		*VEC_PUSH(arena, &entry->texts) = entry->source;
	}
	if (kind == KIND_INITIATIVE && chance(seed, 4) != 0)
		set_parent(entry, snapshot->items[chance(seed, (uint32_t)entry->index)]);
	if (chance(seed, 2))
		set_values(arena, entry, FIELD_STATE, states[chance(seed, 5)]);
	if (chance(seed, 2))
		set_values(arena, entry, FIELD_OWNER, chance(seed, 2) ? "ada,bob" : "bob,eve,kim");
}

static struct snapshot *
make_random(struct arena *arena, uint64_t *seed)
{
	struct snapshot *snapshot = ARENA_NEW(arena, struct snapshot);

	for (uint32_t number = 0; number < 24; number++)
		if (number == 0 || chance(seed, 5) != 0)
			add_random(arena, snapshot, seed, number);
	for (size_t i = 0; i < snapshot->count; i++) {
		struct entry *entry = snapshot->items[i];
		struct entry *other = snapshot->items[chance(seed, (uint32_t)snapshot->count)];

		if (chance(seed, 3) != 0)
			continue;
		set_values(arena, entry, FIELD_REQUIRES, other->id.data);
		entry->fields.items[entry->fields.count - 1].values[0].target = other->number;
	}
	return snapshot;
}

static void
assert_same_facts(const struct facts *facts, const struct facts *expected)
{
	for (size_t i = 0; i < facts->count && i < expected->count; i++)
		if (!str_equal(facts->items[i], expected->items[i]))
			print_error("\"%.*s\" should be \"%.*s\"\n", STR_ARG(facts->items[i]),
				    STR_ARG(expected->items[i]));
	for (size_t i = 0; i < facts->count && i < expected->count; i++)
		assert_true(str_equal(facts->items[i], expected->items[i]));
	assert_int_equal(facts->count, expected->count);
}

static void
replay(struct arena *arena, struct facts *facts, const struct snapshot *before,
       const struct snapshot *after)
{
	struct events events;

	events_compare(arena, before, after, &events);
	facts_replay(arena, facts, &events);
}

/* From nothing through each revision, and from the first to the last at once. */
static void
events_say_everything(void **state)
{
	struct arena *arena = *state;

	for (uint64_t round = 1; round <= 200; round++) {
		struct snapshot nothing = { 0 };
		const struct snapshot *last = &nothing;
		const struct snapshot *first = NULL;
		struct facts facts = { 0 }, expected, direct;
		uint64_t seed = round;

		for (size_t step = 0; step < 4; step++) {
			const struct snapshot *next = make_random(arena, &seed);

			replay(arena, &facts, last, next);
			expected = facts_of(arena, next);
			assert_same_facts(&facts, &expected);
			first = first != NULL ? first : next;
			last = next;
		}
		direct = facts_of(arena, first);
		replay(arena, &direct, first, last);
		assert_same_facts(&direct, &expected);
	}
}

/* The same records in the opposite order. */
static struct snapshot *
reversed(struct arena *arena, const struct snapshot *snapshot)
{
	struct snapshot *copy = ARENA_NEW(arena, struct snapshot);

	for (size_t i = snapshot->count; i > 0; i--) {
		const struct entry *entry = snapshot->items[i - 1];
		struct entry *twin = snapshot_add(arena, copy, entry->kind, entry->id);
		uint32_t index = twin->index;

		*twin = *entry;
		twin->index = index;
	}
	for (size_t i = 0; i < copy->count; i++) {
		struct entry *twin = copy->items[i];

		copy->numbers.items[twin->number] = twin;
		if (twin->parent != NULL)
			twin->parent = snapshot_find(copy, twin->parent->kind, twin->parent->id);
	}
	return copy;
}

static struct facts
sorted_events(struct arena *arena, const struct snapshot *before, const struct snapshot *after)
{
	struct facts lines = { 0 };
	struct events events;

	events_compare(arena, before, after, &events);
	for (size_t i = 0; i < events.count; i++) {
		const struct event *event = &events.items[i];

		*VEC_PUSH(arena, &lines) = arena_printf(
			arena, "%d %.*s %s %.*s > %.*s by %d", (int)event->record_kind,
			STR_ARG(event->id), event_row(event->kind)->name, STR_ARG(event->before),
			STR_ARG(event->after), (int)event->via);
	}
	facts_sort(&lines);
	return lines;
}

/* The order of a book, and of its files, is of no account. */
static void
order_changes_nothing(void **state)
{
	struct arena *arena = *state;

	for (uint64_t round = 1; round <= 100; round++) {
		uint64_t seed = round * 31;
		const struct snapshot *before = make_random(arena, &seed);
		const struct snapshot *after = make_random(arena, &seed);
		struct facts expected = sorted_events(arena, before, after);
		struct facts lines;

		lines = sorted_events(arena, before, reversed(arena, after));
		assert_same_facts(&lines, &expected);
	}
}

/* ==== real books ==== */

struct revisions {
	struct arena arena, arenas[3]; /* of neighbours, and of one that is read afresh */
	struct diags diags;
	struct timeline *timeline;
	struct model_cache *cache;
	struct model *models[3];
};

enum { AFRESH = 2 };

static const struct snapshot *
load(struct revisions *revisions, size_t index, size_t slot)
{
	struct model_options options = { .usual = { .name = STR("rust-goals") } };
	struct arena *arena = &revisions->arenas[slot];
	struct diags diags;

	if (revisions->models[slot] != NULL)
		model_close(revisions->models[slot]);
	arena_reset(arena);
	diag_init(&diags, arena);
	options.cache = slot == AFRESH ? NULL : revisions->cache;
	options.repo = timeline_repo(revisions->timeline, index, arena, &diags);
	assert_non_null(options.repo);
	revisions->models[slot] = model_load(arena, &options, &diags);
	assert_non_null(revisions->models[slot]);
	return snapshot_make(arena, revisions->models[slot]);
}

static void
assert_facts(const struct facts *facts, const struct facts *expected)
{
	size_t i = 0;

	while (i < facts->count && i < expected->count &&
	       str_equal(facts->items[i], expected->items[i]))
		i++;
	if (i < facts->count || i < expected->count)
		print_error("\"%.*s\" should be \"%.*s\"\n",
			    STR_ARG(i < facts->count ? facts->items[i] : STR("nothing")),
			    STR_ARG(i < expected->count ? expected->items[i] : STR("nothing")));
	assert_int_equal(i, facts->count);
	assert_int_equal(i, expected->count);
}

static struct facts
copy_facts(struct arena *arena, const struct facts *facts)
{
	struct facts copy = { 0 };

	for (size_t i = 0; i < facts->count; i++)
		*VEC_PUSH(arena, &copy) = arena_copy(arena, facts->items[i]);
	return copy;
}

/*
 * Every `step`-th revision; with a sanitizer a quarter of them.  What the cache makes shorter is held against what
 * is read afresh.
 */
static void
replay_book(const char *path, size_t step)
{
	struct revisions revisions = { 0 };
	struct snapshot nothing = { 0 };
	const struct snapshot *last = &nothing;
	struct facts facts = { 0 };
	size_t slot = 0;

	arena_init(&revisions.arena);
	for (size_t i = 0; i < 3; i++)
		arena_init(&revisions.arenas[i]);
	revisions.cache = model_cache_new(&revisions.arena);
	diag_init(&revisions.diags, &revisions.arena);
	revisions.timeline = timeline_open(&revisions.arena, str_from(path),
					   &(struct timeline_range){ 0 }, &revisions.diags);
	assert_non_null(revisions.timeline);
	if (is_slowed())
		step *= 4;
	for (size_t i = 0; i < revisions.timeline->count; i += step) {
		const struct snapshot *next = load(&revisions, i, slot);
		struct arena *arena = &revisions.arenas[slot];
		struct facts expected = facts_of(arena, load(&revisions, i, AFRESH));
		struct events events;

		events_compare(arena, last, next, &events);
		facts = copy_facts(arena, &facts);
		facts_replay(arena, &facts, &events);
		assert_facts(&facts, &expected);
		last = next;
		slot = 1 - slot;
		model_cache_advance(revisions.cache);
	}
	assert_true(facts.count > 100);
	for (size_t i = 0; i < 3; i++) {
		model_close(revisions.models[i]);
		arena_free(&revisions.arenas[i]);
	}
	model_cache_free(revisions.cache);
	timeline_close(revisions.timeline);
	arena_free(&revisions.arena);
}

static void
replays_wg_async(void **state)
{
	(void)state;
	if (access("build/corpora/wg-async", R_OK) != 0)
		skip();
	replay_book("build/corpora/wg-async", 2);
}

static void
replays_goals(void **state)
{
	(void)state;
	if (access("build/corpora/goals", R_OK) != 0)
		skip();
	replay_book("build/corpora/goals", 40);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(events_say_everything),
		cmocka_unit_test(order_changes_nothing),
		cmocka_unit_test(replays_wg_async),
		cmocka_unit_test(replays_goals),
	};

	markdown_setup();
	return cmocka_run_group_tests(tests, set_up, tear_down);
}
