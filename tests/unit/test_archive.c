/* archive: what is written is read again, and what is damaged is nothing. */
#include "test.h"

#include "history/archive.h"

static const struct archive_key first = { .before = { 1 }, .after = { 2 } };
static const struct archive_key second = { .before = { 2 }, .after = { 3 } };

static struct str
make_bytes(struct arena *arena)
{
	struct event items[] = {
		{ .kind = EVENT_HANDED_OVER,
		  .record_kind = KIND_INITIATIVE,
		  .former_kind = KIND_GOAL,
		  .parent_kind = KIND_GOAL,
		  .field = FIELD_OWNER,
		  .via = IDENTITY_SIMILARITY,
		  .score = 0.75,
		  .id = STR("polish/lint"),
		  .title = STR("Lint"),
		  .before = STR("ada"),
		  .after = STR("bob") },
		{ .kind = EVENT_TEXT, .words = 7, .id = STR("polish"), .title = STR("Polish") },
	};
	const struct events events = { items, 2, 2 }, none = { 0 };
	struct archive archive = { .arena = arena };
	struct buf out;
	struct str bytes;

	archive_add(&archive, &first, &events);
	archive_add(&archive, &second, &none);
	buf_init(&out, 1 << 20);
	archive_put(&out, &archive, STR("word"));
	bytes = buf_copy(arena, &out);
	buf_free(&out);
	return bytes;
}

static void
reads_what_it_wrote(void **state)
{
	const struct archive_key third = { .before = { 1 }, .after = { 3 } };
	const struct events *events;
	struct archive archive;
	struct arena arena;

	(void)state;
	arena_init(&arena);
	archive_read(&archive, &arena, STR("word"), make_bytes(&arena));
	events = archive_find(&archive, &first);
	assert_non_null(events);
	assert_int_equal(events->count, 2);
	assert_int_equal(events->items[0].kind, EVENT_HANDED_OVER);
	assert_int_equal(events->items[0].record_kind, KIND_INITIATIVE);
	assert_int_equal(events->items[0].field, FIELD_OWNER);
	assert_int_equal(events->items[0].via, IDENTITY_SIMILARITY);
	assert_true(events->items[0].score == 0.75);
	assert_str(events->items[0].id, "polish/lint");
	assert_str(events->items[0].before, "ada");
	assert_str(events->items[0].after, "bob");
	assert_int_equal(events->items[1].words, 7);
	assert_non_null(archive_find(&archive, &second));
	assert_int_equal(archive_find(&archive, &second)->count, 0);
	assert_null(archive_find(&archive, &third));
	arena_free(&arena);
}

static void
takes_nothing_that_is_damaged(void **state)
{
	struct archive archive;
	struct arena arena;
	struct str bytes;

	(void)state;
	arena_init(&arena);
	bytes = make_bytes(&arena);
	archive_read(&archive, &arena, STR("another word"), bytes);
	assert_int_equal(archive.entries.count, 0);
	for (size_t length = 0; length < bytes.length; length++) {
		archive_read(&archive, &arena, STR("word"), str_slice(bytes, 0, length));
		assert_int_equal(archive.entries.count, 0);
	}
	for (size_t i = 0; i < bytes.length; i++) {
		char *changed = arena_bytes(&arena, bytes.length);

		memcpy(changed, bytes.data, bytes.length);
		changed[i] ^= 1;
		archive_read(&archive, &arena, STR("word"), (struct str){ changed, bytes.length });
		assert_int_equal(archive.entries.count, 0);
	}
	arena_free(&arena);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(reads_what_it_wrote),
		cmocka_unit_test(takes_nothing_that_is_damaged),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
