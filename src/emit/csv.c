/*
 * csv: a header from the schema, a line a record.
 */
#include "emit/csv.h"

#include "base/utf8.h"
#include "emit/field.h"
#include "emit/json.h"
#include "plan/progress.h"

#define BETWEEN "; " /* values of one field */

static void
put_header(const struct kind_row *kind, bool has_progress, struct buf *out)
{
	buf_puts(out, "id,title,parent");
	for (size_t i = 0; i < kind->field_count; i++) {
		if (kind->fields[i].field == FIELD_TITLE)
			continue;
		buf_putc(out, ',');
		buf_puts(out, field_name(kind->fields[i].field));
	}
	buf_puts(out, has_progress ? ",percent,basis,file,line\n" : ",file,line\n");
}

static struct str
joined(struct arena *arena, const struct model *model, const struct record *record,
       const struct field_row *row)
{
	struct field_items items;

	field_items(arena, record, row, &items);
	field_resolve(arena, model, row, &items);
	return field_joined(arena, row, &items, STR(BETWEEN));
}

/* Titles come from the book, and files like this one are looked at on terminals. */
static void
put_cell(struct arena *arena, struct str text, struct buf *out)
{
	buf_put_csv(out, utf8_make_harmless(arena, text));
}

static void
put_progress(const struct record *record, struct buf *out)
{
	struct progress progress = progress_of(record);
	int percent = progress_percent(&progress);

	buf_putc(out, ',');
	if (percent >= 0)
		buf_put_number(out, percent);
	buf_printf(out, ",%s", json_bases[progress.basis]);
}

static void
put_record(struct arena *scratch, const struct model *model, const struct record *record,
	   struct buf *out)
{
	const struct kind_row *kind = schema_kind(record->kind);

	put_cell(scratch, record->id, out);
	buf_putc(out, ',');
	put_cell(scratch, record->title, out);
	buf_putc(out, ',');
	put_cell(scratch, record->parent != NULL ? record->parent->id : STR_EMPTY, out);
	for (size_t i = 0; i < kind->field_count; i++) {
		if (kind->fields[i].field == FIELD_TITLE)
			continue;
		buf_putc(out, ',');
		put_cell(scratch, joined(scratch, model, record, &kind->fields[i]), out);
	}
	if (json_has_progress(record->kind))
		put_progress(record, out);
	buf_putc(out, ',');
	put_cell(scratch, record->place.file, out);
	buf_putc(out, ',');
	if (record->place.line > 0)
		buf_put_number(out, record->place.line);
	buf_putc(out, '\n');
}

void
csv_put_kind(struct arena *scratch, const struct model *model, enum kind kind, struct buf *out)
{
	const struct records *records = &model->by_kind[kind];

	put_header(schema_kind(kind), json_has_progress(kind), out);
	for (size_t i = 0; i < records->count; i++)
		put_record(scratch, model, records->items[i], out);
}
