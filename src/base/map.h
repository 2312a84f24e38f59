/*
 * map: from a slice to a pointer, open addressing, in an arena.
 *
 * Keys are not copied: they must live as long as the map.  Nothing is ever removed.  The order of
 * iteration is the order of insertion (entries stand in an array), so output made from a map is
 * the same in every run.
 */
#ifndef BASE_MAP_H
#define BASE_MAP_H

#include "base/arena.h"

#include <stdbool.h>

struct map_entry {
	struct str key;
	uint64_t hash;
	void *value;
};

struct map {
	struct map_entry *entries; /* in order of insertion */
	size_t count, capacity;
	uint32_t *slots; /* index + 1 into entries; 0 is free */
	size_t slot_count;
};

/* A key whose hash is known, for who looks for it again and again. */
struct map_key {
	struct str text;
	uint64_t hash;
};
struct map_key map_key(struct str text);

/* The place of the key's value, added with value NULL when it was not there.  Never NULL. */
void **map_put(struct arena *arena, struct map *map, struct str key);

/* The value, or NULL when the key is absent. */
void *map_get(const struct map *map, struct str key);

/* Room for so many keys in all, for who knows how many will come. */
void map_reserve(struct arena *arena, struct map *map, size_t count);
/* The same keys and values, in the same order. */
struct map map_copy(struct arena *arena, const struct map *map);
/* Without keys; the memory stays, for others. */
void map_clear(struct map *map);
void **map_put_key(struct arena *arena, struct map *map, struct map_key key);
void *map_get_key(const struct map *map, struct map_key key);
/* Whether the key is among the first `count` that were added. */
bool map_is_before(const struct map *map, struct map_key key, size_t count);

#endif
