/*
 * completions: for bash, zsh and fish, from the option tables.
 *
 * What an argument may be follows from its name in the table: choices are listed; CODE, KIND and
 * STATE stand for the words of the program's other tables; anything else is a file or free text.
 */
#include "check/check.h"
#include "cmd/generate.h"
#include "model/schema.h"

static struct strs
split_choices(struct arena *arena, const char *choices)
{
	struct str rest = str_from(choices), choice;
	struct strs words = { 0 };

	while (choices != NULL && str_cut(&rest, '|', &choice))
		*VEC_PUSH(arena, &words) = choice;
	return words;
}

/* The words that a placeholder of a usage line stands for; none: anything. */
static struct strs
words_of(struct arena *arena, const char *placeholder)
{
	struct str name = str_from(placeholder);
	struct strs words = { 0 };

	if (str_contains(name, STR("CODE"))) {
		const struct diag_code **codes;
		size_t count;

		check_codes(arena, &codes, &count);
		for (size_t i = 0; i < count; i++)
			*VEC_PUSH(arena, &words) = str_from(codes[i]->name);
	} else if (str_starts(name, STR("KIND"))) {
		for (int kind = 0; kind < KIND_COUNT; kind++)
			*VEC_PUSH(arena, &words) = str_from(schema_kind((enum kind)kind)->name);
	} else if (str_starts(name, STR("STATE"))) {
		for (int state = STATE_PROPOSED; state < STATE_COUNT; state++)
			*VEC_PUSH(arena, &words) = str_from(state_row((enum state)state)->name);
		*VEC_PUSH(arena, &words) = STR("none");
	}
	return words;
}

static struct strs
option_words(struct arena *arena, const struct option_row *row)
{
	return row->choices != NULL ? split_choices(arena, row->choices)
				    : words_of(arena, row->argument);
}

static void
put_words(struct buf *out, const struct strs *words)
{
	for (size_t i = 0; i < words->count; i++) {
		if (i > 0)
			buf_putc(out, ' ');
		buf_put(out, words->items[i]);
	}
}

static void
put_command_names(struct buf *out)
{
	size_t count;
	const struct command *const *commands = command_table(&count);

	for (size_t i = 0; i < count; i++)
		buf_printf(out, "%s ", commands[i]->name);
	buf_puts(out, "help");
}

/* bash: "check:--format | check:-f) … ;;" */
static void
put_bash_argument(struct buf *out, struct arena *arena, const struct command *command,
		  const struct option_row *row)
{
	struct strs words = option_words(arena, row);

	buf_printf(out, "\t%s:--%s", command->name, row->name);
	if (row->letter != 0)
		buf_printf(out, " | %s:-%c", command->name, row->letter);
	if (words.count == 0) {
		buf_puts(out, ") return ;;\n");
		return;
	}
	buf_puts(out, ") words='");
	put_words(out, &words);
	buf_puts(out, "' ;;\n");
}

static void
put_bash_options(struct buf *out, const struct command *command)
{
	const struct option_row *row;

	buf_printf(out, "\t\t%s) words='", command->name);
	for (size_t i = 0; (row = command_option(command, i)) != NULL; i++)
		buf_printf(out, "%s--%s", i > 0 ? " " : "", row->name);
	buf_puts(out, "' ;;\n");
}

static void
put_bash_operands(struct buf *out, struct arena *arena, const struct command *command)
{
	struct strs words = words_of(arena, command->operands);

	if (words.count == 0)
		return;
	buf_printf(out, "\t\t%s) words='", command->name);
	put_words(out, &words);
	buf_puts(out, "' ;;\n");
}

void
generate_bash(struct buf *out, struct arena *arena)
{
	size_t count;
	const struct command *const *commands = command_table(&count);
	const struct option_row *row;

	buf_puts(out,
		 "# bash completion for waymark, written by `waymark _generate bash`\n"
		 "_waymark()\n{\n"
		 "\tlocal current=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD-1]}\n"
		 "\tlocal command='' words='' i\n"
		 "\tif [ \"$current\" = = ]; then\n\t\tcurrent=''\n"
		 "\telif [ \"$previous\" = = ]; then\n"
		 "\t\tprevious=${COMP_WORDS[COMP_CWORD-2]}\n\tfi\n"
		 "\tCOMPREPLY=()\n"
		 "\tif [ \"$COMP_CWORD\" -gt 1 ]; then\n\t\tcommand=${COMP_WORDS[1]}\n\tfi\n"
		 "\tcase $command:$previous in\n"
		 "\t:*) words='");
	put_command_names(out);
	buf_puts(out, " --help --version' ;;\n\thelp:help) words='");
	put_command_names(out);
	buf_puts(out, "' ;;\n");
	for (size_t i = 0; i < count; i++)
		for (size_t k = 0; (row = command_option(commands[i], k)) != NULL; k++)
			if (row->type != OPTION_FLAG)
				put_bash_argument(out, arena, commands[i], row);
	buf_puts(out, "\t*:*)\n\t\tcase $command:$current in\n\t\t*:-*) i=options ;;\n"
		      "\t\t*) i=operands ;;\n\t\tesac ;;\n\tesac\n"
		      "\tif [ \"$i\" = options ]; then\n\t\tcase $command in\n");
	for (size_t i = 0; i < count; i++)
		put_bash_options(out, commands[i]);
	buf_puts(out, "\t\tesac\n\telif [ \"$i\" = operands ]; then\n\t\tcase $command in\n");
	for (size_t i = 0; i < count; i++)
		put_bash_operands(out, arena, commands[i]);
	buf_puts(out, "\t\t*) ;;\n\t\tesac\n\tfi\n"
		      "\tif [ -n \"$words\" ]; then\n"
		      "\t\tmapfile -t COMPREPLY < <(compgen -W \"$words\" -- \"$current\")\n\tfi\n"
		      "}\ncomplete -o default -F _waymark waymark\n");
}

/* Inside of '…[…]:…' of _arguments. */
static void
put_zsh_text(struct buf *out, struct str text)
{
	for (size_t i = 0; i < text.length; i++) {
		char c = text.data[i];

		if (c == '\'') {
			buf_puts(out, "'\\''");
			continue;
		}
		if (c == '[' || c == ']' || c == ':' || c == '\\')
			buf_putc(out, '\\');
		buf_putc(out, c);
	}
}

static void
put_zsh_option(struct buf *out, struct arena *arena, const struct option_row *row)
{
	struct strs words = option_words(arena, row);
	const char *repeats = row->type == OPTION_LIST ? "*" : "";

	buf_puts(out, "\t\t\t\t");
	if (row->letter != 0 && row->type != OPTION_LIST)
		buf_printf(out, "'(-%c --%s)'", row->letter, row->name);
	if (row->letter != 0)
		buf_printf(out, "{%s-%c,%s--%s}'[", repeats, row->letter, repeats, row->name);
	else
		buf_printf(out, "'%s--%s[", repeats, row->name);
	put_zsh_text(out, str_from(row->help));
	buf_putc(out, ']');
	if (row->type != OPTION_FLAG) {
		buf_printf(out, ":%s:", row->argument);
		if (words.count > 0) {
			buf_putc(out, '(');
			put_words(out, &words);
			buf_putc(out, ')');
		} else {
			buf_puts(out, "_files");
		}
	}
	buf_puts(out, "' \\\n");
}

static void
put_zsh_command(struct buf *out, struct arena *arena, const struct command *command)
{
	struct strs words = words_of(arena, command->operands);
	const struct option_row *row;

	buf_printf(out, "\t\t%s)\n\t\t\t_arguments -s \\\n", command->name);
	for (size_t i = 0; (row = command_option(command, i)) != NULL; i++)
		put_zsh_option(out, arena, row);
	buf_puts(out, "\t\t\t\t'*:argument:");
	if (words.count > 0) {
		buf_putc(out, '(');
		put_words(out, &words);
		buf_putc(out, ')');
	} else {
		buf_puts(out, "_files");
	}
	buf_puts(out, "' ;;\n");
}

void
generate_zsh(struct buf *out, struct arena *arena)
{
	size_t count;
	const struct command *const *commands = command_table(&count);

	buf_puts(out, "#compdef waymark\n# zsh completion, written by `waymark _generate zsh`\n"
		      "_waymark()\n{\n\tlocal curcontext=$curcontext state line\n"
		      "\ttypeset -A opt_args\n\tlocal -a commands\n\tcommands=(\n");
	for (size_t i = 0; i < count; i++) {
		buf_printf(out, "\t\t'%s:", commands[i]->name);
		put_zsh_text(out, str_from(commands[i]->summary));
		buf_puts(out, "'\n");
	}
	buf_puts(out, "\t\t'help:more about one command'\n\t)\n"
		      "\t_arguments -C '(- *)'{-h,--help}'[show the commands]' "
		      "'(- *)'{-V,--version}'[show the version]' \\\n"
		      "\t\t'1:command:->command' '*::argument:->argument'\n"
		      "\tcase $state in\n\tcommand) _describe command commands ;;\n"
		      "\targument)\n\t\tcase $words[1] in\n"
		      "\t\thelp) _describe command commands ;;\n");
	for (size_t i = 0; i < count; i++)
		put_zsh_command(out, arena, commands[i]);
	buf_puts(out, "\t\tesac ;;\n\tesac\n}\n_waymark \"$@\"\n");
}

/* In single quotes, where fish knows \\ and \'. */
static void
put_fish_text(struct buf *out, struct str text)
{
	for (size_t i = 0; i < text.length; i++) {
		if (text.data[i] == '\'' || text.data[i] == '\\')
			buf_putc(out, '\\');
		buf_putc(out, text.data[i]);
	}
}

static void
put_fish_option(struct buf *out, struct arena *arena, const struct command *command,
		const struct option_row *row)
{
	struct strs words = option_words(arena, row);

	buf_printf(out, "complete -c waymark -n '__fish_seen_subcommand_from %s'", command->name);
	if (row->letter != 0)
		buf_printf(out, " -s %c", row->letter);
	buf_printf(out, " -l %s", row->name);
	if (row->type != OPTION_FLAG)
		buf_puts(out, words.count > 0 ? " -x -a '" : " -r -F");
	if (words.count > 0) {
		put_words(out, &words);
		buf_putc(out, '\'');
	}
	buf_puts(out, " -d '");
	put_fish_text(out, str_from(row->help));
	buf_puts(out, "'\n");
}

static void
put_fish_command(struct buf *out, struct arena *arena, const struct command *command)
{
	struct strs words = words_of(arena, command->operands);
	const struct option_row *row;

	buf_printf(out, "complete -c waymark -n __fish_use_subcommand -a %s -d '", command->name);
	put_fish_text(out, str_from(command->summary));
	buf_puts(out, "'\n");
	for (size_t i = 0; (row = command_option(command, i)) != NULL; i++)
		put_fish_option(out, arena, command, row);
	buf_printf(out, "complete -c waymark -n '__fish_seen_subcommand_from %s' ", command->name);
	if (words.count > 0) {
		buf_puts(out, "-a '");
		put_words(out, &words);
		buf_puts(out, "'\n");
	} else {
		buf_puts(out, "-F\n");
	}
}

void
generate_fish(struct buf *out, struct arena *arena)
{
	size_t count;
	const struct command *const *commands = command_table(&count);

	buf_puts(out, "# fish completion for waymark, written by `waymark _generate fish`\n"
		      "complete -c waymark -f\n"
		      "complete -c waymark -n __fish_use_subcommand -s h -l help -d 'Show the "
		      "commands.'\n"
		      "complete -c waymark -n __fish_use_subcommand -s V -l version "
		      "-d 'Show the version.'\n"
		      "complete -c waymark -n __fish_use_subcommand -a help "
		      "-d 'more about one command'\n"
		      "complete -c waymark -n '__fish_seen_subcommand_from help' -a '");
	put_command_names(out);
	buf_puts(out, "'\n");
	for (size_t i = 0; i < count; i++)
		put_fish_command(out, arena, commands[i]);
}
