/*
 * waymark set: fields of one record, changed in the book's own Markdown.
 */
#include "cmd/apply.h"
#include "cmd/assign.h"
#include "cmd/print.h"

static const struct option_row options[] = {
	{ "dry-run", 'n', OPTION_FLAG, NULL, NULL, "Say what would change, and write nothing." },
};

static bool
set_fields(struct call *call, struct str book, struct model *model)
{
	struct record *record = print_find(call, model, call->arguments.items[0]);
	struct assignments assignments = { 0 };
	struct edits edits = { 0 };
	size_t applied;

	if (record == NULL || !assign_parse(call, model, record->kind, 1, &assignments) ||
	    !assign_edits(call, model, record, &assignments, &edits))
		return false;
	call_shows(call, record);
	assign_warn(call, model, record->kind, &assignments);
	if (edits.count == 0)
		fprintf(call->out, "nothing to change: the book says so already\n");
	if (!call_flag(call, "dry-run") &&
	    !apply_edits(model, book, edits.items, edits.count, &applied, call->diags))
		return false;
	assign_print(call, model, &edits);
	return true;
}

static enum status
run(struct call *call)
{
	struct model *model;
	struct str book;
	bool well;
	int lock;

	if (!call_book(call, STR_EMPTY, &book))
		return STATUS_FAILURE;
	lock = apply_lock(book, call->diags);
	if (lock < 0)
		return STATUS_FAILURE;
	model = call_load_root(call, book);
	well = model != NULL && set_fields(call, book, model);
	if (model != NULL)
		model_close(model);
	apply_unlock(lock);
	return well ? STATUS_OK : STATUS_FAILURE;
}

const struct command command_set = {
	.name = "set",
	.operands = "ID FIELD=VALUE...",
	.summary = "change fields of a record where the book states them",
	.description =
		"Changes a field in every place that states it (front matter, metadata table, cell "
		"of a table, heading), as the book writes such values, and leaves every other byte "
		"alone. A field that is stated nowhere is added to the metadata table or the front "
		"matter of the record's page.\n\n"
		"A field has its own name (docs/fields.md) or that which the book writes: a "
		"person's "
		"title is name in people.yaml, and in a metadata table an owner may be \"Point of "
		"contact\".\n\n"
		"States are given by name: proposed, wanted, active, paused, done, dropped. Lists "
		"are given with commas, people as @handle. Titles are plain text, notes are "
		"Markdown. An empty value empties the field. A person or team whom no other place "
		"of the book knows is written all the same, since somebody must be the first to "
		"name "
		"them; a warning says so, and who may be meant.\n\n"
		"Several fields are changed together or not at all. Files are replaced as a whole, "
		"and two waymarks at once wait for each other.",
	.examples = "waymark set polish/lints state=paused\n"
		    "waymark set polish owner=@ada state=active\n"
		    "waymark set polish owner=                  # nobody\n"
		    "waymark set polish state=done --dry-run    # only say what would change",
	.options = options,
	.option_count = sizeof options / sizeof options[0],
	.min_operands = 2,
	.max_operands = 20,
	.reads_book = true,
	.writes_book = true,
	.run = run,
};
