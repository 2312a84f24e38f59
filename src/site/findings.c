/*
 * findings: what check says about the book: how much of each sort with what it means, then file by file.
 */
#include "base/path.h"
#include "site/parts.h"

#define MANY 40 /* findings: of more not every file is open */

/* A sort of finding, and how often there is one. */
struct sort {
	const struct diag_code *code; /* NULL: failures */
	enum diag_severity severity;  /* the worst among them */
	size_t counts[DIAG_FAILURE + 1];
};

static const struct page *
find_page(const struct site *site, struct str path)
{
	struct str source = site->model->book.source;

	if (source.length > 0 && str_starts(path, source))
		path = str_from_offset(path, source.length + 1);
	return map_get(&site->model->pages_by_name, path);
}

static struct str
code_name(const struct diag_code *code)
{
	return code != NULL ? str_from(code->name) : STR("failure");
}

/* The worst first, then what there is most of. */
static int
compare_sorts(const void *left, const void *right)
{
	const struct sort *a = left, *b = right;

	if (a->severity != b->severity)
		return a->severity > b->severity ? -1 : 1;
	if (a->counts[a->severity] != b->counts[b->severity])
		return a->counts[a->severity] > b->counts[b->severity] ? -1 : 1;
	return str_compare(code_name(a->code), code_name(b->code));
}

static size_t
sorts_of(struct arena *arena, const struct diags *findings, struct sort **ret_sorts)
{
	struct map places = { 0 };
	VEC(struct sort *) sorts = { 0 };

	for (size_t i = 0; i < findings->count; i++) {
		const struct diag_finding *finding = &findings->items[i];
		void **place = map_put(arena, &places, code_name(finding->code));
		struct sort *sort = *place;

		if (finding->severity == DIAG_OFF)
			continue;
		if (sort == NULL) {
			*place = sort = ARENA_NEW(arena, struct sort);
			sort->code = finding->code;
			*VEC_PUSH(arena, &sorts) = sort;
		}
		sort->counts[finding->severity]++;
		if (finding->severity > sort->severity)
			sort->severity = finding->severity;
	}
	*ret_sorts = ARENA_ARRAY(arena, struct sort, sorts.count);
	for (size_t i = 0; i < sorts.count; i++)
		(*ret_sorts)[i] = *sorts.items[i];
	if (sorts.count > 1)
		qsort(*ret_sorts, sorts.count, sizeof **ret_sorts, compare_sorts);
	return sorts.count;
}

static void
put_explanation(struct canvas *canvas, const struct diag_code *code)
{
	struct str rest = str_from(code->explanation);
	struct str example = str_trim_end(str_from(code->example));

	while (rest.length > 0) {
		size_t end = str_find(rest, STR("\n\n"));

		put_html(canvas, "<p>", str_trim(str_slice(rest, 0, end)), "</p>\n");
		rest = end == STR_NONE ? STR_EMPTY : str_from_offset(rest, end + 2);
	}
	if (example.length > 0)
		put_html(canvas, "<p>Example:</p>\n<pre><code>", example, "</code></pre>\n");
}

static void
put_severity(struct canvas *canvas, enum diag_severity severity)
{
	struct str name = diag_severity_name(severity);

	put_html(canvas, "<span class=\"severity ", name, "\">");
	put_html(canvas, "", name, "</span>");
}

/* One sort may be worse in some places than in others: " and 5 warnings". */
static void
put_milder(struct canvas *canvas, const struct sort *sort)
{
	for (size_t i = sort->severity - 1; i > DIAG_OFF; i--) {
		if (sort->counts[i] == 0)
			continue;
		buf_printf(canvas->out, " <small>and %zu ", sort->counts[i]);
		buf_put_html(canvas->out, diag_severity_name((enum diag_severity)i));
		buf_puts(canvas->out, sort->counts[i] == 1 ? "</small>" : "s</small>");
	}
}

static void
put_sort(struct canvas *canvas, const struct sort *sort)
{
	struct str name = code_name(sort->code);

	put_html(canvas, "<details class=\"sort\" id=\"", name, "\"><summary>");
	put_severity(canvas, sort->severity);
	buf_printf(canvas->out, " <span class=\"number\">%zu</span> ",
		   sort->counts[sort->severity]);
	if (sort->code != NULL)
		put_html(canvas, "", str_from(sort->code->summary), " ");
	put_html(canvas, "<code>", name, "</code>");
	put_milder(canvas, sort);
	buf_puts(canvas->out, "</summary>\n");
	if (sort->code != NULL)
		put_explanation(canvas, sort->code);
	buf_puts(canvas->out, "</details>\n");
}

static void
put_sorts(struct canvas *canvas, const struct diags *findings)
{
	struct sort *sorts;
	size_t count = sorts_of(canvas->scratch, findings, &sorts);

	if (count == 0)
		return;
	buf_puts(canvas->out, "<section aria-labelledby=\"wm:sorts\">\n<h2 id=\"wm:sorts\">By sort"
			      "</h2>\n<p>Each says what it means, and how to mend it.</p>\n");
	for (size_t i = 0; i < count; i++)
		put_sort(canvas, &sorts[i]);
	buf_puts(canvas->out, "</section>\n");
}

/* "3 errors, 1 note"; false when there are none. */
static bool
put_counts(struct canvas *canvas, const struct diag_finding *findings, size_t count)
{
	size_t counts[DIAG_FAILURE + 1] = { 0 };
	bool any = false;

	for (size_t i = 0; i < count; i++)
		counts[findings[i].severity]++;
	for (size_t i = DIAG_FAILURE; i > DIAG_OFF; i--) {
		if (counts[i] == 0)
			continue;
		buf_puts(canvas->out, any ? ", " : "");
		buf_printf(canvas->out, "%zu ", counts[i]);
		buf_put_html(canvas->out, diag_severity_name((enum diag_severity)i));
		buf_puts(canvas->out, counts[i] == 1 ? "" : "s");
		any = true;
	}
	return any;
}

static bool
has_error(const struct diag_finding *findings, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (findings[i].severity >= DIAG_ERROR)
			return true;
	return false;
}

static void
put_file_head(struct canvas *canvas, const struct diag_finding *findings, size_t count, bool folds)
{
	struct str file = findings->place.file;
	const struct page *page = find_page(canvas->site, file);
	bool is_open = !folds || has_error(findings, count);

	buf_puts(canvas->out, is_open ? "<details class=\"period\" open><summary><h3>"
				      : "<details class=\"period\"><summary><h3>");
	buf_put_html(canvas->out, file.length == 0 ? STR("The book as a whole") : file);
	buf_puts(canvas->out, "</h3> <small>");
	put_counts(canvas, findings, count);
	buf_puts(canvas->out, "</small></summary>\n");
	if (page != NULL) {
		buf_puts(canvas->out, "<p>On the page ");
		put_page_link(canvas, page);
		buf_puts(canvas->out, "</p>\n");
	}
	buf_puts(canvas->out, "<div class=\"table\"><table class=\"findings stacks\">\n"
			      "<thead><tr><th scope=\"col\">Line</th>"
			      "<th scope=\"col\">Severity</th><th scope=\"col\">Finding</th>"
			      "<th scope=\"col\">Sort</th></tr></thead>\n<tbody>\n");
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
	put_html(canvas, "</td><td><a href=\"#", code_name(finding->code), "\"><code>");
	put_html(canvas, "", code_name(finding->code), "</code></a></td></tr>\n");
}

/* Findings are sorted by file.  Of many those without an error are folded. */
static void
put_files(struct canvas *canvas, const struct diags *findings)
{
	if (findings->count > 0)
		buf_puts(canvas->out, "<h2>By file</h2>\n");
	for (size_t i = 0, end; i < findings->count; i = end) {
		const struct diag_finding *first = &findings->items[i];

		for (end = i; end < findings->count &&
			      str_equal(findings->items[end].place.file, first->place.file);)
			end++;
		put_file_head(canvas, first, end - i, findings->count > MANY);
		for (size_t k = i; k < end; k++)
			if (findings->items[k].severity != DIAG_OFF)
				put_finding(canvas, &findings->items[k]);
		buf_puts(canvas->out, "</tbody></table></div>\n</details>\n");
	}
}

static void
put_sum(struct canvas *canvas, const struct diags *findings)
{
	buf_puts(canvas->out, "<p class=\"sum\">");
	if (!put_counts(canvas, findings->items, findings->count))
		buf_puts(canvas->out, "Nothing was found");
	buf_puts(canvas->out, ".</p>\n");
	if (findings->dropped > 0)
		buf_printf(canvas->out, "<p>%zu more are not listed.</p>\n", findings->dropped);
}

/* Where the badge is, as somebody would write it into a README. */
static void
put_badge(struct canvas *canvas)
{
	const struct site *site = canvas->site;
	struct str words = badge_words(canvas->scratch, site);
	struct str base = site->model->book.site_url, url = site->views[VIEW_BADGE];

	buf_puts(canvas->out, "<h2>A badge for a README</h2>\n<p><img alt=\"");
	put_html(canvas, "", words, "\" src=\"");
	buf_put_url(canvas->out, path_base(url));
	buf_puts(canvas->out, "\">");
	if (base.length > 0)
		put_html(canvas, " <code>",
			 arena_printf(canvas->scratch, "[![plan](%.*s%.*s)](%.*s%.*s)",
				      STR_ARG(base), STR_ARG(url), STR_ARG(base),
				      STR_ARG(site->views[VIEW_FINDINGS])),
			 "</code>");
	buf_puts(canvas->out, "</p>\n");
}

const struct diags *
findings_of(const struct site *site)
{
	return site->findings == NULL ? NULL : site->findings(site->findings_context);
}

void
site_findings(const struct site *site, const struct output *output, struct arena *scratch,
	      struct buf *out)
{
	struct canvas canvas = { site, output->path, scratch, out, STR_EMPTY };
	const struct frame frame = view_frame(site, VIEW_FINDINGS);
	const struct diags *findings = findings_of(site);

	site_begin(&canvas, &frame);
	put_view_title(&canvas, &frame);
	if (findings != NULL) {
		put_sum(&canvas, findings);
		put_sorts(&canvas, findings);
		put_files(&canvas, findings);
	}
	put_badge(&canvas);
	site_end(&canvas, &frame);
}
