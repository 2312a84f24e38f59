/*
 * region: one function a kind of region.
 */
#include "emit/region.h"

#include "base/limits.h"
#include "base/path.h"
#include "emit/field.h"
#include "emit/roadmap.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))
#define NOTHING "*Nothing at present.*\n"

struct filling {
	struct arena *arena;
	const struct model *model;
	const struct page *page;
	struct strs words; /* the options, quotes taken off */
	struct buf *out;
	struct diags *diags;
};

static bool
fail(const struct filling *filling, struct str message)
{
	return diag_fail(filling->diags, place_file(STR_EMPTY), "%.*s", STR_ARG(message));
}

/* ---- options ---- */

/* `owner="Ada Lovelace"` is one word. */
static bool
cut_word(struct arena *arena, struct str *rest, struct str *ret_word)
{
	struct str text = str_trim(*rest);
	char *bytes = arena_bytes(arena, text.length + 1);
	bool quoted = false;
	size_t length = 0, i = 0;

	for (; i < text.length && (quoted || text.data[i] > ' ' || text.data[i] < 0); i++) {
		if (text.data[i] == '"')
			quoted = !quoted;
		else
			bytes[length++] = text.data[i];
	}
	*rest = str_from_offset(text, i);
	*ret_word = (struct str){ bytes, length };
	return i > 0;
}

static struct strs
split_words(struct arena *arena, struct str options)
{
	struct strs words = { 0 };
	struct str word;

	while (cut_word(arena, &options, &word))
		*VEC_PUSH(arena, &words) = word;
	return words;
}

static bool
is_condition(struct str word)
{
	return str_find_char(word, '=') != STR_NONE || str_find_char(word, '~') != STR_NONE;
}

/* The value of "name=value"; false for another word. */
static bool
take_option(struct str word, struct str name, struct str *ret_value)
{
	if (!str_starts(word, name) || word.length == name.length || word.data[name.length] != '=')
		return false;
	*ret_value = str_from_offset(word, name.length + 1);
	return true;
}

static bool
unknown_option(const struct filling *filling, struct str word, struct str expected)
{
	return fail(filling, arena_printf(filling->arena,
					  "\"%.*s\" is no option of this region; expected %.*s",
					  STR_ARG(word), STR_ARG(expected)));
}

/* ---- roadmap ---- */

static bool
fill_roadmap(struct filling *filling)
{
	const unsigned kinds = KIND_BIT(KIND_GOAL) | KIND_BIT(KIND_INITIATIVE);
	struct roadmap_options options = { .goals_only = false };
	struct roadmap roadmap;
	struct table table;

	for (size_t i = 0; i < filling->words.count; i++) {
		struct str word = filling->words.items[i];

		if (str_equal(word, STR("goals")))
			options.goals_only = true;
		else if (take_option(word, STR("period"), &options.period))
			continue;
		else if (!is_condition(word))
			return unknown_option(filling, word,
					      STR("goals, period=… or a condition such as "
						  "state=active"));
		else if (!filter_add(&options.filter, filling->model, kinds, word, filling->diags))
			return false;
	}
	if (!roadmap_make(filling->arena, filling->model, &options, &roadmap, filling->diags))
		return false;
	roadmap_table(filling->arena, &roadmap, filling->page->path, &table);
	if (table.rows.count > 0)
		table_put_markdown(&table, filling->out);
	else
		buf_puts(filling->out, NOTHING);
	return true;
}

/* ---- list ---- */

/* The columns of each kind behind the title, up to the first FIELD_TITLE. */
static const enum field usual[KIND_COUNT][4] = {
	[KIND_GOAL] = { FIELD_STATE, FIELD_OWNER },
	[KIND_INITIATIVE] = { FIELD_STATE, FIELD_OWNER },
	[KIND_MILESTONE] = { FIELD_STATE, FIELD_PARTICIPANTS, FIELD_DUE },
	[KIND_ASK] = { FIELD_TEAM, FIELD_LEVEL, FIELD_CHAMPION },
	[KIND_STORY] = { FIELD_CHARACTER, FIELD_PROJECT },
	[KIND_PROJECT] = { FIELD_DOMAIN },
	[KIND_PERSON] = { FIELD_TEAMS },
};

struct field_rows {
	const struct field_row **items;
	size_t count, capacity;
};

struct listing {
	enum kind kind;
	struct filter filter;
	struct field_rows fields;
};

static bool
add_fields(const struct filling *filling, struct listing *listing, struct str names)
{
	struct str name;

	while (str_cut(&names, ',', &name)) {
		const struct field_row *row =
			field_find(filling->model, listing->kind, str_trim(name));

		if (row == NULL)
			return fail(filling,
				    arena_printf(
					    filling->arena, "%s has no field \"%.*s\"; it has %.*s",
					    schema_kind(listing->kind)->phrase, STR_ARG(name),
					    STR_ARG(field_names(filling->arena, listing->kind))));
		*VEC_PUSH(filling->arena, &listing->fields) = row;
	}
	return true;
}

static bool
read_listing(const struct filling *filling, struct listing *listing)
{
	const struct strs *words = &filling->words;
	bool said = false;

	if (words->count == 0)
		return fail(filling, STR("expected a kind of record, such as list story"));
	if (!kind_parse(words->items[0], &listing->kind))
		return unknown_option(filling, words->items[0],
				      STR("a kind of record first, such as list story"));
	for (size_t i = 1; i < words->count; i++) {
		struct str word = words->items[i], names;

		if (take_option(word, STR("fields"), &names)) {
			said = true;
			if (!add_fields(filling, listing, names))
				return false;
		} else if (!is_condition(word)) {
			return unknown_option(filling, word,
					      STR("fields=… or a condition such as state=active"));
		} else if (!filter_add(&listing->filter, filling->model, KIND_BIT(listing->kind),
				       word, filling->diags)) {
			return false;
		}
	}
	for (size_t i = 0; !said && usual[listing->kind][i] != FIELD_TITLE; i++)
		*VEC_PUSH(filling->arena, &listing->fields) =
			schema_field(listing->kind, usual[listing->kind][i]);
	return true;
}

/* The way from this page to where the record stands; empty when that is here, or no page. */
static struct str
record_url(const struct filling *filling, const struct record *record)
{
	const struct page *page = record->page != NULL ? record->page : record->home;

	if (page == NULL || page == filling->page)
		return STR_EMPTY;
	return path_relative(filling->arena, filling->page->path, page->path);
}

static void
put_field(const struct filling *filling, struct table *table, struct table_cell *cell,
	  const struct record *record, const struct field_row *row)
{
	struct field_items items;

	field_items(filling->arena, record, row, &items);
	field_resolve(filling->arena, filling->model, row, &items);
	for (size_t i = 0; i < items.count; i++) {
		const struct field_item *item = &items.items[i];
		struct str url = field_url(item);

		if (url.length == 0 && item->target != NULL)
			url = record_url(filling, item->target);
		if (row->type == TYPE_STATE)
			cell->sign = model_state_sign(filling->model, item->value->state);
		table_cell_put(table, cell, field_text(filling->arena, row, item), url);
	}
}

static void
put_record(const struct filling *filling, const struct listing *listing, struct table *table,
	   const struct record *record)
{
	struct table_cell *cells = table_add(table, 0)->cells;

	table_cell_put(table, &cells[0], record->title, record_url(filling, record));
	for (size_t k = 0; k < listing->fields.count; k++)
		put_field(filling, table, &cells[k + 1], record, listing->fields.items[k]);
}

static bool
fill_list(struct filling *filling)
{
	struct listing listing = { .kind = KIND_GOAL };
	VEC(struct table_column) columns = { 0 };
	const struct records *records;
	struct table table;

	if (!read_listing(filling, &listing))
		return false;
	records = &filling->model->by_kind[listing.kind];
	*VEC_PUSH(filling->arena, &columns) = (struct table_column){
		field_heading(filling->arena, str_from(schema_kind(listing.kind)->name)), 0, false
	};
	for (size_t i = 0; i < listing.fields.count; i++)
		*VEC_PUSH(filling->arena, &columns) = (struct table_column){
			field_heading(filling->arena,
				      str_from(field_name(listing.fields.items[i]->field))),
			0, false
		};
	table = (struct table){ .arena = filling->arena,
				.columns = columns.items,
				.column_count = columns.count };
	for (size_t i = 0; i < records->count; i++)
		if (filter_matches(&listing.filter, records->items[i], filling->arena))
			put_record(filling, &listing, &table, records->items[i]);
	if (table.rows.count > 0)
		table_put_markdown(&table, filling->out);
	else
		buf_puts(filling->out, NOTHING);
	return true;
}

/* ---- wanted ---- */

static const struct table_column wanted_columns[] = {
	{ STR_INIT("Theme"), 0, false },
	{ STR_INIT("Evidence that is wanted"), 0, false },
};

static bool
fill_wanted(struct filling *filling)
{
	const struct records *themes = &filling->model->by_kind[KIND_THEME];
	const struct field_row *row = schema_field(KIND_THEME, FIELD_WANTED);
	struct table table = { .arena = filling->arena,
			       .columns = wanted_columns,
			       .column_count = COUNT(wanted_columns) };

	if (filling->words.count > 0)
		return unknown_option(filling, filling->words.items[0], STR("none"));
	for (size_t i = 0; i < themes->count; i++) {
		struct field_items items;

		field_items(filling->arena, themes->items[i], row, &items);
		for (size_t k = 0; k < items.count; k++) {
			struct table_cell *cells = table_add(&table, 0)->cells;

			table_cell_put(&table, &cells[0], themes->items[i]->title,
				       record_url(filling, themes->items[i]));
			table_cell_put(&table, &cells[1],
				       field_text(filling->arena, row, &items.items[k]), STR_EMPTY);
		}
	}
	if (table.rows.count > 0)
		table_put_markdown(&table, filling->out);
	else
		buf_puts(filling->out, NOTHING);
	return true;
}

/* ---- all kinds ---- */

static const struct {
	struct str name;
	bool (*fill)(struct filling *filling);
} kinds[] = {
	{ STR_INIT("roadmap"), fill_roadmap },
	{ STR_INIT("list"), fill_list },
	{ STR_INIT("wanted"), fill_wanted },
};

static bool
unknown_region(const struct filling *filling, struct str name)
{
	struct str known = STR_EMPTY, nearest = STR_EMPTY;
	unsigned limit = 3;

	for (size_t i = 0; i < COUNT(kinds); i++) {
		unsigned distance = str_distance(kinds[i].name, name, limit);

		known = arena_printf(filling->arena, "%.*s%s%.*s", STR_ARG(known),
				     i > 0 ? ", " : "", STR_ARG(kinds[i].name));
		if (distance < limit) {
			nearest = kinds[i].name;
			limit = distance;
		}
	}
	if (nearest.length > 0)
		return fail(filling, arena_printf(filling->arena,
						  "there is no generated region \"%.*s\"; did you "
						  "mean \"%.*s\"?",
						  STR_ARG(name), STR_ARG(nearest)));
	return fail(filling, arena_printf(filling->arena,
					  "there is no generated region \"%.*s\"; there are: %.*s",
					  STR_ARG(name), STR_ARG(known)));
}

static bool
fill(struct filling *filling, struct str name)
{
	for (size_t i = 0; i < COUNT(kinds); i++)
		if (str_equal(kinds[i].name, name))
			return kinds[i].fill(filling);
	return unknown_region(filling, name);
}

/* What the page uses at the ends of its lines. */
static bool
has_returns(const struct page *page)
{
	size_t end = str_find_char(page->doc->source, '\n');

	return end != STR_NONE && end > 0 && page->doc->source.data[end - 1] == '\r';
}

/* An empty line on both sides, so that every reader of Markdown sees the blocks apart. */
static struct str
framed(struct arena *arena, const struct page *page, struct str text)
{
	struct buf out;
	bool returns = has_returns(page);

	buf_init(&out, LIMIT_PAGE_BYTES);
	buf_puts(&out, returns ? "\r\n\r\n" : "\n\n");
	for (size_t i = 0; i < text.length; i++) {
		if (returns && text.data[i] == '\n')
			buf_putc(&out, '\r');
		buf_putc(&out, text.data[i]);
	}
	buf_puts(&out, returns ? "\r\n" : "\n");
	text = out.failed ? STR_EMPTY : buf_copy(arena, &out);
	buf_free(&out);
	return text;
}

bool
region_fill(struct arena *arena, const struct model *model, const struct page *page,
	    const struct region *region, struct str *ret_text, struct diags *diags)
{
	struct diags inner; /* what goes wrong is said at the region's place */
	struct buf out;
	struct filling filling = {
		.arena = arena,
		.model = model,
		.page = page,
		.words = split_words(arena, region->options),
		.out = &out,
		.diags = &inner,
	};
	bool well;

	diag_init(&inner, arena);
	buf_init(&out, LIMIT_PAGE_BYTES / 2);
	well = fill(&filling, region->name);
	*ret_text = framed(arena, page, buf_str(&out));
	well = well && !out.failed && ret_text->length > 0;
	buf_free(&out);
	for (size_t i = 0; i < inner.count; i++)
		diag_fail(diags, region->place, "%.*s", STR_ARG(inner.items[i].message));
	if (!well && inner.count == 0)
		diag_fail(diags, region->place, "what belongs here is too large for a page");
	return well;
}
