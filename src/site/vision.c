/*
 * vision: the metanarrative as something to look at: problems with their evidence and goals, goals
 * against problems, stories, and what is missing.
 */
#include "site/vision.h"

#include "emit/vision.h"
#include "emit/wrap.h"
#include "model/dialect.h"
#include "plan/ties.h"

#define ABOUT 200          /* columns of what a problem is about */
#define MATRIX_CELLS 20000 /* larger ones help nobody */

void
put_problem_number(struct canvas *canvas, const struct record *theme, bool shows_word)
{
	const struct coverage *coverage = &canvas->site->coverage;

	for (size_t i = 0; i < coverage->problem_count; i++) {
		if (coverage->problems[i].theme != theme)
			continue;
		buf_puts(canvas->out, "<a");
		put_href(canvas, canvas->site->views[VIEW_VISION],
			 arena_printf(canvas->scratch, "problem-%zu", i + 1));
		buf_puts(canvas->out, " title=\"");
		buf_put_html(canvas->out, theme->title);
		put_html(canvas, shows_word ? "\">" : "\"><span class=\"hidden\">",
			 theme_word(canvas->site, 1), shows_word ? " " : " </span>");
		buf_printf(canvas->out, "%zu</a>", i + 1);
		return;
	}
}

/* How many there are stands beside it. */
static void
put_thin(struct canvas *canvas, const struct coverage_problem *problem)
{
	if (problem->thin == 0)
		return;
	buf_puts(canvas->out, "<span class=\"thin\">Thin evidence");
	if ((problem->thin & COVERAGE_THIN_CHARACTER) != 0)
		put_html(canvas, ": all about ", problem->characters.items[0]->title, "");
	else if (problem->stories.count == 0)
		buf_puts(canvas->out, ": no story");
	buf_puts(canvas->out, "</span>");
}

/* "7 stories · 3 characters · 5 more wanted", with what is thin about them. */
void
put_problem_evidence(struct canvas *canvas, const struct coverage_problem *problem)
{
	static const struct {
		size_t offset;
		const char *one, *several;
	} parts[] = {
		{ offsetof(struct coverage_problem, stories), "story", "stories" },
		{ offsetof(struct coverage_problem, characters), "character", "characters" },
		{ offsetof(struct coverage_problem, authors), "author", "authors" },
		{ offsetof(struct coverage_problem, projects), "project", "projects" },
	};

	buf_puts(canvas->out, "<p class=\"counts\">");
	for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++) {
		const struct records *records =
			(const struct records *)((const char *)problem + parts[i].offset);

		if (records->count == 0)
			continue;
		buf_puts(canvas->out, "<span>");
		put_count(canvas, records->count, parts[i].one, parts[i].several);
		buf_puts(canvas->out, "</span> ");
	}
	if (problem->wanted > 0) {
		buf_puts(canvas->out, "<span>");
		put_count(canvas, problem->wanted, "more story wanted", "more stories wanted");
		buf_puts(canvas->out, "</span> ");
	}
	put_thin(canvas, problem);
	buf_puts(canvas->out, "</p>\n");
}

static void
put_story_list(struct canvas *canvas, const struct records *stories)
{
	if (stories->count == 0)
		return;
	buf_puts(canvas->out, "<details><summary>Its ");
	put_count(canvas, stories->count, "story", "stories");
	buf_puts(canvas->out, "</summary>\n<ul>\n");
	for (size_t i = 0; i < stories->count; i++) {
		buf_puts(canvas->out, "<li>");
		put_record_link(canvas, stories->items[i]);
		buf_puts(canvas->out, "</li>\n");
	}
	buf_puts(canvas->out, "</ul></details>\n");
}

static void
put_wanted_list(struct canvas *canvas, const struct record *theme)
{
	const struct statement *said = record_said(theme, FIELD_WANTED);

	if (said == NULL || said->count == 0)
		return;
	buf_puts(canvas->out, "<details><summary>");
	put_count(canvas, said->count, "story", "stories");
	buf_puts(canvas->out, " wanted</summary>\n<ul>\n");
	for (uint32_t i = 0; i < said->count; i++)
		put_html(canvas, "<li>", said->values[i].text, "</li>\n");
	buf_puts(canvas->out, "</ul></details>\n");
}

/* The first words of what the book says of it. */
static void
put_about(struct canvas *canvas, const struct record *theme)
{
	const struct doc *doc = theme->home != NULL ? theme->home->doc : NULL;
	struct str about =
		theme->page != NULL ? page_lead(canvas->scratch, theme->page) : STR_EMPTY;
	struct str line;

	for (uint32_t i = theme->first_node; doc != NULL && about.length == 0 && i > 0 &&
					     i < theme->end_node && record_is_block(theme);
	     i = doc->nodes[i].end)
		if (doc->nodes[i].kind == NODE_PARAGRAPH &&
		    !page_holds_directive(theme->home, i, doc->nodes[i].end))
			about = doc_plain(canvas->scratch, doc, i);
	about = wrap_clean(canvas->scratch, about);
	if (!wrap_next(&about, ABOUT, &line))
		return;
	put_html(canvas, "<p>", line, about.length > 0 ? " …</p>\n" : "</p>\n");
}

static void
put_problem(struct canvas *canvas, const struct coverage_problem *problem, size_t number)
{
	buf_printf(canvas->out,
		   "<li class=\"problem\" id=\"problem-%zu\"><span class=\"digit\" "
		   "aria-hidden=\"true\">%zu</span>\n<div><h3>",
		   number, number);
	put_record_link(canvas, problem->theme);
	buf_puts(canvas->out, "</h3>\n");
	put_about(canvas, problem->theme);
	if (canvas->site->coverage.stories > 0)
		put_problem_evidence(canvas, problem);
	if (problem->goals.count > 0)
		put_standing_list(canvas, &problem->goals);
	else if (canvas->site->coverage.goals_name_problems)
		buf_puts(canvas->out, "<p class=\"gap\">No goal addresses it yet.</p>\n");
	put_story_list(canvas, &problem->stories);
	put_wanted_list(canvas, problem->theme);
	buf_puts(canvas->out, "</div></li>\n");
}

static void
put_problems(struct canvas *canvas)
{
	const struct coverage *coverage = &canvas->site->coverage;

	if (coverage->problem_count == 0)
		return;
	put_html(canvas, "<section aria-labelledby=\"problems\">\n<h2 id=\"problems\">",
		 kind_label(canvas->scratch, canvas->site, KIND_THEME, true),
		 "</h2>\n<ol class=\"board\">\n");
	for (size_t i = 0; i < coverage->problem_count; i++)
		put_problem(canvas, &coverage->problems[i], i + 1);
	buf_puts(canvas->out, "</ol>\n</section>\n");
}

static void
put_matrix_head(struct canvas *canvas)
{
	const struct coverage *coverage = &canvas->site->coverage;

	buf_puts(canvas->out, "<div class=\"table\"><table class=\"matrix\">\n<thead><tr>"
			      "<th scope=\"col\">Goal</th><th scope=\"col\">State</th>");
	for (size_t i = 0; i < coverage->problem_count; i++) {
		buf_puts(canvas->out, coverage->problems[i].goals.count > 0
					      ? "<th scope=\"col\">"
					      : "<th scope=\"col\" class=\"gap\">");
		put_html(canvas, "<small>", coverage->problems[i].theme->title, "</small> ");
		put_problem_number(canvas, coverage->problems[i].theme, false);
		buf_puts(canvas->out, "</th>");
	}
	buf_puts(canvas->out, "</tr></thead>\n<tbody>\n");
}

static void
put_matrix_row(struct canvas *canvas, const struct record *goal)
{
	const struct coverage *coverage = &canvas->site->coverage;

	buf_puts(canvas->out, "<tr><th scope=\"row\">");
	put_record_link(canvas, goal);
	buf_puts(canvas->out, "</th><td>");
	put_record_state(canvas, goal);
	buf_puts(canvas->out, "</td>");
	for (size_t i = 0; i < coverage->problem_count; i++) {
		if (ties_names(goal, FIELD_ADDRESSES, coverage->problems[i].theme))
			buf_puts(canvas->out, "<td class=\"yes\"><span aria-hidden=\"true\">●"
					      "</span><span class=\"hidden\">yes</span></td>");
		else
			buf_puts(canvas->out, coverage->problems[i].goals.count > 0
						      ? "<td></td>"
						      : "<td class=\"gap\"></td>");
	}
	buf_puts(canvas->out, "</tr>\n");
}

static void
put_matrix_sums(struct canvas *canvas)
{
	const struct coverage *coverage = &canvas->site->coverage;

	buf_puts(canvas->out, "</tbody>\n<tfoot><tr><th scope=\"row\" colspan=\"2\">"
			      "Goals that address it</th>");
	for (size_t i = 0; i < coverage->problem_count; i++) {
		if (coverage->problems[i].goals.count > 0)
			buf_printf(canvas->out, "<td>%zu</td>", coverage->problems[i].goals.count);
		else
			buf_puts(canvas->out, "<td class=\"gap\">none</td>");
	}
	buf_puts(canvas->out, "</tr></tfoot>\n</table></div>\n");
}

/* How a goal of this book would say which problems it addresses. */
static void
put_how_to_trace(struct canvas *canvas)
{
	const struct model *model = canvas->site->model;

	put_html(canvas, "<p>A goal says which ", theme_word(canvas->site, 2), " it addresses by ");
	put_html(canvas, "",
		 dialect_how_to_say(canvas->scratch, model->dialect, KIND_GOAL, FIELD_ADDRESSES),
		 ".</p>\n");
}

static void
put_matrix(struct canvas *canvas)
{
	const struct coverage *coverage = &canvas->site->coverage;

	if (coverage->problem_count == 0 || coverage->goals.count == 0)
		return;
	put_html(canvas, "<section aria-labelledby=\"matrix\">\n<h2 id=\"matrix\">Goals against ",
		 theme_word(canvas->site, 2), "</h2>\n");
	if (!coverage->goals_name_problems) {
		put_html(canvas, "<p class=\"gap\">No goal of this book says which ",
			 theme_word(canvas->site, 1),
			 " it addresses, so no way leads yet from a story to what became of "
			 "it.</p>\n");
		put_how_to_trace(canvas);
	} else if (coverage->problem_count * coverage->goals.count > MATRIX_CELLS) {
		put_html(canvas, "<p>There are too many for a table: each ",
			 theme_word(canvas->site, 1), " above lists its goals.</p>\n");
	} else {
		put_matrix_head(canvas);
		for (size_t i = 0; i < coverage->goals.count; i++)
			if (ties_named_any(coverage->goals.items[i], FIELD_ADDRESSES))
				put_matrix_row(canvas, coverage->goals.items[i]);
		put_matrix_sums(canvas);
	}
	buf_puts(canvas->out, "</section>\n");
}

static void
put_untraced(struct canvas *canvas)
{
	const struct records *goals = &canvas->site->coverage.untraced;

	if (goals->count == 0 || canvas->site->coverage.problem_count == 0)
		return;
	buf_puts(canvas->out, "<details><summary>");
	put_count(canvas, goals->count, "goal traces", "goals trace");
	put_html(canvas, " to no ", theme_word(canvas->site, 1), "</summary>\n");
	if (canvas->site->coverage.goals_name_problems)
		put_how_to_trace(canvas);
	buf_puts(canvas->out, "<ul class=\"standing\">\n");
	for (size_t i = 0; i < goals->count; i++) {
		buf_puts(canvas->out, "<li>");
		put_record_link(canvas, goals->items[i]);
		buf_putc(canvas->out, ' ');
		put_record_state(canvas, goals->items[i]);
		buf_puts(canvas->out, "</li>\n");
	}
	buf_puts(canvas->out, "</ul></details>\n");
}

static void
put_uncited(struct canvas *canvas)
{
	const struct records *stories = &canvas->site->coverage.uncited;

	if (stories->count == 0)
		return;
	buf_puts(canvas->out, "<details><summary>");
	put_count(canvas, stories->count, "story is", "stories are");
	put_html(canvas, " cited by no ", theme_word(canvas->site, 1),
		 "</summary>\n<p>Link to each from the point that it is evidence for; where there "
		 "is none, a point is missing.</p>\n<ul>\n");
	for (size_t i = 0; i < stories->count; i++) {
		buf_puts(canvas->out, "<li>");
		put_record_link(canvas, stories->items[i]);
		buf_puts(canvas->out, "</li>\n");
	}
	buf_puts(canvas->out, "</ul></details>\n");
}

static void
put_lost(struct canvas *canvas)
{
	const struct coverage *coverage = &canvas->site->coverage;

	if (coverage->lost.count == 0)
		return;
	buf_puts(canvas->out, "<details><summary>");
	put_count(canvas, coverage->lost.count, "citation leads", "citations lead");
	buf_puts(canvas->out, " to a story that is gone</summary>\n<ul>\n");
	for (size_t i = 0; i < coverage->lost.count; i++) {
		const struct coverage_lost *lost = &coverage->lost.items[i];

		put_html(canvas, "<li>", lost->text, "");
		if (lost->url.length > 0)
			put_html(canvas, " <code>", lost->url, "</code>");
		buf_puts(canvas->out, " <small>in ");
		put_record_link(canvas, lost->theme);
		buf_puts(canvas->out, "</small></li>\n");
	}
	buf_puts(canvas->out, "</ul></details>\n");
}

static void
put_missing(struct canvas *canvas)
{
	size_t start = canvas->out->length, before;

	buf_puts(canvas->out, "<section aria-labelledby=\"missing\">\n<h2 id=\"missing\">"
			      "What is missing</h2>\n");
	before = canvas->out->length;
	put_uncited(canvas);
	put_lost(canvas);
	put_untraced(canvas);
	if (canvas->out->length == before)
		canvas->out->length = start;
	else
		buf_puts(canvas->out, "</section>\n");
}

void
site_vision(const struct site *site, const struct output *output, struct arena *scratch,
	    struct buf *out)
{
	struct canvas canvas = { site, output->path, scratch, out, STR_EMPTY };
	const struct frame frame = view_frame(site, VIEW_VISION);

	site_begin(&canvas, &frame);
	put_view_title(&canvas, &frame);
	put_html(&canvas, "<p class=\"sum\">", vision_sum(scratch, &site->coverage), "</p>\n");
	put_problems(&canvas);
	put_matrix(&canvas);
	put_vision_stories(&canvas);
	put_missing(&canvas);
	site_end(&canvas, &frame);
}
