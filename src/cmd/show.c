/*
 * waymark show: one record with everything that is tied to it.
 */
#include "base/limits.h"
#include "base/utf8.h"
#include "cmd/chain.h"
#include "cmd/command.h"
#include "cmd/print.h"
#include "emit/field.h"
#include "emit/json.h"
#include "emit/passage.h"
#include "emit/roadmap.h"
#include "emit/table.h"
#include "emit/wrap.h"
#include "plan/continuation.h"
#include "plan/dependencies.h"
#include "plan/period.h"
#include "plan/progress.h"
#include "plan/ties.h"

#define SHORT_COLUMNS 240 /* of a text that is not shown in full */

static const struct option_row options[] = {
	{ "full", 0, OPTION_FLAG, NULL, NULL, "Show long texts in full." },
	{ "format", 'f', OPTION_TEXT, "FORMAT", "text|json", "How to show it." },
};

static const struct table_column columns[] = {
	{ STR_INIT("Field"), 0, false },
	{ STR_INIT("Value"), 24, false },
	{ STR_INIT("Said in"), 16, true },
};

struct showing {
	struct call *call;
	const struct model *model;
	struct record *record;
	struct buf *out;
	struct table table;
};

static struct str
place_text(struct arena *arena, const struct place *place)
{
	if (place->line == 0)
		return place->file;
	return arena_printf(arena, "%.*s:%u", STR_ARG(place->file), place->line);
}

/* The record's own file is named at the top already. */
static struct str
near_place_text(const struct showing *showing, const struct place *place)
{
	if (!str_equal(place->file, showing->record->place.file))
		return place_text(showing->call->arena, place);
	if (place->line == 0)
		return STR("the path");
	return arena_printf(showing->call->arena, "line %u", place->line);
}

/* A long text is cut at a word. */
static struct str
shortened(struct showing *showing, struct str text)
{
	struct arena *arena = showing->call->arena;
	struct str clean = wrap_clean(arena, text), rest = clean, line;

	if (call_flag(showing->call, "full") || !wrap_next(&rest, SHORT_COLUMNS, &line) ||
	    rest.length == 0)
		return clean;
	return arena_printf(arena, "%.*s …", STR_ARG(line));
}

/* "but a prototype can do without" behind what it qualifies; the team before its champion; where a link leads. */
static struct str
item_text(struct showing *showing, const struct field_row *row, const struct field_item *item)
{
	struct arena *arena = showing->call->arena;
	struct str text = shortened(showing, field_text(arena, row, item));
	const struct value *value = item->value;

	if (row->type == TYPE_STATE)
		return arena_printf(arena, "%.*s %s",
				    STR_ARG(model_state_sign(showing->model, value->state)),
				    state_row(value->state)->word);
	if (row->type == TYPE_URL && field_url(item).length > 0 &&
	    !str_equal(field_url(item), value->text))
		text = arena_printf(arena, "%.*s (%.*s)", STR_ARG(text), STR_ARG(value->url));
	if (item->target != NULL && row->type == TYPE_PEOPLE &&
	    !str_equal_fold(item->target->id, text) &&
	    !str_equal(arena_printf(arena, "@%.*s", STR_ARG(item->target->id)), text))
		text = arena_printf(arena, "%.*s (%.*s)", STR_ARG(text), STR_ARG(item->target->id));
	if (value != NULL && field_key(value).length > 0)
		text = arena_printf(arena, "%.*s: %.*s", STR_ARG(value->key), STR_ARG(text));
	if (value != NULL && value->note.length > 0)
		text = arena_printf(arena, "%.*s, %.*s", STR_ARG(text), STR_ARG(value->note));
	return text;
}

static void
put_items(struct showing *showing, struct table_cell *cell, const struct field_row *row,
	  const struct field_items *items)
{
	for (size_t i = 0; i < items->count; i++)
		table_cell_put(&showing->table, cell, item_text(showing, row, &items->items[i]),
			       STR_EMPTY);
}

/* A further place that says the field: what it says, when that is something else. */
static void
put_other(struct showing *showing, const struct field_row *row, const struct statement *first,
	  const struct statement *said)
{
	struct arena *arena = showing->call->arena;
	struct table_cell *cells = table_add(&showing->table, 0)->cells;
	struct field_items items;

	field_statement_items(arena, said, &items);
	field_resolve(arena, showing->model, row, &items);
	if (field_agrees(arena, row, first, said)) {
		table_cell_put(&showing->table, &cells[1], STR("(the same)"), STR_EMPTY);
		cells[1].style = TABLE_FAINT;
	} else if (items.count == 0) {
		table_cell_put(&showing->table, &cells[1], STR("(nothing)"), STR_EMPTY);
		cells[1].style = TABLE_FAINT;
	} else {
		put_items(showing, &cells[1], row, &items);
		cells[1].items.items[0].text =
			arena_printf(arena, "differs: %.*s", STR_ARG(cells[1].items.items[0].text));
		cells[1].style = TABLE_WAITING;
	}
	table_cell_put(&showing->table, &cells[2], near_place_text(showing, &said->place),
		       STR_EMPTY);
}

/* A text with a list or a table has a row for each of its lines, as far as it is shown. */
static bool
put_passage(struct showing *showing, struct table_cell *cells, const struct statement *said)
{
	bool is_full = call_flag(showing->call, "full");
	size_t used = 0, width = 0;
	struct strs lines;

	passage_lines(showing->call->arena, said, &lines);
	for (size_t i = 0; i < lines.count && (is_full || width <= SHORT_COLUMNS); i++) {
		struct table_cell *into = i == 0 ? cells : table_add(&showing->table, 0)->cells;
		bool is_cut = used > SHORT_COLUMNS && !is_full;

		width = is_cut ? SIZE_MAX : utf8_width(lines.items[i]);
		used += width;
		table_cell_put(&showing->table, &into[1],
			       is_cut ? STR("…") : shortened(showing, lines.items[i]), STR_EMPTY);
	}
	return lines.count > 0;
}

/* What a reader is to take a state for that the book has not changed in time, before what it says. */
static void
put_told(struct showing *showing, struct table_cell *cell)
{
	struct call *call = showing->call;

	if (period_left_open(showing->record, call_day(call, showing->model)))
		cell->items.items[0].text =
			arena_printf(call->arena, "%.*s (said: %.*s)",
				     STR_ARG(chain_state(call, showing->model, showing->record)),
				     STR_ARG(cell->items.items[0].text));
}

static void
put_field(struct showing *showing, const struct field_row *row)
{
	struct arena *arena = showing->call->arena;
	const struct statement *first = record_said(showing->record, row->field);
	struct field_items items;
	struct table_cell *cells;

	field_items(arena, showing->record, row, &items);
	field_resolve(arena, showing->model, row, &items);
	if (items.count == 0)
		return;
	cells = table_add(&showing->table, 0)->cells;
	table_cell_put(&showing->table, &cells[0], str_from(field_name(row->field)), STR_EMPTY);
	if (first != NULL)
		table_cell_put(&showing->table, &cells[2], near_place_text(showing, &first->place),
			       STR_EMPTY);
	if (row->type != TYPE_PROSE || !put_passage(showing, cells, first))
		put_items(showing, &cells[1], row, &items);
	if (row->type == TYPE_STATE)
		put_told(showing, &cells[1]);
	for (const struct statement *said = showing->record->fields[row->field]; said != NULL;
	     said = said->next)
		if (said != first && !(said->tentative && said->count == 0))
			put_other(showing, row, first, said);
}

static void
put_fields(struct showing *showing)
{
	const struct kind_row *kind = schema_kind(showing->record->kind);
	struct table_look look = { showing->call->columns, showing->call->color };

	showing->table = (struct table){
		.arena = showing->call->arena,
		.columns = columns,
		.column_count = sizeof columns / sizeof columns[0],
	};
	for (size_t i = 0; i < kind->field_count; i++)
		put_field(showing, &kind->fields[i]);
	if (showing->table.rows.count > 0)
		buf_putc(showing->out, '\n');
	table_put_text(&showing->table, &look, showing->out);
}

static void
put_line(struct showing *showing, struct str text, size_t indent)
{
	wrap_put(showing->out, wrap_clean(showing->call->arena, text), showing->call->columns,
		 indent, 2);
}

static struct str
record_line(struct showing *showing, const struct record *record)
{
	return chain_record(showing->call, showing->model, record);
}

static void
put_title(struct showing *showing, const char *title)
{
	chain_put_title(showing->call, title, showing->out);
}

static void
put_records(struct showing *showing, const char *title, const struct records *records)
{
	if (records->count == 0)
		return;
	put_title(showing, title);
	for (size_t i = 0; i < records->count; i++)
		put_line(showing, record_line(showing, records->items[i]), 2);
}

/* Of work the chain says so, further down. */
static void
put_parents(struct showing *showing)
{
	const struct record *parent = showing->record->parent;

	if (parent == NULL || json_has_progress(showing->record->kind))
		return;
	put_title(showing, "Belongs to");
	for (; parent != NULL; parent = parent->parent)
		put_line(showing, record_line(showing, parent), 2);
}

/* What it was in earlier periods, the latest first, or will be in later ones. */
static void
list_continuation(struct showing *showing, bool is_later, struct records *ret_records)
{
	struct arena *arena = showing->call->arena;
	struct records chain;
	size_t own = 0;

	*ret_records = (struct records){ 0 };
	continuation_chain(arena, showing->model, showing->record, &chain);
	while (own < chain.count && chain.items[own] != showing->record)
		own++;
	for (size_t i = own; !is_later && i > 0; i--)
		*VEC_PUSH(arena, ret_records) = chain.items[i - 1];
	for (size_t i = own + 1; is_later && i < chain.count; i++)
		*VEC_PUSH(arena, ret_records) = chain.items[i];
}

static void
put_continuation(struct showing *showing, const char *title, bool is_later)
{
	struct records records;

	list_continuation(showing, is_later, &records);
	if (records.count == 0)
		return;
	put_title(showing, title);
	for (size_t i = 0; i < records.count; i++)
		put_line(showing,
			 arena_printf(showing->call->arena, "%.*s, of %.*s",
				      STR_ARG(record_line(showing, records.items[i])),
				      STR_ARG(period_of(records.items[i]))),
			 2);
}

static void
put_children(struct showing *showing)
{
	const struct records *all = &showing->record->children;
	struct records shown = { 0 };

	for (size_t i = 0; i < all->count; i++)
		if (!json_has_progress(all->items[i]->kind))
			*VEC_PUSH(showing->call->arena, &shown) = all->items[i];
	put_records(showing, "Consists of", &shown);
}

/* The number, how it came about, and the leaves that were counted. */
static void
put_progress(struct showing *showing)
{
	struct arena *arena = showing->call->arena;
	struct progress progress = progress_of(showing->record);
	struct str text = roadmap_bar(arena, &progress);
	struct records leaves = { 0 };

	if (!json_has_progress(showing->record->kind) || showing->record->kind == KIND_MILESTONE)
		return; /* a milestone is done or not: its state says so */
	put_title(showing, "Progress");
	put_line(showing,
		 arena_printf(arena, "%.*s%s%.*s", STR_ARG(text), text.length > 0 ? ": " : "",
			      STR_ARG(progress_explain(arena, &progress))),
		 2);
	if (progress.basis == PROGRESS_COUNTED)
		progress_leaves(arena, showing->record, &leaves);
	for (size_t i = 0; i < leaves.count; i++) {
		const struct value *weight = record_value(leaves.items[i], FIELD_WEIGHT);
		struct str line = record_line(showing, leaves.items[i]);

		if (weight != NULL && weight->number != 1)
			line = arena_printf(arena, "%.*s, weight %lld", STR_ARG(line),
					    (long long)weight->number);
		put_line(showing, line, 4);
	}
}

/* Fields of other records that name this one, those left out that have a section of their own. */
static void
put_referrers(struct showing *showing)
{
	const struct records *referrers = &showing->record->referrers;
	struct str line = STR_EMPTY;

	for (size_t i = 0; i < referrers->count; i++) {
		const struct record *from = referrers->items[i];
		const struct kind_row *kind = schema_kind(from->kind);

		for (size_t k = 0; k < kind->field_count; k++) {
			enum field field = kind->fields[k].field;
			struct records named;

			ties_named(showing->call->arena, from, field, &named);
			while (named.count > 0 && named.items[named.count - 1] != showing->record)
				named.count--;
			if (named.count == 0 || field == FIELD_REQUIRES || field == FIELD_GOAL ||
			    field == FIELD_INITIATIVE)
				continue;
			if (line.length == 0)
				put_title(showing, "Named by");
			line = arena_printf(showing->call->arena, "%s of %.*s", field_name(field),
					    STR_ARG(record_line(showing, from)));
			put_line(showing, line, 2);
		}
	}
}

static void
put_ties(struct showing *showing)
{
	struct arena *arena = showing->call->arena;
	struct records required, requiring;
	struct trace trace;

	dependencies_of(arena, showing->record, &required, &requiring);
	put_records(showing, "Requires", &required);
	put_records(showing, "Required by", &requiring);
	trace_of(arena, showing->model, showing->record, &trace);
	chain_put(showing->call, showing->model, &trace, showing->out);
}

static void
put_text(struct showing *showing)
{
	const struct record *record = showing->record;
	struct arena *arena = showing->call->arena;

	put_line(showing, record_line(showing, record), 0);
	put_line(showing, place_text(arena, &record->place), 0);
	if (record->implied)
		put_line(showing, STR("Known only from being named."), 0);
	put_fields(showing);
	put_continuation(showing, "Continues", false);
	put_continuation(showing, "Continued by", true);
	put_parents(showing);
	put_children(showing);
	put_progress(showing);
	put_ties(showing);
	put_referrers(showing);
}

static void
put_json_records(struct jsonwriter *json, const char *key, const struct records *records)
{
	json_key(json, key);
	json_put_references(json, records);
}

static void
put_json(struct showing *showing)
{
	struct arena *arena = showing->call->arena;
	struct jsonwriter json = { .out = showing->out, .pretty = true };
	struct records required, requiring, themes, stories, goals, earlier, later, leaves = { 0 };

	list_continuation(showing, false, &earlier);
	list_continuation(showing, true, &later);
	dependencies_of(arena, showing->record, &required, &requiring);
	ties_themes(arena, showing->record, &themes);
	ties_stories(arena, showing->record, &stories);
	ties_goals(arena, showing->record, &goals);
	if (progress_of(showing->record).basis == PROGRESS_COUNTED)
		progress_leaves(arena, showing->record, &leaves);
	json_open(&json, '{');
	json_key(&json, "record");
	json_put_record(&json, arena, showing->model, showing->record);
	put_json_records(&json, "continues", &earlier);
	put_json_records(&json, "continued_by", &later);
	put_json_records(&json, "requires", &required);
	put_json_records(&json, "required_by", &requiring);
	put_json_records(&json, "counted", &leaves);
	put_json_records(&json, "themes", &themes);
	put_json_records(&json, "stories", &stories);
	put_json_records(&json, "goals", &goals);
	json_close(&json, '}');
	buf_putc(showing->out, '\n');
}

/* With what is listed below it, and what it is a part of. */
static void
note_shown(struct call *call, const struct record *record)
{
	call_shows(call, record);
	for (const struct record *up = record->parent; up != NULL; up = up->parent)
		call_shows(call, up);
	for (size_t i = 0; i < record->children.count; i++)
		call_shows(call, record->children.items[i]);
}

static enum status
run(struct call *call)
{
	struct model *model = call_load(call, call_argument(call, 1));
	struct showing showing = { .call = call, .model = model };
	enum status status = STATUS_FAILURE;
	struct buf out;

	if (model == NULL)
		return STATUS_FAILURE;
	showing.record = print_find(call, model, call_argument(call, 0));
	if (showing.record != NULL) {
		note_shown(call, showing.record);
		buf_init(&out, LIMIT_OUTPUT_BYTES);
		showing.out = &out;
		if (str_equal(call_option(call, "format")->text, STR("json")))
			put_json(&showing);
		else
			put_text(&showing);
		status = print_buf(call, &out, STR_EMPTY);
	}
	model_close(model);
	return status;
}

const struct command command_show = {
	.name = "show",
	.operands = "ID [PATH]",
	.summary = "show one record with everything that is tied to it",
	.description =
		"Shows a record's fields and where each is said, what it belongs to and consists "
		"of, how its progress was counted, what it requires and what requires it, the "
		"chain from story to milestone that it is part of (waymark trace), and where else "
		"it is named. Of a goal that goes on from period to period, in a page for each, "
		"the "
		"others are listed (the manual's page on history says how they are known).\n\n"
		"Where several places say the same field, all are listed; \"differs\" marks one "
		"that says something else than the first, which is the one that counts.\n\n"
		"ID is a record's id, kind:id where several records have the same one, @handle "
		"for a person, a title, or the path of a page.",
	.examples = "waymark show polish                     # a goal\n"
		    "waymark show initiative:polish/lint     # when a milestone has this id, too\n"
		    "waymark show @tmandry                   # what somebody owns\n"
		    "waymark show polish --format json\n",
	.options = options,
	.option_count = sizeof options / sizeof options[0],
	.min_operands = 1,
	.max_operands = 2,
	.reads_book = true,
	.run = run,
};
