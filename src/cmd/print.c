/*
 * print: bytes to their place; names to records.
 */
#include "cmd/print.h"

#include "base/file.h"
#include "base/limits.h"
#include "base/path.h"
#include "cmd/options.h"
#include "plan/period.h"

#define SHOWN 8 /* candidates that a message names */

enum status
print_buf(struct call *call, struct buf *buf, struct str path)
{
	enum status status = STATUS_OK;
	const char *reason;

	if (buf->failed)
		status = call_fail(call, "the output is larger than %llu MiB",
				   LIMIT_OUTPUT_BYTES >> 20);
	else if (path.length == 0 && buf->length > 0)
		fwrite(buf->data, 1, buf->length, call->out);
	else if (path.length > 0 &&
		 !file_write_atomic(arena_cstr(call->arena, path), buf_str(buf), &reason))
		status = call_fail(call, "could not write \"%.*s\": %s", STR_ARG(path), reason);
	buf_free(buf);
	return status;
}

/* A word of a shell's command. */
static struct str
shell_word(struct arena *arena, struct str word)
{
	struct str quoted = STR("'"), part;
	bool is_plain = word.length > 0;

	for (size_t i = 0; i < word.length; i++)
		is_plain = is_plain && (char_is_alphanumeric(word.data[i]) ||
					str_find_char(STR("/:@._-+,="), word.data[i]) != STR_NONE);
	if (is_plain)
		return word;
	while (str_cut(&word, '\'', &part))
		quoted = arena_printf(arena, "%.*s%.*s%s", STR_ARG(quoted), STR_ARG(part),
				      word.data != NULL ? "'\\''" : "'");
	return quoted;
}

/* The id alone where that is enough. */
static struct str
exact_name(struct call *call, const struct model *model, const struct record *record)
{
	struct records several = { 0 };

	if (model_find(model, record->id, &several, call->arena) == record)
		return record->id;
	return arena_printf(call->arena, "%s:%.*s", record_kind_name(record), STR_ARG(record->id));
}

/* The call, with this record in the place of the name. */
static struct str
exact_command(struct call *call, struct str name, struct str exact)
{
	static const char *const options[] = { "book", "at" };
	struct arena *arena = call->arena;
	struct str text = arena_printf(arena, "waymark %s", call->command->name);

	for (size_t i = 0; i < call->arguments.count; i++) {
		struct str word = call->arguments.items[i];

		if (str_equal(word, name))
			word = exact;
		text = arena_printf(arena, "%.*s %.*s", STR_ARG(text),
				    STR_ARG(shell_word(arena, word)));
	}
	for (size_t i = 0; i < sizeof options / sizeof *options; i++) {
		const struct option_value *option;

		if (i > 0 && call->command->writes_book)
			continue;
		option = call_option(call, options[i]);
		if (option->given)
			text = arena_printf(arena, "%.*s --%s %.*s", STR_ARG(text), options[i],
					    STR_ARG(shell_word(arena, option->said)));
	}
	return text;
}

/* "  # 2025h2, In progress: Stabilize it": what tells it from the others. */
static struct str
candidate_line(struct call *call, const struct model *model, struct str name,
	       const struct record *record)
{
	struct arena *arena = call->arena;
	struct str exact = exact_name(call, model, record), period = period_of(record);
	bool is_operand = str_equal(call_argument(call, 0), name);

	return arena_printf(arena, "%.*s   # %s%s%.*s: %.*s",
			    STR_ARG(is_operand ? exact_command(call, name, exact) : exact),
			    record_kind_name(record), period.length > 0 ? " of " : "",
			    STR_ARG(period), STR_ARG(record->title));
}

/* The message ends with a colon: what follows are commands of which one is to be run. */
static void
fail_candidates(struct call *call, const struct model *model, struct str name, struct str message,
		const struct records *candidates)
{
	struct str lines = STR_EMPTY;

	for (size_t i = 0; i < candidates->count && i < SHOWN; i++)
		lines = arena_printf(
			call->arena, "%.*s%s%.*s", STR_ARG(lines), i > 0 ? "\n" : "",
			STR_ARG(candidate_line(call, model, name, candidates->items[i])));
	call_fail(call, "%.*s:", STR_ARG(message));
	call->diags->items[call->diags->count - 1].hint = arena_printf(
		call->arena, "%.*s%s", STR_ARG(lines), candidates->count > SHOWN ? "\n…" : "");
}

/* Records whose ids end with the name. */
static void
find_ends(struct call *call, const struct model *model, struct str name,
	  struct records *ret_records)
{
	*ret_records = (struct records){ 0 };
	for (size_t i = 0; i < model->records.count; i++)
		if (str_equal_fold(path_base(model->records.items[i]->id), name))
			*VEC_PUSH(call->arena, ret_records) = model->records.items[i];
}

/* A page that is no record, by its path or its file's name, or nearly so; NULL: there is none. */
static const struct page *
find_page(struct call *call, const struct model *model, struct str name)
{
	const struct page *found = NULL;
	struct strs stems = { 0 };
	struct str nearest;

	for (size_t i = 0; i < model->page_count; i++)
		*VEC_PUSH(call->arena, &stems) = path_stem(model->pages[i]->path);
	nearest = options_nearest(name, &stems);
	for (size_t i = 0; found == NULL && i < model->page_count; i++) {
		const struct page *page = model->pages[i];
		bool is_meant = str_equal(page->path, name) || str_equal(page->name, name) ||
				(nearest.length > 0 && str_equal(stems.items[i], nearest));

		if (is_meant && page->record == NULL)
			found = page;
	}
	return found;
}

static void
fail_unknown(struct call *call, const struct model *model, struct str name)
{
	struct str nearest = model_nearest(model, name, ~0u);
	struct records ends;
	const struct page *page;

	find_ends(call, model, name, &ends);
	page = nearest.length == 0 ? find_page(call, model, name) : NULL;
	if (ends.count > 0)
		fail_candidates(call, model, name,
				arena_printf(call->arena,
					     "there is no record \"%.*s\"; did you mean",
					     STR_ARG(name)),
				&ends);
	else if (nearest.length > 0)
		call_fail(call, "there is no record \"%.*s\"; did you mean \"%.*s\"?",
			  STR_ARG(name), STR_ARG(nearest));
	else if (page != NULL)
		call_fail(call,
			  "there is no record \"%.*s\"; the page \"%.*s\" is there, but no record; "
			  "waymark list KIND shows the ids",
			  STR_ARG(name), STR_ARG(page->path));
	else
		call_fail(call, "there is no record \"%.*s\"; waymark list KIND shows the ids",
			  STR_ARG(name));
}

struct record *
print_find(struct call *call, const struct model *model, struct str name)
{
	struct records several = { 0 };
	struct record *record = model_find(model, name, &several, call->arena);

	if (record == NULL && several.count > 0)
		fail_candidates(call, model, name,
				arena_printf(call->arena,
					     "\"%.*s\" is the name of %zu records; say which",
					     STR_ARG(name), several.count),
				&several);
	else if (record == NULL)
		fail_unknown(call, model, name);
	return record;
}

bool
print_find_kind(struct call *call, struct str name, enum kind *ret_kind)
{
	struct strs known = { 0 };
	struct str all = STR_EMPTY, proposal;

	if (kind_parse(name, ret_kind))
		return true;
	for (int kind = 0; kind < KIND_COUNT; kind++) {
		const struct kind_row *row = schema_kind((enum kind)kind);

		*VEC_PUSH(call->arena, &known) = str_from(row->name);
		*VEC_PUSH(call->arena, &known) = str_from(row->plural);
		all = arena_printf(call->arena, "%.*s%s%s", STR_ARG(all), kind > 0 ? ", " : "",
				   row->name);
	}
	if (name.length == 0) {
		call_fail(call, "which kind of record? expected one of %.*s", STR_ARG(all));
		return false;
	}
	proposal = options_suggest(call->arena, name, &known);
	if (proposal.length == 0)
		proposal = arena_printf(call->arena, "; expected one of %.*s", STR_ARG(all));
	call_fail(call, "there is no kind of record \"%.*s\"%.*s", STR_ARG(name),
		  STR_ARG(proposal));
	return false;
}
