/*
 * json: the export of a book.
 */
#include "emit/json.h"

#include "emit/field.h"
#include "model/dialect.h"
#include "plan/progress.h"

const char *const json_bases[JSON_BASES] = {
	[PROGRESS_UNKNOWN] = "unknown",
	[PROGRESS_COUNTED] = "counted",
	[PROGRESS_DECLARED] = "declared",
	[PROGRESS_STATE] = "state",
};

bool
json_has_progress(enum kind kind)
{
	return kind == KIND_GOAL || kind == KIND_INITIATIVE || kind == KIND_MILESTONE;
}

static void
put_reference_members(struct jsonwriter *json, const struct record *record)
{
	json_key(json, "kind");
	json_text(json, str_from(record_kind_name(record)));
	json_key(json, "id");
	json_text(json, record->id);
}

void
json_put_reference(struct jsonwriter *json, const struct record *record)
{
	if (record == NULL) {
		json_null(json);
		return;
	}
	json_open(json, '{');
	put_reference_members(json, record);
	json_close(json, '}');
}

void
json_put_references(struct jsonwriter *json, const struct records *records)
{
	json_open(json, '[');
	for (size_t i = 0; i < records->count; i++)
		json_put_reference(json, records->items[i]);
	json_close(json, ']');
}

void
json_put_place(struct jsonwriter *json, const struct model *model, const struct place *place)
{
	json_open(json, '{');
	json_key(json, "file");
	json_text(json, place->file);
	if (place->line > 0) {
		json_key(json, "line");
		json_number(json, place->line);
	}
	if (place->line > 0 && place->column > 0) {
		json_key(json, "column");
		json_number(json, field_place_column(model, place));
	}
	json_close(json, '}');
}

void
json_put_progress(struct jsonwriter *json, struct arena *scratch, const struct record *record)
{
	struct progress progress = progress_of(record);

	json_open(json, '{');
	json_key(json, "basis");
	json_text(json, str_from(json_bases[progress.basis]));
	if (progress_percent(&progress) >= 0) {
		json_key(json, "percent");
		json_number(json, progress_percent(&progress));
		json_key(json, "done");
		json_real(json, progress.done);
		json_key(json, "total");
		json_number(json, (int64_t)progress.total);
	}
	json_key(json, "explanation");
	json_text(json, progress_explain(scratch, &progress));
	json_close(json, '}');
}

/* What is written, what it means, and what qualifies it. */
static void
put_named(struct jsonwriter *json, const struct field_item *item)
{
	json_open(json, '{');
	if (item->value != NULL) {
		json_key(json, "text");
		json_text(json, item->value->text);
		json_text_member(json, "url", item->value->url);
		json_text_member(json, "for", field_key(item->value));
		json_text_member(json, "note", item->value->note);
	}
	if (item->target != NULL)
		put_reference_members(json, item->target);
	json_close(json, '}');
}

static void
put_item(struct jsonwriter *json, struct arena *scratch, const struct field_row *row,
	 const struct field_item *item)
{
	switch (row->type) {
	case TYPE_PEOPLE:
	case TYPE_RECORDS:
		put_named(json, item);
		return;
	case TYPE_NUMBER:
		json_number(json, item->value->number);
		return;
	case TYPE_PROGRESS:
		json_open(json, '{');
		json_key(json, "done");
		json_number(json, item->value->number);
		json_key(json, "total");
		json_number(json, item->value->total);
		json_close(json, '}');
		return;
	case TYPE_TEXT:
	case TYPE_PROSE:
	case TYPE_ITEMS:
	case TYPE_STATE:
	case TYPE_CHOICE:
	case TYPE_DATE:
	case TYPE_URL:
		json_text(json, field_machine_text(scratch, row, item));
		return;
	}
}

static void
put_items(struct jsonwriter *json, struct arena *scratch, const struct field_row *row,
	  const struct field_items *items)
{
	if (!(row->flags & FIELD_MANY)) {
		put_item(json, scratch, row, &items->items[0]);
		return;
	}
	json_open(json, '[');
	for (size_t i = 0; i < items->count; i++)
		put_item(json, scratch, row, &items->items[i]);
	json_close(json, ']');
}

static void
put_fields(struct jsonwriter *json, struct arena *scratch, const struct model *model,
	   const struct record *record)
{
	const struct kind_row *kind = schema_kind(record->kind);

	json_open(json, '{');
	for (size_t i = 0; i < kind->field_count; i++) {
		const struct field_row *row = &kind->fields[i];
		struct field_items items;

		field_items(scratch, record, row, &items);
		if (items.count == 0)
			continue;
		field_resolve(scratch, model, row, &items);
		json_key(json, field_name(row->field));
		put_items(json, scratch, row, &items);
	}
	json_close(json, '}');
}

/* The value of the statement that counts stands in "fields"; only the others repeat theirs. */
static void
put_statement(struct jsonwriter *json, struct arena *scratch, const struct model *model,
	      const struct field_row *row, const struct statement *said, bool counts)
{
	struct field_items items;

	json_open(json, '{');
	json_key(json, "field");
	json_text(json, str_from(field_name(row->field)));
	json_key(json, "source");
	json_text(json, str_from(field_source_name(said->source)));
	json_key(json, "place");
	json_put_place(json, model, &said->place);
	field_statement_items(scratch, said, &items);
	field_resolve(scratch, model, row, &items);
	if (!counts && items.count > 0) {
		json_key(json, "value");
		put_items(json, scratch, row, &items);
	}
	json_close(json, '}');
}

static void
put_statements(struct jsonwriter *json, struct arena *scratch, const struct model *model,
	       const struct record *record)
{
	const struct kind_row *kind = schema_kind(record->kind);

	json_open(json, '[');
	for (size_t i = 0; i < kind->field_count; i++) {
		const struct field_row *row = &kind->fields[i];
		const struct statement *counting = record_said(record, row->field);

		for (const struct statement *said = record->fields[row->field]; said != NULL;
		     said = said->next)
			put_statement(json, scratch, model, row, said, said == counting);
	}
	json_close(json, ']');
}

static void
put_flags(struct jsonwriter *json, const struct record *record)
{
	json_key(json, "implied");
	json_bool(json, record->implied);
	json_key(json, "placeholder");
	json_bool(json, record->placeholder);
}

void
json_put_record(struct jsonwriter *json, struct arena *scratch, const struct model *model,
		const struct record *record)
{
	json_open(json, '{');
	put_reference_members(json, record);
	json_key(json, "title");
	json_text(json, record->title);
	json_key(json, "place");
	json_put_place(json, model, &record->place);
	if (record->page != NULL)
		json_text_member(json, "address", record->page->address);
	put_flags(json, record);
	json_key(json, "parent");
	json_put_reference(json, record->parent);
	json_key(json, "children");
	json_put_references(json, &record->children);
	json_key(json, "referrers");
	json_put_references(json, &record->referrers);
	if (json_has_progress(record->kind)) {
		json_key(json, "progress");
		json_put_progress(json, scratch, record);
	}
	json_key(json, "fields");
	put_fields(json, scratch, model, record);
	json_key(json, "statements");
	put_statements(json, scratch, model, record);
	json_text_member(json, "body", record_body(record));
	json_close(json, '}');
}

static void
put_revision(struct jsonwriter *json, const struct repo_revision *revision)
{
	char date[11];

	if (revision->id.length == 0) {
		json_null(json);
		return;
	}
	json_open(json, '{');
	json_key(json, "id");
	json_text(json, revision->id);
	if (date_is_set(revision->date)) {
		date_format(revision->date, date);
		json_key(json, "date");
		json_text(json, str_from(date));
	}
	json_close(json, '}');
}

static void
put_book(struct jsonwriter *json, const struct model *model)
{
	json_open(json, '{');
	json_key(json, "title");
	json_text(json, model->book.title);
	json_text_member(json, "description", model->book.description);
	json_text_member(json, "language", model->book.language);
	json_text_member(json, "site", model->book.site_url);
	json_text_member(json, "repository", model->book.repository_url);
	json_key(json, "dialect");
	json_text(json, model->dialect->name);
	json_key(json, "revision");
	put_revision(json, &model->repo->revision);
	json_key(json, "counts");
	json_open(json, '{');
	for (int kind = 0; kind < KIND_COUNT; kind++) {
		json_key(json, schema_kind((enum kind)kind)->name);
		json_number(json, (int64_t)model->by_kind[kind].count);
	}
	json_close(json, '}');
	json_close(json, '}');
}

void
json_put_book(struct arena *scratch, const struct model *model, struct buf *out)
{
	struct jsonwriter json = { .out = out };

	json_open(&json, '{');
	json_key(&json, "format");
	json_text(&json, STR(JSON_FORMAT));
	json_key(&json, "version");
	json_number(&json, JSON_VERSION);
	json_key(&json, "book");
	put_book(&json, model);
	json_key(&json, "records");
	json_open(&json, '[');
	for (size_t i = 0; i < model->records.count && !out->failed; i++) {
		buf_puts(out, i > 0 ? ",\n" : "\n");
		json.has_value = false; /* the comma is there already */
		json_put_record(&json, scratch, model, model->records.items[i]);
	}
	buf_putc(out, '\n');
	json_close(&json, ']');
	json_close(&json, '}');
	buf_putc(out, '\n');
}
