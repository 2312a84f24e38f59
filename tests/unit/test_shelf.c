/* base/shelf: places, the limit, and threads that put and look at the same time. */
#include "test.h"

#include "base/parallel.h"
#include "base/shelf.h"

#define PLACES 400

/* Whether there was room; what is not taken over is freed. */
static bool
put(struct shelf *shelf, size_t place, struct str text)
{
	struct buf buf;
	bool has_room;

	buf_init(&buf, 100);
	buf_put(&buf, text);
	has_room = shelf_put(shelf, place, &buf);
	buf_free(&buf);
	return has_room;
}

static void
keeps_what_was_put(void **state)
{
	struct arena arena;
	struct shelf *shelf;
	struct str text;

	(void)state;
	arena_init(&arena);
	shelf = shelf_new(&arena, 3, 100);
	assert_true(put(shelf, 2, STR("two")));
	assert_true(put(shelf, 0, STR("")));
	assert_true(put(shelf, 2, STR("xwo")));
	assert_true(shelf_get(shelf, 2, &text));
	assert_str(text, "two");
	assert_true(shelf_get(shelf, 0, &text));
	assert_str(text, "");
	assert_false(shelf_get(shelf, 1, &text));
	shelf_free(shelf);
	arena_free(&arena);
}

static void
has_a_limit(void **state)
{
	struct arena arena;
	struct shelf *shelf;
	struct str text;

	(void)state;
	arena_init(&arena);
	shelf = shelf_new(&arena, 3, 5);
	assert_true(put(shelf, 0, STR("abc")));
	assert_false(put(shelf, 1, STR("def")));
	assert_false(shelf_get(shelf, 1, &text));
	assert_true(put(shelf, 2, STR("gh")));
	assert_true(shelf_get(shelf, 2, &text));
	shelf_free(shelf);
	arena_free(&arena);
}

static struct str
text_of(char *bytes, size_t place)
{
	return (struct str){ bytes, (size_t)snprintf(bytes, 32, "text %zu", place) };
}

/* Each puts its own and looks at the ones before.  A test cannot fail in a thread, but end. */
static void
work(void *context, size_t index, size_t worker)
{
	struct shelf *shelf = context;
	char bytes[32];
	struct str text;

	(void)worker;
	if (!put(shelf, index, text_of(bytes, index)))
		abort();
	for (size_t i = 0; i < index; i++)
		if (shelf_get(shelf, i, &text) && !str_equal(text, text_of(bytes, i)))
			abort();
}

static void
serves_threads(void **state)
{
	struct arena arena;
	struct shelf *shelf;
	struct str text;

	(void)state;
	arena_init(&arena);
	shelf = shelf_new(&arena, PLACES, 1 << 20);
	parallel_run(PLACES, 4, work, shelf);
	for (size_t i = 0; i < PLACES; i++)
		assert_true(shelf_get(shelf, i, &text));
	shelf_free(shelf);
	arena_free(&arena);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(keeps_what_was_put),
		cmocka_unit_test(has_a_limit),
		cmocka_unit_test(serves_threads),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
