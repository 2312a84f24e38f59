/*
 * dialect_way: what is written in this kind of book: the state that a sign means, what a template calls its
 * pages, and how somebody
 * would write a field down, for messages.
 */
#include "model/dialect.h"

#include "text/markdown.h"

static const struct dialect_field *
find_field(const struct dialect_fields *fields, enum field field)
{
	for (size_t i = 0; i < fields->count; i++)
		if (fields->items[i].field == field && fields->items[i].source != SOURCE_PATH)
			return &fields->items[i];
	return NULL;
}

static bool
table_states(const struct dialect_table *table, enum kind kind)
{
	for (size_t i = 0; i < table->row_count; i++)
		if (table->rows[i].kind == kind)
			return true;
	return false;
}

/* The first way to write the field that the dialect gives; NULL when it gives none. */
static const struct dialect_field *
find_way(const struct dialect *dialect, enum kind kind, enum field field)
{
	const struct dialect_field *way = find_field(&dialect->kinds[kind].fields, field);

	for (size_t i = 0; way == NULL && i < dialect->table_count; i++)
		if (table_states(&dialect->tables[i], kind))
			way = find_field(&dialect->tables[i].columns, field);
	return way;
}

struct str
dialect_theme_word(const struct dialect *dialect, size_t count)
{
	static const struct str usual[] = { STR_INIT("problem"), STR_INIT("problems") };
	size_t i = count == 1 ? 0 : 1;

	return i < dialect->themes_called.count ? dialect->themes_called.items[i] : usual[i];
}

bool
dialect_is_template_title(const struct dialect *dialect, struct str title)
{
	const struct strs *templates = &dialect->templates;

	for (size_t i = 0; i < templates->count; i++)
		if (str_equal_fold(title, templates->items[i]) ||
		    doc_title_matches(doc_title_key(title), templates->items[i]))
			return true;
	return false;
}

bool
dialect_can_say(const struct dialect *dialect, enum kind kind, enum field field)
{
	return dialect->kinds[kind].front_by_name || find_way(dialect, kind, field) != NULL;
}

/* As a person would write it: the first name that is spelt out, else with "…" for what may vary. */
static struct str
spelt_out(struct arena *arena, struct str names)
{
	struct str rest = names, name, shown = STR_EMPTY, part;

	while (str_cut(&rest, '|', &name))
		if (str_find_char(name, '*') == STR_NONE)
			return name;
	str_cut(&names, '|', &name);
	while (str_cut(&name, '*', &part))
		shown = arena_printf(arena, "%.*s%.*s%s", STR_ARG(shown), STR_ARG(part),
				     name.data != NULL ? "…" : "");
	return shown;
}

struct str
dialect_how_to_say(struct arena *arena, const struct dialect *dialect, enum kind kind,
		   enum field field)
{
	const struct dialect_field *way = find_way(dialect, kind, field);
	struct str name;

	if (way == NULL)
		return arena_printf(arena, "\"%s:\" in the front matter", field_name(field));
	name = spelt_out(arena, way->name);
	switch (way->source) {
	case SOURCE_METADATA:
		return arena_printf(arena, "a row \"%.*s\" of the metadata table", STR_ARG(name));
	case SOURCE_SECTION:
		return arena_printf(arena, "a section \"%.*s\"", STR_ARG(name));
	case SOURCE_COLUMN:
		return arena_printf(arena, "the column \"%.*s\"", STR_ARG(name));
	case SOURCE_FILE:
		return arena_printf(arena, "\"%.*s:\" in the YAML file", STR_ARG(name));
	case SOURCE_FRONT:
		return arena_printf(arena, "\"%.*s:\" in the front matter", STR_ARG(name));
	case SOURCE_PATH:
	case SOURCE_TITLE:
	case SOURCE_BLOCK:
	case SOURCE_TEXT:
		break;
	}
	return arena_printf(arena, "its %s", field_name(field));
}

static bool
is_alternative(struct str names, struct str name)
{
	struct str one;

	while (str_cut(&names, '|', &one))
		if (str_equal_fold(one, name))
			return true;
	return false;
}

/* Only what is written there as it is, whatever else the place says. */
static bool
find_name(const struct dialect_fields *fields, enum kind kind, struct str name,
	  enum field *ret_field)
{
	for (size_t i = 0; i < fields->count; i++) {
		const struct dialect_field *way = &fields->items[i];

		if (way->source == SOURCE_PATH || way->contains.length > 0 || way->keyed ||
		    way->take_match || way->if_known || schema_field(kind, way->field) == NULL ||
		    !is_alternative(way->name, name))
			continue;
		*ret_field = way->field;
		return true;
	}
	return false;
}

bool
dialect_field_called(const struct dialect *dialect, enum kind kind, struct str name,
		     enum field *ret_field)
{
	if (find_name(&dialect->kinds[kind].fields, kind, name, ret_field))
		return true;
	for (size_t i = 0; i < dialect->table_count; i++)
		if (table_states(&dialect->tables[i], kind) &&
		    find_name(&dialect->tables[i].columns, kind, name, ret_field))
			return true;
	return false;
}

bool
dialect_is_part(const struct dialect *dialect, enum kind kind, struct str text)
{
	for (size_t t = 0; t < dialect->table_count; t++)
		for (size_t i = 0; i < dialect->tables[t].row_count; i++) {
			const struct dialect_row *row = &dialect->tables[t].rows[i];
			if (row->kind == kind && row->starts.length &&
			    str_starts(text, row->starts))
				return true;
		}
	return false;
}

static bool
has_sign(struct str text, struct str sign)
{
	bool is_word = sign.length && (unsigned char)sign.data[0] < 0x80 && sign.data[0] != '!';
	if (!is_word)
		return str_contains(text, sign);
	if (!str_ends(sign, STR("*")))
		return str_equal_fold(text, sign);
	sign.length--;
	return text.length > sign.length && str_equal_fold(str_slice(text, 0, sign.length), sign);
}

enum state
dialect_state(const struct dialect *dialect, struct str text)
{
	text = str_trim(text);
	for (int state = STATE_PROPOSED; text.length && state < STATE_COUNT; state++) {
		const struct strs *signs = &dialect->state_signs[state];
		for (size_t i = 0; i < signs->count; i++)
			if (has_sign(text, signs->items[i]))
				return (enum state)state;
	}
	return STATE_NONE;
}
