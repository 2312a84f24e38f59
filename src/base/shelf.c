/* shelf: see shelf.h. */
#include "base/shelf.h"

#include <assert.h>
#include <pthread.h>

struct shelf {
	struct buf *texts; /* no limit: nothing is there */
	size_t places, room;
	pthread_mutex_t mutex; /* guards all that is above */
};

struct shelf *
shelf_new(struct arena *arena, size_t places, size_t limit)
{
	struct shelf *shelf = ARENA_NEW(arena, struct shelf);

	shelf->texts = ARENA_ARRAY(arena, struct buf, places);
	shelf->places = places;
	shelf->room = limit;
	pthread_mutex_init(&shelf->mutex, NULL);
	return shelf;
}

void
shelf_free(struct shelf *shelf)
{
	for (size_t i = 0; i < shelf->places; i++)
		buf_free(&shelf->texts[i]);
	pthread_mutex_destroy(&shelf->mutex);
}

bool
shelf_put(struct shelf *shelf, size_t place, struct buf *text)
{
	bool has_room;

	assert(place < shelf->places && text->limit > 0);
	buf_trim(text);
	pthread_mutex_lock(&shelf->mutex);
	has_room = text->length <= shelf->room;
	if (has_room && shelf->texts[place].limit == 0) {
		shelf->texts[place] = *text;
		shelf->room -= text->length;
		buf_init(text, text->limit);
	}
	pthread_mutex_unlock(&shelf->mutex);
	return has_room;
}

bool
shelf_get(struct shelf *shelf, size_t place, struct str *ret_text)
{
	bool is_there;

	assert(place < shelf->places);
	pthread_mutex_lock(&shelf->mutex);
	*ret_text = buf_str(&shelf->texts[place]);
	is_there = shelf->texts[place].limit > 0;
	pthread_mutex_unlock(&shelf->mutex);
	return is_there;
}
