/* From a place in the book to typed values: one reader per field type, in a table at the bottom. */
#include "base/path.h"
#include "base/utf8.h"
#include "model/reading.h"

#include <assert.h>

static struct str
page_source(const struct page *page)
{
	return page ? page->doc->source : STR_EMPTY;
}

/* A template leaves a table to be filled in: a head alone says nothing. */
static bool
is_unfilled_table(const struct doc *doc, uint32_t node)
{
	return doc->nodes[node].kind == NODE_TABLE &&
	       doc->nodes[node + 1].end == doc->nodes[node].end;
}

/* Text of neighbouring nodes: all that is inside a cell or heading, or blocks, a line each. */
static struct str
range_plain(struct arena *arena, const struct doc *doc, uint32_t first, uint32_t end)
{
	if (first > 0 && doc->nodes[first - 1].end == end)
		return str_trim(doc_plain(arena, doc, first - 1));
	struct strs parts = { 0 };
	for (uint32_t i = first; i < end; i = doc->nodes[i].end) {
		if (is_unfilled_table(doc, i))
			continue;
		if (parts.count)
			*VEC_PUSH(arena, &parts) = STR("\n");
		*VEC_PUSH(arena, &parts) = str_trim(doc_plain(arena, doc, i));
	}
	return parts.count == 1 ? parts.items[0] : arena_concat(arena, parts.items, parts.count);
}

struct material
material_from_data(enum source source, const struct page *page, const struct data *data)
{
	return (struct material){ .source = source,
				  .page = page,
				  .text = str_trim(data_text(data)),
				  .data = data,
				  .place = data->place,
				  .offset = data->offset,
				  .length = data->length };
}

struct material
material_from_nodes(struct arena *arena, enum source source, const struct page *page,
		    uint32_t first, uint32_t end)
{
	const struct doc *doc = page->doc;
	struct material material = { .source = source, .page = page, .first = first, .end = end };
	if (first == end)
		return material;
	uint32_t last = first;
	for (uint32_t i = first; i < end; i = doc->nodes[i].end)
		last = i;
	uint32_t stop = doc->nodes[last].offset + doc->nodes[last].span;
	material.offset = doc->nodes[first].offset;
	material.length = stop > material.offset ? stop - material.offset : 0;
	material.place = doc_place(doc, doc->nodes[first].offset, doc->nodes[first].span);
	material.text = range_plain(arena, doc, first, end);
	return material;
}

/* Values stand one after the other inside the material: each is sought behind the one before. */
struct value *
reading_add(struct reading *reading, struct str text)
{
	const struct material *material = reading->material;
	struct value *value = VEC_PUSH(reading->loader->arena, &reading->values);
	value->text = text;
	value->key = material->key;
	value->place = material->place;
	value->offset = material->offset;
	value->length = material->length;
	struct str source = page_source(material->page);
	if (material->data || !text.length || !source.length)
		return value;
	size_t from = material->offset + reading->sought;
	size_t at = str_find(str_slice(source, from, material->offset + material->length), text);
	if (at != STR_NONE) {
		value->offset = from + at;
		value->length = text.length;
		value->place = doc_place(material->page->doc, (uint32_t)value->offset,
					 (uint32_t)value->length);
		reading->sought += at + text.length;
	}
	return value;
}

static struct value *
add_link(struct reading *reading, uint32_t node)
{
	const struct doc *doc = reading->material->page->doc;
	struct value *value = VEC_PUSH(reading->loader->arena, &reading->values);
	value->text = str_trim(doc_plain(reading->loader->arena, doc, node));
	value->url = node_text(&doc->nodes[node]);
	value->key = reading->material->key;
	value->place = doc_node_place(doc, node);
	value->offset = doc->nodes[node].offset;
	value->length = doc->nodes[node].span;
	return value;
}

struct diag_finding *
reading_bad_value(struct reading *reading, struct value *value, struct str expected)
{
	value->bad = true;
	return diag_add(reading->loader->diags, &model_codes[MODEL_BAD_VALUE], value->place,
			"\"%.*s\" is not a %s%s of %s; expected %.*s", STR_ARG(value->text),
			field_name(reading->row->field),
			reading->row->type == TYPE_DATE ? " date" : "",
			schema_kind(reading->record->kind)->phrase, STR_ARG(expected));
}

static struct str
example_of(struct reading *reading)
{
	return arena_printf(reading->loader->arena, "one such as \"%s\"",
			    reading->row->example ? reading->row->example : "");
}

static struct str
first_sentence(struct str text)
{
	for (size_t i = 0; i < text.length; i++) {
		bool ends =
			i + 1 == text.length || text.data[i + 1] == ' ' || text.data[i + 1] == '\n';
		if (text.data[i] == '.' && ends)
			return str_slice(text, 0, i + 1);
	}
	return text;
}

static uint32_t
first_link(const struct material *material)
{
	if (!material->page || material->data)
		return 0;
	const struct node *nodes = material->page->doc->nodes;
	for (uint32_t i = material->first; i < material->end; i++)
		if (nodes[i].kind == NODE_LINK)
			return i;
	return 0;
}

static void
read_text(struct reading *reading)
{
	const struct material *material = reading->material;
	struct str part = reading->field->part;
	uint32_t link = str_equal(part, STR("link")) ? first_link(material) : 0;
	if (link) {
		add_link(reading, link);
		return;
	}
	struct str text = material->text;
	if (str_equal(part, STR("first-sentence")))
		text = first_sentence(text);
	struct value *value = reading_add(reading, text);
	uint32_t any = first_link(material);
	if (any)
		value->url = node_text(&material->page->doc->nodes[any]);
}

static int64_t
count_signs(struct str text, struct str sign)
{
	int64_t count = 0;
	size_t at;
	while (sign.length && (at = str_find(text, sign)) != STR_NONE) {
		count++;
		text = str_from_offset(text, at + sign.length);
	}
	return count;
}

/* ▰▰▱▱▱▱, 2/6 or 33%. */
static void
read_progress(struct reading *reading)
{
	const struct dialect *dialect = reading->loader->dialect;
	struct value *value = reading_add(reading, reading->material->text);
	struct str text = value->text, done;
	value->number = count_signs(text, dialect->progress_full);
	value->total = value->number + count_signs(text, dialect->progress_empty);
	if (value->total > 0)
		return;
	if (str_ends(text, STR("%")) &&
	    str_to_number(str_trim(str_slice(text, 0, text.length - 1)), &value->number) &&
	    value->number >= 0 && value->number <= 100) {
		value->total = 100;
		return;
	}
	struct str rest = text;
	bool valid = str_cut(&rest, '/', &done) && str_to_number(str_trim(done), &value->number) &&
		     str_to_number(str_trim(rest), &value->total) && value->number >= 0 &&
		     value->total >= value->number && value->total > 0;
	if (!valid)
		reading_bad_value(reading, value, example_of(reading));
}

static void
read_choice(struct reading *reading)
{
	struct value *value = reading_add(reading, reading->material->text);
	struct str choices = str_from(reading->row->choices), choice;
	char word[64];
	size_t length = value->text.length < sizeof word ? value->text.length : 0;
	for (size_t i = 0; i < length; i++)
		word[i] = value->text.data[i] == '_' ? '-' : value->text.data[i];
	for (int64_t i = 0; str_cut(&choices, '|', &choice); i++) {
		if (str_equal_fold(choice, (struct str){ word, length })) {
			value->number = i;
			value->text = choice;
			return;
		}
	}
	reading_bad_value(reading, value, schema_choices(reading->loader->arena, reading->row));
}

static void
read_date(struct reading *reading)
{
	struct value *value = reading_add(reading, reading->material->text);
	if (!date_parse(value->text, &value->date))
		reading_bad_value(reading, value, STR("a date such as 2026-03-31"));
}

static void
read_number(struct reading *reading)
{
	struct value *value = reading_add(reading, reading->material->text);
	if (!str_to_number(value->text, &value->number))
		reading_bad_value(reading, value, STR("a whole number such as 3"));
}

/* "[org/plan#7]", "[the plan][7]" and "[plan][]" alone: text and label of a link that Markdown does not know; where it
   leads, book.toml may say (linkify.h), and that is no matter of the page. */
static void
take_brackets(struct value *value)
{
	struct str rest = value->text, text, label = STR_EMPTY;
	if (!str_starts(rest, STR("[")) || !str_ends(rest, STR("]")))
		return;
	rest = str_slice(rest, 1, rest.length - 1);
	size_t middle = str_find(rest, STR("]["));
	text = str_slice(rest, 0, middle == STR_NONE ? rest.length : middle);
	if (middle != STR_NONE)
		label = str_from_offset(rest, middle + 2);
	if (!text.length || str_find_char(text, '[') != STR_NONE ||
	    str_find_char(text, ']') != STR_NONE)
		return;
	value->text = text;
	value->url = label.length ? label : text;
}

static void
read_url(struct reading *reading)
{
	uint32_t link = first_link(reading->material);
	if (link) {
		add_link(reading, link);
		return;
	}
	struct value *value = reading_add(reading, reading->material->text);
	value->url = value->text;
	take_brackets(value);
}

static void
read_prose(struct reading *reading)
{
	bool cut = str_equal(reading->field->part, STR("first-sentence"));
	struct str text = reading->material->text;
	reading_add(reading, cut ? first_sentence(text) : text);
}

/* Calls `each` for the top-level items of every list in the material; false when it has none. */
static bool
each_item(struct reading *reading, void (*each)(struct reading *reading, uint32_t item))
{
	const struct material *material = reading->material;
	if (!material->page || material->data)
		return false;
	const struct node *nodes = material->page->doc->nodes;
	bool any = false;
	for (uint32_t i = material->first; i < material->end;) {
		if (nodes[i].kind != NODE_LIST) {
			i = nodes[i].kind == NODE_ITEM || nodes[i].kind == NODE_DOCUMENT
				    ? i + 1
				    : nodes[i].end;
			continue;
		}
		for (uint32_t item = i + 1; item < nodes[i].end; item = nodes[item].end) {
			each(reading, item);
			any = true;
		}
		i = nodes[i].end;
	}
	return any;
}

/* A bullet's own line, without the bullets below it. */
static struct str
item_text(struct reading *reading, uint32_t item)
{
	const struct doc *doc = reading->material->page->doc;
	uint32_t first = item + 1;
	return first < doc->nodes[item].end
		       ? str_trim(doc_plain(reading->loader->arena, doc, first))
		       : STR_EMPTY;
}

static void
add_item(struct reading *reading, uint32_t item)
{
	const struct doc *doc = reading->material->page->doc;
	const struct node *line = &doc->nodes[item + 1 < doc->nodes[item].end ? item + 1 : item];
	struct value *value = VEC_PUSH(reading->loader->arena, &reading->values);
	value->text = item_text(reading, item);
	value->key = reading->material->key;
	value->place = doc_node_place(doc, item);
	value->offset = line->offset;
	value->length = line->span;
}

void
reading_each_scalar(struct reading *reading, void (*each)(struct reading *reading))
{
	const struct material *outer = reading->material;
	if (!outer->data || outer->data->kind == DATA_SCALAR) {
		each(reading);
		return;
	}
	for (const struct data *item = outer->data->first; item; item = item->next) {
		struct material inner = material_from_data(outer->source, outer->page, item);
		inner.key = outer->data->kind == DATA_MAP ? item->key : outer->key;
		reading->material = &inner;
		if (inner.text.length)
			each(reading);
	}
	reading->material = outer;
}

static void
read_items(struct reading *reading)
{
	if (!each_item(reading, add_item))
		reading_each_scalar(reading, read_prose);
}

/* "[inline async functions](x.md), but it is possible to prototype without that" */
static void
add_required(struct reading *reading, uint32_t item)
{
	const struct doc *doc = reading->material->page->doc;
	for (uint32_t i = item + 1; i < doc->nodes[item].end; i++) {
		if (doc->nodes[i].kind != NODE_LINK)
			continue;
		struct value *value = add_link(reading, i);
		struct str text = item_text(reading, item);
		size_t comma = str_find_char(text, ',');
		if (comma != STR_NONE)
			value->note = str_trim(str_from_offset(text, comma + 1));
		return;
	}
	add_item(reading, item);
}

static void
split_texts(struct reading *reading)
{
	struct str rest = reading->material->text, part;
	while (str_cut(&rest, ',', &part)) {
		part = str_trim(part);
		if (part.length && !loader_is_placeholder(reading->loader, part))
			reading_add(reading, part);
	}
}

bool
reading_add_links(struct reading *reading)
{
	const struct material *material = reading->material;
	size_t before = reading->values.count;
	if (!material->page || material->data)
		return false;
	const struct node *nodes = material->page->doc->nodes;
	for (uint32_t i = material->first; i < material->end; i++)
		if (nodes[i].kind == NODE_LINK)
			add_link(reading, i);
	return reading->values.count > before;
}

static void
read_records(struct reading *reading)
{
	const struct material *material = reading->material;
	if (material->source == SOURCE_SECTION && each_item(reading, add_required))
		return;
	if (material->source == SOURCE_PATH) {
		reading_add(reading, material->text);
		return;
	}
	if (reading_add_links(reading))
		return;
	if (material->source == SOURCE_FRONT || material->source == SOURCE_FILE)
		reading_each_scalar(reading, split_texts);
	else if (material->source == SOURCE_SECTION || material->source == SOURCE_METADATA)
		read_prose(reading); /* a title may hold commas */
	else
		split_texts(reading);
}

/* In the order of enum field_type. */
static void (*const readers[])(struct reading *reading) = {
	[TYPE_TEXT] = read_text,         [TYPE_PROSE] = read_prose,
	[TYPE_ITEMS] = read_items,       [TYPE_STATE] = reading_state,
	[TYPE_PROGRESS] = read_progress, [TYPE_PEOPLE] = reading_people,
	[TYPE_RECORDS] = read_records,   [TYPE_CHOICE] = read_choice,
	[TYPE_DATE] = read_date,         [TYPE_NUMBER] = read_number,
	[TYPE_URL] = read_url,
};

/* The material with the dialect's condition applied: false when the condition does not hold. */
static bool
apply_condition(const struct dialect_field *field, struct material *material)
{
	if (field->take_match || field->keyed) {
		if (field->take_match)
			material->text = material->key;
		if (field->take_match)
			material->first = material->end = 0;
	}
	if (!field->contains.length)
		return true;
	struct str source =
		material->page && !material->data ? page_source(material->page) : material->text;
	if (material->page && !material->data)
		source = str_slice(source, material->offset, material->offset + material->length);
	size_t at = str_find(source, field->contains);
	if (at == STR_NONE)
		return false;
	if (field->value.length) {
		material->text = field->value;
		material->first = material->end = 0;
		if (material->page && !material->data)
			material->place =
				doc_place(material->page->doc, (uint32_t)(material->offset + at),
					  (uint32_t)field->contains.length);
	}
	return true;
}

void
values_state(struct record *record, enum field field, struct statement *statement, bool leads)
{
	struct statement **slot = &record->fields[field];
	if (leads) {
		statement->next = *slot;
		*slot = statement;
		return;
	}
	while (*slot)
		slot = &(*slot)->next;
	*slot = statement;
}

/* Rows of a metadata table and items of a block may repeat a field: one statement in parts. */
static struct statement *
statement_to_continue(const struct record *record, const struct field_row *row,
		      const struct material *material)
{
	bool repeats = material->source == SOURCE_BLOCK || material->source == SOURCE_METADATA;
	struct statement *said = record->fields[row->field];
	while (said && said->next)
		said = said->next;
	bool same = said && said->source == material->source && said->page == material->page;
	return repeats && same && (row->flags & FIELD_MANY) ? said : NULL;
}

static void
continue_statement(struct arena *arena, struct statement *said, const struct value *values,
		   size_t count)
{
	size_t needed = said->count + count;
	if (!count)
		return;
	if (needed > said->capacity) {
		struct value *all = ARENA_ARRAY(arena, struct value, 2 * needed);
		for (uint32_t i = 0; i < said->count; i++)
			all[i] = said->values[i];
		said->values = all;
		said->capacity = (uint32_t)(2 * needed);
	}
	for (size_t i = 0; i < count; i++)
		said->values[said->count + i] = values[i];
	said->count = (uint32_t)needed;
}

void
values_add(struct loader *loader, struct record *record, const struct dialect_field *field,
	   const struct material *material, bool leads)
{
	const struct field_row *row = schema_field(record->kind, field->field);
	struct material used = *material;
	if (!field->keyed && !field->take_match)
		used.key = STR_EMPTY;
	if (!row || !apply_condition(field, &used))
		return;
	struct reading reading = {
		.loader = loader, .record = record, .row = row, .field = field, .material = &used
	};
	bool is_list = used.data && used.data->kind != DATA_SCALAR;
	bool is_empty = !is_list && (!used.text.length || loader_is_placeholder(loader, used.text));
	if (field->field == FIELD_TITLE && used.text.length)
		is_empty = false;
	if (!is_empty) {
		/* Nearly all fields have one value; a vec would begin with room for eight. */
		reading.values.items = ARENA_NEW(loader->arena, struct value);
		reading.values.capacity = 1;
		readers[row->type](&reading);
	}
	struct statement *before = statement_to_continue(record, row, &used);
	if (before) {
		continue_statement(loader->arena, before, reading.values.items,
				   reading.values.count);
		return;
	}
	struct statement *statement = ARENA_NEW(loader->arena, struct statement);
	statement->source = used.source;
	statement->page = used.page;
	statement->values = reading.values.items;
	statement->count = (uint32_t)reading.values.count;
	statement->place = used.place;
	statement->offset = used.offset;
	statement->length = used.length;
	statement->first_node = used.first;
	statement->end_node = used.end;
	statement->tentative = field->if_known;
	values_state(record, field->field, statement, leads);
}
