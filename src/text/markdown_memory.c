/*
 * markdown_memory: an arena behind functions that are not told which.
 */
#include "text/markdown_memory.h"

#include <assert.h>
#include <string.h>

/* Before a piece that may grow stands its size.  Keeps what follows aligned. */
#define HEADER_BYTES 16

/* The parser's functions for memory get no context, so what they use can only be the thread's.  (The model is
   that of code which no program loads later: it needs no call to find the variable.) */
static _Thread_local __attribute__((tls_model("initial-exec"))) struct arena *current;

/* The parser grows nothing but its buffers, and makes those by growing what is not there yet: these pieces
   never grow. */
static void *
take_zeroed(size_t count, size_t size)
{
	size_t whole;

	if (__builtin_mul_overflow(count, size, &whole))
		whole = SIZE_MAX; /* of which there is not so much */
	return arena_alloc(current, whole);
}

static void *
take(size_t size)
{
	char *piece;

	assert(size <= SIZE_MAX - HEADER_BYTES);
	piece = arena_uncleared(current, size + HEADER_BYTES);
	memcpy(piece, &size, sizeof size);
	return piece + HEADER_BYTES;
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
	return parser_memory();
}

cmark_mem *
parser_memory(void)
{
	return (cmark_mem *)(uintptr_t)&memory; /* the parser only reads it */
}

struct arena *
parser_memory_arena(void)
{
	return current;
}

void
parser_memory_leave(void)
{
	current = NULL;
}
