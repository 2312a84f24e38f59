/*
 * field: values of fields for outputs.
 */
#include "emit/field.h"

#include "base/utf8.h"
#include "model/dialect.h"
#include "model/linkify.h"
#include "plan/progress.h"

static const char *const sources[] = {
	[SOURCE_FRONT] = "front",     [SOURCE_FILE] = "file",     [SOURCE_METADATA] = "metadata",
	[SOURCE_SECTION] = "section", [SOURCE_COLUMN] = "column", [SOURCE_PATH] = "path",
	[SOURCE_TITLE] = "title",     [SOURCE_BLOCK] = "block",   [SOURCE_TEXT] = "text",
};

const char *
field_source_name(enum source source)
{
	return sources[source];
}

/* What a record belongs to is mostly said by its folder or its table alone. */
static const struct record *
parent_of(const struct record *record, enum field field)
{
	enum kind kind = field == FIELD_GOAL ? KIND_GOAL : KIND_INITIATIVE;

	if (field != FIELD_GOAL && field != FIELD_INITIATIVE)
		return NULL;
	return record->parent != NULL && record->parent->kind == kind ? record->parent : NULL;
}

void
field_statement_items(struct arena *arena, const struct statement *said,
		      struct field_items *ret_items)
{
	*ret_items = (struct field_items){ 0 };
	for (uint32_t i = 0; said != NULL && i < said->count; i++)
		if (!said->values[i].bad)
			*VEC_PUSH(arena, ret_items) = (struct field_item){
				&said->values[i],
				said->values[i].target,
			};
}

void
field_items(struct arena *arena, const struct record *record, const struct field_row *row,
	    struct field_items *ret_items)
{
	const struct record *parent = parent_of(record, row->field);

	field_statement_items(arena, record_said(record, row->field), ret_items);
	if (parent != NULL) {
		ret_items->count = 0;
		*VEC_PUSH(arena, ret_items) = (struct field_item){ NULL, parent };
	}
}

static struct str
progress_text(struct arena *arena, const struct value *value)
{
	return arena_printf(arena, "%lld/%lld", (long long)value->number, (long long)value->total);
}

static struct str
date_text(struct arena *arena, struct date date)
{
	char text[11];

	date_format(date, text);
	return arena_copy(arena, str_from(text));
}

struct str
field_machine_text(struct arena *arena, const struct field_row *row, const struct field_item *item)
{
	if (item->target != NULL)
		return item->target->id;
	switch (row->type) {
	case TYPE_STATE:
		return str_from(state_row(item->value->state)->name);
	case TYPE_PROGRESS:
		return progress_text(arena, item->value);
	case TYPE_DATE:
		return date_text(arena, item->value->date);
	case TYPE_NUMBER:
		return arena_printf(arena, "%lld", (long long)item->value->number);
	case TYPE_URL:
		return item->value->url.length > 0 ? item->value->url : item->value->text;
	case TYPE_TEXT:
	case TYPE_PROSE:
	case TYPE_ITEMS:
	case TYPE_PEOPLE:
	case TYPE_RECORDS:
	case TYPE_CHOICE:
		break;
	}
	return item->value->text;
}

struct str
field_joined(struct arena *arena, const struct field_row *row, const struct field_items *items,
	     struct str between)
{
	struct str *parts = ARENA_ARRAY(arena, struct str, items->count * 2);

	for (size_t i = 0; i < items->count; i++) {
		parts[i * 2] = field_machine_text(arena, row, &items->items[i]);
		parts[i * 2 + 1] = between;
	}
	return arena_concat(arena, parts, items->count == 0 ? 0 : items->count * 2 - 1);
}

struct str
field_text(struct arena *arena, const struct field_row *row, const struct field_item *item)
{
	if (row->type == TYPE_STATE)
		return str_from(state_row(item->value->state)->word);
	if (item->target != NULL && item->target->kind == KIND_TEAM)
		return item->target->title; /* "[lang]" is a notation, not a name */
	if (row->type == TYPE_PEOPLE && item->value != NULL)
		return item->value->text;
	if (row->type == TYPE_URL && item->value->text.length > 0)
		return item->value->text;
	if (row->type == TYPE_PROGRESS && item->value != NULL)
		return progress_fraction(arena, item->value->number, item->value->total);
	return field_machine_text(arena, row, item);
}

struct str
field_state_word(struct arena *arena, enum state state)
{
	struct str word = str_from(state_row(state)->word);
	char *copy = arena_bytes(arena, word.length);

	memcpy(copy, word.data, word.length);
	if (word.length > 0 && copy[0] >= 'A' && copy[0] <= 'Z')
		copy[0] = (char)(copy[0] - 'A' + 'a');
	return (struct str){ copy, word.length };
}

static bool
is_web(struct str url)
{
	return str_starts(url, STR("https://")) || str_starts(url, STR("http://"));
}

struct str
field_url(const struct field_item *item)
{
	struct str url = item->value != NULL ? item->value->url : STR_EMPTY;

	return is_web(url) ? url : STR_EMPTY;
}

struct str
field_address(struct arena *arena, const struct model *model, const struct value *value)
{
	struct str url;

	if (model->linkify == NULL || is_web(value->url))
		return value->url;
	if (linkify_label(arena, model->linkify, value->url, &url))
		return url;
	url = linkify_reference(arena, model->linkify, value->url);
	return url.length > 0 ? url : value->url;
}

void
field_resolve(struct arena *arena, const struct model *model, const struct field_row *row,
	      struct field_items *items)
{
	for (size_t i = 0; row->type == TYPE_URL && i < items->count; i++) {
		struct value *value = ARENA_NEW(arena, struct value);

		*value = *items->items[i].value;
		value->url = field_address(arena, model, value);
		items->items[i].value = value;
	}
}

struct str
field_key(const struct value *value)
{
	return str_equal_fold(value->key, value->text) ? STR_EMPTY : value->key;
}

static int
compare_texts(const void *left, const void *right)
{
	return str_compare(*(const struct str *)left, *(const struct str *)right);
}

/* The items' texts folded and sorted: the order of two owners means nothing. */
static struct str *
sorted_texts(struct arena *arena, const struct field_row *row, const struct field_items *items)
{
	struct str *texts = ARENA_ARRAY(arena, struct str, items->count);

	for (size_t i = 0; i < items->count; i++)
		texts[i] = utf8_fold(arena, field_machine_text(arena, row, &items->items[i]));
	if (items->count > 0)
		qsort(texts, items->count, sizeof *texts, compare_texts);
	return texts;
}

/* 2/4 says what 3/6 says. */
static bool
is_same_share(const struct value *a, const struct value *b)
{
	return (double)a->number * (double)b->total == (double)b->number * (double)a->total;
}

bool
field_agrees(struct arena *arena, const struct field_row *row, const struct statement *a,
	     const struct statement *b)
{
	struct field_items left, right;
	struct str *left_texts, *right_texts;

	field_statement_items(arena, a, &left);
	field_statement_items(arena, b, &right);
	if (left.count != right.count)
		return false;
	if (row->type == TYPE_PROGRESS && left.count > 0)
		return is_same_share(left.items[0].value, right.items[0].value);
	left_texts = sorted_texts(arena, row, &left);
	right_texts = sorted_texts(arena, row, &right);
	for (size_t i = 0; i < left.count; i++)
		if (!str_equal(left_texts[i], right_texts[i]))
			return false;
	return true;
}

static int
compare_page(const void *path, const void *page)
{
	return str_compare(*(const struct str *)path, (*(struct page *const *)page)->path);
}

uint32_t
field_place_column(const struct model *model, const struct place *place)
{
	struct page *const *page;
	const struct doc *doc;
	struct str line;

	if (model->page_count == 0 || place->line == 0 || place->column == 0)
		return place->column;
	page = bsearch(&place->file, model->pages, model->page_count, sizeof(struct page *),
		       compare_page);
	if (page == NULL || place->line > (*page)->doc->line_count)
		return place->column;
	doc = (*page)->doc;
	line = str_from_offset(doc->source, doc->line_starts[place->line - 1]);
	return (uint32_t)utf8_column(line, place->column - 1);
}

/* The Markdown behind the front matter and its closing fence. */
static struct str
page_body(const struct page *page)
{
	struct str source = page->doc->source, line;
	size_t front;

	if (page->doc->front.data == NULL)
		return source;
	front = (size_t)(page->doc->front.data - source.data) + page->doc->front.length;
	source = str_from_offset(source, front);
	str_cut_line(&source, &line);
	return source;
}

static struct str
node_body(const struct record *record)
{
	const struct doc *doc = record->home->doc;
	const struct node *first = &doc->nodes[record->first_node], *last = first;

	for (uint32_t i = record->first_node; i < record->end_node; i = doc->nodes[i].end)
		last = &doc->nodes[i];
	if (last->offset + last->span < first->offset)
		return STR_EMPTY;
	return str_slice(doc->source, first->offset, last->offset + last->span);
}

struct str
record_body(const struct record *record)
{
	if (record->page != NULL)
		return str_trim(page_body(record->page));
	if (record->home != NULL && record->first_node < record->end_node)
		return str_trim(node_body(record));
	return STR_EMPTY;
}

struct str
field_heading(struct arena *arena, struct str name)
{
	char *bytes = arena_bytes(arena, name.length + 1);

	for (size_t i = 0; i < name.length; i++)
		bytes[i] = name.data[i] == '-' ? ' ' : name.data[i];
	if (name.length > 0 && bytes[0] >= 'a' && bytes[0] <= 'z')
		bytes[0] = (char)(bytes[0] - 'a' + 'A');
	return (struct str){ bytes, name.length };
}

const struct field_row *
field_find(const struct model *model, enum kind kind, struct str name)
{
	const struct field_row *row = NULL;
	enum field field;

	if (field_parse(name, &field))
		row = schema_field(kind, field);
	if (row == NULL && dialect_field_called(model->dialect, kind, name, &field))
		row = schema_field(kind, field);
	return row;
}

struct str
field_names(struct arena *arena, enum kind kind)
{
	const struct kind_row *row = schema_kind(kind);
	struct str names = STR_EMPTY;

	for (size_t i = 0; i < row->field_count; i++)
		names = arena_printf(arena, "%.*s%s%s", STR_ARG(names), i > 0 ? ", " : "",
				     field_name(row->fields[i].field));
	return names;
}
