/*
 * home: the first page: the vision's first lines, the roadmap at a glance, what needs help, the
 * problems behind it all, and below that the text of the book's own first page.
 *
 * A book that plans nothing has just that text.
 */
#include "emit/markdown.h"
#include "emit/roadmap.h"
#include "plan/ties.h"
#include "site/news.h"
#include "site/parts.h"

#include <stdlib.h>

#define GOALS_SHOWN 12
#define HELP_SHOWN 6
#define PROBLEMS_SHOWN 12

/* The page at the top of the chapter where the problems stand, or the stories, or NULL.  A book without
   stories has themes of another sort, and no vision; a story that stands alone is none either. */
static const struct page *
vision_page(const struct model *model)
{
	static const enum kind kinds[] = { KIND_THEME, KIND_STORY };

	if (model->by_kind[KIND_STORY].count == 0)
		return NULL;
	for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++) {
		const struct records *records = &model->by_kind[kinds[i]];
		const struct page *page = records->count > 0 ? records->items[0]->home : NULL;

		while (page != NULL && page->parent != NULL)
			page = page->parent;
		if (page != NULL)
			return page->record == NULL ? page : NULL;
	}
	return NULL;
}

/* What a new book has in the place of a vision tells its authors what to do. */
static struct str
vision_lead(struct canvas *canvas, const struct page *vision, const struct page *own)
{
	struct str lead =
		vision == NULL || vision == own ? STR_EMPTY : page_lead(canvas->scratch, vision);

	return str_find(lead, STR("waymark new ")) == STR_NONE ? lead : STR_EMPTY;
}

/* The end of its title; 1: it begins with something else. */
static uint32_t
own_start(const struct page *own)
{
	const struct node *nodes = own->doc->nodes;
	bool has_title =
		own->doc->count > 1 && nodes[1].kind == NODE_HEADING && nodes[1].level == 1;

	return has_title ? nodes[1].end : 1;
}

/* The end of what the first page says first; where it begins: no text. */
static uint32_t
own_lead_end(struct canvas *canvas, const struct page *own)
{
	uint32_t start = own_start(own);
	const struct doc *doc = own->doc;

	if (start >= doc->count || doc->nodes[start].kind != NODE_PARAGRAPH ||
	    page_holds_directive(own, start, doc->nodes[start].end) ||
	    str_trim(doc_plain(canvas->scratch, doc, start)).length == 0)
		return start;
	return doc->nodes[start].end;
}

/* Gives the node from which the first page's own text is still to be shown. */
static uint32_t
put_vision(struct canvas *canvas, const struct page *own)
{
	const struct book *book = &canvas->site->model->book;
	const struct page *vision = vision_page(canvas->site->model);
	struct str lead = vision_lead(canvas, vision, own);
	uint32_t start = own_start(own), end;

	put_html(canvas, "<h1>", book->title, "</h1>\n");
	if (book->description.length > 0)
		put_html(canvas, "<p class=\"lead\">", book->description, "</p>\n");
	if (lead.length == 0 && book->description.length > 0)
		return start;
	if (lead.length == 0) {
		const struct spot spot = canvas_page_spot(canvas, own);

		end = own_lead_end(canvas, own);
		if (end == start)
			return start;
		buf_puts(canvas->out, "<div class=\"lead\">");
		markdown_put_html(&spot, start, end, NULL, canvas->out);
		buf_puts(canvas->out, "</div>\n");
		return end;
	}
	put_html(canvas,
		 book->description.length > 0 ? "<p class=\"vision\">" : "<p class=\"lead\">", lead,
		 " ");
	buf_puts(canvas->out, "<a class=\"go\"");
	put_href(canvas, vision->address, STR_EMPTY);
	buf_puts(canvas->out, ">Read the vision</a></p>\n");
	return start;
}

static void
put_highlights(struct canvas *canvas, const struct record *goal)
{
	const struct statement *said = record_said(goal, FIELD_HIGHLIGHT);

	for (uint32_t i = 0; said != NULL && i < said->count; i++) {
		buf_puts(canvas->out, i == 0 ? "<p><small>Highlight</small> " : ", ");
		put_text(canvas, said->values[i].text);
	}
	buf_puts(canvas->out, said != NULL && said->count > 0 ? "</p>\n" : "");
}

static void
put_card(struct canvas *canvas, const struct roadmap_row *row)
{
	const struct record *goal = row->record;

	buf_puts(canvas->out, "<li class=\"card\"><h3>");
	put_record_link(canvas, goal);
	buf_puts(canvas->out, "</h3>\n<p>");
	put_record_state(canvas, goal);
	if (row->wants_help)
		buf_puts(canvas->out, " <span class=\"help\">Help wanted</span>");
	buf_puts(canvas->out, "</p>\n");
	if (progress_percent(&row->progress) >= 0) {
		buf_puts(canvas->out, "<p>");
		put_progress(canvas, goal);
		if (row->progress.basis == PROGRESS_COUNTED)
			put_html(canvas, " <small class=\"count\">",
				 progress_short(canvas->scratch, &row->progress), "</small>");
		buf_puts(canvas->out, "</p>\n");
	}
	put_highlights(canvas, goal);
	if (record_said(goal, FIELD_OWNER) != NULL) {
		buf_puts(canvas->out, "<p><small>Owner</small> ");
		put_people(canvas, goal, FIELD_OWNER);
		buf_puts(canvas->out, "</p>\n");
	}
	buf_puts(canvas->out, "</li>\n");
}

/* Where there are more goals than a glance takes in, those come first that a reader asks for first: what
   is going on, of that what the group shows to everybody, what answers a problem, the largest; else the order of the
   roadmap. */
struct choice {
	const struct roadmap_row *row;
	size_t turn; /* of its state */
	size_t highlights, problems, parts;
	size_t number; /* on the roadmap */
};

static const size_t turns[STATE_COUNT] = {
	[STATE_ACTIVE] = 0, [STATE_WANTED] = 1, [STATE_PROPOSED] = 2, [STATE_NONE] = 3,
	[STATE_PAUSED] = 4, [STATE_DONE] = 5,   [STATE_DROPPED] = 6,
};

static int
compare_numbers(size_t left, size_t right)
{
	return (left > right) - (left < right);
}

static int
compare_choices(const void *left, const void *right)
{
	const struct choice *a = left, *b = right;
	int orders[] = {
		compare_numbers(a->turn, b->turn),
		compare_numbers(b->highlights, a->highlights),
		compare_numbers(b->problems, a->problems),
		compare_numbers(b->parts, a->parts),
		compare_numbers(a->number, b->number),
	};
	size_t i = 0;

	while (orders[i] == 0 && i + 1 < sizeof orders / sizeof *orders)
		i++;
	return orders[i];
}

struct choices {
	struct choice *items;
	size_t count;
	bool has_highlights;
};

static void
choose_goals(struct canvas *canvas, const struct roadmap *roadmap, struct choices *ret_goals)
{
	struct choice *items = ARENA_ARRAY(canvas->scratch, struct choice, roadmap->rows.count);
	size_t count = 0;

	*ret_goals = (struct choices){ 0 };
	for (size_t i = 0; i < roadmap->rows.count; i++) {
		const struct roadmap_row *row = &roadmap->rows.items[i];
		struct records themes;

		if (row->depth > 0)
			continue;
		ties_themes(canvas->scratch, row->record, &themes);
		items[count++] =
			(struct choice){ .row = row,
					 .turn = turns[record_state(row->record)],
					 .highlights =
						 record_said(row->record, FIELD_HIGHLIGHT) != NULL,
					 .problems = themes.count > 0,
					 .parts = row->record->children.count,
					 .number = i };
		ret_goals->has_highlights |= items[count - 1].highlights > 0;
	}
	if (count > GOALS_SHOWN)
		qsort(items, count, sizeof *items, compare_choices);
	ret_goals->items = items;
	ret_goals->count = count;
}

static void
put_whole_roadmap(struct canvas *canvas, const struct choices *choices)
{
	size_t goals = choices->count;
	bool has_problems = canvas->site->coverage.problem_count > 0;

	buf_puts(canvas->out, "<p>");
	if (goals > GOALS_SHOWN)
		buf_printf(canvas->out,
			   "What is in progress%s%s%.*s and has most parts comes first. ",
			   choices->has_highlights ? ", is a highlight" : "",
			   has_problems ? ", answers a " : "",
			   STR_ARG(has_problems ? theme_word(canvas->site, 1) : STR_EMPTY));
	buf_puts(canvas->out, "<a class=\"go\"");
	put_href(canvas, canvas->site->views[VIEW_ROADMAP], STR_EMPTY);
	if (goals > GOALS_SHOWN)
		buf_printf(canvas->out, ">All %zu goals</a></p>\n</section>\n", goals);
	else
		buf_puts(canvas->out, ">The whole roadmap</a></p>\n</section>\n");
}

static void
put_glance(struct canvas *canvas, const struct roadmap *roadmap)
{
	struct str sum = roadmap_sum(canvas->scratch, roadmap);
	struct choices goals;

	choose_goals(canvas, roadmap, &goals);
	buf_puts(canvas->out, "<section aria-labelledby=\"wm:glance\">\n"
			      "<h2 id=\"wm:glance\">Roadmap at a glance</h2>\n<p class=\"sum\">");
	if (roadmap->period.length > 0)
		put_html(canvas, "", roadmap->period, ": ");
	put_html(canvas, "", sum, "</p>\n<ul class=\"cards\">\n");
	for (size_t i = 0; i < goals.count && i < GOALS_SHOWN; i++)
		put_card(canvas, goals.items[i].row);
	buf_puts(canvas->out, "</ul>\n");
	put_whole_roadmap(canvas, &goals);
}

static void
put_more_help(struct canvas *canvas, size_t count)
{
	buf_puts(canvas->out, "<li><a");
	put_href(canvas, canvas->site->views[VIEW_HELP], STR_EMPTY);
	buf_printf(canvas->out, ">and %zu more</a></li>\n", count);
}

static void
put_help(struct canvas *canvas, const struct roadmap *roadmap)
{
	size_t shown = 0;

	if (roadmap->help == 0)
		return;
	buf_puts(canvas->out, "<section aria-labelledby=\"wm:help\">\n"
			      "<h2 id=\"wm:help\">Where help is wanted</h2>\n<ul>\n");
	for (size_t i = 0; i < roadmap->rows.count && shown < HELP_SHOWN; i++) {
		const struct record *record = roadmap->rows.items[i].record;

		if (!roadmap->rows.items[i].wants_help)
			continue;
		buf_puts(canvas->out, "<li>");
		put_record_link(canvas, record);
		if (record->parent != NULL)
			put_html(canvas, " <small>in ", record->parent->title, "</small>");
		buf_puts(canvas->out, "<br>\n<small>");
		put_help_brief(canvas, record);
		buf_puts(canvas->out, "</small></li>\n");
		shown++;
	}
	if (roadmap->help > shown)
		put_more_help(canvas, roadmap->help - shown);
	buf_puts(canvas->out, "</ul>\n</section>\n");
}

static void
put_some(struct canvas *canvas, size_t count, const char *one, const char *several)
{
	buf_printf(canvas->out, "<span class=\"count\">%zu %s</span> ", count,
		   count == 1 ? one : several);
}

/* The figures are those of the page of the vision. */
static void
put_problem(struct canvas *canvas, const struct coverage_problem *problem, bool has_stories)
{
	buf_puts(canvas->out, "<li>");
	put_record_link(canvas, problem->theme);
	buf_puts(canvas->out, " <small>");
	if (has_stories)
		put_some(canvas, problem->stories.count, "story", "stories");
	if (problem->goals.count > 0)
		put_some(canvas, problem->goals.count, "goal", "goals");
	else
		buf_puts(canvas->out, problem->earlier.count > 0
					      ? "<span class=\"count\">no goal now</span>"
					      : "<span class=\"count\">no goal yet</span>");
	buf_puts(canvas->out, "</small></li>\n");
}

static void
put_problems(struct canvas *canvas)
{
	const struct coverage *coverage = &canvas->site->coverage;

	if (coverage->problem_count == 0)
		return;
	put_html(canvas, "<section aria-labelledby=\"wm:problems\">\n<h2 id=\"wm:problems\">The ",
		 theme_word(canvas->site, coverage->problem_count),
		 " behind it</h2>\n<ol class=\"problems\">\n");
	for (size_t i = 0; i < coverage->problem_count && i < PROBLEMS_SHOWN; i++)
		put_problem(canvas, &coverage->problems[i], coverage->stories > 0);
	buf_puts(canvas->out, "</ol>\n");
	buf_puts(canvas->out, "<p><a class=\"go\"");
	put_href(canvas, canvas->site->views[VIEW_VISION], STR_EMPTY);
	buf_puts(canvas->out, coverage->stories > 0
				      ? ">Their evidence, and what answers them</a></p>\n"
				      : ">What answers them</a></p>\n");
	buf_puts(canvas->out, "</section>\n");
}

/* The book's own first page, under a heading of the second rank: the first is the home page's, which may well be
   the same. */
static void
put_own_text(struct canvas *canvas, const struct site_page *site_page, uint32_t from)
{
	const struct page *page = site_page->page;
	const struct book *book = &canvas->site->model->book;
	const struct spot spot = canvas_page_spot(canvas, page);
	const struct node *nodes = page->doc->nodes;

	if (from >= page->doc->count)
		return; /* the lead was all of it */
	if (own_start(page) > 1 &&
	    str_equal(str_trim(doc_plain(canvas->scratch, page->doc, 1)), book->title)) {
		put_html(canvas, "<article class=\"own\" id=\"", node_text(&nodes[1]), "\">\n");
	} else if (own_start(page) > 1) {
		buf_puts(canvas->out, "<article class=\"own\">\n");
		put_html(canvas, "<h2 id=\"", node_text(&nodes[1]), "\">");
		markdown_put_html(&spot, 2, nodes[1].end, NULL, canvas->out);
		buf_puts(canvas->out, "</h2>\n");
	} else {
		buf_puts(canvas->out, "<article class=\"own\">\n");
	}
	markdown_put_html(&spot, from, page->doc->count, &site_page->rows, canvas->out);
	buf_puts(canvas->out, "</article>\n");
}

void
site_home(const struct site *site, const struct output *output, struct arena *scratch,
	  struct buf *out)
{
	const struct site_page *site_page = output->subject;
	const struct model *model = site->model;
	struct canvas canvas = { site, output->path, scratch, out, STR_EMPTY };
	const struct frame frame = { .title = model->book.title,
				     .near = site_page,
				     .source = site_page->page,
				     .description = model->book.description };
	struct roadmap roadmap;
	uint32_t own;

	if (model->by_kind[KIND_GOAL].count + model->by_kind[KIND_THEME].count == 0) {
		site_book_page(site, output, scratch, out);
		return;
	}
	site_make_roadmap(scratch, site, STR_EMPTY, &roadmap);
	site_begin(&canvas, &frame);
	buf_puts(out, "<div class=\"home\">\n");
	own = put_vision(&canvas, site_page->page);
	if (roadmap.rows.count > 0)
		put_glance(&canvas, &roadmap);
	put_help(&canvas, &roadmap);
	put_news(&canvas);
	put_problems(&canvas);
	put_own_text(&canvas, site_page, own);
	buf_puts(out, "</div>\n");
	site_end(&canvas, &frame);
}
