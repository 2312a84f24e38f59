/*
 * vec: doubling arrays in an arena.
 */
#include "base/vec.h"

#include <string.h>

#define FIRST_CAPACITY 8

void *
vec_move(struct arena *arena, void *items, size_t item_size, size_t needed, size_t *capacity)
{
	size_t wanted = *capacity < FIRST_CAPACITY / 2 ? FIRST_CAPACITY : *capacity * 2;
	void *grown;

	if (wanted < needed)
		wanted = needed;
	grown = arena_uncleared_array_of(arena, wanted, item_size);
	if (items != NULL && needed > 1)
		memcpy(grown, items, (needed - 1) * item_size);
	*capacity = wanted;
	return grown;
}
