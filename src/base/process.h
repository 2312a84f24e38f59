/*
 * process: another program over several inputs: bytes in, bytes out, within limits.
 *
 * The first children start at once and work while the caller does other things; an answer is waited
 * for when somebody asks for it.  Inputs lie in memory, so nobody has to feed them.  A child gets a
 * bare environment and its three streams, of which standard error leads nowhere; it cannot write
 * files.  Nothing here knows what the program does.
 */
#ifndef BASE_PROCESS_H
#define BASE_PROCESS_H

#include "base/arena.h"

#include <stdbool.h>

struct process_limits {
	unsigned cpu_seconds;
	unsigned wait_ms; /* for all answers together, as far as somebody waits for them */
	uint64_t memory_bytes;
	size_t output_bytes;
};

struct process_call {
	const char *const *arguments;   /* the program's name, looked for in PATH; ends with NULL */
	const char *const *environment; /* ends with NULL */
	const struct str *inputs;
	size_t count;
	struct process_limits limits;
};

/* Several runs of a program.  What `call` points to must live until process_batch_close. */
struct process_batch;
struct process_batch *process_batch_open(struct arena *arena, const struct process_call *call);

/* Waits for the answer to input `index`, which lives until the batch is closed; the same again when
   it is asked for again.  False: `*ret_reason` is a clause such as "its answer is too long".
   Thread-safe. */
bool process_batch_answer(struct process_batch *batch, size_t index, struct str *ret_output,
			  struct str *ret_reason);

/* After an answer failed: there is no such program. */
bool process_batch_is_absent(const struct process_batch *batch);

/* Ends children that nobody waited for. */
void process_batch_close(struct process_batch *batch);

#endif
