/*
 * generate: the table of generated documents.
 */
#include "cmd/generate.h"

#include "base/limits.h"
#include "cmd/options.h"

static const struct {
	const char *name;
	generate_function *put;
} documents[] = {
	{ "man-waymark", generate_man },   { "bash", generate_bash },
	{ "zsh", generate_zsh },           { "fish", generate_fish },
	{ "findings", generate_findings }, { "fields", generate_fields },
	{ "commands", generate_commands }, { "events", generate_events },
};

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

static enum status
run(struct call *call)
{
	struct str name = call_argument(call, 0);
	struct strs known = { 0 };
	struct buf out;

	for (size_t i = 0; i < COUNT(documents); i++) {
		*VEC_PUSH(call->arena, &known) = str_from(documents[i].name);
		if (!str_equal(name, str_from(documents[i].name)))
			continue;
		buf_init(&out, LIMIT_OUTPUT_BYTES);
		documents[i].put(&out, call->arena);
		fwrite(out.data, 1, out.length, call->out);
		buf_free(&out);
		return STATUS_OK;
	}
	return call_fail(call, "there is no document \"%.*s\"%.*s", STR_ARG(name),
			 STR_ARG(options_suggest(call->arena, name, &known)));
}

const struct command command_generate = {
	.name = "_generate",
	.operands = "NAME",
	.summary = "print a generated document",
	.description =
		"Prints a document that is made from the program's tables: man-waymark, bash, zsh, "
		"fish, findings, fields, commands or events.",
	.min_operands = 1,
	.max_operands = 1,
	.run = run,
};
