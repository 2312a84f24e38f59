/*
 * arena: a chain of blocks.
 *
 * Blocks come as they are and are cleared bit by bit, just before their bytes are handed out to who
 * wants them zero: what stays unused, or is written over at once, is never cleared.  An allocation
 * that is large next to a block gets a block to itself, put behind the newest one, whose free bytes
 * stay in use.
 */
#include "base/arena.h"

#include <malloc.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

struct arena_block {
	struct arena_block *older;
	size_t size;
};

#define ALIGNMENT 16
#define CLEARED_BYTES 1024 /* at once: a few are slower to clear, and more might not be used */
#define PRINTED_BYTES 256  /* nearly all texts that are printed are shorter */
#define HEADER_BYTES 16    /* of a block: keeps what follows aligned */

#define KEPT_BLOCK_BYTES (32 << 20) /* the most that mallopt takes */
#define KEPT_BYTES (256 << 20)
#define HEAP_BYTES (128 << 20) /* more than most books and histories need, and less than is kept */
#define FIRST_HEAP_BYTES (1 << 20)  /* more than the heap has by then */
#define MORE_HEAP_BYTES (128 << 10) /* as without us */

/* With block sizes of 0 everything is large: every allocation has a malloc of its own. */
#ifdef ARENA_PLAIN_MALLOC
#define FIRST_BLOCK_BYTES 0
#define BLOCK_BYTES 0
#else
#define FIRST_BLOCK_BYTES ((size_t)16 << 10)
#define BLOCK_BYTES                                                                                \
	((size_t)128 << 10) /* small: what is not used of the last one takes memory, too */
#endif

_Static_assert(sizeof(struct arena_block) <= HEADER_BYTES, "the header must fit");

static void
die_out_of_memory(size_t size)
{
	fprintf(stderr, "out of memory: could not get %zu bytes\n", size);
	abort();
}

static struct arena_block *
make_block(size_t size, bool zeroed)
{
	size_t whole = size + HEADER_BYTES;
	struct arena_block *block = NULL;

	if (whole > size && whole <= PTRDIFF_MAX)
		block = zeroed ? calloc(1, whole) : malloc(whole);
	if (block == NULL)
		die_out_of_memory(size);
	block->older = NULL;
	block->size = size;
	return block;
}

static char *
block_bytes(struct arena_block *block)
{
	return (char *)block + HEADER_BYTES;
}

static char *
block_end(struct arena_block *block)
{
	return block_bytes(block) + block->size;
}

static size_t
next_block_size(const struct arena *arena)
{
	size_t doubled = arena->blocks == NULL ? FIRST_BLOCK_BYTES : arena->blocks->size * 2;

	return doubled < BLOCK_BYTES ? doubled : BLOCK_BYTES;
}

static char *
take_large(struct arena *arena, size_t size, bool zeroed)
{
	struct arena_block *block = make_block(size, zeroed);

	arena->total += size;
	if (arena->blocks == NULL) {
		arena->blocks = block;
		arena->next = arena->clear_end = arena->end = block_bytes(block) + size;
	} else {
		block->older = arena->blocks->older;
		arena->blocks->older = block;
	}
	return block_bytes(block);
}

/* Clears up to `needed`, and some bytes for those that come next. */
__attribute__((noinline)) static void
clear(struct arena *arena, char *from, char *needed)
{
	size_t left = (size_t)(arena->end - needed);
	char *until = needed + (left < CLEARED_BYTES ? left : CLEARED_BYTES);

	if (from < arena->clear_end)
		from = arena->clear_end;
	memset(from, 0, (size_t)(until - from));
	arena->clear_end = until;
}

/* From the newest block, which has room for it. */
static inline char *
take_next(struct arena *arena, size_t size, size_t padding, bool zeroed)
{
	char *bytes = arena->next + padding;

	arena->next = bytes + size;
	arena->total += padding + size;
	if (zeroed && arena->next > arena->clear_end)
		clear(arena, bytes, arena->next);
	return bytes;
}

/* From a new block, which begins aligned.  Rare: the usual way shall be short. */
__attribute__((noinline)) static char *
take_new(struct arena *arena, size_t size, bool zeroed)
{
	size_t block_size = next_block_size(arena);
	struct arena_block *block;

	if (size > block_size / 4)
		return take_large(arena, size, zeroed);
	block = make_block(block_size, false);
	block->older = arena->blocks;
	arena->blocks = block;
	arena->next = arena->clear_end = block_bytes(block);
	arena->end = block_end(block);
	return take_next(arena, size, 0, zeroed);
}

/* `alignment` is a power of two.  An arena without blocks has no bytes left. */
static inline char *
take(struct arena *arena, size_t size, size_t alignment, bool zeroed)
{
	size_t left = (size_t)(arena->end - arena->next);
	size_t padding = -(uintptr_t)arena->next & (alignment - 1);

	size += size == 0;
	if (left < padding || left - padding < size)
		return take_new(arena, size, zeroed);
	return take_next(arena, size, padding, zeroed);
}

/* Pages of 2 MiB, where the kernel has such: they take a small part of the time of 512 small ones. */
static void
widen_heap(void)
{
	uintptr_t page = (uintptr_t)sysconf(_SC_PAGESIZE), start, end;
	void *first;

	mallopt(M_TOP_PAD, HEAP_BYTES);
	first = malloc(FIRST_HEAP_BYTES);
	mallopt(M_TOP_PAD, MORE_HEAP_BYTES);
	start = ((uintptr_t)first + page - 1) & -page;
	end = (uintptr_t)sbrk(0) & -page;
	if (first != NULL && start < end) /* another allocator has its memory elsewhere */
		madvise((void *)start, end - start, MADV_HUGEPAGE);
	free(first);
}

/* Of blocks the allocator makes no maps of their own, and one heap is for all threads: what one gave back another
   can have.  Most calls are for blocks, so they seldom meet. */
void
arena_setup(void)
{
	mallopt(M_MMAP_THRESHOLD, KEPT_BLOCK_BYTES);
	mallopt(M_TRIM_THRESHOLD, KEPT_BYTES);
	mallopt(M_ARENA_MAX, 1);
	widen_heap();
}

void
arena_init(struct arena *arena)
{
	*arena = (struct arena){ 0 };
}

void
arena_free(struct arena *arena)
{
	struct arena_block *block = arena->blocks;

	while (block != NULL) {
		struct arena_block *older = block->older;

		free(block);
		block = older;
	}
	arena_init(arena);
}

void
arena_reset(struct arena *arena)
{
	struct arena_block *kept = arena->blocks;
	struct arena older = { .blocks = kept == NULL ? NULL : kept->older };

	if (kept == NULL || kept->size > BLOCK_BYTES) {
		arena_free(arena);
		return;
	}
	arena_free(&older);
	kept->older = NULL;
	arena->next = arena->clear_end = block_bytes(kept);
	arena->total = 0;
}

void *
arena_alloc(struct arena *arena, size_t size)
{
	return take(arena, size, ALIGNMENT, true);
}

void *
arena_uncleared(struct arena *arena, size_t size)
{
	return take(arena, size, ALIGNMENT, false);
}

static size_t
array_size(size_t count, size_t size)
{
	size_t whole;

	if (__builtin_mul_overflow(count, size, &whole))
		die_out_of_memory(SIZE_MAX);
	return whole;
}

void *
arena_array_of(struct arena *arena, size_t count, size_t size)
{
	return arena_alloc(arena, array_size(count, size));
}

void *
arena_uncleared_array_of(struct arena *arena, size_t count, size_t size)
{
	return arena_uncleared(arena, array_size(count, size));
}

char *
arena_bytes(struct arena *arena, size_t size)
{
	return take(arena, size, 1, false);
}

struct str
arena_copy(struct arena *arena, struct str s)
{
	char *copy;

	if (s.length == 0)
		return STR("");
	copy = arena_bytes(arena, s.length + 1);
	memcpy(copy, s.data, s.length);
	copy[s.length] = '\0';
	return (struct str){ copy, s.length };
}

const char *
arena_cstr(struct arena *arena, struct str s)
{
	return arena_copy(arena, s).data;
}

struct str
arena_concat(struct arena *arena, const struct str *parts, size_t count)
{
	size_t length = 0;
	char *text, *end;

	for (size_t i = 0; i < count; i++)
		length += parts[i].length;
	text = end = arena_bytes(arena, length + 1);
	for (size_t i = 0; i < count; i++) {
		if (parts[i].length > 0)
			memcpy(end, parts[i].data, parts[i].length);
		end += parts[i].length;
	}
	*end = '\0';
	return (struct str){ text, length };
}

struct str
arena_printf(struct arena *arena, const char *format, ...)
{
	va_list arguments;
	struct str text;

	va_start(arguments, format);
	text = arena_vprintf(arena, format, arguments);
	va_end(arguments);
	return text;
}

struct str
arena_vprintf(struct arena *arena, const char *format, va_list arguments)
{
	char few[PRINTED_BYTES];
	va_list again;
	int length;
	char *text;

	va_copy(again, arguments);
	length = vsnprintf(few, sizeof few, format, arguments);
	if (length < 0) { /* over 2 GiB, or a wide character that has no bytes: our own mistake */
		length = 0;
		few[0] = '\0';
	}
	text = arena_bytes(arena, (size_t)length + 1);
	if ((size_t)length < sizeof few)
		memcpy(text, few, (size_t)length + 1);
	else
		vsnprintf(text, (size_t)length + 1, format, again);
	va_end(again);
	return (struct str){ text, (size_t)length };
}

void
arena_adopt(struct arena *into, struct arena *from)
{
	struct arena_block *oldest = from->blocks;

	if (oldest == NULL)
		return;
	if (into->blocks == NULL) {
		from->total += into->total;
		*into = *from;
		arena_init(from);
		return;
	}
	while (oldest->older != NULL)
		oldest = oldest->older;
	oldest->older = into->blocks->older;
	into->blocks->older = from->blocks;
	into->total += from->total;
	arena_init(from);
}
