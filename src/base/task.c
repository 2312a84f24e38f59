/* task: see task.h. */
#include "base/task.h"

static void *
run_task(void *argument)
{
	const struct task *task = argument;

	task->function(task->context);
	return NULL;
}

void
task_leave(struct task *task, task_function *function, void *context)
{
	*task = (struct task){ .function = function, .context = context };
	pthread_mutex_init(&task->mutex, NULL);
}

void
task_start(struct task *task, task_function *function, void *context)
{
	task_leave(task, function, context);
	task->has_thread = pthread_create(&task->thread, NULL, run_task, task) == 0;
}

void
task_wait(struct task *task)
{
	pthread_mutex_lock(&task->mutex);
	if (!task->is_done && task->has_thread)
		pthread_join(task->thread, NULL);
	else if (!task->is_done)
		run_task(task);
	task->is_done = true;
	pthread_mutex_unlock(&task->mutex);
}

void
task_end(struct task *task)
{
	task_wait(task);
	pthread_mutex_destroy(&task->mutex);
}
