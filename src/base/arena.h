/*
 * arena: memory that is given back all at once.
 *
 * One arena per lifetime (a command, a snapshot, a page).  Allocation never fails: out of memory
 * says so and aborts.  Nothing is freed by itself.  An arena belongs to one thread at a time.
 * Built with -DARENA_PLAIN_MALLOC every allocation is a malloc of its own, so that the sanitizers
 * see overruns and stale pointers.
 */
#ifndef BASE_ARENA_H
#define BASE_ARENA_H

#include "base/str.h"

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

struct arena_block;

struct arena {
	struct arena_block *blocks; /* newest first */
	char *next;                 /* free bytes of the newest block */
	char *end;                  /* of the newest block */
	char *clear_end;            /* free bytes before it are zero */
	size_t total;               /* bytes handed out, for budgets */
};

/* For the whole process, before it has threads.  Memory that was given back stays with it for those who need some
   next, and the heap gets addresses for much more: a page that the kernel has to find and to clear costs more than
   all that is done with it, and large ones cost less.  What is not touched costs nothing. */
void arena_setup(void);

void arena_init(struct arena *arena);
void arena_free(struct arena *arena); /* the arena is empty and usable again */

/* The same, but it keeps a block: for work that is done again and again, such as pages. */
void arena_reset(struct arena *arena);

/* Zeroed memory, aligned for any type.  `size` 0 gives a valid pointer. */
void *arena_alloc(struct arena *arena, size_t size);

/* Zeroed array; aborts when count * size overflows. */
void *arena_array_of(struct arena *arena, size_t count, size_t size);

#define ARENA_NEW(arena, type) ((type *)arena_alloc((arena), sizeof(type)))
#define ARENA_ARRAY(arena, type, count) ((type *)arena_array_of((arena), (count), sizeof(type)))

/* The same, not zeroed: for what is written before it is read. */
void *arena_uncleared(struct arena *arena, size_t size);
void *arena_uncleared_array_of(struct arena *arena, size_t count, size_t size);

/* Bytes for text: unaligned, not zeroed. */
char *arena_bytes(struct arena *arena, size_t size);

struct str arena_copy(struct arena *arena, struct str s);  /* NUL-terminated as well */
const char *arena_cstr(struct arena *arena, struct str s); /* the copy's data, never NULL */
struct str arena_concat(struct arena *arena, const struct str *parts, size_t count);
struct str arena_printf(struct arena *arena, const char *format, ...)
	__attribute__((format(printf, 2, 3)));
struct str arena_vprintf(struct arena *arena, const char *format, va_list arguments)
	__attribute__((format(printf, 2, 0)));

/* Hands every block of `from` to `into`: what a worker thread made lives on with its result. */
void arena_adopt(struct arena *into, struct arena *from);

#endif
