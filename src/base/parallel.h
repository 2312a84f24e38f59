/*
 * parallel: the same function over items 0..count-1 on all cores.
 */
#ifndef BASE_PARALLEL_H
#define BASE_PARALLEL_H

#include <stddef.h>

/* Works on item `index`; `worker` is 0..workers-1, for per-worker arenas and buffers.  Items are
   taken in ascending order: the first one by one, then several at a time, fewer towards the end. */
typedef void parallel_function(void *context, size_t index, size_t worker);

/* Threads that parallel_run will use at the most for this many items (1 for few items). */
size_t parallel_workers(size_t count);

/* Returns when all items are done.  With one worker it runs in the caller's thread.  If threads
   cannot be made it goes on with those that could. */
void parallel_run(size_t count, size_t workers, parallel_function *function, void *context);

#endif
