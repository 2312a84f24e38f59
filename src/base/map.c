/*
 * map: open addressing with linear probing over an array of entries, at most half full.
 */
#include "base/map.h"

#include <assert.h>
#include <string.h>

#define FIRST_CAPACITY 8

#define HASH_FACTOR 0x9e3779b97f4a7c15u

static uint64_t
eight_bytes(const char *bytes)
{
	uint64_t word;

	memcpy(&word, bytes, sizeof word);
	return word;
}

/* All bytes of a text of less than eight, some of them twice. */
static uint64_t
few_bytes(struct str text)
{
	uint32_t first, last;

	if (text.length < sizeof first)
		return text.length == 0
			       ? 0
			       : (uint64_t)(unsigned char)text.data[0] << 16 |
					 (uint64_t)(unsigned char)text.data[text.length / 2] << 8 |
					 (unsigned char)text.data[text.length - 1];
	memcpy(&first, text.data, sizeof first);
	memcpy(&last, text.data + text.length - sizeof last, sizeof last);
	return (uint64_t)first << 32 | last;
}

static uint64_t
mix(uint64_t hash, uint64_t word)
{
	hash = (hash ^ word) * HASH_FACTOR;
	return hash ^ hash >> 29;
}

/* Eight bytes at a time, the last ones of which may have been taken before: no call copies them.  No order
   follows from it, and no file holds it: it may differ between machines, which str_hash may not. */
struct map_key
map_key(struct str text)
{
	uint64_t hash = text.length * HASH_FACTOR;

	if (text.length < sizeof hash) {
		hash = mix(hash, few_bytes(text));
	} else {
		for (size_t at = 0; at < text.length - sizeof hash; at += sizeof hash)
			hash = mix(hash, eight_bytes(text.data + at));
		hash = mix(hash, eight_bytes(text.data + text.length - sizeof hash));
	}
	/* The lowest bits, which choose the slot, come from all others. */
	hash = (hash ^ hash >> 32) * HASH_FACTOR;
	return (struct map_key){ text, hash ^ hash >> 32 };
}

/* The slot that holds the key, or the free slot where it belongs. */
static size_t
find_slot(const struct map *map, struct str key, uint64_t hash)
{
	size_t mask = map->slot_count - 1;
	size_t slot = (size_t)hash & mask;

	while (map->slots[slot] != 0) {
		const struct map_entry *entry = &map->entries[map->slots[slot] - 1];

		if (entry->hash == hash && str_equal(entry->key, key))
			break;
		slot = (slot + 1) & mask;
	}
	return slot;
}

static void
grow(struct arena *arena, struct map *map, size_t capacity)
{
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

void
map_reserve(struct arena *arena, struct map *map, size_t count)
{
	size_t capacity = FIRST_CAPACITY;

	while (capacity < count)
		capacity *= 2;
	if (count > map->capacity)
		grow(arena, map, capacity);
}

struct map
map_copy(struct arena *arena, const struct map *map)
{
	struct map copy = *map;

	copy.entries = arena_uncleared_array_of(arena, map->capacity, sizeof *copy.entries);
	copy.slots = arena_uncleared_array_of(arena, map->slot_count, sizeof *copy.slots);
	if (map->count > 0) {
		memcpy(copy.entries, map->entries, map->count * sizeof *copy.entries);
		memcpy(copy.slots, map->slots, map->slot_count * sizeof *copy.slots);
	}
	return copy;
}

void
map_clear(struct map *map)
{
	if (map->count > 0)
		memset(map->slots, 0, map->slot_count * sizeof *map->slots);
	map->count = 0;
}

void **
map_put_key(struct arena *arena, struct map *map, struct map_key key)
{
	size_t slot = 0;

	if (map->capacity > 0) {
		slot = find_slot(map, key.text, key.hash);
		if (map->slots[slot] != 0)
			return &map->entries[map->slots[slot] - 1].value;
	}
	if (map->count == map->capacity) {
		map_reserve(arena, map, map->count + 1);
		slot = find_slot(map, key.text, key.hash);
	}
	map->entries[map->count] = (struct map_entry){ .key = key.text, .hash = key.hash };
	map->slots[slot] = (uint32_t)++map->count;
	return &map->entries[map->count - 1].value;
}

void *
map_get_key(const struct map *map, struct map_key key)
{
	size_t slot;

	if (map->count == 0)
		return NULL;
	slot = find_slot(map, key.text, key.hash);
	return map->slots[slot] == 0 ? NULL : map->entries[map->slots[slot] - 1].value;
}

bool
map_is_before(const struct map *map, struct map_key key, size_t count)
{
	uint32_t slot = map->count > 0 ? map->slots[find_slot(map, key.text, key.hash)] : 0;

	return slot > 0 && slot <= count;
}

void **
map_put(struct arena *arena, struct map *map, struct str key)
{
	return map_put_key(arena, map, map_key(key));
}

void *
map_get(const struct map *map, struct str key)
{
	return map->count == 0 ? NULL : map_get_key(map, map_key(key));
}
