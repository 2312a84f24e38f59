/* base/task: who waits sees what the function made, however many wait. */
#include "test.h"

#include "base/parallel.h"
#include "base/task.h"

#define WAITERS 64

struct work {
	struct task task;
	int runs;
	int seen[WAITERS];
};

static void
run(void *context)
{
	struct work *work = context;

	work->runs++;
}

static void
wait_for_it(void *context, size_t index, size_t worker)
{
	struct work *work = context;

	(void)worker;
	task_wait(&work->task);
	work->seen[index] = work->runs;
}

static void
runs_once_for_all_who_wait(void **state)
{
	struct work work = { .runs = 0 };

	(void)state;
	task_start(&work.task, run, &work);
	parallel_run(WAITERS, 8, wait_for_it, &work);
	task_end(&work.task);
	for (size_t i = 0; i < WAITERS; i++)
		assert_int_equal(work.seen[i], 1);
	assert_int_equal(work.runs, 1);
}

static void
ends_when_nobody_waited(void **state)
{
	struct work work = { .runs = 0 };

	(void)state;
	task_start(&work.task, run, &work);
	task_end(&work.task);
	assert_int_equal(work.runs, 1);
}

/* As it is where no thread can be made. */
static void
runs_where_it_is_waited_for(void **state)
{
	struct work work = { .task = { .function = run, .context = &work } };

	(void)state;
	pthread_mutex_init(&work.task.mutex, NULL);
	task_wait(&work.task);
	task_end(&work.task);
	assert_int_equal(work.runs, 1);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(runs_once_for_all_who_wait),
		cmocka_unit_test(ends_when_nobody_waited),
		cmocka_unit_test(runs_where_it_is_waited_for),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
