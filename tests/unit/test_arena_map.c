/* base/arena, base/vec, base/map and base/parallel. */
#include "test.h"

#include "base/limits.h"
#include "base/map.h"
#include "base/parallel.h"
#include "base/vec.h"

static bool
is_zero(const char *bytes, size_t size)
{
	for (size_t i = 0; i < size; i++)
		if (bytes[i] != 0)
			return false;
	return true;
}

static void
take_text_and_zeros(struct arena *arena, size_t size)
{
	char *text = arena_bytes(arena, size + 3);
	char *bytes = arena_alloc(arena, size);

	memset(text, 'x', size + 3);
	assert_int_equal((uintptr_t)bytes % 16, 0);
	assert_true(is_zero(bytes, size));
	memset(bytes, 'y', size);
	memset(arena_uncleared(arena, size), 'z', size);
	assert_true(text[size + 2] == 'x');
}

static void
hands_out_zeroed_aligned_memory(void **state)
{
	struct arena arena;

	(void)state;
	arena_init(&arena);
	for (size_t size = 0; size < 100000; size = size * 2 + 1)
		take_text_and_zeros(&arena, size);
	assert_true(arena.total > 100000);
	arena_reset(&arena);
	for (size_t size = 0; size < 2000; size++) /* of bytes that were used before */
		take_text_and_zeros(&arena, size);
	arena_reset(&arena);
	assert_int_equal(arena.total, 0);
	assert_true(is_zero(arena_alloc(&arena, 100000), 100000));
	assert_true(is_zero(arena_alloc(&arena, 10000), 10000));
	arena_free(&arena);
	assert_int_equal(arena.total, 0);
	arena_reset(&arena);
	assert_true(is_zero(arena_alloc(&arena, 10), 10));
	arena_free(&arena);
}

static void
keeps_everything_until_freed(void **state)
{
	struct arena arena;
	struct str copies[2000];

	(void)state;
	arena_init(&arena);
	for (size_t i = 0; i < 2000; i++) {
		copies[i] = arena_printf(&arena, "%zu of %d", i, 2000);
		if (i % 100 == 0)
			memset(arena_bytes(&arena, 50000), 0xff, 50000);
	}
	for (size_t i = 0; i < 2000; i++) {
		char expected[32];

		snprintf(expected, sizeof expected, "%zu of 2000", i);
		assert_str(copies[i], expected);
		assert_int_equal(copies[i].data[copies[i].length], '\0');
	}
	arena_free(&arena);
}

static void
copies_text(void **state)
{
	const struct str parts[] = { STR_INIT("a"), STR_EMPTY, STR_INIT("bc") };
	struct arena arena;

	(void)state;
	arena_init(&arena);
	assert_str(arena_concat(&arena, parts, 3), "abc");
	assert_str(arena_concat(&arena, NULL, 0), "");
	assert_string_equal(arena_cstr(&arena, str_slice(STR("abc"), 0, 2)), "ab");
	assert_string_equal(arena_cstr(&arena, STR_EMPTY), "");
	assert_non_null(arena_copy(&arena, STR_EMPTY).data);
	arena_free(&arena);
}

static void
adopts_blocks(void **state)
{
	struct arena into, from;
	struct str mine, theirs, later;

	(void)state;
	arena_init(&into);
	arena_init(&from);
	arena_adopt(&into, &from);
	assert_null(into.blocks);
	theirs = arena_copy(&from, STR("theirs"));
	arena_adopt(&into, &from);
	assert_null(from.blocks);
	mine = arena_copy(&into, STR("mine"));
	later = arena_copy(&from, STR("later"));
	arena_alloc(&from, 1 << 20);
	arena_adopt(&into, &from);
	arena_free(&from);
	assert_true(into.total > 1 << 20);
	assert_str(arena_copy(&into, STR("more")), "more");
	assert_str(theirs, "theirs");
	assert_str(mine, "mine");
	assert_str(later, "later");
	arena_free(&into);
}

static void
grows_vectors(void **state)
{
	struct numbers {
		uint32_t *items;
		size_t count, capacity;
	} numbers = { 0 };
	struct arena arena;

	(void)state;
	arena_init(&arena);
	for (uint32_t i = 0; i < 1000; i++) {
		uint32_t *item = VEC_PUSH(&arena, &numbers);

		assert_int_equal(*item, 0);
		*item = i;
	}
	assert_int_equal(numbers.count, 1000);
	for (uint32_t i = 0; i < 1000; i++)
		assert_int_equal(numbers.items[i], i);
	numbers.count = 10;
	assert_int_equal(*VEC_PUSH(&arena, &numbers), 0);
	arena_free(&arena);
}

static void
maps_in_order_of_insertion(void **state)
{
	static int values[5000];
	struct arena arena;
	struct map map = { 0 }, copy;

	(void)state;
	arena_init(&arena);
	assert_null(map_get(&map, STR("x")));
	for (int i = 0; i < 5000; i++) {
		void **place = map_put(&arena, &map, arena_printf(&arena, "key %d", i));

		assert_null(*place);
		*place = &values[i];
	}
	assert_ptr_equal(*map_put(&arena, &map, STR("key 17")), &values[17]);
	assert_int_equal(map.count, 5000);
	for (int i = 0; i < 5000; i++) {
		assert_ptr_equal(map.entries[i].value, &values[i]);
		assert_ptr_equal(map_get(&map, map.entries[i].key), &values[i]);
	}
	assert_null(map_get(&map, STR("key 5000")));
	assert_null(*map_put(&arena, &map, STR_EMPTY));
	*map_put(&arena, &map, STR("")) = &values[1];
	assert_ptr_equal(map_get(&map, STR_EMPTY), &values[1]);
	copy = map_copy(&arena, &map);
	*map_put(&arena, &copy, STR("key 17")) = NULL;
	for (int i = 5000; i < 10000; i++)
		*map_put(&arena, &copy, arena_printf(&arena, "key %d", i)) = &values[i - 5000];
	assert_ptr_equal(map_get(&copy, STR("key 9999")), &values[4999]);
	assert_null(map_get(&map, STR("key 9999")));
	assert_ptr_equal(map_get(&map, STR("key 17")), &values[17]);
	copy = map_copy(&arena, &(struct map){ 0 });
	assert_null(map_get(&copy, STR("x")));
	*map_put(&arena, &copy, STR("x")) = &values[1];
	assert_int_equal(copy.count, 1);
	arena_free(&arena);
}

struct visits {
	unsigned char seen[1000];
	size_t workers;
	size_t worker_of[1000];
};

static void
visit(void *context, size_t index, size_t worker)
{
	struct visits *visits = context;

	visits->seen[index]++;
	visits->worker_of[index] = worker;
}

static void
runs_every_item_once(void **state)
{
	(void)state;
	for (size_t workers = 0; workers <= LIMIT_THREADS + 1; workers += 3) {
		static struct visits visits;

		visits = (struct visits){ 0 };
		parallel_run(1000, workers, visit, &visits);
		for (size_t i = 0; i < 1000; i++) {
			assert_int_equal(visits.seen[i], 1);
			assert_true(visits.worker_of[i] == 0 || visits.worker_of[i] < workers);
		}
		parallel_run(0, workers, visit, NULL);
	}
	assert_int_equal(parallel_workers(0), 1);
	assert_int_equal(parallel_workers(8), 1);
	assert_in_range(parallel_workers(1000000), 1, LIMIT_THREADS);
}

/* Slots are chosen by the lowest bits: keys that differ anywhere must differ there. */
static void
every_byte_of_a_key_chooses_its_slot(void **state)
{
	(void)state;
	for (size_t length = 1; length <= 20; length++)
		for (size_t at = 0; at < length; at++) {
			char bytes[20];
			bool taken[1024] = { false };
			size_t distinct = 0;

			memset(bytes, 'x', sizeof bytes);
			for (int c = 0; c < 256; c++) {
				bytes[at] = (char)c;
				uint64_t low = map_key((struct str){ bytes, length }).hash & 1023;

				distinct += !taken[low];
				taken[low] = true;
			}
			/* 256 at random take 226 of 1,024, with a deviation of 5. */
			assert_true(distinct > 190);
		}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(hands_out_zeroed_aligned_memory),
		cmocka_unit_test(keeps_everything_until_freed),
		cmocka_unit_test(copies_text),
		cmocka_unit_test(adopts_blocks),
		cmocka_unit_test(grows_vectors),
		cmocka_unit_test(maps_in_order_of_insertion),
		cmocka_unit_test(runs_every_item_once),
		cmocka_unit_test(every_byte_of_a_key_chooses_its_slot),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
