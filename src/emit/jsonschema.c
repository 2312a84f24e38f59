/*
 * jsonschema: definitions for the parts, then one definition a kind for its fields.
 */
#include "emit/jsonschema.h"

#include "emit/field.h"
#include "emit/json.h"

static void
member(struct jsonwriter *json, const char *key, const char *text)
{
	json_key(json, key);
	json_text(json, str_from(text));
}

static void
open_member(struct jsonwriter *json, const char *key, char bracket)
{
	json_key(json, key);
	json_open(json, bracket);
}

/* "key": {"$ref": "#/$defs/NAME"} */
static void
reference(struct jsonwriter *json, const char *key, const char *name)
{
	open_member(json, key, '{');
	json_key(json, "$ref");
	buf_printf(json->out, "\"#/$defs/%s\"", name);
	json->has_key = false;
	json_close(json, '}');
}

/* "key": {"type": TYPE} */
static void
typed(struct jsonwriter *json, const char *key, const char *type)
{
	open_member(json, key, '{');
	member(json, "type", type);
	json_close(json, '}');
}

/* "key": {"type": "integer", "minimum": N} */
static void
at_least(struct jsonwriter *json, const char *key, int64_t minimum)
{
	open_member(json, key, '{');
	member(json, "type", "integer");
	json_key(json, "minimum");
	json_number(json, minimum);
	json_close(json, '}');
}

static void
constant(struct jsonwriter *json, const char *key, struct str value)
{
	open_member(json, key, '{');
	json_key(json, "const");
	json_text(json, value);
	json_close(json, '}');
}

/* "key": {"type": "array", "items": {"$ref": …}} */
static void
list_of(struct jsonwriter *json, const char *key, const char *name)
{
	open_member(json, key, '{');
	member(json, "type", "array");
	reference(json, "items", name);
	json_close(json, '}');
}

static void
open_object(struct jsonwriter *json, const char *key)
{
	open_member(json, key, '{');
	member(json, "type", "object");
	open_member(json, "properties", '{');
}

/* Closes "properties" and the object; `required` is separated by blanks. */
static void
close_object(struct jsonwriter *json, const char *required)
{
	struct str rest = str_from(required), name;

	json_close(json, '}');
	if (rest.length > 0) {
		open_member(json, "required", '[');
		while (str_cut(&rest, ' ', &name))
			json_text(json, name);
		json_close(json, ']');
	}
	json_key(json, "additionalProperties");
	json_bool(json, false);
	json_close(json, '}');
}

static void
put_choices(struct jsonwriter *json, const char *choices)
{
	struct str rest = str_from(choices), choice;

	open_member(json, "enum", '[');
	while (str_cut(&rest, '|', &choice))
		json_text(json, choice);
	json_close(json, ']');
}

static void
put_states(struct jsonwriter *json)
{
	open_member(json, "state", '{');
	open_member(json, "enum", '[');
	for (int state = STATE_PROPOSED; state < STATE_COUNT; state++)
		json_text(json, str_from(state_row((enum state)state)->name));
	json_close(json, ']');
	json_close(json, '}');
}

static void
put_kinds(struct jsonwriter *json)
{
	open_member(json, "kind", '{');
	open_member(json, "enum", '[');
	for (int kind = 0; kind < KIND_COUNT; kind++)
		json_text(json, str_from(schema_kind((enum kind)kind)->name));
	json_close(json, ']');
	json_close(json, '}');
}

/* The members of the schema of one value of the field. */
static void
put_type(struct jsonwriter *json, const struct field_row *row)
{
	switch (row->type) {
	case TYPE_STATE:
		member(json, "$ref", "#/$defs/state");
		return;
	case TYPE_PROGRESS:
		member(json, "$ref", "#/$defs/declared");
		return;
	case TYPE_PEOPLE:
	case TYPE_RECORDS:
		member(json, "$ref", "#/$defs/named");
		return;
	case TYPE_CHOICE:
		put_choices(json, row->choices);
		return;
	case TYPE_NUMBER:
		member(json, "type", "integer");
		return;
	case TYPE_DATE:
		member(json, "type", "string");
		member(json, "format", "date");
		return;
	case TYPE_TEXT:
	case TYPE_PROSE:
	case TYPE_ITEMS:
	case TYPE_URL:
		member(json, "type", "string");
		return;
	}
}

static void
put_field(struct jsonwriter *json, const struct field_row *row)
{
	open_member(json, field_name(row->field), '{');
	member(json, "description", row->help);
	if (row->flags & FIELD_MANY) {
		member(json, "type", "array");
		open_member(json, "items", '{');
		put_type(json, row);
		json_close(json, '}');
	} else {
		put_type(json, row);
	}
	json_close(json, '}');
}

static void
put_kind_fields(struct jsonwriter *json, const struct kind_row *kind)
{
	open_member(json, kind->name, '{');
	member(json, "description", kind->help);
	member(json, "type", "object");
	open_member(json, "properties", '{');
	for (size_t i = 0; i < kind->field_count; i++)
		put_field(json, &kind->fields[i]);
	close_object(json, "");
}

static void
put_small_parts(struct jsonwriter *json)
{
	put_states(json);
	put_kinds(json);
	open_object(json, "place");
	typed(json, "file", "string");
	at_least(json, "line", 1);
	at_least(json, "column", 1);
	close_object(json, "file");
	open_object(json, "reference");
	reference(json, "kind", "kind");
	typed(json, "id", "string");
	close_object(json, "kind id");
	open_object(json, "named");
	typed(json, "text", "string");
	typed(json, "url", "string");
	typed(json, "for", "string");
	typed(json, "note", "string");
	reference(json, "kind", "kind");
	typed(json, "id", "string");
	close_object(json, "");
	open_object(json, "declared");
	at_least(json, "done", 0);
	at_least(json, "total", 1);
	close_object(json, "done total");
}

static void
put_progress(struct jsonwriter *json)
{
	open_object(json, "progress");
	open_member(json, "basis", '{');
	open_member(json, "enum", '[');
	for (size_t i = 0; i < JSON_BASES; i++)
		json_text(json, str_from(json_bases[i]));
	json_close(json, ']');
	json_close(json, '}');
	open_member(json, "percent", '{');
	member(json, "type", "integer");
	json_key(json, "minimum");
	json_number(json, 0);
	json_key(json, "maximum");
	json_number(json, 100);
	json_close(json, '}');
	open_member(json, "done", '{');
	member(json, "type", "number");
	json_key(json, "minimum");
	json_number(json, 0);
	json_close(json, '}');
	at_least(json, "total", 0);
	typed(json, "explanation", "string");
	close_object(json, "basis explanation");
}

static void
put_statement(struct jsonwriter *json)
{
	open_object(json, "statement");
	typed(json, "field", "string");
	open_member(json, "source", '{');
	open_member(json, "enum", '[');
	for (int source = SOURCE_FRONT; source <= SOURCE_TEXT; source++)
		json_text(json, str_from(field_source_name((enum source)source)));
	json_close(json, ']');
	json_close(json, '}');
	reference(json, "place", "place");
	json_key(json, "value");
	json_bool(json, true);
	close_object(json, "field source place");
}

static void
put_nullable(struct jsonwriter *json, const char *key, const char *name)
{
	open_member(json, key, '{');
	open_member(json, "anyOf", '[');
	json_open(json, '{');
	member(json, "type", "null");
	json_close(json, '}');
	json_open(json, '{');
	json_key(json, "$ref");
	buf_printf(json->out, "\"#/$defs/%s\"", name);
	json->has_key = false;
	json_close(json, '}');
	json_close(json, ']');
	json_close(json, '}');
}

/* {"if": {"properties": {"kind": {"const": "goal"}}}, "then": {"properties": {"fields": …}}} */
static void
put_fields_of_kinds(struct jsonwriter *json)
{
	open_member(json, "allOf", '[');
	for (int kind = 0; kind < KIND_COUNT; kind++) {
		const struct kind_row *row = schema_kind((enum kind)kind);

		json_open(json, '{');
		open_member(json, "if", '{');
		open_member(json, "properties", '{');
		constant(json, "kind", str_from(row->name));
		json_close(json, '}');
		json_close(json, '}');
		open_member(json, "then", '{');
		open_member(json, "properties", '{');
		reference(json, "fields", row->name);
		json_close(json, '}');
		if (json_has_progress((enum kind)kind)) {
			open_member(json, "required", '[');
			json_text(json, STR("progress"));
			json_close(json, ']');
		}
		json_close(json, '}');
		json_close(json, '}');
	}
	json_close(json, ']');
}

static void
put_record(struct jsonwriter *json)
{
	open_member(json, "record", '{');
	put_fields_of_kinds(json);
	member(json, "type", "object");
	open_member(json, "properties", '{');
	reference(json, "kind", "kind");
	typed(json, "id", "string");
	typed(json, "title", "string");
	reference(json, "place", "place");
	typed(json, "address", "string");
	typed(json, "implied", "boolean");
	typed(json, "placeholder", "boolean");
	put_nullable(json, "parent", "reference");
	list_of(json, "children", "reference");
	list_of(json, "referrers", "reference");
	reference(json, "progress", "progress");
	typed(json, "fields", "object");
	list_of(json, "statements", "statement");
	typed(json, "body", "string");
	close_object(json, "kind id title place implied placeholder parent children referrers "
			   "fields statements");
}

static void
put_book(struct jsonwriter *json)
{
	open_object(json, "revision");
	open_member(json, "id", '{');
	member(json, "type", "string");
	member(json, "pattern", "^[0-9a-f]{40}$");
	json_close(json, '}');
	open_member(json, "date", '{');
	member(json, "type", "string");
	member(json, "format", "date");
	json_close(json, '}');
	close_object(json, "id");
	open_object(json, "book");
	typed(json, "title", "string");
	typed(json, "description", "string");
	typed(json, "language", "string");
	typed(json, "site", "string");
	typed(json, "repository", "string");
	typed(json, "dialect", "string");
	put_nullable(json, "revision", "revision");
	open_member(json, "counts", '{');
	member(json, "type", "object");
	reference(json, "propertyNames", "kind");
	open_member(json, "additionalProperties", '{');
	member(json, "type", "integer");
	json_close(json, '}');
	json_close(json, '}');
	close_object(json, "title dialect revision counts");
}

static void
put_definitions(struct jsonwriter *json)
{
	open_member(json, "$defs", '{');
	put_small_parts(json);
	put_progress(json);
	put_statement(json);
	put_book(json);
	put_record(json);
	for (int kind = 0; kind < KIND_COUNT; kind++)
		put_kind_fields(json, schema_kind((enum kind)kind));
	json_close(json, '}');
}

void
jsonschema_put(struct buf *out)
{
	struct jsonwriter json = { .out = out, .pretty = true };

	json_open(&json, '{');
	member(&json, "$schema", "https://json-schema.org/draft/2020-12/schema");
	json_key(&json, "$id");
	buf_printf(out, "\"urn:waymark:export:%d\"", JSON_VERSION);
	json.has_key = false;
	member(&json, "title", "A planning book, as `waymark export json` writes it");
	member(&json, "type", "object");
	open_member(&json, "properties", '{');
	constant(&json, "format", STR(JSON_FORMAT));
	open_member(&json, "version", '{');
	json_key(&json, "const");
	json_number(&json, JSON_VERSION);
	json_close(&json, '}');
	reference(&json, "book", "book");
	list_of(&json, "records", "record");
	json_close(&json, '}');
	open_member(&json, "required", '[');
	json_text(&json, STR("format"));
	json_text(&json, STR("version"));
	json_text(&json, STR("book"));
	json_text(&json, STR("records"));
	json_close(&json, ']');
	json_key(&json, "additionalProperties");
	json_bool(&json, false);
	put_definitions(&json);
	json_close(&json, '}');
	buf_putc(out, '\n');
}
