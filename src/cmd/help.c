/*
 * help: from the tables.
 */
#include "cmd/help.h"

#include "base/utf8.h"
#include "cmd/prose.h"

#define WIDEST 90        /* columns that are still read with ease */
#define OPTION_COLUMN 26 /* where the help of an option begins */

static size_t
readable(size_t columns)
{
	return columns < WIDEST ? columns : WIDEST;
}

void
help_put_program(struct buf *out, size_t columns)
{
	size_t count;
	const struct command *const *commands = command_table(&count);

	buf_puts(out, "usage: waymark COMMAND [OPTION...] [ARGUMENT...]\n\n");
	prose_put(out,
		  STR("Reads a group's planning book (Markdown in a folder or a git repository) as "
		      "records, checks it, shows its roadmap and builds its site."),
		  0, readable(columns));
	buf_puts(out, "\ncommands:\n");
	for (size_t i = 0; i < count; i++)
		buf_printf(out, "  %-9s %s\n", commands[i]->name, commands[i]->summary);
	buf_puts(out, "\n`waymark init` begins a book, or takes the one that is there as it is.\n"
		      "`waymark help COMMAND` says more about one; `waymark --version` shows the "
		      "version.\n");
}

struct str
help_option(struct arena *arena, const struct option_row *row)
{
	struct str letter = STR_EMPTY;

	if (row->letter != 0)
		letter = arena_printf(arena, "-%c, ", row->letter);
	return arena_printf(arena, "%.*s--%s%s%s", STR_ARG(letter), row->name,
			    row->argument != NULL ? " " : "",
			    row->argument != NULL ? row->argument : "");
}

struct str
help_option_text(struct arena *arena, const struct option_row *row)
{
	struct str rest = str_from(row->choices), choice, text = str_from(row->help);
	bool first = true;

	if (row->choices == NULL)
		return text;
	text = arena_printf(arena, "%s One of ", row->help);
	while (str_cut(&rest, '|', &choice)) {
		text = arena_printf(arena, "%.*s%s%.*s", STR_ARG(text), first ? "" : ", ",
				    STR_ARG(choice));
		first = false;
	}
	return arena_printf(arena, "%.*s.", STR_ARG(text));
}

static void
put_option(struct buf *out, struct arena *arena, const struct option_row *row, size_t columns)
{
	struct str name = help_option(arena, row);
	struct buf help;

	buf_init(&help, out->limit);
	prose_wrap(&help, help_option_text(arena, row), OPTION_COLUMN, columns);
	buf_puts(out, "  ");
	buf_put(out, name);
	if (utf8_width(name) + 4 > OPTION_COLUMN) {
		buf_putc(out, '\n');
		buf_put(out, buf_str(&help));
	} else {
		buf_put_repeat(out, ' ', OPTION_COLUMN - 2 - utf8_width(name));
		buf_put(out, str_from_offset(buf_str(&help), OPTION_COLUMN));
	}
	buf_free(&help);
}

void
help_put_command(struct buf *out, struct arena *arena, const struct command *command,
		 size_t columns)
{
	struct str examples = str_from(command->examples), line;
	const struct option_row *row;

	columns = readable(columns);
	buf_printf(out, "usage: waymark %s [OPTION...] %s\n\n", command->name,
		   command->operands != NULL ? command->operands : "");
	prose_put(out, str_from(command->description), 0, columns);
	buf_puts(out, "\noptions:\n");
	for (size_t i = 0; (row = command_option(command, i)) != NULL; i++)
		put_option(out, arena, row, columns);
	if (command->examples == NULL)
		return;
	buf_puts(out, "\nexamples:\n");
	while (str_cut_line(&examples, &line)) {
		if (line.length > 0)
			buf_printf(out, "  %.*s\n", STR_ARG(line));
	}
}
