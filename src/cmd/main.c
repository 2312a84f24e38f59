/*
 * waymark: reads a group's planning book, tells the truth about it, builds its site.
 *
 * Finds the command, parses its options, runs it, and says on standard error what it had to say.
 */
#include "base/limits.h"
#include "cmd/command.h"
#include "cmd/help.h"
#include "cmd/options.h"
#include "cmd/terminal.h"
#include "diag/output.h"
#include "model/schema.h"

#include <errno.h>
#include <time.h>

static struct date
today(void)
{
	struct date date = { 0 };
	time_t now = time(NULL);
	struct tm local;

	if (date_parse(str_from(getenv("WAYMARK_TODAY")), &date) ||
	    localtime_r(&now, &local) == NULL)
		return date;
	return (struct date){
		.year = (int16_t)(local.tm_year + 1900),
		.month = (uint8_t)(local.tm_mon + 1),
		.day = (uint8_t)local.tm_mday,
	};
}

static enum status
fail_unknown(struct call *call, const char *word)
{
	size_t count;
	const struct command *const *commands = command_table(&count);
	struct strs known = { 0 };
	bool option = word[0] == '-';
	struct str nearest;
	enum kind kind;

	for (size_t i = 0; i < count; i++)
		*VEC_PUSH(call->arena, &known) = str_from(commands[i]->name);
	if (option) {
		known.count = 0;
		*VEC_PUSH(call->arena, &known) = STR("--help");
		*VEC_PUSH(call->arena, &known) = STR("--version");
	}
	nearest = options_suggest(call->arena, str_from(word), &known);
	if (nearest.length == 0 && kind_parse(str_from(word), &kind))
		nearest = arena_printf(call->arena, "; `waymark list %s` lists these records",
				       schema_kind(kind)->plural);
	if (nearest.length == 0)
		nearest = STR("; `waymark help` lists the commands");
	return call_fail(call, "there is no %s \"%s\"%.*s", option ? "option" : "command", word,
			 STR_ARG(nearest));
}

static enum status
put_help(struct call *call, const struct command *command)
{
	struct buf out;

	buf_init(&out, LIMIT_OUTPUT_BYTES);
	if (command == NULL)
		help_put_program(&out, call->columns);
	else
		help_put_command(&out, call->arena, command, call->columns);
	fwrite(out.data, 1, out.length, call->out);
	buf_free(&out);
	return STATUS_OK;
}

static enum status
run_command(struct call *call, int argc, char **argv)
{
	enum status status;

	if (!options_parse(call, argc, argv))
		return STATUS_FAILURE;
	call->color = terminal_color(call->out, call_option(call, "color")->text);
	if (call_flag(call, "help"))
		return put_help(call, call->command);
	if (!options_check_operands(call))
		return STATUS_FAILURE;
	if (call->command->reads_book)
		markdown_setup();
	status = call->command->run(call);
	return call->diags->failures > 0 ? STATUS_FAILURE : status;
}

/* argv[1] is a command, `help [COMMAND]`, --help (-h) or --version (-V). */
static enum status
dispatch(struct call *call, int argc, char **argv)
{
	struct str word = str_from(argc > 1 ? argv[1] : NULL);

	if (word.length == 0) {
		struct buf out;

		buf_init(&out, LIMIT_OUTPUT_BYTES);
		help_put_program(&out, call->columns);
		if (out.length > 0)
			fwrite(out.data, 1, out.length, stderr);
		buf_free(&out);
		return STATUS_FAILURE;
	}
	if (str_equal(word, STR("--version")) || str_equal(word, STR("-V"))) {
		fprintf(call->out, "waymark %s\n", command_version);
		return STATUS_OK;
	}
	if (str_equal(word, STR("--help")) || str_equal(word, STR("-h")))
		return put_help(call, NULL);
	if (str_equal(word, STR("help"))) {
		call->command = argc > 2 ? command_find(str_from(argv[2])) : NULL;
		if (argc > 2 && call->command == NULL)
			return fail_unknown(call, argv[2]);
		return put_help(call, call->command);
	}
	call->command = command_find(word);
	if (call->command == NULL)
		return fail_unknown(call, argv[1]);
	return run_command(call, argc - 1, argv + 1);
}

/* What happened beside the result: failures, and that the book has errors. */
static void
put_messages(const struct call *call)
{
	struct diag_output output = {
		.diags = call->diags,
		.root = call->root,
		.color = terminal_color(stderr, STR_EMPTY),
	};
	bool is_part = call->shown.count > 0;
	size_t errors = is_part ? call->errors_shown : 0;
	struct buf out;

	for (size_t i = 0; i < call->diags->count && !is_part; i++)
		errors += call->diags->items[i].severity == DIAG_ERROR;
	buf_init(&out, LIMIT_OUTPUT_BYTES);
	diag_put_failures(&out, &output);
	if (errors > 0)
		buf_printf(&out, "waymark: the book has %zu error%s%s; `waymark check` shows %s\n",
			   errors, errors == 1 ? "" : "s",
			   is_part ? " in what this is read from" : "",
			   errors == 1 ? "it" : "them");
	if (out.length > 0)
		fwrite(out.data, 1, out.length, stderr);
	buf_free(&out);
}

/* Only here is it known whether all of standard output could be written. */
static bool
flush(FILE *file)
{
	bool well = fflush(file) == 0 && !ferror(file);

	if (!well)
		fprintf(stderr, "waymark: could not write the output: %s\n", strerror(errno));
	return well;
}

int
main(int argc, char **argv)
{
	struct arena arena;
	struct diags diags;
	struct call call = { .arena = &arena, .diags = &diags, .out = stdout };
	enum status status;

	arena_setup();
	arena_init(&arena);
	diag_init(&diags, &arena);
	call.columns = terminal_columns(stdout);
	call.today = today();
	status = dispatch(&call, argc, argv);
	if (!flush(stdout))
		status = STATUS_FAILURE;
	put_messages(&call);
	arena_free(&arena);
	return (int)status;
}
