/*
 * roadmap: goals and initiatives, with where each stands.
 *
 * One table a period, one body of it a goal with what belongs to it: the script (share/site/lists/roadmap.js)
 * folds, sorts and filters these, and finds in data-* what the cells say in words.
 */
#include "emit/roadmap.h"
#include "site/timeline.h"

#include "plan/due.h"
#include "plan/help.h"
#include "plan/ties.h"

#define CLASSES_DEEPEST 3 /* deeper rows are set in no further */

/* Which columns the table has, but for those that are always there. */
struct columns {
	bool initiatives, progress, next, help;
};

static void
put_progress_cell(struct canvas *canvas, const struct roadmap_row *row)
{
	int percent = progress_percent(&row->progress);

	buf_puts(canvas->out, "<td class=\"progress\">");
	if (percent >= 0) {
		buf_puts(canvas->out, "<details class=\"why\"><summary>");
		put_progress(canvas, row->record);
		put_html(canvas, "</summary><p>", progress_explain(canvas->scratch, &row->progress),
			 "</p></details>");
	} else {
		put_progress(canvas, row->record);
	}
	buf_puts(canvas->out, "</td>");
}

static void
put_next_cell(struct canvas *canvas, const struct record *record)
{
	const struct record *step = due_next(canvas->scratch, record, canvas->site->today);

	buf_puts(canvas->out, "<td class=\"next\">");
	if (step != NULL) {
		buf_puts(canvas->out, "<span class=\"clamp\">");
		put_record_link(canvas, step);
		buf_puts(canvas->out, "</span>");
	}
	if (step != NULL)
		put_due(canvas, step);
	buf_puts(canvas->out, "</td>");
}

/* Titles, which the filter offers; none has a tab. */
static void
put_themes(struct canvas *canvas, const struct record *record)
{
	struct records themes;

	ties_themes(canvas->scratch, record, &themes);
	for (size_t i = 0; i < themes.count; i++)
		put_html(canvas, i == 0 ? " data-themes=\"" : "\t", themes.items[i]->title, "");
	buf_puts(canvas->out, themes.count > 0 ? "\"" : "");
}

/* When what comes next is due. */
static void
put_due_date(struct canvas *canvas, const struct record *record)
{
	const struct record *step = due_next(canvas->scratch, record, canvas->site->today);
	const struct value *due = step != NULL ? record_value(step, FIELD_DUE) : NULL;
	char date[11];

	if (due == NULL || due->bad)
		return;
	date_format(due->date, date);
	buf_printf(canvas->out, " data-due=\"%s\"", date);
}

static void
put_row(struct canvas *canvas, const struct columns *columns, const struct roadmap_row *row)
{
	const struct record *record = row->record;
	unsigned depth = row->depth < CLASSES_DEEPEST ? row->depth : CLASSES_DEEPEST;

	buf_printf(canvas->out, "<tr class=\"depth%u\" data-state=\"%.*s\" data-percent=\"%d\"%s",
		   depth, STR_ARG(told_of(canvas->site, record).name),
		   progress_percent(&row->progress), row->wants_help ? " data-help=\"\"" : "");
	put_themes(canvas, record);
	put_due_date(canvas, record);
	buf_puts(canvas->out, "><th scope=\"row\">");
	put_record_link(canvas, record);
	buf_puts(canvas->out, "</th><td>");
	put_record_state(canvas, record);
	buf_puts(canvas->out, "</td>");
	if (columns->progress)
		put_progress_cell(canvas, row);
	buf_puts(canvas->out, "<td class=\"owner\">");
	if (record_said(record, FIELD_OWNER) != NULL)
		put_people(canvas, record, FIELD_OWNER);
	else
		buf_puts(canvas->out, "<span class=\"none\">–</span>");
	buf_puts(canvas->out, "</td>");
	if (columns->next)
		put_next_cell(canvas, record);
	if (columns->help)
		buf_puts(canvas->out, row->wants_help
					      ? "<td><span class=\"help\">Help wanted</span></td>"
					      : "<td></td>");
	buf_puts(canvas->out, "</tr>\n");
}

/* Rows `from` to `end` are of one period. */
static void
put_table(struct canvas *canvas, const struct roadmap *roadmap, size_t from, size_t end)
{
	struct columns columns = { 0 };

	for (size_t i = from; i < end; i++) {
		const struct roadmap_row *row = &roadmap->rows.items[i];

		columns.initiatives |= row->record->kind == KIND_INITIATIVE;
		columns.progress |= progress_percent(&row->progress) >= 0;
		columns.help |= row->wants_help;
		columns.next |= due_next(canvas->scratch, row->record, roadmap->today) != NULL;
	}
	buf_puts(canvas->out, "<div class=\"table\"><table class=\"roadmap stacks\"");
	if (canvas->site->coverage.problem_count > 0)
		put_html(canvas, " data-theme=\"", theme_word(canvas->site, 1), "\"");
	buf_puts(canvas->out, ">\n<thead><tr>"
			      "<th scope=\"col\" data-sort=\"title\">Goal");
	buf_puts(canvas->out, columns.initiatives ? ", initiative" : "");
	buf_puts(canvas->out, "</th><th scope=\"col\" data-sort=\"state\">State</th>");
	if (columns.progress)
		buf_puts(canvas->out, "<th scope=\"col\" data-sort=\"progress\">Progress</th>");
	buf_puts(canvas->out, "<th scope=\"col\" data-sort=\"owner\">Owner</th>");
	if (columns.next)
		buf_puts(canvas->out, "<th scope=\"col\" data-sort=\"due\">Next milestone</th>");
	if (columns.help)
		buf_puts(canvas->out, "<th scope=\"col\">Help</th>");
	buf_puts(canvas->out, "</tr></thead>\n");
	for (size_t i = from; i < end; i++) {
		const struct roadmap_row *row = &roadmap->rows.items[i];

		if (row->depth == 0)
			buf_puts(canvas->out, i > from ? "</tbody>\n<tbody>\n" : "<tbody>\n");
		put_row(canvas, &columns, row);
	}
	buf_puts(canvas->out, "</tbody></table></div>\n");
}

/* A period under its name; one that is over is folded. */
static void
put_period(struct canvas *canvas, const struct roadmap *roadmap, size_t from, size_t end)
{
	struct str period = period_of(roadmap->rows.items[from].record);
	size_t goals = 0;

	for (size_t i = from; i < end; i++)
		goals += roadmap->rows.items[i].depth == 0;
	buf_printf(canvas->out, "<details class=\"period\"%s><summary><h2>",
		   period_is_over(period, roadmap->today) ? "" : " open");
	buf_put_html(canvas->out, period.length > 0 ? period : STR("Without a period"));
	buf_printf(canvas->out, "</h2> <small>%zu %s</small></summary>\n", goals,
		   goals == 1 ? "goal" : "goals");
	put_table(canvas, roadmap, from, end);
	buf_puts(canvas->out, "</details>\n");
}

static void
put_periods(struct canvas *canvas, const struct roadmap *roadmap)
{
	size_t count = roadmap->rows.count, end;

	for (size_t from = 0; from < count; from = end) {
		struct str period = period_of(roadmap->rows.items[from].record);

		for (end = from + 1; end < count; end++)
			if (roadmap->rows.items[end].depth == 0 &&
			    !str_equal(period_of(roadmap->rows.items[end].record), period))
				break;
		if (from == 0 && end == count && period.length == 0)
			put_table(canvas, roadmap, from, end);
		else
			put_period(canvas, roadmap, from, end);
	}
}

void
site_make_roadmap(struct arena *arena, const struct site *site, struct str period,
		  struct roadmap *ret_roadmap)
{
	const struct roadmap_options options = { .period = period, .today = site->today };
	struct diags none;

	diag_init(&none, arena);
	if (!roadmap_make(arena, site->model, &options, ret_roadmap, &none))
		*ret_roadmap = (struct roadmap){ .model = site->model };
}

void
site_roadmap(const struct site *site, const struct output *output, struct arena *scratch,
	     struct buf *out)
{
	struct canvas canvas = { site, output->path, scratch, out, STR_EMPTY };
	struct frame frame = view_frame(site, VIEW_ROADMAP);
	struct roadmap roadmap;

	frame.description = STR("Goals and initiatives: state, progress, owner, next step.");
	site_make_roadmap(scratch, site, STR("all"), &roadmap);
	site_begin(&canvas, &frame);
	put_view_title(&canvas, &frame);
	put_html(&canvas, "<p class=\"sum\">", roadmap_sum(scratch, &roadmap), "</p>\n");
	put_periods(&canvas, &roadmap);
	site_end(&canvas, &frame);
}
