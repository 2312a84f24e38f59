/*
 * rules: what the families of rules share.
 */
#include "check/rules.h"

#include "base/path.h"

/* About a second of comparing names. */
#define COMPARISONS 10000000

/* Prose may be a table or a picture, which has no text; elsewhere a cell with nothing but a badge
   says nothing. */
static bool
says_something(const struct statement *statement, bool is_prose)
{
	const struct doc *doc = statement->page != NULL ? statement->page->doc : NULL;

	/* A picture or a table is an answer, too; a comment that asks for one is none. */
	for (uint32_t i = statement->first_node; is_prose && i < statement->end_node; i++)
		if (doc->nodes[i].kind != NODE_HTML_BLOCK && doc->nodes[i].kind != NODE_HTML)
			return true;
	for (uint32_t i = 0; i < statement->count; i++)
		if (statement->values[i].text.length > 0 || statement->values[i].url.length > 0)
			return true;
	return false;
}

bool
rule_has(const struct record *record, enum field field)
{
	const struct statement *statement = record->fields[field];
	const struct field_row *row = schema_field(record->kind, field);
	bool is_prose = row != NULL && row->type == TYPE_PROSE;

	for (; statement != NULL; statement = statement->next)
		if (says_something(statement, is_prose))
			return true;
	return false;
}

struct place
rule_place(const struct record *record, enum field field)
{
	const struct value *value = record_value(record, field);

	if (value != NULL)
		return value->place;
	if (record->fields[field] != NULL)
		return record->fields[field]->place;
	return record->place;
}

bool
rule_can_say(const struct model *model, enum kind kind, enum field field)
{
	return dialect_can_say(model->dialect, kind, field);
}

struct str
rule_how_to_say(const struct check *check, enum kind kind, enum field field)
{
	return dialect_how_to_say(check->arena, check->model->dialect, kind, field);
}

struct str
rule_state_said(const struct check *check, const struct value *value)
{
	const char *name = state_row(value->state)->name;

	if (str_equal_fold(value->text, str_from(name)))
		return arena_printf(check->arena, "\"%.*s\"", STR_ARG(value->text));
	return arena_printf(check->arena, "\"%.*s\" (%s)", STR_ARG(value->text), name);
}

/* Of the pages that the dialect passes over only some are templates; others are overviews. */
static bool
is_template(const struct page *page)
{
	return page->ignored && str_equal_fold(path_stem(page->name), STR("template"));
}

void
rule_template_texts(const struct check *check, struct map *ret_texts)
{
	*ret_texts = (struct map){ 0 };
	for (size_t i = 0; i < check->model->page_count; i++) {
		const struct page *page = check->model->pages[i];

		if (!is_template(page))
			continue;
		for (uint32_t n = 0; n < page->doc->count; n++) {
			struct str text;

			if (page->doc->nodes[n].kind != NODE_PARAGRAPH)
				continue;
			text = str_trim(doc_plain(check->arena, page->doc, n));
			if (text.length > 0)
				*map_put(check->arena, ret_texts, text) = check->model->pages[i];
		}
	}
}

struct str
rule_location(const struct check *check, struct place place)
{
	if (place.line == 0)
		return place.file;
	return arena_printf(check->arena, "%.*s:%u", STR_ARG(place.file), place.line);
}

bool
rule_can_search(const struct check *check, size_t items)
{
	if (items > COMPARISONS - check->cache->compared)
		return false;
	check->cache->compared += items;
	return true;
}

struct str
rule_nearest(const struct check *check, struct str name, unsigned kinds)
{
	if (!rule_can_search(check, check->model->records.count))
		return STR_EMPTY;
	return model_nearest(check->model, name, kinds);
}

void
rule_hint(const struct check *check, struct diag_finding *finding, const char *format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	finding->hint = arena_vprintf(check->arena, format, arguments);
	va_end(arguments);
}

void
rule_other(const struct check *check, struct diag_finding *finding, struct place other,
	   const char *format, ...)
{
	va_list arguments;

	va_start(arguments, format);
	finding->other = other;
	finding->other_label = arena_vprintf(check->arena, format, arguments);
	va_end(arguments);
}

struct str
rule_key(struct record *const *record)
{
	return (struct str){ (const char *)record, sizeof *record };
}

const struct data *
rule_severities(const struct model *model)
{
	return data_get(model->book.config, STR("severity"));
}
