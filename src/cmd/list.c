/*
 * waymark list: records of one kind, with filters.
 */
#include "base/limits.h"
#include "base/utf8.h"
#include "cmd/command.h"
#include "cmd/print.h"
#include "emit/field.h"
#include "emit/filter.h"
#include "emit/json.h"
#include "emit/table.h"
#include "model/dialect.h"
#include "plan/period.h"

static const struct option_row options[] = {
	{ "state", 's', OPTION_LIST, "STATE,...", NULL,
	  "Only records in one of these states: proposed, wanted, active, paused, done, dropped, "
	  "none." },
	{ "owner", 'w', OPTION_LIST, "NAME,...", NULL,
	  "Only records of these people or teams; none: what nobody owns." },
	{ "goal", 'g', OPTION_LIST, "GOAL,...", NULL, "Only records below these goals." },
	{ "period", 'p', OPTION_LIST, "PERIOD,...", NULL,
	  "Only goals of these periods, and what belongs to such." },
	{ "help-wanted", 0, OPTION_FLAG, NULL, NULL,
	  "Only work that looks for help, as waymark roadmap explains it." },
	{ "where", 0, OPTION_LIST, "FIELD=VALUE,...", NULL,
	  "Only records whose field is (=), is not (!=) or contains (~) the value; days and "
	  "numbers may "
	  "be less or more, too (<, <=, >, >=)." },
	{ "fields", 0, OPTION_LIST, "FIELD,...", NULL, "Show these fields behind id and title." },
	{ "sort", 0, OPTION_TEXT, "FIELD", NULL,
	  "Sort by this field, or id; the book's order when not said." },
	{ "format", 'f', OPTION_TEXT, "FORMAT", "text|markdown|json|csv", "How to show it." },
};

/* The columns of each kind, up to the first FIELD_TITLE. */
static const enum field usual[KIND_COUNT][5] = {
	[KIND_GOAL] = { FIELD_PERIOD, FIELD_STATE, FIELD_OWNER },
	[KIND_INITIATIVE] = { FIELD_STATE, FIELD_OWNER },
	[KIND_MILESTONE] = { FIELD_STATE, FIELD_PARTICIPANTS, FIELD_DUE },
	[KIND_ASK] = { FIELD_TEAM, FIELD_LEVEL, FIELD_CHAMPION },
	[KIND_STORY] = { FIELD_STORY_KIND, FIELD_CHARACTER },
	[KIND_PROJECT] = { FIELD_DOMAIN },
	[KIND_PERSON] = { FIELD_TEAMS },
};

struct listing {
	struct call *call;
	const struct model *model;
	enum kind kind;
	VEC(enum field) fields;
	VEC(const struct record *) records;
};

/* The field by the name that the user gave; a failure lists those that there are. */
static const struct field_row *
find_field(const struct listing *listing, struct str name)
{
	const struct field_row *row = field_find(listing->model, listing->kind, name);

	if (row == NULL)
		call_fail(listing->call, "%s have no field \"%.*s\"; they have %.*s",
			  schema_kind(listing->kind)->plural, STR_ARG(name),
			  STR_ARG(field_names(listing->call->arena, listing->kind)));
	return row;
}

static bool
choose_fields(struct listing *listing)
{
	const struct strs *wanted = &call_option(listing->call, "fields")->list;

	for (size_t i = 0; i < wanted->count; i++) {
		const struct field_row *row = find_field(listing, wanted->items[i]);

		if (row == NULL)
			return false;
		*VEC_PUSH(listing->call->arena, &listing->fields) = row->field;
	}
	for (size_t i = 0; wanted->count == 0 && usual[listing->kind][i] != FIELD_TITLE; i++)
		*VEC_PUSH(listing->call->arena, &listing->fields) = usual[listing->kind][i];
	return true;
}

static bool
choose_records(struct listing *listing)
{
	static const struct {
		const char *option;
		enum field field;
	} shorthands[] = {
		{ "state", FIELD_STATE },
		{ "owner", FIELD_OWNER },
		{ "goal", FIELD_GOAL },
		{ "period", FIELD_PERIOD },
	};
	struct call *call = listing->call;
	const struct records *records = &listing->model->by_kind[listing->kind];
	const struct strs *where = &call_option(call, "where")->list;
	struct filter filter = { .help_wanted = call_flag(call, "help-wanted"),
				 .today = call_day(call, listing->model) };
	bool good = true;

	for (size_t i = 0; i < sizeof shorthands / sizeof shorthands[0]; i++)
		good = good && filter_add_values(&filter, listing->model, KIND_BIT(listing->kind),
						 shorthands[i].field,
						 &call_option(call, shorthands[i].option)->list,
						 call->diags);
	for (size_t i = 0; i < where->count; i++)
		good = good && filter_add(&filter, listing->model, KIND_BIT(listing->kind),
					  where->items[i], call->diags);
	for (size_t i = 0; good && i < records->count; i++) {
		if (!filter_matches(&filter, records->items[i], call->arena))
			continue;
		*VEC_PUSH(call->arena, &listing->records) = records->items[i];
		call_shows(call, records->items[i]);
	}
	return good;
}

/* A record with what it is sorted by. */
struct sorted {
	const struct record *record;
	struct str text;
	int64_t number;
};

static int
compare_sorted(const void *left, const void *right)
{
	const struct sorted *a = left, *b = right;
	int order = (a->number > b->number) - (a->number < b->number);

	if (order == 0)
		order = str_compare(a->text, b->text);
	return order != 0 ? order
			  : (a->record->order > b->record->order) -
				    (a->record->order < b->record->order);
}

/* Numbers by size, states and choices in the order of their tables, dates by time, the rest by
   its letters; what says nothing comes last. */
static void
read_key(struct arena *arena, const struct field_row *row, struct sorted *sorted)
{
	struct field_items items;
	const struct value *value;

	if (row == NULL || row->field == FIELD_TITLE) {
		sorted->text =
			row == NULL ? sorted->record->id : utf8_fold(arena, sorted->record->title);
		return;
	}
	field_items(arena, sorted->record, row, &items);
	if (items.count == 0) {
		sorted->number = INT64_MAX;
		return;
	}
	value = items.items[0].value;
	if (row->type == TYPE_NUMBER || row->type == TYPE_CHOICE)
		sorted->number = value->number;
	else if (row->type == TYPE_STATE)
		sorted->number = value->state;
	else if (row->type == TYPE_PROGRESS)
		sorted->number = value->number * 10000 / value->total;
	else
		sorted->text = utf8_fold(arena, field_machine_text(arena, row, &items.items[0]));
}

static bool
sort_records(struct listing *listing)
{
	struct arena *arena = listing->call->arena;
	struct str name = call_option(listing->call, "sort")->text;
	const struct field_row *row = NULL;
	size_t count = listing->records.count;
	struct sorted *sorted = ARENA_ARRAY(arena, struct sorted, count);

	if (name.length == 0)
		return true;
	if (!str_equal(name, STR("id"))) {
		row = find_field(listing, name);
		if (row == NULL)
			return false;
	}
	for (size_t i = 0; i < count; i++) {
		sorted[i].record = listing->records.items[i];
		read_key(arena, row, &sorted[i]);
	}
	if (count > 0)
		qsort(sorted, count, sizeof *sorted, compare_sorted);
	for (size_t i = 0; i < count; i++)
		listing->records.items[i] = sorted[i].record;
	return true;
}

static void
put_state(struct listing *listing, struct table *table, struct table_cell *cell,
	  const struct record *record)
{
	struct date today = call_day(listing->call, listing->model);
	struct told told = period_told(listing->model, record, today);

	if (record_state(record) == STATE_NONE && !period_left_open(record, today))
		return;
	cell->sign = told.sign;
	table_cell_put(table, cell, told.word, STR_EMPTY);
}

static void
put_cell(struct listing *listing, struct table *table, struct table_cell *cell,
	 const struct record *record, const struct field_row *row, bool machine)
{
	struct arena *arena = listing->call->arena;
	struct field_items items;

	if (row->field == FIELD_TITLE) {
		table_cell_put(table, cell, record->title, STR_EMPTY);
		return;
	}
	if (row->type == TYPE_STATE && !machine) {
		put_state(listing, table, cell, record);
		return;
	}
	field_items(arena, record, row, &items);
	field_resolve(arena, listing->model, row, &items);
	for (size_t i = 0; i < items.count; i++) {
		const struct field_item *item = &items.items[i];

		table_cell_put(table, cell,
			       machine ? field_machine_text(arena, row, item)
				       : field_text(arena, row, item),
			       machine ? STR_EMPTY : field_url(item));
	}
}

/* Some record shown says something in this field; a column of dashes tells nobody anything. */
static bool
is_said(const struct listing *listing, enum field field)
{
	for (size_t i = 0; i < listing->records.count; i++)
		if (record_said(listing->records.items[i], field) != NULL || field == FIELD_GOAL ||
		    field == FIELD_INITIATIVE)
			return true;
	return false;
}

/* The columns behind the id, and the field of each. */
struct shape {
	VEC(struct table_column) columns;
	VEC(const struct field_row *) rows;
};

static void
add_column(struct listing *listing, struct shape *shape, enum field field, bool machine)
{
	struct arena *arena = listing->call->arena;
	struct str name = str_from(field_name(field));
	size_t least = field == FIELD_STATE ? 0 : field == FIELD_TITLE ? 16 : 10;

	if (!machine && !is_said(listing, field))
		return;
	*VEC_PUSH(arena, &shape->rows) = schema_field(listing->kind, field);
	*VEC_PUSH(arena, &shape->columns) = (struct table_column){
		machine ? name : field_heading(arena, name),
		least,
		field != FIELD_STATE && field != FIELD_TITLE,
	};
}

static void
make_table(struct listing *listing, bool machine, struct table *ret_table)
{
	struct arena *arena = listing->call->arena;
	struct shape shape = { 0 };

	*VEC_PUSH(arena, &shape.columns) =
		(struct table_column){ machine ? STR("id") : STR("Id"), 0, false };
	add_column(listing, &shape, FIELD_TITLE, machine);
	for (size_t i = 0; i < listing->fields.count; i++)
		add_column(listing, &shape, listing->fields.items[i], machine);
	*ret_table = (struct table){
		.arena = arena,
		.columns = shape.columns.items,
		.column_count = shape.columns.count,
		.empty = STR("–"),
	};
	for (size_t i = 0; i < listing->records.count; i++) {
		const struct record *record = listing->records.items[i];
		struct table_cell *cells = table_add(ret_table, 0)->cells;

		table_cell_put(ret_table, &cells[0], record->id, STR_EMPTY);
		for (size_t k = 0; k < shape.rows.count; k++)
			put_cell(listing, ret_table, &cells[k + 1], record, shape.rows.items[k],
				 machine);
	}
}

static void
put_text(struct listing *listing, struct buf *out)
{
	struct call *call = listing->call;
	struct table_look look = { call->columns, call->color };
	size_t all = listing->model->by_kind[listing->kind].count;
	const struct kind_row *kind = schema_kind(listing->kind);
	struct table table;

	make_table(listing, false, &table);
	table_put_text(&table, &look, out);
	buf_puts(out, table.rows.count > 0 ? "\n" : "");
	if (table.rows.count != all)
		buf_printf(out, "%zu of ", table.rows.count);
	buf_printf(out, "%zu %s\n", all, all == 1 ? kind->name : kind->plural);
}

static void
put_markdown(struct listing *listing, struct buf *out)
{
	struct table table;

	make_table(listing, false, &table);
	table_put_markdown(&table, out);
}

static void
put_csv(struct listing *listing, struct buf *out)
{
	struct table table;

	make_table(listing, true, &table);
	table_put_csv(&table, out);
}

/* Whole records in the form of `waymark export json`. */
static void
put_json(struct listing *listing, struct buf *out)
{
	struct jsonwriter json = { .out = out, .pretty = true };

	json_open(&json, '[');
	for (size_t i = 0; i < listing->records.count && !out->failed; i++)
		json_put_record(&json, listing->call->arena, listing->model,
				listing->records.items[i]);
	json_close(&json, ']');
	buf_putc(out, '\n');
}

/* In the order of the choices of --format. */
static void (*const formats[])(struct listing *listing, struct buf *out) = { put_text, put_markdown,
									     put_json, put_csv };

static enum status
put_listing(struct listing *listing)
{
	struct buf out;

	buf_init(&out, LIMIT_OUTPUT_BYTES);
	formats[call_choice(listing->call, "format")](listing, &out);
	return print_buf(listing->call, &out, STR_EMPTY);
}

static enum status
run(struct call *call)
{
	struct listing listing = { .call = call };
	enum status status = STATUS_FAILURE;
	struct model *model;

	if (!print_find_kind(call, call_argument(call, 0), &listing.kind))
		return STATUS_FAILURE;
	model = call_load(call, call_argument(call, 1));
	if (model == NULL)
		return STATUS_FAILURE;
	listing.model = model;
	if (choose_fields(&listing) && choose_records(&listing) && sort_records(&listing))
		status = put_listing(&listing);
	model_close(model);
	return status;
}

const struct command command_list = {
	.name = "list",
	.operands = "KIND [PATH]",
	.summary = "list the records of one kind",
	.description =
		"Lists goals, initiatives, milestones, asks, stories, themes, summaries, "
		"characters, projects, people or teams.\n\n"
		"All conditions must hold. A condition with several values (--state "
		"active,paused or --where state=active|paused) holds for any of them; the value "
		"none stands for a field that says nothing. Case does not matter; people are "
		"known by handle or name, records by id or title, fields by their own names or "
		"those "
		"that the book has for them.\n\n"
		"Work that nobody has closed in a period that is over is shown as \"outcome "
		"unknown\"; --state, CSV and JSON have what the book says.\n\n"
		"JSON has whole records, in the form of waymark export json.",
	.examples = "waymark list goals                              # all of them\n"
		    "waymark list initiatives --goal polish          # below one goal\n"
		    "waymark list milestones --state active --sort due\n"
		    "waymark list goals --owner none --state active  # running, and nobody's\n"
		    "waymark list goals --help-wanted --fields owner,needs,help\n"
		    "waymark list stories --where character=barbara --where morals=none\n"
		    "waymark list asks --fields team,level,goal --format csv\n",
	.options = options,
	.option_count = sizeof options / sizeof options[0],
	.max_operands = 2,
	.reads_book = true,
	.run = run,
};
