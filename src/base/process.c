/*
 * process: vfork and exec with memory files as input and pipes as output.
 *
 * The child sets its own limits before it becomes the other program: posix_spawn knows none.  Other threads
 * are running, so between the two nothing is called but what glibc calls safe in signal handlers, and
 * all signals are held off: no handler of ours runs in the child.  It has our memory until it is the
 * other program, and changes nothing there that anybody reads; of a copy we would pay for each page that we
 * write to afterwards.
 */
#include "base/process.h"

#include "base/buf.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define AHEAD 2 /* children that work while nobody waits for them */
#define BLOCK 65536

enum stage { STAGE_WAITING, STAGE_RUNNING, STAGE_ANSWERED, STAGE_FAILED };

struct run {
	enum stage stage;
	pid_t child;
	int output; /* what the child writes, while it runs */
	struct str answer, reason;
};

struct process_batch {
	const struct process_call *call;
	struct arena answers;
	struct run *runs;
	int64_t waited_ms;
	size_t next; /* the first that may not be started yet */
	bool is_absent;
	pthread_mutex_t lock; /* of everything above */
};

/* A file of the bytes in memory, at its start; -1 after a failure. */
static int
memory_file(struct str bytes)
{
	int file = memfd_create("input", MFD_CLOEXEC);

	while (file >= 0 && bytes.length > 0) {
		ssize_t written = write(file, bytes.data, bytes.length);

		if (written < 0 && errno == EINTR)
			continue;
		if (written <= 0) {
			close(file);
			return -1;
		}
		bytes = str_from_offset(bytes, (size_t)written);
	}
	if (file >= 0 && lseek(file, 0, SEEK_SET) != 0) {
		close(file);
		return -1;
	}
	return file;
}

/* ==== in the child ==== */

static bool
set_limits(const struct process_limits *limits)
{
	const struct {
		__rlimit_resource_t resource;
		uint64_t value;
	} rows[] = {
		{ RLIMIT_CPU, limits->cpu_seconds },
		{ RLIMIT_AS, limits->memory_bytes },
		{ RLIMIT_FSIZE, 0 },
		{ RLIMIT_CORE, 0 },
	};

	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		const struct rlimit limit = { rows[i].value, rows[i].value };

		if (setrlimit(rows[i].resource, &limit) != 0)
			return false;
	}
	return true;
}

static bool
set_streams(int input, int output)
{
	int nowhere = open("/dev/null", O_WRONLY | O_CLOEXEC);

	/* The input may have that number already, and then it would be closed. */
	return nowhere >= 0 && dup2(input, 0) >= 0 && fcntl(0, F_SETFD, 0) == 0 &&
	       dup2(output, 1) >= 0 && dup2(nowhere, 2) >= 0;
}

/* As a program expects them, whatever ours does with them. */
static void
set_signals(void)
{
	const struct sigaction usual = { .sa_handler = SIG_DFL };
	sigset_t none;

	/* Those that cannot be set are as they should be. */
	for (int number = 1; number < NSIG; number++)
		sigaction(number, &usual, NULL);
	sigemptyset(&none);
	sigprocmask(SIG_SETMASK, &none, NULL);
}

/* execve's arguments are not const for reasons of history; they are not changed. */
static char *const *
strings_for_exec(const char *const *strings)
{
	union {
		const char *const *given;
		char *const *wanted;
	} cast = { strings };

	return cast.wanted;
}

/* Does not return; why it could not be done goes to `report`.  glibc's own posix_spawnp looks for the
   program by the same function. */
static void
become(const struct process_call *call, int input, int output, int report)
{
	int error;

	if (set_streams(input, output) && set_limits(&call->limits)) {
		set_signals();
		execvpe(call->arguments[0], strings_for_exec(call->arguments),
			strings_for_exec(call->environment));
	}
	error = errno;
	while (write(report, &error, sizeof error) < 0 && errno == EINTR)
		;
	_exit(127);
}

/* ==== starting ==== */

static int
reap(pid_t child)
{
	int status = -1;

	while (waitpid(child, &status, 0) < 0 && errno == EINTR)
		;
	return status;
}

/* 0 when the child has become the other program, which closes the end that it writes. */
static int
read_report(int report)
{
	int error = 0;

	while (read(report, &error, sizeof error) < 0 && errno == EINTR)
		;
	return error;
}

static int
spawn(struct process_batch *batch, struct run *run, int input, int output)
{
	sigset_t all, before;
	int report[2], error;

	if (pipe2(report, O_CLOEXEC) != 0)
		return errno;
	sigfillset(&all);
	pthread_sigmask(SIG_SETMASK, &all, &before);
	run->child = vfork();
	if (run->child == 0)
		become(batch->call, input, output, report[1]);
	error = run->child < 0 ? errno : 0;
	pthread_sigmask(SIG_SETMASK, &before, NULL);
	close(report[1]);
	if (error == 0) {
		error = read_report(report[0]);
		if (error != 0)
			reap(run->child);
	}
	close(report[0]);
	return error;
}

static void
fail(struct run *run, struct str reason)
{
	run->stage = STAGE_FAILED;
	run->reason = reason;
}

static void
start(struct process_batch *batch, size_t index)
{
	struct run *run = &batch->runs[index];
	int input = memory_file(batch->call->inputs[index]), pipes[2], error;

	if (input < 0 || pipe2(pipes, O_CLOEXEC) != 0) {
		if (input >= 0)
			close(input);
		fail(run, STR("the system has no room for another process"));
		return;
	}
	error = spawn(batch, run, input, pipes[1]);
	close(input);
	close(pipes[1]);
	if (error != 0) {
		close(pipes[0]);
		batch->is_absent = batch->is_absent || error == ENOENT;
		fail(run, arena_printf(&batch->answers,
				       error == ENOENT ? "\"%s\" is not installed"
						       : "\"%s\" could not be started",
				       batch->call->arguments[0]));
		return;
	}
	run->output = pipes[0];
	run->stage = STAGE_RUNNING;
}

/* Those that will be asked for next, as long as few are at work. */
static void
start_ahead(struct process_batch *batch)
{
	size_t running = 0;

	for (size_t i = 0; i < batch->next; i++)
		running += batch->runs[i].stage == STAGE_RUNNING;
	for (; batch->next < batch->call->count && running < AHEAD && !batch->is_absent;
	     batch->next++) {
		if (batch->runs[batch->next].stage == STAGE_WAITING)
			start(batch, batch->next);
		running += batch->runs[batch->next].stage == STAGE_RUNNING;
	}
}

struct process_batch *
process_batch_open(struct arena *arena, const struct process_call *call)
{
	struct process_batch *batch = ARENA_NEW(arena, struct process_batch);

	batch->call = call;
	batch->runs = ARENA_ARRAY(arena, struct run, call->count);
	arena_init(&batch->answers);
	pthread_mutex_init(&batch->lock, NULL);
	start_ahead(batch);
	return batch;
}

static int64_t
now_ms(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* Everything that the child writes until it closes its end; a reason when that is too much or
   takes too long, else empty. */
static struct str
read_all(struct process_batch *batch, int from, struct buf *out)
{
	const struct process_limits *limits = &batch->call->limits;
	int64_t end = now_ms() + limits->wait_ms - batch->waited_ms;
	char block[BLOCK];

	for (;;) {
		struct pollfd wanted = { .fd = from, .events = POLLIN };
		int64_t left = end - now_ms();
		int ready = left < 0 ? 0 : poll(&wanted, 1, (int)left);
		ssize_t length;

		if (ready < 0 && errno == EINTR)
			continue;
		if (ready == 0)
			return arena_printf(&batch->answers,
					    "\"%s\" took longer than %u s altogether",
					    batch->call->arguments[0], limits->wait_ms / 1000);
		length = read(from, block, sizeof block);
		if (length < 0 && errno == EINTR)
			continue;
		if (length <= 0)
			return STR_EMPTY;
		buf_put(out, (struct str){ block, (size_t)length });
		if (out->failed)
			return STR("its answer is too long");
	}
}

static struct str
status_reason(struct process_batch *batch, int status)
{
	const char *name = batch->call->arguments[0];

	if (WIFEXITED(status) && WEXITSTATUS(status) == 127)
		return arena_printf(&batch->answers, "\"%s\" could not be started", name);
	if (WIFEXITED(status))
		return arena_printf(&batch->answers, "\"%s\" did not understand it", name);
	if (WIFSIGNALED(status) && (WTERMSIG(status) == SIGXCPU || WTERMSIG(status) == SIGKILL))
		return arena_printf(&batch->answers, "it took more than %u s of computing",
				    batch->call->limits.cpu_seconds);
	return arena_printf(&batch->answers, "\"%s\" broke down over it", name);
}

static void
collect(struct process_batch *batch, struct run *run)
{
	struct buf out;
	int64_t begun = now_ms();
	struct str reason;
	int status;

	buf_init(&out, batch->call->limits.output_bytes);
	reason = read_all(batch, run->output, &out);
	batch->waited_ms += now_ms() - begun;
	close(run->output);
	if (reason.length > 0)
		kill(run->child, SIGKILL);
	status = reap(run->child);
	if (reason.length == 0 && status != 0)
		reason = status_reason(batch, status);
	if (reason.length > 0) {
		fail(run, reason);
	} else {
		run->stage = STAGE_ANSWERED;
		run->answer = buf_copy(&batch->answers, &out);
	}
	buf_free(&out);
}

bool
process_batch_answer(struct process_batch *batch, size_t index, struct str *ret_output,
		     struct str *ret_reason)
{
	struct run *run = &batch->runs[index];
	bool well;

	pthread_mutex_lock(&batch->lock);
	if (run->stage == STAGE_WAITING)
		start(batch, index);
	if (run->stage == STAGE_RUNNING)
		collect(batch, run);
	start_ahead(batch);
	well = run->stage == STAGE_ANSWERED;
	*ret_output = run->answer;
	*ret_reason = run->reason;
	pthread_mutex_unlock(&batch->lock);
	return well;
}

bool
process_batch_is_absent(const struct process_batch *batch)
{
	return batch->is_absent;
}

void
process_batch_close(struct process_batch *batch)
{
	for (size_t i = 0; i < batch->call->count; i++) {
		if (batch->runs[i].stage != STAGE_RUNNING)
			continue;
		close(batch->runs[i].output);
		kill(batch->runs[i].child, SIGKILL);
		reap(batch->runs[i].child);
	}
	pthread_mutex_destroy(&batch->lock);
	arena_free(&batch->answers);
}
