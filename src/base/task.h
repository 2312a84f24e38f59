/*
 * task: one function that runs beside its caller, or not at all, until somebody needs what it makes.
 */
#ifndef BASE_TASK_H
#define BASE_TASK_H

#include <pthread.h>
#include <stdbool.h>

typedef void task_function(void *context);

struct task {
	task_function *function;
	void *context;
	pthread_t thread;
	pthread_mutex_t mutex; /* guards what is below */
	bool has_thread;       /* false: who waits first runs it */
	bool is_done;
};

void task_start(struct task *task, task_function *function, void *context);

/* Without a thread: who waits first runs it. */
void task_leave(struct task *task, task_function *function, void *context);

/* Returns when the function has.  Thread-safe, any number of times until task_end. */
void task_wait(struct task *task);

void task_end(struct task *task); /* waits, too */

#endif
