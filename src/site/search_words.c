/*
 * search_words: open addressing with linear probing over an array of words, at most half full.
 */
#include "site/search.h"

#include <assert.h>
#include <stdlib.h>

#define LEAST_WORD_BYTES 4    /* of a word's line, without its places */
#define FIRST_SHIFT 54        /* of a hash, to a slot of 1,024 */
#define MOST_SLOTS (1u << 30) /* what a slot has bits for */

/* Characters that can stand for themselves in a template literal, from here to the end of ASCII. */
#define FIRST_DIGIT '%'
#define DIGITS 88
#define LAST_DIGITS 58 /* of them end a number; the others are followed by more */

static char
digit(uint32_t value)
{
	uint32_t c = FIRST_DIGIT + value;

	c += c >= '\\';
	return (char)(c + (c >= '`'));
}

/* Small numbers, which are the most, take one character. */
size_t
search_digits(uint32_t number, char ret_digits[SEARCH_DIGITS])
{
	const uint32_t more = DIGITS - LAST_DIGITS;
	size_t count = 0;

	while (number >= LAST_DIGITS) {
		number -= LAST_DIGITS;
		ret_digits[count++] = digit(LAST_DIGITS + number % more);
		number /= more;
	}
	ret_digits[count++] = digit(number);
	return count;
}

static bool
has_eights(const struct search_word *word, const struct word *other)
{
	bool is_same = word->length == other->length;

	for (size_t i = 0; is_same && i < word_eights(other->length); i++)
		is_same = word->eights[i] == other->eights[i];
	return is_same;
}

/* Of eight bytes and fewer no two have the same hash. */
static inline bool
is_same(const struct search_words *words, const struct search_slot *slot, const struct word *other)
{
	return slot->hash == other->hash && slot->is_long == (other->length > 8) &&
	       (!slot->is_long || has_eights(&words->items[slot->item], other));
}

/* The slot that holds the word, or the free slot where it belongs. */
static inline struct search_slot *
find_slot(const struct search_words *words, const struct word *sought)
{
	size_t slot = (size_t)(sought->hash >> words->shift);

	while (words->slots[slot].is_used && !is_same(words, &words->slots[slot], sought))
		slot = (slot + 1) & (words->slot_count - 1);
	return &words->slots[slot];
}

static void
grow(struct arena *arena, struct search_words *words)
{
	const struct search_slot *old = words->slots;
	size_t old_count = words->slot_count;

	words->shift = old_count == 0 ? FIRST_SHIFT : words->shift - 1;
	words->slot_count = (size_t)1 << (64 - words->shift);
	assert(words->slot_count < MOST_SLOTS);
	words->slots = ARENA_ARRAY(arena, struct search_slot, words->slot_count);
	for (size_t i = 0; i < old_count; i++) {
		size_t slot = (size_t)(old[i].hash >> words->shift);

		if (!old[i].is_used)
			continue;
		while (words->slots[slot].is_used)
			slot = (slot + 1) & (words->slot_count - 1);
		words->slots[slot] = old[i];
	}
}

static __attribute__((noinline)) struct search_slot *
add_word(struct arena *arena, struct search_words *words, const struct word *sought)
{
	size_t eights = word_eights(sought->length);
	struct search_word *word;
	struct search_slot *slot;

	if (words->count * 2 >= words->slot_count)
		grow(arena, words);
	slot = find_slot(words, sought);
	*slot = (struct search_slot){ .hash = sought->hash,
				      .item = (uint32_t)words->count & (MOST_SLOTS - 1),
				      .is_used = true,
				      .is_long = sought->length > 8 };
	word = VEC_PUSH(arena, words);
	word->eights = arena_uncleared(arena, eights * sizeof *word->eights);
	memcpy(word->eights, sought->eights, eights * sizeof *word->eights);
	word->length = (uint32_t)sought->length;
	return slot;
}

static inline struct search_slot *
find_word(struct arena *arena, struct search_words *words, const struct word *sought)
{
	struct search_slot *slot = words->slot_count == 0 ? NULL : find_slot(words, sought);

	return slot != NULL && slot->is_used ? slot : add_word(arena, words, sought);
}

/* Room for one more place. */
static __attribute__((noinline)) void
widen(struct arena *arena, struct search_word *word)
{
	uint32_t capacity = word->capacity == 0 ? 2 * SEARCH_DIGITS : word->capacity * 2;
	char *places = arena_bytes(arena, capacity);

	if (word->count > 0)
		memcpy(places, word->places, word->count);
	word->places = places;
	word->capacity = capacity;
}

/* How many bytes that takes. */
static inline size_t
add_place(struct arena *arena, struct search_word *word, uint32_t place)
{
	size_t count = 1;

	if (word->capacity - word->count < SEARCH_DIGITS)
		widen(arena, word);
	if (place - word->next < LAST_DIGITS)
		word->places[word->count] = digit(place - word->next);
	else
		count = search_digits(place - word->next, word->places + word->count);
	word->count += (uint32_t)count;
	word->next = place + 1;
	return count;
}

void
search_words_add(struct arena *arena, struct search_words *words, struct str text, uint32_t place)
{
	struct words rest;
	struct word cut;

	words_start(&rest, text);
	while (words_next(&rest, words->letters, &cut)) {
		struct search_slot *slot = find_word(arena, words, &cut);
		struct search_word *word = &words->items[slot->item];

		if (slot->seen == place + 1)
			continue;
		slot->seen = place + 1;
		words->least += word->count == 0 ? LEAST_WORD_BYTES : 0;
		words->least += add_place(arena, word, place);
	}
}

void
search_words_skip(struct arena *arena, struct search_words *words, struct str text, uint32_t place)
{
	struct words rest;
	struct word cut;

	words_start(&rest, text);
	while (words_next(&rest, words->letters, &cut))
		find_word(arena, words, &cut)->seen = place + 1;
}

/* From one array into the other. */
static void
sort_by_byte(const struct search_sorted *from, struct search_sorted *to, size_t count,
	     unsigned shift)
{
	size_t starts[257] = { 0 };

	for (size_t i = 0; i < count; i++)
		starts[(from[i].beginning >> shift & 0xff) + 1]++;
	for (size_t i = 1; i < 256; i++)
		starts[i] += starts[i - 1];
	for (size_t i = 0; i < count; i++)
		to[starts[from[i].beginning >> shift & 0xff]++] = from[i];
}

static int
compare_words(const void *left, const void *right)
{
	const struct search_word *a = ((const struct search_sorted *)left)->word;
	const struct search_word *b = ((const struct search_sorted *)right)->word;
	size_t both = word_eights(a->length < b->length ? a->length : b->length);

	for (size_t i = 0; i < both; i++)
		if (a->eights[i] != b->eights[i])
			return a->eights[i] < b->eights[i] ? -1 : 1;
	return (a->length > b->length) - (a->length < b->length);
}

/* Those that begin with the same eight bytes. */
static void
sort_rest(struct search_sorted *words, size_t count)
{
	size_t end;

	for (size_t start = 0; start < count; start = end) {
		for (end = start + 1;
		     end < count && words[end].beginning == words[start].beginning;)
			end++;
		if (end - start > 1)
			qsort(words + start, end - start, sizeof *words, compare_words);
	}
}

const struct search_sorted *
search_words_sort(struct arena *arena, const struct search_words *words, size_t *ret_count)
{
	struct search_sorted *sorted = ARENA_ARRAY(arena, struct search_sorted, words->count);
	struct search_sorted *other = ARENA_ARRAY(arena, struct search_sorted, words->count);
	size_t count = 0;

	for (size_t i = 0; i < words->count; i++)
		if (words->items[i].count > 0)
			sorted[count++] = (struct search_sorted){ words->items[i].eights[0],
								  &words->items[i] };
	for (unsigned shift = 0; shift < 64; shift += 16) {
		sort_by_byte(sorted, other, count, shift);
		sort_by_byte(other, sorted, count, shift + 8);
	}
	sort_rest(sorted, count);
	*ret_count = count;
	return sorted;
}
