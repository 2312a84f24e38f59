/*
 * assign: reading FIELD=VALUE, and what is said about the edits.
 */
#include "cmd/assign.h"

#include "base/limits.h"
#include "cmd/options.h"
#include "diag/output.h"
#include "emit/field.h"
#include "model/dialect.h"

/* The field of the kind; a failure lists those that there are. */
static bool
find_field(struct call *call, const struct model *model, enum kind kind, struct str name,
	   enum field *ret_field)
{
	const struct kind_row *row = schema_kind(kind);
	const struct field_row *found = field_find(model, kind, name);
	struct strs names = { 0 };

	if (found != NULL) {
		*ret_field = found->field;
		return true;
	}
	for (size_t i = 0; i < row->field_count; i++)
		*VEC_PUSH(call->arena, &names) = str_from(field_name(row->fields[i].field));
	name = arena_printf(call->arena, "%s has no field \"%.*s\"%.*s", schema_kind(kind)->phrase,
			    STR_ARG(name), STR_ARG(options_suggest(call->arena, name, &names)));
	if (str_ends(name, STR("?")))
		call_fail(call, "%.*s", STR_ARG(name));
	else
		call_fail(call, "%.*s; it has %.*s", STR_ARG(name),
			  STR_ARG(field_names(call->arena, kind)));
	return false;
}

bool
assign_parse(struct call *call, const struct model *model, enum kind kind, size_t first,
	     struct assignments *ret_all)
{
	for (size_t i = first; i < call->arguments.count; i++) {
		struct str operand = call->arguments.items[i];
		size_t equals = str_find_char(operand, '=');
		struct assignment assignment;

		if (equals == STR_NONE) {
			call_fail(call,
				  "\"%.*s\" is no assignment; expected one such as state=paused, "
				  "and quotes around what has several words",
				  STR_ARG(operand));
			return false;
		}
		if (!find_field(call, model, kind, str_trim(str_slice(operand, 0, equals)),
				&assignment.field))
			return false;
		if (assign_find(ret_all, assignment.field) != NULL) {
			call_fail(call, "%s is given twice", field_name(assignment.field));
			return false;
		}
		assignment.text = str_trim(str_from_offset(operand, equals + 1));
		*VEC_PUSH(call->arena, ret_all) = assignment;
	}
	return true;
}

const struct assignment *
assign_find(const struct assignments *all, enum field field)
{
	for (size_t i = 0; i < all->count; i++)
		if (all->items[i].field == field)
			return &all->items[i];
	return NULL;
}

bool
assign_edits(struct call *call, const struct model *model, const struct record *record,
	     const struct assignments *all, struct edits *ret_edits)
{
	for (size_t i = 0; i < all->count; i++)
		if (!edit_field(model, record, all->items[i].field, all->items[i].text, ret_edits,
				call->diags))
			return false;
	return true;
}

/* YAML that has quotes of its own needs no more. */
static void
put_quoted(struct buf *out, struct str text)
{
	bool has = text.length > 1 && str_starts(text, STR("\"")) && str_ends(text, STR("\""));

	buf_puts(out, has ? "" : "\"");
	diag_put_plain(out, text);
	buf_puts(out, has ? "" : "\"");
}

static void
put_stranger(struct buf *out, const struct model *model, const struct field_row *row,
	     struct str name)
{
	struct str nearest = model_nearest(model, name, row->targets);

	buf_puts(out, "waymark: warning: no other place of the book knows ");
	put_quoted(out, name);
	buf_printf(out, " (%s)", field_name(row->field));
	if (nearest.length > 0) {
		buf_puts(out, "; did you mean ");
		put_quoted(out, nearest);
		buf_putc(out, '?');
	}
	buf_putc(out, '\n');
}

void
assign_warn(struct call *call, const struct model *model, enum kind kind,
	    const struct assignments *all)
{
	struct buf out;

	buf_init(&out, LIMIT_OUTPUT_BYTES);
	for (size_t i = 0; i < all->count; i++) {
		const struct field_row *row = schema_field(kind, all->items[i].field);
		struct strs names = { 0 };

		edit_strangers(model, kind, all->items[i].field, all->items[i].text, call->arena,
			       &names);
		for (size_t k = 0; k < names.count; k++)
			put_stranger(&out, model, row, names.items[k]);
	}
	if (out.length > 0)
		fwrite(out.data, 1, out.length, stderr);
	buf_free(&out);
}

/* New text may be lines of their own: their first is what is shown. */
static struct str
shown(struct str text)
{
	struct str rest = str_trim(text), line;

	if (str_starts(rest, STR("---")) && str_cut_line(&rest, &line))
		rest = str_trim(rest);
	return str_cut_line(&rest, &line) ? str_trim(line) : STR_EMPTY;
}

static unsigned
line_at(struct str text, size_t offset)
{
	unsigned line = 1;

	for (size_t i = 0; i < offset && i < text.length; i++)
		line += text.data[i] == '\n';
	return line;
}

static void
put_edit(struct buf *out, const struct call *call, const struct model *model,
	 const struct diag_edit *edit)
{
	const struct diag_output output = { .root = call->root };
	struct str source = STR_EMPTY;

	model_bytes(model, edit->file, &source);
	diag_put_path(out, &output, edit->file);
	buf_printf(out, ":%u: ", line_at(source, edit->offset));
	put_quoted(out, str_trim(str_slice(source, edit->offset, edit->offset + edit->length)));
	buf_puts(out, " -> ");
	put_quoted(out, shown(edit->text));
	buf_putc(out, '\n');
}

void
assign_print(const struct call *call, const struct model *model, const struct edits *edits)
{
	struct buf out;

	buf_init(&out, LIMIT_OUTPUT_BYTES);
	for (size_t i = 0; i < edits->count; i++)
		put_edit(&out, call, model, &edits->items[i]);
	fwrite(out.data, 1, out.length, call->out);
	buf_free(&out);
}
