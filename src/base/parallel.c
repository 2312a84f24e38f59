/*
 * parallel: threads that take items from one shared counter.
 */
#include "base/parallel.h"

#include "base/limits.h"

#include <pthread.h>
#include <sched.h>
#include <stdatomic.h>
#include <stdbool.h>

#define ITEMS_PER_WORKER 8 /* fewer are not worth a thread */
#define LARGEST_CHUNK 32
#define SINGLE 16 /* so many are handed out one by one: what takes long stands first */

struct work {
	atomic_size_t next; /* item */
	size_t count, workers;
	parallel_function *function;
	void *context;
};

struct worker {
	struct work *work;
	size_t number;
	pthread_t thread;
};

static size_t
least(size_t a, size_t b)
{
	return a < b ? a : b;
}

/* How many are handed out together: items that are near one another are done by one thread.  Fewer and
   fewer, so that all threads end at about the same time (guided self-scheduling). */
static size_t
chunk_at(const struct work *work, size_t first)
{
	size_t left = work->count - first;

	if (first < SINGLE)
		return least(left, 1);
	return least(left, least(LARGEST_CHUNK, left / (work->workers * ITEMS_PER_WORKER) + 1));
}

/* The next items, up to `*ret_end`; none are left when that is the first. */
static size_t
take_chunk(struct work *work, size_t *ret_end)
{
	size_t first = atomic_load_explicit(&work->next, memory_order_relaxed);

	do
		*ret_end = first + chunk_at(work, first);
	while (!atomic_compare_exchange_weak_explicit(&work->next, &first, *ret_end,
						      memory_order_relaxed, memory_order_relaxed));
	return first;
}

static void *
run_worker(void *argument)
{
	const struct worker *worker = argument;
	struct work *work = worker->work;

	for (;;) {
		size_t end, index = take_chunk(work, &end);

		if (index == end)
			return NULL;
		for (; index < end; index++)
			work->function(work->context, index, worker->number);
	}
}

size_t
parallel_workers(size_t count)
{
	cpu_set_t cores;
	size_t workers = least(LIMIT_THREADS, (count + ITEMS_PER_WORKER - 1) / ITEMS_PER_WORKER);

	if (workers > 1 && sched_getaffinity(0, sizeof cores, &cores) == 0)
		workers = least(workers, (size_t)CPU_COUNT(&cores));
	return workers == 0 ? 1 : workers;
}

void
parallel_run(size_t count, size_t workers, parallel_function *function, void *context)
{
	struct worker all[LIMIT_THREADS];
	struct work work = { .count = count, .function = function, .context = context };
	size_t started = 1; /* the caller is worker 0 */

	workers = work.workers = workers == 0 ? 1 : least(workers, LIMIT_THREADS);
	all[0] = (struct worker){ .work = &work, .number = 0 };
	while (started < workers) {
		all[started] = (struct worker){ .work = &work, .number = started };
		if (pthread_create(&all[started].thread, NULL, run_worker, &all[started]) != 0)
			break;
		started++;
	}
	run_worker(&all[0]);
	for (size_t i = 1; i < started; i++)
		pthread_join(all[i].thread, NULL);
}
