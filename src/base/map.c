/*
 * map: open addressing with linear probing over an array of entries, at most half full.
 */
#include "base/map.h"

#include <assert.h>
#include <string.h>

#define FIRST_CAPACITY 8

/* The slot that holds the key, or the free slot where it belongs. */
static size_t
find_slot(const struct map *map, struct str key, uint64_t hash)
{
	size_t mask = map->slot_count - 1;
	size_t slot = (size_t)(hash ^ hash >> 32) & mask;

	while (map->slots[slot] != 0) {
		const struct map_entry *entry = &map->entries[map->slots[slot] - 1];

		if (entry->hash == hash && str_equal(entry->key, key))
			break;
		slot = (slot + 1) & mask;
	}
	return slot;
}

static void
grow(struct arena *arena, struct map *map)
{
	size_t capacity = map->capacity == 0 ? FIRST_CAPACITY : map->capacity * 2;
	struct map_entry *entries = arena_uncleared_array_of(arena, capacity, sizeof *entries);

	assert(capacity < UINT32_MAX);
	if (map->count > 0)
		memcpy(entries, map->entries, map->count * sizeof *entries);
	map->entries = entries;
	map->capacity = capacity;
	map->slot_count = capacity * 2;
	map->slots = ARENA_ARRAY(arena, uint32_t, map->slot_count);
	for (size_t i = 0; i < map->count; i++)
		map->slots[find_slot(map, entries[i].key, entries[i].hash)] = (uint32_t)i + 1;
}

void **
map_put(struct arena *arena, struct map *map, struct str key)
{
	uint64_t hash = str_hash(key);
	size_t slot = 0;

	if (map->capacity > 0) {
		slot = find_slot(map, key, hash);
		if (map->slots[slot] != 0)
			return &map->entries[map->slots[slot] - 1].value;
	}
	if (map->count == map->capacity) {
		grow(arena, map);
		slot = find_slot(map, key, hash);
	}
	map->entries[map->count] = (struct map_entry){ .key = key, .hash = hash };
	map->slots[slot] = (uint32_t)++map->count;
	return &map->entries[map->count - 1].value;
}

void *
map_get(const struct map *map, struct str key)
{
	size_t slot;

	if (map->count == 0)
		return NULL;
	slot = find_slot(map, key, str_hash(key));
	return map->slots[slot] == 0 ? NULL : map->entries[map->slots[slot] - 1].value;
}
