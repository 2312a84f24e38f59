/* shelf: see shelf.h. */
#include "base/shelf.h"

#include <assert.h>
#include <pthread.h>

struct shelf {
	struct str *texts; /* no data: nothing is there */
	size_t places, room;
	struct arena arena;
	pthread_mutex_t mutex; /* guards all that is above */
};

struct shelf *
shelf_new(struct arena *arena, size_t places, size_t limit)
{
	struct shelf *shelf = ARENA_NEW(arena, struct shelf);

	shelf->texts = ARENA_ARRAY(arena, struct str, places);
	shelf->places = places;
	shelf->room = limit;
	arena_init(&shelf->arena);
	pthread_mutex_init(&shelf->mutex, NULL);
	return shelf;
}

void
shelf_free(struct shelf *shelf)
{
	pthread_mutex_destroy(&shelf->mutex);
	arena_free(&shelf->arena);
}

bool
shelf_put(struct shelf *shelf, size_t place, struct str text)
{
	bool has_room;

	assert(place < shelf->places);
	pthread_mutex_lock(&shelf->mutex);
	has_room = text.length <= shelf->room;
	if (has_room && shelf->texts[place].data == NULL) {
		shelf->texts[place] = arena_copy(&shelf->arena, text);
		shelf->room -= text.length;
	}
	pthread_mutex_unlock(&shelf->mutex);
	return has_room;
}

bool
shelf_get(struct shelf *shelf, size_t place, struct str *ret_text)
{
	assert(place < shelf->places);
	pthread_mutex_lock(&shelf->mutex);
	*ret_text = shelf->texts[place];
	pthread_mutex_unlock(&shelf->mutex);
	return ret_text->data != NULL;
}
