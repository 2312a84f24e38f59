/*
 * csv: a header from the schema, a line a record.
 */
#include "emit/csv.h"

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
joined(struct arena *arena, const struct record *record, const struct field_row *row)
{
	struct field_items items;

	field_items(arena, record, row, &items);
	return field_joined(arena, row, &items, STR(BETWEEN));
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
put_record(struct arena *scratch, const struct record *record, struct buf *out)
{
	const struct kind_row *kind = schema_kind(record->kind);

	buf_put_csv(out, record->id);
	buf_putc(out, ',');
	buf_put_csv(out, record->title);
	buf_putc(out, ',');
	buf_put_csv(out, record->parent != NULL ? record->parent->id : STR_EMPTY);
	for (size_t i = 0; i < kind->field_count; i++) {
		if (kind->fields[i].field == FIELD_TITLE)
			continue;
		buf_putc(out, ',');
		buf_put_csv(out, joined(scratch, record, &kind->fields[i]));
	}
	if (json_has_progress(record->kind))
		put_progress(record, out);
	buf_putc(out, ',');
	buf_put_csv(out, record->place.file);
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
		put_record(scratch, records->items[i], out);
}
