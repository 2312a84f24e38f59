/*
 * output_github: findings as GitHub Actions' workflow commands, which it shows as annotations of a
 * pull request.  Failures are annotations, too: whoever looks at the run shall see why it failed.
 * Paths must be relative to the top of the git repository, so the root is the way from there.
 *
 *	::warning file=src/a.md,line=3,col=1,endColumn=9,title=bad-value::"activ" is not a state
 */
#include "diag/output.h"

#include "diag/spot.h"

/* Properties escape : and , as well; the log that carries the command shows no control
   characters. */
static void
put_escaped(struct buf *out, struct str text, bool property)
{
	for (size_t i = 0; i < text.length; i++) {
		char c = text.data[i];

		if (c == '%' || c == '\r' || c == '\n' || (property && (c == ':' || c == ',')))
			buf_printf(out, "%%%02X", (unsigned)(unsigned char)c);
		else
			buf_putc(out, c);
	}
}

/* A line of its own below the message. */
static void
put_remark(struct buf *out, struct str text)
{
	struct buf plain;

	buf_init(&plain, out->limit);
	diag_put_plain(&plain, text);
	buf_puts(out, "%0A");
	put_escaped(out, buf_str(&plain), false);
	buf_free(&plain);
}

static void
put_other(struct buf *out, const struct diag_output *output, const struct diag_finding *finding)
{
	struct buf text;

	buf_init(&text, out->limit);
	buf_put(&text, finding->other_label.length > 0 ? finding->other_label : STR("see"));
	buf_puts(&text, " at ");
	diag_put_path(&text, output, finding->other.file);
	if (finding->other.line > 0)
		buf_printf(&text, ":%u", (unsigned)finding->other.line);
	put_remark(out, buf_str(&text));
	buf_free(&text);
}

/* A finding about the book as a whole stands in the run's summary, since no file is its place. */
static void
put_place(struct buf *out, const struct diag_output *output, const struct diag_spot *spot)
{
	struct buf path;

	if (spot->file.length == 0)
		return;
	buf_init(&path, out->limit);
	diag_put_path(&path, output, spot->file);
	buf_puts(out, "file=");
	put_escaped(out, buf_str(&path), true);
	buf_free(&path);
	if (spot->line > 0)
		buf_printf(out, ",line=%u", (unsigned)spot->line);
	if (spot->line > 0 && spot->column > 0)
		buf_printf(out, ",col=%u,endColumn=%u", (unsigned)spot->column,
			   (unsigned)spot->end_column);
	buf_putc(out, ',');
}

static void
put_finding(struct buf *out, const struct diag_output *output, const struct diag_finding *finding)
{
	struct diag_spot spot = diag_spot_find(output, finding->place);
	const char *level = diag_level(finding->severity);
	struct buf plain;

	buf_init(&plain, out->limit);
	diag_put_plain(&plain, finding->message);
	buf_printf(out, "::%s ", finding->severity == DIAG_NOTE ? "notice" : level);
	put_place(out, output, &spot);
	buf_printf(out, "title=%s::", finding->code != NULL ? finding->code->name : "waymark");
	put_escaped(out, buf_str(&plain), false);
	buf_free(&plain);
	if (diag_has_other(finding))
		put_other(out, output, finding);
	if (finding->hint.length > 0)
		put_remark(out, finding->hint);
	buf_putc(out, '\n');
}

void
diag_put_github(struct buf *out, const struct diag_output *output)
{
	for (size_t i = 0; i < output->diags->count; i++)
		put_finding(out, output, &output->diags->items[i]);
}
