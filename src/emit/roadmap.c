/*
 * roadmap: which rows, and their cells.
 */
#include "emit/roadmap.h"

#include "base/path.h"
#include "emit/field.h"
#include "emit/json.h"
#include "model/dialect.h"
#include "plan/help.h"
#include "plan/period.h"

#define BAR_CELLS 6
#define DEEPEST 8 /* initiatives in initiatives */

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

/* Columns for people.  A column without a condition is always there. */
enum column {
	COLUMN_TITLE,
	COLUMN_PERIOD,
	COLUMN_STATE,
	COLUMN_HELP,
	COLUMN_PROGRESS,
	COLUMN_OWNER,
};

static const struct table_column columns[] = {
	[COLUMN_TITLE] = { STR_INIT("Deliverable"), 20, false },
	[COLUMN_PERIOD] = { STR_INIT("Period"), 0, true },
	[COLUMN_STATE] = { STR_INIT("State"), 0, false },
	[COLUMN_HELP] = { STR_INIT("Help"), 0, true },
	[COLUMN_PROGRESS] = { STR_INIT("Progress"), 0, false },
	[COLUMN_OWNER] = { STR_INIT("Owner"), 10, false },
};

static const struct table_column machine_columns[] = {
	{ STR_INIT("kind"), 0, false },   { STR_INIT("id"), 0, false },
	{ STR_INIT("title"), 0, false },  { STR_INIT("parent"), 0, false },
	{ STR_INIT("state"), 0, false },  { STR_INIT("percent"), 0, false },
	{ STR_INIT("basis"), 0, false },  { STR_INIT("period"), 0, false },
	{ STR_INIT("over"), 0, false },   { STR_INIT("help"), 0, false },
	{ STR_INIT("owners"), 0, false },
};

struct str
roadmap_bar(struct arena *arena, const struct progress *progress)
{
	static const struct str full = STR_INIT("▰"), empty = STR_INIT("▱");
	int percent = progress_percent(progress);
	struct str parts[BAR_CELLS];

	if (percent < 0)
		return STR_EMPTY;
	for (int i = 0; i < BAR_CELLS; i++) /* 16% is one cell of six */
		parts[i] = (percent + 1) * BAR_CELLS > (i + 1) * 100 ? full : empty;
	return arena_printf(arena, "%.*s %d%%", STR_ARG(arena_concat(arena, parts, BAR_CELLS)),
			    percent);
}

/* A book may hold the plan for next year already: what is wanted first is today. */
static void
put_current_first(struct strs *periods, struct date today)
{
	for (size_t i = 0; i < periods->count; i++) {
		struct str current = periods->items[i];

		if (!period_is_now(current, today))
			continue;
		memmove(periods->items + 1, periods->items, i * sizeof *periods->items);
		periods->items[0] = current;
		return;
	}
}

static bool
choose_period(struct arena *arena, struct roadmap *roadmap, struct str wanted,
	      struct strs *ret_periods, struct diags *diags)
{
	period_list(arena, roadmap->model, ret_periods);
	put_current_first(ret_periods, roadmap->today);
	roadmap->several = ret_periods->count > 1 && period_is_all(wanted);
	if (period_is_all(wanted) || (wanted.length == 0 && ret_periods->count == 0))
		return true;
	if (wanted.length > 0)
		return period_find(ret_periods, wanted, &roadmap->period, diags);
	roadmap->period = ret_periods->items[0];
	return true;
}

static void
add_row(struct arena *arena, struct roadmap *roadmap, const struct record *record, unsigned depth,
	bool passes)
{
	struct roadmap_row *row = VEC_PUSH(arena, &roadmap->rows);

	*row = (struct roadmap_row){ .record = record,
				     .depth = depth,
				     .progress = progress_of(record),
				     .is_left_open = period_left_open(record, roadmap->today),
				     .wants_help = help_of(record, roadmap->today) != 0,
				     .passes = passes };
}

static void
count_row(struct roadmap *roadmap, const struct roadmap_row *row)
{
	enum state state = record_state(row->record);

	*(row->record->kind == KIND_GOAL ? &roadmap->goals : &roadmap->initiatives) += 1;
	*(row->is_left_open ? &roadmap->left_open : &roadmap->states[state]) += 1;
	roadmap->help += row->wants_help;
	roadmap->without_owner += row->wants_help && state == STATE_WANTED;
}

/* Adds the record when it or anything below it passes; its row comes first. */
static bool
add_tree(struct arena *arena, struct roadmap *roadmap, const struct roadmap_options *options,
	 const struct record *record, unsigned depth)
{
	bool passes = filter_matches(&options->filter, record, arena);
	size_t at = roadmap->rows.count;
	bool any = passes;

	add_row(arena, roadmap, record, depth, passes);
	for (size_t i = 0; !options->goals_only && i < record->children.count; i++)
		if (record->children.items[i]->kind == KIND_INITIATIVE && depth < DEEPEST)
			any |= add_tree(arena, roadmap, options, record->children.items[i],
					depth + 1);
	if (!any)
		roadmap->rows.count = at;
	else if (passes)
		count_row(roadmap, &roadmap->rows.items[at]);
	return any;
}

/* A row that stands below no other: a goal, an initiative without a goal. */
static bool
is_top(const struct roadmap *roadmap, const struct record *record)
{
	if (record->kind == KIND_INITIATIVE)
		return !roadmap->goals_only && record->parent == NULL;
	return record->kind == KIND_GOAL;
}

/* The rows of one period; `period` empty: those that belong to none. */
static void
add_period(struct arena *arena, struct roadmap *roadmap, const struct roadmap_options *options,
	   struct str period)
{
	const struct records *records = &roadmap->model->records;

	for (size_t i = 0; i < records->count; i++)
		if (is_top(roadmap, records->items[i]) &&
		    str_equal(record_text(records->items[i], FIELD_PERIOD), period))
			add_tree(arena, roadmap, options, records->items[i], 0);
}

bool
roadmap_make(struct arena *arena, const struct model *model, const struct roadmap_options *options,
	     struct roadmap *ret_roadmap, struct diags *diags)
{
	struct strs periods;

	*ret_roadmap = (struct roadmap){
		.model = model,
		.goals_only = options->goals_only,
		.today = options->today,
	};
	if (!choose_period(arena, ret_roadmap, options->period, &periods, diags))
		return false;
	for (size_t i = 0; i < periods.count; i++)
		if (ret_roadmap->period.length == 0 ||
		    str_equal(periods.items[i], ret_roadmap->period))
			add_period(arena, ret_roadmap, options, periods.items[i]);
	add_period(arena, ret_roadmap, options, STR_EMPTY);
	for (size_t i = 0; i < ret_roadmap->rows.count; i++) {
		const struct roadmap_row *row = &ret_roadmap->rows.items[i];

		ret_roadmap->has_progress |= roadmap_bar(arena, &row->progress).length > 0;
		/* The state says it already where work looks for an owner. */
		ret_roadmap->has_help |=
			row->wants_help && record_state(row->record) != STATE_WANTED;
	}
	return true;
}

static void
put_progress(struct table *table, struct table_cell *cell, const struct progress *progress)
{
	struct str bar = roadmap_bar(table->arena, progress);

	if (bar.length > 0 && progress->basis == PROGRESS_DECLARED)
		bar = arena_printf(table->arena, "%.*s declared", STR_ARG(bar));
	if (bar.length > 0)
		table_cell_put(table, cell, bar, STR_EMPTY);
}

/* Where the title leads to from the page at `from`; another site is good from anywhere. */
static struct str
title_url(struct arena *arena, const struct record *record, struct str from)
{
	const struct value *site = record_value(record, FIELD_PAGE);

	if (from.length > 0 && record->page != NULL)
		return path_relative(arena, from, record->page->path);
	if (record->page == NULL && site != NULL)
		return field_url(&(struct field_item){ site, NULL });
	return STR_EMPTY;
}

static void
put_owners(struct table *table, struct table_cell *cell, const struct record *record, bool machine)
{
	const struct field_row *row = schema_field(record->kind, FIELD_OWNER);
	struct field_items items;

	field_items(table->arena, record, row, &items);
	for (size_t i = 0; i < items.count; i++) {
		const struct field_item *item = &items.items[i];

		if (machine)
			table_cell_put(table, cell, field_machine_text(table->arena, row, item),
				       STR_EMPTY);
		else
			table_cell_put(table, cell, field_text(table->arena, row, item),
				       field_url(item));
	}
}

static enum table_style
state_style(enum state state)
{
	switch (state) {
	case STATE_ACTIVE:
		return TABLE_BUSY;
	case STATE_DONE:
		return TABLE_GOOD;
	case STATE_WANTED:
		return TABLE_WAITING;
	case STATE_NONE:
	case STATE_PROPOSED:
	case STATE_PAUSED:
	case STATE_DROPPED:
		break;
	}
	return TABLE_FAINT;
}

static void
put_state(struct table *table, struct table_cell *cell, const struct roadmap *roadmap,
	  const struct roadmap_row *row)
{
	struct told told = period_told(roadmap->model, row->record, roadmap->today);

	cell->sign = told.sign;
	cell->style = row->is_left_open ? TABLE_FAINT : state_style(record_state(row->record));
	table_cell_put(table, cell, told.word, STR_EMPTY);
}

static bool
has_column(const struct roadmap *roadmap, enum column column)
{
	switch (column) {
	case COLUMN_PERIOD:
		return roadmap->several;
	case COLUMN_HELP:
		return roadmap->has_help;
	case COLUMN_PROGRESS:
		return !roadmap->goals_only && roadmap->has_progress;
	case COLUMN_TITLE:
	case COLUMN_STATE:
	case COLUMN_OWNER:
		break;
	}
	return true;
}

/* The columns that this roadmap has; `ret_places` says where each stands. */
static size_t
choose_columns(const struct roadmap *roadmap, struct table_column *ret_columns,
	       size_t ret_places[COUNT(columns)])
{
	size_t count = 0;

	for (size_t i = 0; i < COUNT(columns); i++) {
		ret_places[i] = SIZE_MAX;
		if (!has_column(roadmap, (enum column)i))
			continue;
		ret_places[i] = count;
		ret_columns[count++] = columns[i];
	}
	/* Without initiatives and bars it is a list of goals. */
	if (ret_places[COLUMN_PROGRESS] == SIZE_MAX)
		ret_columns[0] = (struct table_column){ STR("Goal"), 16, false };
	return count;
}

void
roadmap_table(struct arena *arena, const struct roadmap *roadmap, struct str from,
	      struct table *ret_table)
{
	struct table_column *chosen = ARENA_ARRAY(arena, struct table_column, COUNT(columns));
	size_t places[COUNT(columns)];
	size_t count = choose_columns(roadmap, chosen, places);

	*ret_table = (struct table){
		.arena = arena,
		.columns = chosen,
		.column_count = count,
		.empty = STR("–"),
	};
	for (size_t i = 0; i < roadmap->rows.count; i++) {
		const struct roadmap_row *row = &roadmap->rows.items[i];
		struct table_cell *cells = table_add(ret_table, row->depth)->cells;

		cells->style = !row->passes      ? TABLE_FAINT
			       : row->depth == 0 ? TABLE_STRONG
						 : TABLE_PLAIN;
		table_cell_put(ret_table, cells, row->record->title,
			       title_url(arena, row->record, from));
		put_state(ret_table, &cells[places[COLUMN_STATE]], roadmap, row);
		put_owners(ret_table, &cells[places[COLUMN_OWNER]], row->record, false);
		if (places[COLUMN_PERIOD] != SIZE_MAX)
			table_cell_put(ret_table, &cells[places[COLUMN_PERIOD]],
				       period_of(row->record), STR_EMPTY);
		if (places[COLUMN_HELP] != SIZE_MAX && row->wants_help)
			table_cell_put(ret_table, &cells[places[COLUMN_HELP]], STR("wanted"),
				       STR_EMPTY);
		if (places[COLUMN_PROGRESS] != SIZE_MAX)
			put_progress(ret_table, &cells[places[COLUMN_PROGRESS]], &row->progress);
	}
}

void
roadmap_machine_table(struct arena *arena, const struct roadmap *roadmap, struct table *ret_table)
{
	*ret_table = (struct table){
		.arena = arena,
		.columns = machine_columns,
		.column_count = COUNT(machine_columns),
	};
	for (size_t i = 0; i < roadmap->rows.count; i++) {
		const struct roadmap_row *row = &roadmap->rows.items[i];
		const struct record *record = row->record;
		int percent = progress_percent(&row->progress);
		const struct str texts[] = {
			str_from(record_kind_name(record)),
			record->id,
			record->title,
			record->parent != NULL ? record->parent->id : STR_EMPTY,
			str_from(state_row(record_state(record))->name),
			percent < 0 ? STR_EMPTY : arena_printf(arena, "%d", percent),
			str_from(json_bases[row->progress.basis]),
			period_of(record),
			row->is_left_open ? STR("yes") : STR_EMPTY,
			row->wants_help ? STR("wanted") : STR_EMPTY,
		};
		struct table_cell *cells = table_add(ret_table, row->depth)->cells;

		for (size_t k = 0; k < COUNT(texts); k++)
			table_cell_put(ret_table, &cells[k], texts[k], STR_EMPTY);
		put_owners(ret_table, &cells[COUNT(texts)], record, true);
	}
}

static void
put_json_owners(struct jsonwriter *json, struct arena *scratch, const struct record *record)
{
	struct field_items items;

	field_items(scratch, record, schema_field(record->kind, FIELD_OWNER), &items);
	json_open(json, '[');
	for (size_t i = 0; i < items.count; i++) {
		json_open(json, '{');
		json_key(json, "text");
		json_text(json, items.items[i].value->text);
		if (items.items[i].target != NULL)
			json_text_member(json, "id", items.items[i].target->id);
		json_text_member(json, "url", field_url(&items.items[i]));
		json_close(json, '}');
	}
	json_close(json, ']');
}

/* Writes the row and what stands below it; returns the index after them. */
static size_t
put_json_row(struct jsonwriter *json, struct arena *scratch, const struct roadmap *roadmap,
	     size_t at)
{
	const struct roadmap_row *row = &roadmap->rows.items[at++];

	json_open(json, '{');
	json_key(json, "kind");
	json_text(json, str_from(record_kind_name(row->record)));
	json_key(json, "id");
	json_text(json, row->record->id);
	json_key(json, "title");
	json_text(json, row->record->title);
	json_key(json, "state");
	json_text(json, str_from(state_row(record_state(row->record))->name));
	json_text_member(json, "period", record_text(row->record, FIELD_PERIOD));
	json_key(json, "over");
	json_bool(json, row->is_left_open);
	json_key(json, "help");
	json_bool(json, row->wants_help);
	json_key(json, "progress");
	json_put_progress(json, scratch, row->record);
	json_key(json, "owners");
	put_json_owners(json, scratch, row->record);
	json_key(json, "passes");
	json_bool(json, row->passes);
	json_key(json, "initiatives");
	json_open(json, '[');
	while (at < roadmap->rows.count && roadmap->rows.items[at].depth > row->depth)
		at = put_json_row(json, scratch, roadmap, at);
	json_close(json, ']');
	json_close(json, '}');
	return at;
}

void
roadmap_put_json(struct arena *scratch, const struct roadmap *roadmap, struct buf *out)
{
	struct jsonwriter json = { .out = out, .pretty = true };

	json_open(&json, '{');
	json_key(&json, "format");
	json_text(&json, STR("waymark-roadmap"));
	json_key(&json, "version");
	json_number(&json, JSON_VERSION);
	json_key(&json, "title");
	json_text(&json, roadmap->model->book.title);
	json_text_member(&json, "period", roadmap->period);
	json_key(&json, "deliverables");
	json_open(&json, '[');
	for (size_t at = 0; at < roadmap->rows.count;)
		at = put_json_row(&json, scratch, roadmap, at);
	json_close(&json, ']');
	json_close(&json, '}');
	buf_putc(out, '\n');
}

struct str
roadmap_sum(struct arena *arena, const struct roadmap *roadmap)
{
	static const enum state order[] = { STATE_ACTIVE, STATE_PAUSED,  STATE_PROPOSED,
					    STATE_DONE,   STATE_DROPPED, STATE_NONE };
	struct str text = arena_printf(arena, "%zu %s", roadmap->goals,
				       roadmap->goals == 1 ? "goal" : "goals");
	const char *before = ": ";

	if (!roadmap->goals_only && roadmap->model->by_kind[KIND_INITIATIVE].count > 0)
		text = arena_printf(arena, "%.*s, %zu %s", STR_ARG(text), roadmap->initiatives,
				    roadmap->initiatives == 1 ? "initiative" : "initiatives");
	if (roadmap->goals > 0 && roadmap->initiatives > 0)
		before = ", together: "; /* or the states would seem to be those of initiatives */
	for (size_t i = 0; i < COUNT(order); i++) {
		if (roadmap->states[order[i]] == 0)
			continue;
		text = arena_printf(arena, "%.*s%s%zu %.*s", STR_ARG(text), before,
				    roadmap->states[order[i]],
				    STR_ARG(field_state_word(arena, order[i])));
		before = ", ";
	}
	if (roadmap->left_open > 0)
		text = arena_printf(arena, "%.*s%s%zu outcome unknown", STR_ARG(text), before,
				    roadmap->left_open);
	text = arena_printf(arena, "%.*s; help wanted: %zu", STR_ARG(text), roadmap->help);
	if (roadmap->without_owner > 0 && roadmap->without_owner < roadmap->help)
		text = arena_printf(arena, "%.*s, %zu without an owner", STR_ARG(text),
				    roadmap->without_owner);
	return text;
}
