/*
 * options: getopt_long over the option tables, with proposals for what was mistyped.
 */
#include "cmd/options.h"

#include <assert.h>
#include <getopt.h>

#define FIRST_LONG 256 /* what getopt_long returns for the first long option: beyond any letter */

/* For every command. */
static const struct option_row general[] = {
	{ "color", 0, OPTION_TEXT, "WHEN", "auto|always|never",
	  "Colour: auto is on a terminal when NO_COLOR is not set." },
	{ "help", 'h', OPTION_FLAG, NULL, NULL, "Show this help." },
};

/* For commands that read a book. */
static const struct option_row book[] = {
	{ "book", 'C', OPTION_TEXT, "PATH", NULL,
	  "The book's folder, if it is not the current one or one above it." },
	{ "dialect", 0, OPTION_TEXT, "NAME", NULL,
	  "How the book writes its records down, instead of looking." },
};

/* For those of them that do not change it. */
static const struct option_row revision[] = {
	{ "at", 0, OPTION_UNTIL, "REV|DATE", NULL,
	  "Read a branch, tag, commit or date (2022-02-15: as that day ended) instead of the work "
	  "tree." },
};

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

const struct option_row *
command_option(const struct command *command, size_t index)
{
	const struct {
		const struct option_row *rows;
		size_t count;
	} groups[] = {
		{ command->options, command->option_count },
		{ book, command->reads_book ? COUNT(book) : 0 },
		{ revision, command->reads_book && !command->writes_book ? COUNT(revision) : 0 },
		{ general, COUNT(general) },
	};

	for (size_t i = 0; i < COUNT(groups); i++) {
		if (index < groups[i].count)
			return &groups[i].rows[index];
		index -= groups[i].count;
	}
	return NULL;
}

static size_t
count_options(const struct command *command)
{
	size_t count = 0;

	while (command_option(command, count) != NULL)
		count++;
	return count;
}

const struct option_value *
call_option(const struct call *call, const char *name)
{
	const struct option_row *row;

	for (size_t i = 0; (row = command_option(call->command, i)) != NULL; i++)
		if (strcmp(row->name, name) == 0)
			return &call->values[i];
	assert(!"the command has no such option");
	abort();
}

size_t
call_choice(const struct call *call, const char *name)
{
	const struct option_value *value = call_option(call, name);
	struct str rest =
		str_from(command_option(call->command, (size_t)(value - call->values))->choices);
	struct str choice;

	for (size_t i = 0; value->given && str_cut(&rest, '|', &choice); i++)
		if (str_equal(choice, value->text))
			return i;
	return 0;
}

bool
call_flag(const struct call *call, const char *name)
{
	return call_option(call, name)->given;
}

struct str
options_nearest(struct str word, const struct strs *known)
{
	unsigned best = word.length < 4 ? 1 : word.length < 8 ? 2 : 3;
	struct str nearest = STR_EMPTY;

	for (size_t i = 0; i < known->count; i++) {
		unsigned distance = str_distance(word, known->items[i], best);

		if (distance < best || (distance == best && nearest.length == 0)) {
			best = distance;
			nearest = known->items[i];
		}
	}
	if (nearest.length > 0 || word.length < 3)
		return nearest;
	for (size_t i = 0; i < known->count; i++)
		if (str_contains(known->items[i], word))
			return known->items[i];
	return nearest;
}

struct str
options_suggest(struct arena *arena, struct str word, const struct strs *known)
{
	struct str nearest = options_nearest(word, known);

	if (nearest.length == 0)
		return STR_EMPTY;
	return arena_printf(arena, "; did you mean \"%.*s\"?", STR_ARG(nearest));
}

/* "a, b or c". */
static struct str
list_choices(struct arena *arena, struct strs choices)
{
	struct buf text;
	struct str copy;

	buf_init(&text, 1024);
	for (size_t i = 0; i < choices.count; i++) {
		if (i > 0)
			buf_puts(&text, i + 1 < choices.count ? ", " : " or ");
		buf_put(&text, choices.items[i]);
	}
	copy = buf_copy(arena, &text);
	buf_free(&text);
	return copy;
}

static struct strs
split(struct arena *arena, struct str text, char separator)
{
	struct strs parts = { 0 };
	struct str part;

	while (str_cut(&text, separator, &part))
		*VEC_PUSH(arena, &parts) = str_trim(part);
	return parts;
}

static bool
check_choice(struct call *call, const struct option_row *row, struct str text)
{
	struct strs choices;

	if (row->choices == NULL)
		return true;
	choices = split(call->arena, str_from(row->choices), '|');
	for (size_t i = 0; i < choices.count; i++)
		if (str_equal(choices.items[i], text))
			return true;
	call_fail(call, "--%s: \"%.*s\" is not %.*s", row->name, STR_ARG(text),
		  STR_ARG(list_choices(call->arena, choices)));
	return false;
}

static bool
set_list(struct call *call, const struct option_row *row, struct option_value *value)
{
	struct strs parts = split(call->arena, value->text, ',');

	for (size_t i = 0; i < parts.count; i++) {
		if (parts.items[i].length == 0)
			continue;
		if (!check_choice(call, row, parts.items[i]))
			return false;
		*VEC_PUSH(call->arena, &value->list) = parts.items[i];
	}
	return true;
}

static bool
set_value(struct call *call, size_t index, const char *argument)
{
	const struct option_row *row = command_option(call->command, index);
	struct option_value *value = &call->values[index];

	value->given = true;
	if (row->type == OPTION_FLAG)
		return true;
	value->text = value->said = str_from(argument);
	switch (row->type) {
	case OPTION_NUMBER:
		if (str_to_number(value->text, &value->number))
			return true;
		call_fail(call, "--%s: \"%s\" is not a number such as 10", row->name, argument);
		return false;
	case OPTION_LIST:
		return set_list(call, row, value);
	case OPTION_SINCE:
		value->text = call_since(call, value->said);
		return true;
	case OPTION_UNTIL:
		value->text = call_until(call, value->said);
		return true;
	case OPTION_TEXT:
	case OPTION_FLAG:
		break;
	}
	return check_choice(call, row, value->text);
}

/* The table in getopt's form. */
struct parser {
	struct option *long_options;
	char *letters;
	size_t count;
};

static struct parser
make_parser(struct arena *arena, const struct command *command)
{
	struct parser parser = { .count = count_options(command) };
	size_t length = 0;

	parser.long_options = ARENA_ARRAY(arena, struct option, parser.count + 1);
	parser.letters = arena_bytes(arena, 2 * parser.count + 2);
	parser.letters[length++] = ':'; /* a missing argument is told from an unknown option */
	for (size_t i = 0; i < parser.count; i++) {
		const struct option_row *row = command_option(command, i);

		parser.long_options[i] = (struct option){
			.name = row->name,
			.has_arg = row->type == OPTION_FLAG ? no_argument : required_argument,
			.val = FIRST_LONG + (int)i,
		};
		if (row->letter == 0)
			continue;
		parser.letters[length++] = row->letter;
		if (row->type != OPTION_FLAG)
			parser.letters[length++] = ':';
	}
	parser.letters[length] = '\0';
	return parser;
}

static size_t
index_of(const struct command *command, int found)
{
	size_t index = 0;

	if (found >= FIRST_LONG)
		return (size_t)(found - FIRST_LONG);
	while (command_option(command, index)->letter != found)
		index++;
	return index;
}

static void
fail_unknown(struct call *call, struct str word)
{
	const struct option_row *row;
	struct strs known = { 0 };
	struct str nearest;

	word = str_slice(word, 0, str_find_char(word, '='));
	for (size_t i = 0; (row = command_option(call->command, i)) != NULL; i++)
		*VEC_PUSH(call->arena, &known) = arena_printf(call->arena, "--%s", row->name);
	nearest = options_suggest(call->arena, word, &known);
	if (nearest.length == 0)
		nearest = arena_printf(call->arena, "; `waymark help %s` lists them",
				       call->command->name);
	call_fail(call, "there is no option \"%.*s\"%.*s", STR_ARG(word), STR_ARG(nearest));
}

/* What getopt_long complains about: optopt is the letter or the long option's value, 0 for a
   name that it does not know. */
static void
fail_option(struct call *call, int found, const char *word)
{
	const struct option_row *row;

	if (optopt == 0) {
		fail_unknown(call, str_from(word));
		return;
	}
	if (found == '?' && optopt < FIRST_LONG) {
		call_fail(call, "there is no option \"-%c\"; `waymark help %s` lists them", optopt,
			  call->command->name);
		return;
	}
	row = command_option(call->command, index_of(call->command, optopt));
	if (found == '?')
		call_fail(call, "--%s takes no argument", row->name);
	else
		call_fail(call, "--%s needs an argument: --%s %s", row->name, row->name,
			  row->argument);
}

bool
options_parse(struct call *call, int argc, char **argv)
{
	struct parser parser = make_parser(call->arena, call->command);
	int found;

	call->values = ARENA_ARRAY(call->arena, struct option_value, parser.count);
	optind = 0; /* glibc: forget an earlier parse */
	opterr = 0;
	for (;;) {
		found = getopt_long(argc, argv, parser.letters, parser.long_options, NULL);
		if (found == -1)
			break;
		if (found == '?' || found == ':') {
			fail_option(call, found, argv[optind - 1]);
			return false;
		}
		if (!set_value(call, index_of(call->command, found), optarg))
			return false;
	}
	for (int i = optind; i < argc; i++)
		*VEC_PUSH(call->arena, &call->arguments) = str_from(argv[i]);
	return true;
}

bool
options_check_operands(struct call *call)
{
	const struct command *command = call->command;

	if (call->arguments.count < command->min_operands)
		call_fail(call,
			  "an argument is missing: waymark %s %s; `waymark help %s` says more",
			  command->name, command->operands, command->name);
	else if (call->arguments.count > command->max_operands)
		call_fail(call, "\"%.*s\" is one argument too many: waymark %s %s",
			  STR_ARG(call->arguments.items[command->max_operands]), command->name,
			  command->operands);
	else
		return true;
	return false;
}
