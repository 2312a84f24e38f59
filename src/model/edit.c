/* Which places change when a field does, and where it is added when it stands nowhere. */
#include "model/edit.h"

#include "base/limits.h"
#include "model/editing.h"

static bool
overlap(const struct diag_edit *a, const struct diag_edit *b)
{
	return str_equal(a->file, b->file) && a->offset < b->offset + b->length &&
	       b->offset < a->offset + a->length;
}

static bool
is_same(const struct diag_edit *a, const struct diag_edit *b)
{
	return a->length && str_equal(a->file, b->file) && a->offset == b->offset &&
	       a->length == b->length && str_equal(a->text, b->text);
}

bool
edit_add(const struct edit *edit, struct str file, size_t offset, size_t length, struct str text)
{
	struct diag_edit added = { file, offset, length, text };
	for (size_t i = 0; i < edit->edits->count; i++) {
		if (is_same(&edit->edits->items[i], &added))
			return true;
		if (overlap(&edit->edits->items[i], &added))
			return diag_fail(edit->diags, edit->record->place,
					 "the %s stands where another value is to be written, too; "
					 "set one after the other",
					 field_name(edit->row->field));
	}
	*VEC_PUSH(edit->arena, edit->edits) = added;
	return true;
}

bool
edit_read_file(const struct edit *edit, struct str file, struct str *ret_bytes)
{
	return model_bytes(edit->model, file, ret_bytes) ||
	       diag_fail(edit->diags, place_file(file), "it could not be read");
}

struct str
edit_line_end(struct str source)
{
	size_t end = str_find_char(source, '\n');
	bool returns = end != STR_NONE && end > 0 && source.data[end - 1] == '\r';
	return returns ? STR("\r\n") : STR("\n");
}

struct str
edit_written_name(const struct edit *edit, enum source source)
{
	const struct dialect_kind *how = &edit->model->dialect->kinds[edit->record->kind];
	for (size_t i = 0; i < how->fields.count; i++) {
		const struct dialect_field *field = &how->fields.items[i];
		struct str names = field->name, first;
		if (field->source != source || field->field != edit->row->field ||
		    str_contains(field->name, STR("*")) || field->contains.length)
			continue;
		str_cut(&names, '|', &first);
		return first;
	}
	bool by_name = source == SOURCE_FRONT && how->front_by_name;
	return by_name ? str_from(field_name(edit->row->field)) : STR_EMPTY;
}

/* ---- places that state the field ---- */

/* Rows of a table that repeat a field are one statement in parts; keyed ones are one a key. */
static bool
is_in_parts(const struct statement *said)
{
	for (uint32_t i = 0; i < said->count; i++)
		if (said->values[i].key.length || said->values[i].offset < said->offset ||
		    said->values[i].offset > said->offset + said->length)
			return true;
	return false;
}

/* The dialect finds the value in a text or in what a pattern matched: no cell says it alone. */
static bool
is_derived(const struct statement *said)
{
	return said->first_node == 0;
}

static bool
can_write(const struct statement *said)
{
	switch (said->source) {
	case SOURCE_FRONT:
	case SOURCE_FILE:
		return !is_in_parts(said);
	case SOURCE_METADATA:
	case SOURCE_COLUMN:
		return !is_in_parts(said) && !is_derived(said);
	case SOURCE_TITLE:
		return said->page && said->length;
	case SOURCE_PATH:
	case SOURCE_SECTION:
	case SOURCE_BLOCK:
	case SOURCE_TEXT:
		return false;
	}
	return false;
}

bool
edit_refuse(const struct edit *edit, const struct statement *said)
{
	const char *name = field_name(edit->row->field);
	struct str id = edit->record->id;
	if (said->source == SOURCE_PATH)
		return diag_fail(edit->diags, said->place,
				 "the %s of \"%.*s\" follows from where the file is; move it", name,
				 STR_ARG(id));
	if (is_in_parts(said))
		return diag_fail(edit->diags, said->place,
				 "the %s of \"%.*s\" stand in several places here; edit them there",
				 name, STR_ARG(id));
	return diag_fail(edit->diags, said->place,
			 "the %s of \"%.*s\" belongs to the text here, which waymark does not "
			 "write; "
			 "edit it there",
			 name, STR_ARG(id));
}

static bool
write_statement(const struct edit *edit, const struct statement *said)
{
	switch (said->source) {
	case SOURCE_FRONT:
	case SOURCE_FILE:
		return edit_yaml(edit, said);
	case SOURCE_METADATA:
	case SOURCE_COLUMN:
		return edit_cell(edit, said);
	case SOURCE_TITLE:
		return edit_heading(edit, said);
	case SOURCE_PATH:
	case SOURCE_SECTION:
	case SOURCE_BLOCK:
	case SOURCE_TEXT:
		break;
	}
	return edit_refuse(edit, said);
}

/* Some place beside this one says the same and can be written. */
static bool
is_written_elsewhere(const struct edit *edit)
{
	const struct statement *said = edit->record->fields[edit->row->field];
	while (said && !can_write(said))
		said = said->next;
	return said != NULL;
}

/* Text that says more than the value does not contradict it; a path is a guess, and a page
   without a heading is called after its file. */
static bool
may_stay(const struct edit *edit, const struct statement *said)
{
	bool is_prose = edit->row->type == TYPE_PROSE || edit->row->type == TYPE_ITEMS;
	bool is_file_name = said->source == SOURCE_TITLE && !said->length && edit->record->page;
	bool has_row = edit_written_name(edit, SOURCE_METADATA).length > 0;
	return said->source == SOURCE_PATH || said->tentative || is_file_name ||
	       (is_prose && (has_row || is_written_elsewhere(edit)));
}

/* Of the places that are empty only the first is filled, and only when no other says anything. */
static bool
is_meant(const struct edit *edit, const struct statement *said)
{
	const struct statement *first = NULL, *other = edit->record->fields[edit->row->field];
	if (said->count)
		return true;
	for (; other; other = other->next) {
		if (other->count && can_write(other))
			return false;
		if (!first && can_write(other))
			first = other;
	}
	return said == first;
}

static bool
write_statements(const struct edit *edit, bool *ret_any)
{
	const struct statement *said = edit->record->fields[edit->row->field];
	for (; said; said = said->next) {
		bool writable = can_write(said);
		if (!writable && (may_stay(edit, said) || !said->count))
			continue;
		if (!writable)
			return edit_refuse(edit, said);
		if (is_meant(edit, said) && !write_statement(edit, said))
			return false;
		*ret_any = true;
	}
	return true;
}

/* ---- a field that is stated nowhere ---- */

/* The page has a heading for it, below which nothing stands yet. */
static bool
has_section(const struct edit *edit)
{
	const struct statement *said = edit->record->fields[edit->row->field];
	bool is_prose = edit->row->type == TYPE_PROSE || edit->row->type == TYPE_ITEMS;
	return is_prose && said && said->source == SOURCE_SECTION &&
	       !edit_written_name(edit, SOURCE_METADATA).length;
}

static bool
add_field(const struct edit *edit)
{
	const struct statement *said = edit->record->fields[edit->row->field];
	bool done = false, well;
	if (!edit->text.length)
		return true;
	if (has_section(edit))
		return edit_refuse(edit, said);
	well = edit_add_row(edit, &done);
	if (!done)
		well = edit_add_front(edit, &done);
	if (!done)
		well = edit_add_member(edit, &done);
	if (done)
		return well;
	if (said)
		return edit_refuse(edit, said);
	return diag_fail(edit->diags, edit->record->place,
			 "the book has no place yet for the %s of \"%.*s\"; add it here by hand (a "
			 "column of the table, or a line of the page)",
			 field_name(edit->row->field), STR_ARG(edit->record->id));
}

bool
edit_field(const struct model *model, const struct record *record, enum field field,
	   struct str text, struct edits *edits, struct diags *diags)
{
	struct edit edit = { .model = model,
			     .record = record,
			     .row = schema_field(record->kind, field),
			     .text = str_trim(text),
			     .edits = edits,
			     .arena = diags->arena,
			     .diags = diags };
	bool any = false;
	if (!edit.row)
		return diag_fail(diags, record->place, "%s has no field \"%s\"",
				 schema_kind(record->kind)->phrase, field_name(field));
	if (!edit_check_value(&edit, record->kind) || !write_statements(&edit, &any))
		return false;
	return any || add_field(&edit);
}
