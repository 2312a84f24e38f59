/*
 * output_json: one JSON object a line, for jq and for editors.  Members that have nothing to say
 * are left out; the last line is the summary.
 */
#include "diag/output.h"

#include "diag/spot.h"

static void
put_place(struct buf *out, const struct diag_output *output, struct place place)
{
	struct diag_spot spot = diag_spot_find(output, place);
	struct buf path;

	buf_init(&path, out->limit);
	diag_put_path(&path, output, spot.file);
	buf_puts(out, "\"file\":");
	buf_put_json(out, buf_str(&path));
	buf_free(&path);
	if (spot.line > 0)
		buf_printf(out, ",\"line\":%u", (unsigned)spot.line);
	if (spot.line > 0 && spot.column > 0)
		buf_printf(out, ",\"column\":%u,\"endColumn\":%u", (unsigned)spot.column,
			   (unsigned)spot.end_column);
}

static void
put_finding(struct buf *out, const struct diag_output *output, const struct diag_finding *finding)
{
	buf_puts(out, "{\"code\":");
	buf_put_json(out, str_from(finding->code->name));
	buf_puts(out, ",\"severity\":");
	buf_put_json(out, diag_severity_name(finding->severity));
	buf_putc(out, ',');
	put_place(out, output, finding->place);
	buf_puts(out, ",\"message\":");
	buf_put_json(out, finding->message);
	if (finding->hint.length > 0) {
		buf_puts(out, ",\"hint\":");
		buf_put_json(out, finding->hint);
	}
	if (diag_has_other(finding)) {
		buf_puts(out, ",\"other\":{");
		put_place(out, output, finding->other);
		buf_puts(out, ",\"label\":");
		buf_put_json(out, finding->other_label);
		buf_putc(out, '}');
	}
	buf_printf(out, ",\"fixable\":%s}\n", finding->has_edit ? "true" : "false");
}

void
diag_put_json(struct buf *out, const struct diag_output *output)
{
	size_t found = 0;

	for (size_t i = 0; i < output->diags->count; i++) {
		if (output->diags->items[i].code == NULL)
			continue;
		put_finding(out, output, &output->diags->items[i]);
		found++;
	}
	buf_printf(out, "{\"summary\":{\"findings\":%zu,\"read\":{", found);
	for (size_t i = 0; i < output->tally_count; i++) {
		if (i > 0)
			buf_putc(out, ',');
		buf_put_json(out, str_from(output->tallies[i].name));
		buf_printf(out, ":%zu", output->tallies[i].count);
	}
	buf_puts(out, "}}}\n");
}
