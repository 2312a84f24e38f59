/*
 * copies: hashes of five words in a row, sorted, so that equal ones stand together.
 */
#include "rollup/copies.h"

#include <stdlib.h>

#define RUN 5     /* words */
#define FEWEST 20 /* runs of a document that can be compared */
#define COMMON 64 /* a run that more documents have is no trace of copying, but a formula */

struct run {
	uint64_t hash;
	uint32_t document;
};

struct runs {
	struct run *items;
	size_t count, capacity;
};

/* FNV-1a over the terms' indexes. */
static uint64_t
hash_words(const uint32_t words[RUN])
{
	uint64_t hash = 14695981039346656037u;

	for (size_t i = 0; i < RUN; i++)
		for (unsigned shift = 0; shift < 32; shift += 8)
			hash = (hash ^ (words[i] >> shift & 0xff)) * 1099511628211u;
	return hash;
}

static void
add_runs(struct arena *arena, const struct tokens *tokens, uint32_t document, struct runs *runs)
{
	uint32_t words[RUN] = { 0 };
	size_t filled = 0;

	for (size_t i = 0; i < tokens->count; i++) {
		if (tokens->items[i].term == TERM_BREAK)
			continue;
		memmove(words, words + 1, (RUN - 1) * sizeof *words);
		words[RUN - 1] = tokens->items[i].term;
		if (++filled >= RUN)
			*VEC_PUSH(arena, runs) = (struct run){ hash_words(words), document };
	}
}

/* Nearly all runs occur once only and need no sorting: they are counted for their documents, and the
   others are kept. */
static void
drop_lonely(struct arena *arena, struct runs *runs, uint32_t *ret_counts)
{
	size_t size = 1024, kept = 0;
	uint8_t *seen;

	while (size < 4 * runs->count)
		size *= 2;
	seen = ARENA_ARRAY(arena, uint8_t, size);
	for (size_t i = 0; i < runs->count; i++) {
		uint8_t *here = &seen[runs->items[i].hash & (size - 1)];

		*here = *here == 0 ? 1 : 2;
	}
	for (size_t i = 0; i < runs->count; i++) {
		if (seen[runs->items[i].hash & (size - 1)] == 1)
			ret_counts[runs->items[i].document]++;
		else
			runs->items[kept++] = runs->items[i];
	}
	runs->count = kept;
}

static int
compare_runs(const void *left, const void *right)
{
	const struct run *a = left, *b = right;

	if (a->hash != b->hash)
		return a->hash < b->hash ? -1 : 1;
	return a->document < b->document ? -1 : a->document > b->document;
}

/* Sorted, each run of a document once. */
static void
sort_runs(struct runs *runs)
{
	size_t kept = 0;

	if (runs->count > 0)
		qsort(runs->items, runs->count, sizeof *runs->items, compare_runs);
	for (size_t i = 0; i < runs->count; i++)
		if (i == 0 || compare_runs(&runs->items[kept - 1], &runs->items[i]) != 0)
			runs->items[kept++] = runs->items[i];
	runs->count = kept;
}

struct tally {
	uint32_t *shared; /* by pair: a * count + b with a < b */
	uint32_t *runs;   /* of each document */
	size_t count;
};

static void
count_shared(const struct runs *runs, struct tally *tally)
{
	for (size_t first = 0, end; first < runs->count; first = end) {
		for (end = first;
		     end < runs->count && runs->items[end].hash == runs->items[first].hash; end++)
			tally->runs[runs->items[end].document]++;
		for (size_t i = first; i < end && end - first <= COMMON; i++)
			for (size_t k = i + 1; k < end; k++)
				tally->shared[runs->items[i].document * tally->count +
					      runs->items[k].document]++;
	}
}

void
copies_find(struct arena *arena, const struct tokens *documents, size_t count, double least,
	    struct copies *ret_copies)
{
	struct runs runs = { 0 };
	struct tally tally = { .count = count };

	*ret_copies = (struct copies){ 0 };
	tally.shared = ARENA_ARRAY(arena, uint32_t, count * count);
	tally.runs = ARENA_ARRAY(arena, uint32_t, count);
	for (size_t d = 0; d < count; d++)
		add_runs(arena, &documents[d], (uint32_t)d, &runs);
	drop_lonely(arena, &runs, tally.runs);
	sort_runs(&runs);
	count_shared(&runs, &tally);
	for (size_t a = 0; a < count; a++)
		for (size_t b = a + 1; b < count; b++) {
			uint32_t shorter =
				tally.runs[a] < tally.runs[b] ? tally.runs[a] : tally.runs[b];
			double shared = tally.shared[a * count + b];

			if (shorter >= FEWEST && shared >= least * shorter)
				*VEC_PUSH(arena, ret_copies) =
					(struct copy){ (uint32_t)a, (uint32_t)b, shared / shorter };
		}
}
