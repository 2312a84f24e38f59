/* numbering: open addressing with linear probing, at most half full. */
#include "history/numbering.h"

#define FIRST_SLOTS 512

/* The slot of the hash, or the free one where it belongs.  There is a free one. */
static uint32_t *
find_slot(const struct numbering *numbering, uint64_t hash)
{
	size_t mask = numbering->slot_count - 1, at = hash & mask;

	while (numbering->slots[at] != 0 && numbering->hashes[numbering->slots[at] - 1] != hash)
		at = (at + 1) & mask;
	return &numbering->slots[at];
}

static void
grow(struct arena *arena, struct numbering *numbering)
{
	const uint64_t *hashes = numbering->hashes;

	numbering->slot_count =
		numbering->slot_count == 0 ? FIRST_SLOTS : numbering->slot_count * 2;
	numbering->slots = ARENA_ARRAY(arena, uint32_t, numbering->slot_count);
	numbering->hashes =
		arena_uncleared_array_of(arena, numbering->slot_count / 2, sizeof *hashes);
	if (numbering->count > 0)
		memcpy(numbering->hashes, hashes, numbering->count * sizeof *hashes);
	for (size_t i = 0; i < numbering->count; i++)
		*find_slot(numbering, numbering->hashes[i]) = (uint32_t)i + 1;
}

size_t
numbering_put(struct arena *arena, struct numbering *numbering, uint64_t hash)
{
	uint32_t *slot;

	if (numbering->count * 2 == numbering->slot_count)
		grow(arena, numbering);
	slot = find_slot(numbering, hash);
	if (*slot == 0) {
		numbering->hashes[numbering->count++] = hash;
		*slot = (uint32_t)numbering->count;
	}
	return *slot - 1;
}

size_t
numbering_find(const struct numbering *numbering, uint64_t hash)
{
	return numbering->count == 0 ? NUMBERING_NONE : (size_t)*find_slot(numbering, hash) - 1;
}

void
numbering_clear(struct numbering *numbering)
{
	if (numbering->count > 0)
		memset(numbering->slots, 0, numbering->slot_count * sizeof *numbering->slots);
	numbering->count = 0;
}
