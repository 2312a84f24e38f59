/*
 * sqlite_schema: CREATE statements from the schema's rows.
 *
 * Foreign keys are declared where the target is certain to exist; they are what people and tools
 * read to see how the tables hang together.
 */
#include "emit/sqlite_schema.h"

#include "base/buf.h"
#include "emit/json.h"
#include "emit/sqlite.h"

bool
sqlite_is_column(const struct field_row *row)
{
	return !(row->flags & FIELD_MANY) && row->field != FIELD_TITLE;
}

bool
sqlite_has_targets(const struct field_row *row)
{
	return row->type == TYPE_PEOPLE || row->type == TYPE_RECORDS;
}

/* "story-kind" -> "story_kind" */
static void
put_name(struct buf *out, const char *name)
{
	for (; *name != '\0'; name++)
		buf_putc(out, *name == '-' ? '_' : *name);
}

struct str
sqlite_link_table(struct arena *arena, enum kind kind, const struct field_row *row)
{
	struct buf name;
	struct str copy;

	buf_init(&name, SQLITE_SCHEMA_BYTES);
	buf_printf(&name, "%s_", schema_kind(kind)->name);
	put_name(&name, field_name(row->field));
	copy = buf_copy(arena, &name);
	buf_free(&name);
	return copy;
}

int
sqlite_column_count(enum kind kind)
{
	const struct kind_row *row = schema_kind(kind);
	int count = 11; /* the columns that every kind has */

	for (size_t i = 0; i < row->field_count; i++)
		if (sqlite_is_column(&row->fields[i]))
			count += row->fields[i].type == TYPE_PROGRESS ||
						 sqlite_has_targets(&row->fields[i])
					 ? 2
					 : 1;
	return count + (json_has_progress(kind) ? 2 : 0);
}

static void
put_one_of(struct buf *out, const char *column, const char *choices)
{
	struct str rest = str_from(choices), choice;
	const char *before = "";

	buf_puts(out, " CHECK (");
	put_name(out, column);
	buf_puts(out, " IN (");
	while (str_cut(&rest, '|', &choice)) {
		buf_printf(out, "%s'%.*s'", before, STR_ARG(choice));
		before = ", ";
	}
	buf_puts(out, "))");
}

static void
put_states(struct buf *out)
{
	buf_puts(out, " CHECK (state IN (");
	for (int state = STATE_PROPOSED; state < STATE_COUNT; state++)
		buf_printf(out, "%s'%s'", state > STATE_PROPOSED ? ", " : "",
			   state_row((enum state)state)->name);
	buf_puts(out, "))");
}

/* The table that an id belongs to, where it can be one only. */
static const char *
only_target(const struct field_row *row)
{
	for (int kind = 0; kind < KIND_COUNT; kind++)
		if (row->targets == KIND_BIT(kind))
			return schema_kind((enum kind)kind)->name;
	return NULL;
}

static void
put_column(struct buf *out, const struct field_row *row)
{
	const char *name = field_name(row->field);

	buf_puts(out, "  ");
	put_name(out, name);
	switch (row->type) {
	case TYPE_PROGRESS:
		buf_puts(out, "_done INTEGER,\n  ");
		put_name(out, name);
		buf_puts(out, "_total INTEGER");
		break;
	case TYPE_NUMBER:
		buf_puts(out, " INTEGER");
		break;
	case TYPE_PEOPLE:
	case TYPE_RECORDS:
		buf_puts(out, " TEXT,\n  ");
		put_name(out, name);
		buf_puts(out, "_id TEXT");
		if (only_target(row) != NULL)
			buf_printf(out, " REFERENCES %s (id)", only_target(row));
		break;
	case TYPE_STATE:
		buf_puts(out, " TEXT");
		put_states(out);
		break;
	case TYPE_CHOICE:
		buf_puts(out, " TEXT");
		put_one_of(out, name, row->choices);
		break;
	case TYPE_TEXT:
	case TYPE_PROSE:
	case TYPE_ITEMS:
	case TYPE_DATE:
	case TYPE_URL:
		buf_puts(out, " TEXT");
		break;
	}
	buf_puts(out, ",\n");
}

static void
put_kind_table(struct buf *out, enum kind kind)
{
	const struct kind_row *row = schema_kind(kind);

	buf_printf(out, "-- %s\nCREATE TABLE %s (\n", row->help, row->name);
	buf_puts(out, "  id TEXT PRIMARY KEY,\n  title TEXT NOT NULL,\n"
		      "  parent_kind TEXT,\n  parent_id TEXT,\n");
	for (size_t i = 0; i < row->field_count; i++)
		if (sqlite_is_column(&row->fields[i]))
			put_column(out, &row->fields[i]);
	if (json_has_progress(kind))
		buf_puts(out, "  percent INTEGER,\n  basis TEXT NOT NULL,\n");
	buf_puts(out, "  implied INTEGER NOT NULL,\n  placeholder INTEGER NOT NULL,\n"
		      "  position INTEGER NOT NULL,\n  file TEXT,\n  line INTEGER,\n"
		      "  \"column\" INTEGER,\n  body TEXT\n) STRICT;\n");
}

static void
put_link_table(struct buf *out, const struct kind_row *kind, const struct field_row *row)
{
	buf_printf(out, "CREATE TABLE %s_", kind->name);
	put_name(out, field_name(row->field));
	buf_printf(out,
		   " (\n  %s_id TEXT NOT NULL REFERENCES %s (id),\n"
		   "  position INTEGER NOT NULL,\n  text TEXT NOT NULL,\n",
		   kind->name, kind->name);
	if (sqlite_has_targets(row))
		buf_puts(out, "  \"for\" TEXT,\n  note TEXT,\n"
			      "  target_kind TEXT,\n  target_id TEXT,\n");
	buf_printf(out, "  PRIMARY KEY (%s_id, position)\n) STRICT, WITHOUT ROWID;\n", kind->name);
}

static void
put_link_tables(struct buf *out, const struct kind_row *kind)
{
	for (size_t i = 0; i < kind->field_count; i++)
		if (kind->fields[i].flags & FIELD_MANY)
			put_link_table(out, kind, &kind->fields[i]);
}

static bool
has_field(const struct kind_row *kind, enum field field)
{
	for (size_t i = 0; i < kind->field_count; i++)
		if (kind->fields[i].field == field)
			return true;
	return false;
}

/* What all kinds have in common, in one view. */
static void
put_record_view(struct buf *out)
{
	buf_puts(out, "CREATE VIEW record AS\n");
	for (int kind = 0; kind < KIND_COUNT; kind++) {
		const struct kind_row *row = schema_kind((enum kind)kind);

		buf_printf(out,
			   "%s  SELECT '%s' AS kind, id, title, %s AS state, parent_kind, "
			   "parent_id, position, file, line FROM %s",
			   kind > 0 ? "\n  UNION ALL\n" : "", row->name,
			   has_field(row, FIELD_STATE) ? "state" : "NULL", row->name);
	}
	buf_puts(out, ";\n");
}

/* Every value that names a record, in one view. */
static void
put_link_view(struct buf *out)
{
	const char *before = "";

	buf_puts(out, "CREATE VIEW link AS\n");
	for (int kind = 0; kind < KIND_COUNT; kind++) {
		const struct kind_row *row = schema_kind((enum kind)kind);

		for (size_t i = 0; i < row->field_count; i++) {
			const struct field_row *field = &row->fields[i];

			if (!(field->flags & FIELD_MANY) || !sqlite_has_targets(field))
				continue;
			buf_printf(out,
				   "%s  SELECT '%s' AS kind, %s_id AS id, '%s' AS field, "
				   "position, text, target_kind, target_id FROM %s_",
				   before, row->name, row->name, field_name(field->field),
				   row->name);
			put_name(out, field_name(field->field));
			before = "\n  UNION ALL\n";
		}
	}
	buf_puts(out, ";\n");
}

void
sqlite_put_schema(struct buf *out)
{
	buf_puts(out, "CREATE TABLE book (\n  key TEXT PRIMARY KEY,\n  value TEXT NOT NULL\n"
		      ") STRICT;\n");
	for (int kind = 0; kind < KIND_COUNT; kind++)
		put_kind_table(out, (enum kind)kind);
	for (int kind = 0; kind < KIND_COUNT; kind++)
		put_link_tables(out, schema_kind((enum kind)kind));
	buf_puts(out, "-- what is said where; rank 1 is the strongest\n"
		      "CREATE TABLE statement (\n  kind TEXT NOT NULL,\n  id TEXT NOT NULL,\n"
		      "  field TEXT NOT NULL,\n  rank INTEGER NOT NULL,\n"
		      "  source TEXT NOT NULL,\n  file TEXT,\n  line INTEGER,\n"
		      "  \"column\" INTEGER,\n  value TEXT,\n"
		      "  PRIMARY KEY (kind, id, field, rank)\n) STRICT, WITHOUT ROWID;\n");
	buf_puts(out, "CREATE VIRTUAL TABLE search USING fts5 (\n"
		      "  kind UNINDEXED, id UNINDEXED, title, body,\n"
		      "  tokenize = 'porter unicode61'\n);\n");
	put_record_view(out);
	put_link_view(out);
}
