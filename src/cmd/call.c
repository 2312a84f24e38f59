/*
 * call: what all commands do with a call, and the table of commands (declared in command.h).
 */
#include "cmd/command.h"

#include "base/file.h"
#include "base/path.h"
#include "base/span.h"

#define HIGHEST 64 /* folders above the current one that are looked at */

const char command_version[] = VERSION;

const struct command *const *
command_table(size_t *ret_count)
{
#define ROW(name) &command_##name,
	static const struct command *const commands[] = { COMMANDS(ROW) };
#undef ROW

	*ret_count = sizeof commands / sizeof commands[0];
	return commands;
}

const struct command *
command_find(struct str name)
{
	size_t count;
	const struct command *const *commands = command_table(&count);

	for (size_t i = 0; i < count; i++)
		if (str_equal(name, str_from(commands[i]->name)))
			return commands[i];
	return str_equal(name, str_from(command_generate.name)) ? &command_generate : NULL;
}

enum status
call_fail(struct call *call, const char *format, ...)
{
	struct str text;
	va_list arguments;

	va_start(arguments, format);
	text = arena_vprintf(call->arena, format, arguments);
	va_end(arguments);
	diag_fail(call->diags, place_file(STR_EMPTY), "%.*s", STR_ARG(text));
	return STATUS_FAILURE;
}

static struct str
date_text(const struct call *call, struct date date)
{
	char text[11];

	date_format(date, text);
	return arena_copy(call->arena, str_from(text));
}

struct str
call_until(const struct call *call, struct str name)
{
	struct span span;

	return span_parse(name, call->today, &span) ? date_text(call, span.last) : name;
}

struct str
call_since(const struct call *call, struct str name)
{
	const struct date earliest = { 1, 1, 1 };
	struct span span;

	if (!span_parse(name, call->today, &span))
		return name;
	if (date_compare(span.first, earliest) > 0)
		span.first = date_from_days(date_to_days(span.first) - 1);
	return date_text(call, span.first);
}

struct str
call_argument(const struct call *call, size_t index)
{
	return index < call->arguments.count ? call->arguments.items[index] : STR_EMPTY;
}

static bool
holds(struct arena *arena, struct str folder, const char *name)
{
	struct str path = path_join(arena, folder, str_from(name));

	return file_look(arena_cstr(arena, path)).kind != FILE_ABSENT;
}

static bool
is_book(struct arena *arena, struct str folder)
{
	return holds(arena, folder, "waymark.yaml") || holds(arena, folder, "book.toml");
}

enum status
call_explain_folder(struct call *call, const char *what)
{
	struct str name = call_argument(call, 0);

	if (name.length == 0 || file_look(arena_cstr(call->arena, name)).kind != FILE_DIRECTORY)
		return STATUS_FAILURE;
	return call_fail(call,
			 "\"%.*s\" was taken for %s; for the book in that folder say `waymark %s "
			 "--book %.*s`",
			 STR_ARG(name), what, call->command->name, STR_ARG(name));
}

struct str
call_find_book(struct arena *arena, struct str folder)
{
	for (int i = 0; i < HIGHEST; i++) {
		if (is_book(arena, folder))
			return folder.length == 0 ? STR(".") : folder;
		if (holds(arena, folder, ".git"))
			break;
		folder = folder.length == 0 ? STR("..") : path_join(arena, folder, STR(".."));
	}
	return STR_EMPTY;
}

bool
call_book(struct call *call, struct str path, struct str *ret_root)
{
	const struct option_value *book = call_option(call, "book");

	if (book->given && path.length > 0) {
		call_fail(call, "the book is given twice: \"%.*s\" and --book \"%.*s\"",
			  STR_ARG(path), STR_ARG(book->text));
		return false;
	}
	if (book->given)
		path = book->text;
	if (path.length == 0)
		path = call_find_book(call->arena, STR_EMPTY);
	*ret_root = call->root = path.length > 0 ? path : STR(".");
	return true;
}

struct model *
call_load_root(struct call *call, struct str root)
{
	struct model_options options = {
		.path = root,
		.dialect = call_option(call, "dialect")->text,
	};
	struct model *model;

	if (!call->command->writes_book)
		options.at = call_option(call, "at")->text;
	model = model_load(call->arena, &options, call->diags);
	/* A file of a revision that cannot be read: what is left is not the book. */
	if (model != NULL && call->diags->failures > 0) {
		model_close(model);
		return NULL;
	}
	return model;
}

/* Errors in this file; with an empty one those that are not on pages, but in what says how these are read. */
static size_t
count_errors(const struct call *call, struct str file)
{
	size_t count = 0;

	for (size_t i = 0; i < call->diags->count; i++) {
		const struct diag_finding *finding = &call->diags->items[i];
		struct str at = finding->place.file;

		count += finding->severity == DIAG_ERROR &&
			 (file.length > 0 ? str_equal(at, file) : !str_ends(at, STR(".md")));
	}
	return count;
}

void
call_shows_file(struct call *call, struct str file)
{
	void **slot;

	if (call->shown.count == 0)
		call->errors_shown = count_errors(call, STR_EMPTY);
	slot = map_put(call->arena, &call->shown, file);
	if (*slot == NULL && str_ends(file, STR(".md")))
		call->errors_shown += count_errors(call, file);
	*slot = call; /* only that there is something counts */
}

void
call_shows(struct call *call, const struct record *record)
{
	call_shows_file(call, record->place.file);
	for (int field = 0; field < FIELD_COUNT; field++)
		for (const struct statement *said = record->fields[field]; said != NULL;
		     said = said->next)
			call_shows_file(call, said->place.file);
}

struct date
call_day(const struct call *call, const struct model *model)
{
	struct date day = model->repo->revision.date;

	return date_is_set(day) ? day : call->today;
}

struct model *
call_load(struct call *call, struct str path)
{
	struct str root;

	return call_book(call, path, &root) ? call_load_root(call, root) : NULL;
}
