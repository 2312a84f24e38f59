/*
 * vec: a growing array in an arena.
 *
 *	struct words { struct str *items; size_t count, capacity; } words = { 0 };
 *	*VEC_PUSH(arena, &words) = STR("one");
 *
 * Any struct with these three members is a vec.  Growing copies and leaves the old array to the
 * arena, so a pointer to an item is good only until the next push.
 */
#ifndef BASE_VEC_H
#define BASE_VEC_H

#include "base/arena.h"

#define VEC(type)                                                                                  \
	struct {                                                                                   \
		type *items;                                                                       \
		size_t count, capacity;                                                            \
	}

/* A pointer to one new zeroed item at the end. */
#define VEC_PUSH(arena, vec)                                                                       \
	((vec)->items = vec_grow((arena), (vec)->items, sizeof *(vec)->items, (vec)->count + 1,    \
				 &(vec)->capacity),                                                \
	 &(vec)->items[(vec)->count++])

/* For vec_grow: a larger array, of which only the items that there were are set. */
void *vec_move(struct arena *arena, void *items, size_t item_size, size_t needed, size_t *capacity);

/* For the macro: an array with room for `needed` items, the first needed - 1 copied over. */
static inline void *
vec_grow(struct arena *arena, void *items, size_t item_size, size_t needed, size_t *capacity)
{
	if (items == NULL || needed > *capacity)
		items = vec_move(arena, items, item_size, needed, capacity);
	memset((char *)items + (needed - 1) * item_size, 0, item_size);
	return items;
}

/* The list that everybody needs. */
struct strs {
	struct str *items;
	size_t count, capacity;
};

#endif
