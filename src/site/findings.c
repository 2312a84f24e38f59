/*
 * findings: what check says about the book, as tables by file.
 */
#include "base/path.h"
#include "site/parts.h"

static struct str
finding_file(const struct diag_finding *finding)
{
	return finding->place.file;
}

static const struct page *
find_page(const struct site *site, struct str path)
{
	struct str source = site->model->book.source;

	if (source.length > 0 && str_starts(path, source))
		path = str_from_offset(path, source.length + 1);
	return map_get(&site->model->pages_by_name, path);
}

static void
put_file_head(struct canvas *canvas, struct str file)
{
	const struct page *page = find_page(canvas->site, file);

	buf_puts(canvas->out, "<h2>");
	if (file.length == 0)
		buf_puts(canvas->out, "The book as a whole");
	else if (page != NULL)
		put_link(canvas, page->address, file);
	else
		buf_put_html(canvas->out, file);
	buf_puts(canvas->out, "</h2>\n<div class=\"table\"><table class=\"findings\">\n<thead><tr>"
			      "<th scope=\"col\">Line</th><th scope=\"col\">Severity</th>"
			      "<th scope=\"col\">Finding</th><th scope=\"col\">Code</th>"
			      "</tr></thead>\n<tbody>\n");
}

static void
put_finding(struct canvas *canvas, const struct diag_finding *finding)
{
	struct str severity = diag_severity_name(finding->severity);

	buf_puts(canvas->out, "<tr><td>");
	if (finding->place.line > 0)
		buf_put_number(canvas->out, finding->place.line);
	put_html(canvas, "</td><td class=\"severity ", severity, "\">");
	put_html(canvas, "", severity, "</td><td>");
	buf_put_html(canvas->out, finding->message);
	if (finding->hint.length > 0)
		put_html(canvas, "<br><small>", finding->hint, "</small>");
	if (finding->other.file.length > 0 && finding->other.line > 0) {
		put_html(canvas, "<br><small>", finding->other.file, ":");
		buf_put_number(canvas->out, finding->other.line);
		if (finding->other_label.length > 0)
			put_html(canvas, ": ", finding->other_label, "");
		buf_puts(canvas->out, "</small>");
	}
	put_html(canvas, "</td><td><code>",
		 finding->code != NULL ? str_from(finding->code->name) : STR("failure"),
		 "</code></td></tr>\n");
}

static void
put_counts(struct canvas *canvas, const struct diags *findings)
{
	size_t counts[DIAG_FAILURE + 1] = { 0 };
	bool any = false;

	for (size_t i = 0; i < findings->count; i++)
		counts[findings->items[i].severity]++;
	buf_puts(canvas->out, "<p>");
	for (size_t i = DIAG_FAILURE; i > DIAG_OFF; i--) {
		if (counts[i] == 0)
			continue;
		buf_puts(canvas->out, any ? ", " : "");
		buf_printf(canvas->out, "%zu ", counts[i]);
		buf_put_html(canvas->out, diag_severity_name((enum diag_severity)i));
		buf_puts(canvas->out, counts[i] == 1 ? "" : "s");
		any = true;
	}
	buf_puts(canvas->out, any ? ".</p>\n" : "Nothing was found.</p>\n");
	if (findings->dropped > 0)
		buf_printf(canvas->out, "<p>%zu more are not listed.</p>\n", findings->dropped);
}

static void
put_findings(struct canvas *canvas, const struct diags *findings)
{
	struct str file = STR_EMPTY;
	bool open = false;

	for (size_t i = 0; i < findings->count; i++) {
		const struct diag_finding *finding = &findings->items[i];

		if (finding->severity == DIAG_OFF)
			continue;
		if (!open || !str_equal(file, finding_file(finding))) {
			if (open)
				buf_puts(canvas->out, "</tbody></table></div>\n");
			file = finding_file(finding);
			put_file_head(canvas, file);
			open = true;
		}
		put_finding(canvas, finding);
	}
	if (open)
		buf_puts(canvas->out, "</tbody></table></div>\n");
}

void
site_findings(const struct site *site, const struct output *output, struct arena *scratch,
	      struct buf *out)
{
	struct canvas canvas = { site, output->path, scratch, out, STR_EMPTY };
	const struct frame frame = { .title = STR("Findings"), .view = VIEW_FINDINGS };

	site_begin(&canvas, &frame);
	buf_puts(out, "<h1>Findings</h1>\n");
	buf_puts(out, "<p><img alt=\"");
	put_html(&canvas, "", badge_words(scratch, site), "\" src=\"");
	buf_put_url(out, path_base(site->views[VIEW_BADGE]));
	buf_puts(out, "\"> <small>This badge may stand in a README.</small></p>\n");
	if (site->findings != NULL) {
		put_counts(&canvas, site->findings);
		put_findings(&canvas, site->findings);
	}
	site_end(&canvas, &frame);
}
