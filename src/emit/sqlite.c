/*
 * sqlite: fills an in-memory database and serializes it.
 */
#include "emit/sqlite.h"

#include "emit/field.h"
#include "emit/json.h"
#include "emit/sqlite_library.h"
#include "emit/sqlite_schema.h"
#include "model/dialect.h"
#include "plan/progress.h"

/* One export.  After the first error nothing more is done. */
struct database {
	struct sqlite_library sqlite;
	sqlite3 *handle;
	struct arena *scratch;
	const struct model *model;
	struct diags *diags;
	bool failed;
};

/* A statement while its parameters are bound, from 1. */
struct insert {
	struct database *database;
	sqlite3_stmt *statement;
	int next;
};

static void
fail(struct database *database)
{
	if (!database->failed)
		diag_fail(database->diags, place_file(STR_EMPTY), "could not make the database: %s",
			  database->sqlite.errmsg(database->handle));
	database->failed = true;
}

static void
execute(struct database *database, const char *sql)
{
	if (!database->failed &&
	    database->sqlite.exec(database->handle, sql, NULL, NULL, NULL) != SQLITE_OK)
		fail(database);
}

static struct insert
insert_prepare(struct database *database, const struct buf *sql)
{
	struct insert insert = { database, NULL, 1 };

	if (database->failed)
		return insert;
	if (database->sqlite.prepare_v2(database->handle, sql->data, (int)sql->length,
					&insert.statement, NULL) != SQLITE_OK)
		fail(database);
	return insert;
}

static void
insert_text(struct insert *insert, struct str text)
{
	if (insert->statement != NULL)
		insert->database->sqlite.bind_text64(insert->statement, insert->next++,
						     text.length > 0 ? text.data : "", text.length,
						     SQLITE_STATIC, SQLITE_UTF8);
}

static void
insert_null(struct insert *insert)
{
	insert->next++; /* parameters that nothing is bound to are NULL */
}

/* Empty text is what nobody said: NULL. */
static void
insert_said(struct insert *insert, struct str text)
{
	if (text.length > 0)
		insert_text(insert, text);
	else
		insert_null(insert);
}

static void
insert_number(struct insert *insert, int64_t number)
{
	if (insert->statement != NULL)
		insert->database->sqlite.bind_int64(insert->statement, insert->next++, number);
}

static void
insert_target(struct insert *insert, const struct record *target)
{
	insert_said(insert, target != NULL ? str_from(record_kind_name(target)) : STR_EMPTY);
	insert_said(insert, target != NULL ? target->id : STR_EMPTY);
}

static void
insert_place(struct insert *insert, const struct place *place)
{
	insert_said(insert, place->file);
	if (place->line > 0)
		insert_number(insert, place->line);
	else
		insert_null(insert);
	if (place->line > 0 && place->column > 0)
		insert_number(insert, field_place_column(insert->database->model, place));
	else
		insert_null(insert);
}

static void
insert_run(struct insert *insert)
{
	if (insert->statement == NULL || insert->database->failed)
		return;
	if (insert->database->sqlite.step(insert->statement) != SQLITE_DONE)
		fail(insert->database);
	insert->database->sqlite.reset(insert->statement);
	insert->database->sqlite.clear_bindings(insert->statement);
	insert->next = 1;
}

static void
insert_finish(struct insert *insert)
{
	insert->database->sqlite.finalize(insert->statement);
}

/* INSERT INTO "table" VALUES (?, …) */
static struct insert
insert_into(struct database *database, const char *table, int count)
{
	struct buf sql;
	struct insert insert;

	buf_init(&sql, SQLITE_SCHEMA_BYTES);
	buf_printf(&sql, "INSERT INTO \"%s\" VALUES (", table);
	for (int i = 0; i < count; i++)
		buf_puts(&sql, i > 0 ? ",?" : "?");
	buf_putc(&sql, ')');
	insert = insert_prepare(database, &sql);
	buf_free(&sql);
	return insert;
}

static void
insert_declared(struct insert *insert, const struct value *value)
{
	if (value == NULL) {
		insert_null(insert);
		insert_null(insert);
		return;
	}
	insert_number(insert, value->number);
	insert_number(insert, value->total);
}

/* The column, or the two, of a field with one value. */
static void
insert_single(struct insert *insert, const struct field_row *row, const struct field_items *items)
{
	static const struct field_item nothing = { NULL, NULL };
	const struct field_item *item = items->count > 0 ? &items->items[0] : &nothing;
	struct arena *scratch = insert->database->scratch;

	if (row->type == TYPE_PROGRESS)
		insert_declared(insert, item->value);
	else if (items->count == 0)
		insert_null(insert);
	else if (row->type == TYPE_NUMBER)
		insert_number(insert, item->value->number);
	else
		insert_said(insert, sqlite_has_targets(row)
					    ? field_text(scratch, row, item)
					    : field_machine_text(scratch, row, item));
	if (sqlite_has_targets(row))
		insert_said(insert, item->target != NULL ? item->target->id : STR_EMPTY);
}

static void
insert_progress(struct insert *insert, const struct record *record)
{
	struct progress progress = progress_of(record);
	int percent = progress_percent(&progress);

	if (percent >= 0)
		insert_number(insert, percent);
	else
		insert_null(insert);
	insert_text(insert, str_from(json_bases[progress.basis]));
}

/* The order of the columns is that of sqlite_schema.c. */
static void
insert_record(struct insert *insert, const struct record *record)
{
	const struct kind_row *kind = schema_kind(record->kind);

	insert_text(insert, record->id);
	insert_text(insert, record->title);
	insert_target(insert, record->parent);
	for (size_t i = 0; i < kind->field_count; i++) {
		struct field_items items;

		if (!sqlite_is_column(&kind->fields[i]))
			continue;
		field_items(insert->database->scratch, record, &kind->fields[i], &items);
		field_resolve(insert->database->scratch, insert->database->model, &kind->fields[i],
			      &items);
		insert_single(insert, &kind->fields[i], &items);
	}
	if (json_has_progress(record->kind))
		insert_progress(insert, record);
	insert_number(insert, record->implied);
	insert_number(insert, record->placeholder);
	insert_number(insert, record->order);
	insert_place(insert, &record->place);
	insert_said(insert, record_body(record));
	insert_run(insert);
}

static void
insert_links(struct insert *insert, const struct record *record, const struct field_row *row)
{
	struct field_items items;

	field_items(insert->database->scratch, record, row, &items);
	for (size_t i = 0; i < items.count; i++) {
		const struct field_item *item = &items.items[i];

		insert_text(insert, record->id);
		insert_number(insert, (int64_t)i + 1);
		insert_text(insert, field_text(insert->database->scratch, row, item));
		if (sqlite_has_targets(row)) {
			insert_said(insert, field_key(item->value));
			insert_said(insert, item->value->note);
			insert_target(insert, item->target);
		}
		insert_run(insert);
	}
}

static void
fill_links(struct database *database, enum kind kind, const struct field_row *row)
{
	const struct records *records = &database->model->by_kind[kind];
	struct str table = sqlite_link_table(database->scratch, kind, row);
	struct insert insert = insert_into(database, arena_cstr(database->scratch, table),
					   sqlite_has_targets(row) ? 7 : 3);

	for (size_t i = 0; i < records->count && !database->failed; i++)
		insert_links(&insert, records->items[i], row);
	insert_finish(&insert);
}

static void
fill_kind(struct database *database, enum kind kind)
{
	const struct kind_row *row = schema_kind(kind);
	const struct records *records = &database->model->by_kind[kind];
	struct insert insert = insert_into(database, row->name, sqlite_column_count(kind));

	for (size_t i = 0; i < records->count && !database->failed; i++)
		insert_record(&insert, records->items[i]);
	insert_finish(&insert);
	for (size_t i = 0; i < row->field_count; i++)
		if (row->fields[i].flags & FIELD_MANY)
			fill_links(database, kind, &row->fields[i]);
}

static void
insert_statements(struct insert *insert, const struct record *record)
{
	const struct kind_row *kind = schema_kind(record->kind);
	struct arena *scratch = insert->database->scratch;
	struct field_items items;

	for (size_t i = 0; i < kind->field_count; i++) {
		const struct field_row *row = &kind->fields[i];
		const struct statement *said = record->fields[row->field];

		for (int64_t rank = 1; said != NULL; said = said->next, rank++) {
			insert_text(insert, str_from(kind->name));
			insert_text(insert, record->id);
			insert_text(insert, str_from(field_name(row->field)));
			insert_number(insert, rank);
			insert_text(insert, str_from(field_source_name(said->source)));
			insert_place(insert, &said->place);
			field_statement_items(scratch, said, &items);
			field_resolve(scratch, insert->database->model, row, &items);
			insert_said(insert, field_joined(scratch, row, &items, STR("\n")));
			insert_run(insert);
		}
	}
}

/* What a record without a text of its own says in its fields. */
static struct str
searchable(struct arena *scratch, const struct record *record)
{
	const struct kind_row *kind = schema_kind(record->kind);
	struct str text = record_body(record);

	for (size_t i = 0; i < kind->field_count && record->page == NULL; i++) {
		struct str parts[] = { text, STR("\n"),
				       record_text(record, kind->fields[i].field) };

		if (kind->fields[i].type == TYPE_PROSE && parts[2].length > 0)
			text = arena_concat(scratch, parts, 3);
	}
	return text;
}

static void
fill_common(struct database *database)
{
	const struct records *records = &database->model->records;
	struct insert statements = insert_into(database, "statement", 9);
	struct insert search = insert_into(database, "search", 4);

	for (size_t i = 0; i < records->count && !database->failed; i++) {
		const struct record *record = records->items[i];

		insert_statements(&statements, record);
		insert_text(&search, str_from(record_kind_name(record)));
		insert_text(&search, record->id);
		insert_text(&search, record->title);
		insert_text(&search, searchable(database->scratch, record));
		insert_run(&search);
	}
	insert_finish(&statements);
	insert_finish(&search);
}

static void
fill_book(struct database *database)
{
	const struct model *model = database->model;
	char date[11] = "";

	if (date_is_set(model->repo->revision.date))
		date_format(model->repo->revision.date, date);
	const struct {
		const char *key;
		struct str value;
	} rows[] = {
		{ "format", STR(JSON_FORMAT) },
		{ "version", arena_printf(database->scratch, "%d", JSON_VERSION) },
		{ "title", model->book.title },
		{ "description", model->book.description },
		{ "language", model->book.language },
		{ "site", model->book.site_url },
		{ "repository", model->book.repository_url },
		{ "dialect", model->dialect->name },
		{ "revision", model->repo->revision.id },
		{ "revision_date", str_from(date) },
	};
	struct insert insert = insert_into(database, "book", 2);

	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		if (rows[i].value.length == 0)
			continue;
		insert_text(&insert, str_from(rows[i].key));
		insert_text(&insert, rows[i].value);
		insert_run(&insert);
	}
	insert_finish(&insert);
}

static void
create_tables(struct database *database)
{
	struct buf sql;

	buf_init(&sql, SQLITE_SCHEMA_BYTES);
	sqlite_put_schema(&sql);
	buf_putc(&sql, '\0');
	execute(database, sql.data);
	buf_free(&sql);
}

static void
serialize(struct database *database, struct buf *out)
{
	sqlite3_int64 size = 0;
	unsigned char *bytes;

	if (database->failed)
		return;
	bytes = database->sqlite.serialize(database->handle, "main", &size, 0);
	if (bytes == NULL) {
		fail(database);
		return;
	}
	buf_put(out, (struct str){ (const char *)bytes, (size_t)size });
	database->sqlite.free(bytes);
}

bool
sqlite_put_book(struct arena *scratch, const struct model *model, struct buf *out,
		struct diags *diags)
{
	struct database database = { .scratch = scratch, .model = model, .diags = diags };

	if (!sqlite_library_open(&database.sqlite, diags))
		return false;
	if (database.sqlite.open(":memory:", &database.handle) != SQLITE_OK)
		fail(&database);
	create_tables(&database);
	execute(&database, "BEGIN");
	fill_book(&database);
	for (int kind = 0; kind < KIND_COUNT; kind++)
		fill_kind(&database, (enum kind)kind);
	fill_common(&database);
	execute(&database, "COMMIT");
	serialize(&database, out);
	database.sqlite.close(database.handle);
	return !database.failed;
}
