/*
 * waymark new: a new record, written where this book keeps such records.
 */
#include "model/creation.h"

#include "base/file.h"
#include "base/limits.h"
#include "base/path.h"
#include "cmd/apply.h"
#include "cmd/assign.h"
#include "cmd/print.h"
#include "diag/output.h"

static const struct option_row options[] = {
	{ "title", 't', OPTION_TEXT, "TITLE", NULL, "What it is called; its id is made from it." },
	{ "id", 'i', OPTION_TEXT, "ID", NULL, "Its id, or the last part of it." },
	{ "goal", 'g', OPTION_TEXT, "GOAL", NULL, "The goal that it is a part of." },
	{ "initiative", 0, OPTION_TEXT, "INITIATIVE", NULL,
	  "The initiative that a milestone is a step of." },
	{ "character", 'c', OPTION_TEXT, "CHARACTER", NULL, "Who a story is about." },
	{ "kind", 'k', OPTION_TEXT, "KIND", NULL,
	  "Of a story: status-quo, how it is, or shiny-future, how it could be." },
};

/* Options that are another way to give a field. */
static const struct {
	const char *option;
	enum field field;
} field_options[] = {
	{ "character", FIELD_CHARACTER },
	{ "kind", FIELD_STORY_KIND },
};

/* One run, from the first reading of the book to the last write. */
struct run {
	struct call *call;
	struct str book;
	struct model *model;
	struct creation wanted;
	struct assignments assignments; /* those that the new text does not hold yet */
	struct created created;
};

/* ---- what is wanted ---- */

static bool
take_parent(struct run *run, const char *option)
{
	struct call *call = run->call;
	const struct option_value *value = call_option(call, option);
	unsigned kinds = creation_parents(run->wanted.kind);
	const struct record *parent;

	if (!value->given)
		return true;
	if (kinds == 0) {
		call_fail(call, "%s is no part of another record; leave out --%s",
			  schema_kind(run->wanted.kind)->phrase, option);
		return false;
	}
	parent = print_find(call, run->model, value->text);
	if (parent == NULL)
		return false;
	if (!(kinds & KIND_BIT(parent->kind))) {
		call_fail(call, "\"%.*s\" is %s; %s is a part of a goal%s", STR_ARG(value->text),
			  schema_kind(parent->kind)->phrase, schema_kind(run->wanted.kind)->phrase,
			  run->wanted.kind == KIND_MILESTONE ? " or an initiative" : "");
		return false;
	}
	run->wanted.parent = parent;
	return true;
}

/* `title=…` and `goal=…` may be given as the others are. */
static struct str
take_operand(struct run *run, enum field field)
{
	const struct assignment *found = assign_find(&run->assignments, field);
	struct str text = found != NULL ? found->text : STR_EMPTY;
	size_t kept = 0;

	for (size_t i = 0; i < run->assignments.count; i++)
		if (run->assignments.items[i].field != field)
			run->assignments.items[kept++] = run->assignments.items[i];
	run->assignments.count = kept;
	return text;
}

static bool
check_values(struct run *run)
{
	for (size_t i = 0; i < run->assignments.count; i++)
		if (!edit_check(run->model, run->wanted.kind, run->assignments.items[i].field,
				run->assignments.items[i].text, run->call->diags))
			return false;
	return true;
}

static bool
take_field_options(struct run *run)
{
	struct call *call = run->call;
	enum kind kind = run->wanted.kind;

	for (size_t i = 0; i < sizeof field_options / sizeof field_options[0]; i++) {
		const struct option_value *value = call_option(call, field_options[i].option);
		struct assignment assignment = { field_options[i].field, str_trim(value->text) };

		if (!value->given)
			continue;
		if (schema_field(kind, assignment.field) == NULL) {
			call_fail(call, "%s has no %s; leave out --%s", schema_kind(kind)->phrase,
				  field_name(assignment.field), field_options[i].option);
			return false;
		}
		if (assign_find(&run->assignments, assignment.field) != NULL) {
			call_fail(call, "%s is given twice", field_name(assignment.field));
			return false;
		}
		*VEC_PUSH(call->arena, &run->assignments) = assignment;
	}
	return true;
}

/* --title "T", title=T, or the first operand behind the kind when it is no assignment. */
static bool
take_title(struct run *run)
{
	struct call *call = run->call;
	struct str first = call_argument(call, 1);
	bool is_title = first.length > 0 && str_find_char(first, '=') == STR_NONE;
	struct str ways[3] = { str_trim(call_option(call, "title")->text),
			       is_title ? str_trim(first) : STR_EMPTY };

	if (!assign_parse(call, run->model, run->wanted.kind, is_title ? 2 : 1, &run->assignments))
		return false;
	ways[2] = take_operand(run, FIELD_TITLE);
	for (size_t i = 0; i < sizeof ways / sizeof ways[0]; i++) {
		if (ways[i].length > 0 && run->wanted.title.length > 0) {
			call_fail(call, "the title is given twice: \"%.*s\" and \"%.*s\"",
				  STR_ARG(run->wanted.title), STR_ARG(ways[i]));
			return false;
		}
		if (ways[i].length > 0)
			run->wanted.title = ways[i];
	}
	return take_field_options(run);
}

static bool
read_wanted(struct run *run)
{
	struct call *call = run->call;
	struct creation *wanted = &run->wanted;
	enum kind kind = wanted->kind;

	if (!take_title(run))
		return false;
	wanted->id = str_trim(call_option(call, "id")->text);
	wanted->assignments = &run->assignments;
	if (!take_parent(run, "goal") || !take_parent(run, "initiative"))
		return false;
	if (wanted->title.length == 0 && wanted->id.length == 0 && kind != KIND_ASK &&
	    assign_find(&run->assignments, FIELD_HANDLE) == NULL) {
		call_fail(call, "what is the %s called? expected for instance \"%s\"",
			  schema_kind(kind)->name, schema_field(kind, FIELD_TITLE)->example);
		return false;
	}
	if (wanted->title.length > 0 &&
	    !edit_check(run->model, kind, FIELD_TITLE, wanted->title, call->diags))
		return false;
	if (kind == KIND_ASK && assign_find(&run->assignments, FIELD_TEAM) == NULL) {
		call_fail(call, "which team is asked? expected for instance team=%s",
			  schema_field(kind, FIELD_TEAM)->example);
		return false;
	}
	return check_values(run);
}

/* ---- writing ---- */

static bool
write_file(const struct run *run)
{
	struct call *call = run->call;
	const struct created *created = &run->created;
	struct str path = path_join(call->arena, run->book, created->file);
	const char *name = arena_cstr(call->arena, path);
	const char *folder = arena_cstr(call->arena, path_dir(path));
	const char *reason;

	if (file_look(name).kind != FILE_ABSENT)
		return diag_fail(call->diags, place_file(created->file),
				 "the file is there already; give another --id");
	if ((*folder != '\0' && !file_make_dirs(folder, &reason)) ||
	    !file_write_atomic(name, created->text, &reason))
		return diag_fail(call->diags, place_file(created->file), "could not write: %s",
				 reason);
	return true;
}

/* Line of the new row: the last one of the text that is put in. */
static unsigned
new_line(const struct run *run)
{
	const struct diag_edit *edit = &run->created.edit;
	struct str text = str_trim_end(edit->text);
	unsigned line = 1;

	for (size_t i = 0; i < run->model->page_count; i++) {
		struct str source = run->model->pages[i]->doc->source;

		if (!str_equal(run->model->pages[i]->path, edit->file))
			continue;
		for (size_t k = 0; k < edit->offset; k++)
			line += source.data[k] == '\n';
		for (size_t k = 0; k < text.length; k++)
			line += text.data[k] == '\n';
		return line;
	}
	return 0;
}

static void
put_overview(const struct run *run, const struct diag_output *output, struct buf *out)
{
	const struct created *created = &run->created;

	if (created->overview_file.length == 0)
		return;
	if (created->overview.count > 0)
		buf_puts(out, "added its row to ");
	diag_put_path(out, output, created->overview_file);
	buf_puts(out, created->overview.count > 0 ? "\n" : " does not list it yet: add a row\n");
}

static void
print_place(const struct run *run)
{
	const struct created *created = &run->created;
	const struct diag_output output = { .root = run->call->root };
	const struct book *book = &run->model->book;
	unsigned line = created->is_new ? 0 : new_line(run);
	struct buf out;

	buf_init(&out, LIMIT_OUTPUT_BYTES);
	buf_puts(&out, "wrote ");
	diag_put_path(&out, &output, created->file);
	if (line > 0)
		buf_printf(&out, ":%u", line);
	buf_putc(&out, '\n');
	if (created->is_new && book->has_summary && str_ends(created->file, STR(".md")))
		buf_printf(&out, "SUMMARY.md does not list it yet: - [%.*s](%.*s)\n",
			   STR_ARG(run->wanted.title.length > 0 ? run->wanted.title : created->id),
			   STR_ARG(path_relative(
				   run->call->arena,
				   path_join(run->call->arena, book->source, STR("SUMMARY.md")),
				   created->file)));
	put_overview(run, &output, &out);
	fwrite(out.data, 1, out.length, run->call->out);
	buf_free(&out);
}

/* What the text of a new page does not hold yet is set as `set` does it. */
static bool
set_rest(struct run *run)
{
	struct call *call = run->call;
	struct assignments rest = { 0 };
	struct edits edits = { 0 };
	const struct record *record;
	struct model *model;
	size_t applied;
	bool well;

	for (size_t i = 0; i < run->assignments.count; i++)
		if (!run->created.said[run->assignments.items[i].field])
			*VEC_PUSH(call->arena, &rest) = run->assignments.items[i];
	if (rest.count == 0)
		return true;
	model = call_load_root(call, run->book);
	if (model == NULL)
		return false;
	record = map_get(&model->ids[run->wanted.kind], run->created.id);
	if (record == NULL)
		well = diag_fail(call->diags, place_file(run->created.file),
				 "the file was written, and is not read as %s called \"%.*s\"",
				 schema_kind(run->wanted.kind)->phrase, STR_ARG(run->created.id));
	else
		well = assign_edits(call, model, record, &rest, &edits) &&
		       apply_edits(model, run->book, edits.items, edits.count, &applied,
				   call->diags);
	model_close(model);
	return well;
}

/* A page that cannot say all that was asked for is not left behind half done. */
static void
take_back(const struct run *run)
{
	struct str path = path_join(run->call->arena, run->book, run->created.file);
	const char *reason;

	if (run->created.is_new)
		file_remove_tree(arena_cstr(run->call->arena, path), &reason);
}

static bool
make(struct run *run)
{
	struct call *call = run->call;
	size_t applied;

	if (!read_wanted(run) ||
	    !creation_plan(run->model, &run->wanted, &run->created, call->diags))
		return false;
	call_shows_file(call, run->created.file);
	if (run->created.is_new ? !write_file(run)
				: !apply_edits(run->model, run->book, &run->created.edit, 1,
					       &applied, call->diags))
		return false;
	/* The row comes last: a failure before it leaves no trace. */
	if (!set_rest(run) || !apply_edits(run->model, run->book, run->created.overview.items,
					   run->created.overview.count, &applied, call->diags)) {
		take_back(run);
		return false;
	}
	print_place(run);
	assign_warn(call, run->model, run->wanted.kind, &run->assignments);
	return true;
}

static enum status
run(struct call *call)
{
	struct run run = { .call = call };
	bool well;
	int lock;

	if (!print_find_kind(call, call_argument(call, 0), &run.wanted.kind) ||
	    !call_book(call, STR_EMPTY, &run.book))
		return STATUS_FAILURE;
	lock = apply_lock(run.book, call->diags);
	if (lock < 0)
		return STATUS_FAILURE;
	run.model = call_load_root(call, run.book);
	well = run.model != NULL && make(&run);
	if (run.model != NULL)
		model_close(run.model);
	apply_unlock(lock);
	return well ? STATUS_OK : STATUS_FAILURE;
}

const struct command command_new = {
	.name = "new",
	.operands = "KIND [TITLE] [FIELD=VALUE...]",
	.summary = "write a new record where this book keeps such records",
	.description =
		"Writes a goal, initiative, story, summary, character or project as a page, a "
		"milestone or an ask as a row in the page of what it belongs to, a person or team "
		"into people.yaml: wherever the book's dialect says. Where an overview table "
		"leads, a "
		"new page gets its row there, in the notation of the other rows. A page starts "
		"from the book's "
		"own template.md in its folder (or the nearest one above), else from one that asks "
		"the right questions. What a template says to whoever fills it in stays as a "
		"comment. Nothing that is there is overwritten.\n\n"
		"The path is printed: open it, and answer the questions.",
	.examples =
		"waymark new goal --title \"First steps take minutes\"\n"
		"waymark new initiative --goal polish --title \"Lints\" owner=@ada state=active\n"
		"waymark new milestone --initiative polish/lints --title \"RFC accepted\"\n"
		"waymark new ask --goal polish team=lang level=small\n"
		"waymark new story \"Alan meets Send\" --character alan\n"
		"waymark new person --id ada name=\"Ada Lovelace\"",
	.options = options,
	.option_count = sizeof options / sizeof options[0],
	.max_operands = 20,
	.reads_book = true,
	.writes_book = true,
	.run = run,
};
