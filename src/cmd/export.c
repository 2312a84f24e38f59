/*
 * waymark export: the whole book for other programs.
 */
#include "base/file.h"
#include "base/limits.h"
#include "base/path.h"
#include "cmd/command.h"
#include "cmd/options.h"
#include "cmd/print.h"
#include "emit/csv.h"
#include "emit/json.h"
#include "emit/jsonschema.h"
#include "emit/sqlite.h"

static const struct option_row options[] = {
	{ "output", 'o', OPTION_TEXT, "FILE", NULL,
	  "Write to this file instead of standard output; for all of csv a folder." },
	{ "kind", 'k', OPTION_TEXT, "KIND", NULL, "For csv: the records of this kind only." },
};

static struct str
output_path(const struct call *call)
{
	struct str path = call_option(call, "output")->text;

	return str_equal(path, STR("-")) ? STR_EMPTY : path; /* "-" as everywhere */
}

static enum status
put_json(struct call *call, const struct model *model)
{
	struct buf out;

	buf_init(&out, LIMIT_OUTPUT_BYTES);
	json_put_book(call->arena, model, &out);
	return print_buf(call, &out, output_path(call));
}

static enum status
put_csv_kind(struct call *call, const struct model *model, enum kind kind, struct str path)
{
	struct buf out;

	buf_init(&out, LIMIT_OUTPUT_BYTES);
	csv_put_kind(call->arena, model, kind, &out);
	return print_buf(call, &out, path);
}

static enum status
put_csv_folder(struct call *call, const struct model *model, struct str folder)
{
	enum status status = STATUS_OK;
	const char *reason;

	if (!file_make_dirs(arena_cstr(call->arena, folder), &reason))
		return call_fail(call, "could not make the folder \"%.*s\": %s", STR_ARG(folder),
				 reason);
	for (int kind = 0; kind < KIND_COUNT && status == STATUS_OK; kind++) {
		struct str name =
			arena_printf(call->arena, "%s.csv", schema_kind((enum kind)kind)->plural);

		status = put_csv_kind(call, model, (enum kind)kind,
				      path_join(call->arena, folder, name));
	}
	return status;
}

static enum status
put_csv(struct call *call, const struct model *model)
{
	const struct option_value *name = call_option(call, "kind");
	enum kind kind;

	if (name->given) {
		if (!print_find_kind(call, name->text, &kind))
			return STATUS_FAILURE;
		return put_csv_kind(call, model, kind, output_path(call));
	}
	if (output_path(call).length == 0)
		return call_fail(call,
				 "csv is a file for each kind: say -o FOLDER, or --kind goal");
	return put_csv_folder(call, model, output_path(call));
}

static enum status
put_sqlite(struct call *call, const struct model *model)
{
	struct buf out;

	if (output_path(call).length == 0)
		return call_fail(call, "a database is no text: say -o book.sqlite");
	buf_init(&out, LIMIT_OUTPUT_BYTES);
	if (!sqlite_put_book(call->arena, model, &out, call->diags)) {
		buf_free(&out);
		return STATUS_FAILURE;
	}
	return print_buf(call, &out, output_path(call));
}

/* The published forms, without a book. */
static enum status
put_schema(struct call *call, const struct model *model)
{
	struct buf out;

	(void)model;
	buf_init(&out, LIMIT_OUTPUT_BYTES);
	jsonschema_put(&out);
	return print_buf(call, &out, output_path(call));
}

static const struct {
	const char *name;
	bool needs_book;
	enum status (*put)(struct call *call, const struct model *model);
} formats[] = {
	{ "json", true, put_json },
	{ "csv", true, put_csv },
	{ "sqlite", true, put_sqlite },
	{ "schema", false, put_schema },
};

#define FORMATS (sizeof formats / sizeof formats[0])

static enum status
unknown_format(struct call *call, struct str name)
{
	struct strs known = { 0 };
	struct str proposal;

	for (size_t i = 0; i < FORMATS; i++)
		*VEC_PUSH(call->arena, &known) = str_from(formats[i].name);
	proposal = options_suggest(call->arena, name, &known);
	return call_fail(call, "there is no format \"%.*s\"%.*s", STR_ARG(name),
			 STR_ARG(proposal.length > 0
					 ? proposal
					 : STR("; expected json, csv, sqlite or schema")));
}

static enum status
run(struct call *call)
{
	struct str name = call_argument(call, 0);
	struct model *model = NULL;
	enum status status;
	size_t format = 0;

	while (format < FORMATS && !str_equal(name, str_from(formats[format].name)))
		format++;
	if (format == FORMATS)
		return unknown_format(call, name);
	if (formats[format].needs_book) {
		model = call_load(call, call_argument(call, 1));
		if (model == NULL)
			return STATUS_FAILURE;
	}
	status = formats[format].put(call, model);
	if (model != NULL)
		model_close(model);
	return status;
}

const struct command command_export = {
	.name = "export",
	.operands = "json|csv|sqlite|schema [PATH]",
	.summary = "write the whole book as JSON, CSV or a SQLite database",
	.description =
		"Writes all records with their fields, places, ties and texts.\n\n"
		"json is one document; schema is its JSON Schema. csv is a file for each kind, in "
		"the folder that -o names. sqlite is a database with a table for each kind, "
		"tables for what has several values, and a full-text table; -o names the file.\n\n"
		"Files are replaced in one step: readers see the old one or the new one. "
		"docs/export.md describes all forms.",
	.examples = "waymark export json >book.json\n"
		    "waymark export csv -o tables           # goals.csv, initiatives.csv, …\n"
		    "waymark export csv --kind story        # one kind, to standard output\n"
		    "waymark export sqlite -o book.sqlite   # then: sqlite3 book.sqlite\n"
		    "waymark export schema                  # the JSON Schema\n",
	.options = options,
	.option_count = sizeof options / sizeof options[0],
	.min_operands = 1,
	.max_operands = 2,
	.reads_book = true,
	.run = run,
};
