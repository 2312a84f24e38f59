/*
 * process: children that answer, and those that do not.
 */
#include "test.h"

#include "arena_fixture.h"
#include "base/process.h"

#include <sched.h>
#include <signal.h>

static const char *const no_environment[] = { NULL };

static struct process_call
shell(const char *const *arguments, const struct str *inputs, size_t count)
{
	return (struct process_call){
		.arguments = arguments,
		.environment = no_environment,
		.inputs = inputs,
		.count = count,
		.limits = { .cpu_seconds = 1,
			    .wait_ms = 4000,
			    .memory_bytes = 1u << 30,
			    .output_bytes = 1u << 20 },
	};
}

/* What one child answers, or "! " and the reason. */
static struct str
answer(struct arena *arena, const char *script, struct str input)
{
	const char *const arguments[] = { "sh", "-c", script, NULL };
	struct process_call call = shell(arguments, &input, 1);
	struct process_batch *batch = process_batch_open(arena, &call);
	struct str output, reason, text;

	if (process_batch_answer(batch, 0, &output, &reason))
		text = arena_copy(arena, output);
	else
		text = arena_printf(arena, "! %.*s", STR_ARG(reason));
	process_batch_close(batch);
	return text;
}

static void
gives_what_the_child_writes(void **state)
{
	struct arena *arena = *state;

	assert_str(answer(arena, "cat; echo end", STR("in\n")), "in\nend\n");
	assert_str(answer(arena, "exit 0", STR("not read")), "");
}

static void
takes_more_than_a_pipe_holds(void **state)
{
	struct arena *arena = *state;
	size_t length = 900000;
	char *bytes = arena_alloc(arena, length);
	struct str output;

	memset(bytes, 'x', length);
	output = answer(arena, "cat", (struct str){ bytes, length });
	assert_int_equal(output.length, length);
}

/* As `build` does with LIMIT_CHILD_WAIT_SECONDS and its like. */
static void
says_why_there_is_no_answer(void **state)
{
	struct arena *arena = *state;

	assert_str(answer(arena, "exit 3", STR_EMPTY), "! \"sh\" did not understand it");
	assert_str(answer(arena, "kill -SEGV $$", STR_EMPTY), "! \"sh\" broke down over it");
	assert_str(answer(arena, "yes", STR_EMPTY), "! its answer is too long");
	/* On a busy machine a second of computing may take longer than the whole is given. */
	assert_true(str_contains(answer(arena, "while :; do :; done", STR_EMPTY), STR(" took ")));
	assert_str(answer(arena, "sleep 60", STR_EMPTY),
		   "! \"sh\" took longer than 4 s altogether");
}

/* Limits come right after the start: a child that is quicker than that proves nothing. */
#define WRITE_LATER "sleep 0.5; echo x >/tmp/waymark-must-not-be && echo written"

static void
a_child_writes_no_files_and_gets_no_environment(void **state)
{
	struct arena *arena = *state;

	assert_str(answer(arena, WRITE_LATER, STR_EMPTY), "! \"sh\" broke down over it");
	remove("/tmp/waymark-must-not-be");
	assert_str(answer(arena, "echo \"$HOME\"", STR_EMPTY), "\n");
}

/* Many look at once, on the processor that we are on: one of them would be faster than we are. */
static void
limits_hold_from_the_first_instruction(void **state)
{
	const char *const arguments[] = { "grep",
					  "-c",
					  "-E",
					  "^Max (cpu time|file size|core file size) +[01] +[01] ",
					  "/proc/self/limits",
					  NULL };
	struct arena *arena = *state;
	struct str inputs[200] = { 0 }, output, reason;
	struct process_call call = shell(arguments, inputs, 200);
	struct process_batch *batch;
	cpu_set_t all, one;

	assert_int_equal(sched_getaffinity(0, sizeof all, &all), 0);
	CPU_ZERO(&one);
	CPU_SET(sched_getcpu(), &one);
	sched_setaffinity(0, sizeof one, &one);
	batch = process_batch_open(arena, &call);
	for (size_t i = 0; i < call.count; i++) {
		assert_true(process_batch_answer(batch, i, &output, &reason));
		assert_str(output, "3\n");
	}
	process_batch_close(batch);
	sched_setaffinity(0, sizeof all, &all);
}

/* `build` ignores SIGXFSZ; its children do not. */
static void
signals_are_as_a_program_expects_them(void **state)
{
	struct arena *arena = *state;

	signal(SIGXFSZ, SIG_IGN);
	assert_str(answer(arena, WRITE_LATER, STR_EMPTY), "! \"sh\" broke down over it");
	signal(SIGXFSZ, SIG_DFL);
	remove("/tmp/waymark-must-not-be");
}

static void
says_that_there_is_no_such_program(void **state)
{
	struct arena *arena = *state;
	const char *const arguments[] = { "waymark-no-such-program", NULL };
	const struct str inputs[] = { STR("a"), STR("b") };
	struct process_call call = shell(arguments, inputs, 2);
	struct process_batch *batch = process_batch_open(arena, &call);
	struct str output, reason;

	for (size_t i = 0; i < 2; i++) {
		assert_false(process_batch_answer(batch, i, &output, &reason));
		assert_str(reason, "\"waymark-no-such-program\" is not installed");
	}
	assert_true(process_batch_is_absent(batch));
	process_batch_close(batch);
}

static void
answers_in_any_order_and_again(void **state)
{
	struct arena *arena = *state;
	const char *const arguments[] = { "cat", NULL };
	const struct str inputs[] = { STR("0"), STR("1"), STR("2"), STR("3"), STR("4") };
	const size_t order[] = { 4, 0, 4, 2, 1 }; /* nobody asks for 3 */
	struct process_call call = shell(arguments, inputs, 5);
	struct process_batch *batch = process_batch_open(arena, &call);
	struct str output, reason;

	for (size_t i = 0; i < 5; i++) {
		assert_true(process_batch_answer(batch, order[i], &output, &reason));
		assert_int_equal(output.length, 1);
		assert_int_equal(output.data[0], '0' + (int)order[i]);
	}
	process_batch_close(batch);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		CASE(gives_what_the_child_writes),
		CASE(takes_more_than_a_pipe_holds),
		CASE(says_why_there_is_no_answer),
		CASE(a_child_writes_no_files_and_gets_no_environment),
		CASE(limits_hold_from_the_first_instruction),
		CASE(signals_are_as_a_program_expects_them),
		CASE(says_that_there_is_no_such_program),
		CASE(answers_in_any_order_and_again),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
