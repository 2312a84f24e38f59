/*
 * markdown_memory: an arena behind functions that are not told which.
 */
#include "text/markdown_memory.h"

#include <assert.h>
#include <string.h>

/* Before each piece stands its size, which growing needs.  Keeps what follows aligned. */
#define HEADER_BYTES 16

/* The parser's functions for memory get no context, so what they use can only be the thread's. */
static _Thread_local struct arena *current;

static size_t
with_header(size_t size)
{
	assert(current != NULL && size <= SIZE_MAX - HEADER_BYTES);
	return size + HEADER_BYTES;
}

static void *
note_size(char *piece, size_t size)
{
	memcpy(piece, &size, sizeof size);
	return piece + HEADER_BYTES;
}

static void *
take_zeroed(size_t count, size_t size)
{
	size_t whole;

	if (__builtin_mul_overflow(count, size, &whole))
		whole = SIZE_MAX;
	return note_size(arena_alloc(current, with_header(whole)), whole);
}

static void *
take(size_t size)
{
	return note_size(arena_uncleared(current, with_header(size)), size);
}

static void *
grow(void *piece, size_t size)
{
	size_t old;
	void *grown;

	if (piece == NULL)
		return take(size);
	memcpy(&old, (char *)piece - HEADER_BYTES, sizeof old);
	if (old >= size)
		return piece;
	grown = take(size);
	memcpy(grown, piece, old);
	return grown;
}

static void
give_back(void *piece)
{
	(void)piece;
}

static const cmark_mem memory = { take_zeroed, grow, give_back };

cmark_mem *
parser_memory_enter(struct arena *arena)
{
	current = arena;
	return (cmark_mem *)(uintptr_t)&memory; /* the parser only reads it */
}

void
parser_memory_leave(void)
{
	current = NULL;
}
