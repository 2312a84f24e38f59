/*
 * directives: which function carries out which directive, and what it is given.
 */
#include "emit/insert.h"
#include "site/directive.h"

#include "base/limits.h"
#include "base/path.h"
#include "model/dialect.h"
#include "model/link.h"
#include "text/rawhtml.h"

#include <assert.h>
#include <stdlib.h>

static const struct {
	insert_function *put; /* NULL: nothing is shown: it is about the contents */
	bool anywhere;        /* needs no goals below the page's folder */
	bool has_headings;
} rows[DIRECTIVE_COUNT] = {
	[DIRECTIVE_GOAL_COUNT] = { insert_goal_count, false, false },
	[DIRECTIVE_ROADMAP_GOAL_COUNT] = { insert_roadmap_goal_count, false, false },
	[DIRECTIVE_GOALS] = { insert_goals, false, false },
	[DIRECTIVE_ROADMAP_GOALS] = { insert_roadmap_goals, false, false },
	[DIRECTIVE_OTHER_GOALS] = { insert_other_goals, false, false },
	[DIRECTIVE_GOALS_NOT_ACCEPTED] = { insert_not_accepted, false, false },
	[DIRECTIVE_LARGE_GOALS] = { insert_large_goals, false, false },
	[DIRECTIVE_MEDIUM_GOALS] = { insert_medium_goals, false, false },
	[DIRECTIVE_SMALL_GOALS] = { insert_small_goals, false, false },
	[DIRECTIVE_GOALS_WITH_NEEDS] = { insert_needs, false, true },
	[DIRECTIVE_HIGHLIGHT_GOALS] = { insert_highlight_goals, false, false },
	[DIRECTIVE_HIGHLIGHT_TABLE] = { insert_highlight_table, false, false },
	[DIRECTIVE_HIGHLIGHT_CREDITS] = { insert_highlight_credits, false, false },
	[DIRECTIVE_ROADMAPS] = { insert_roadmaps, false, false },
	[DIRECTIVE_ROADMAP_ROWS] = { insert_roadmap_rows, false, false },
	[DIRECTIVE_CHAMPIONS] = { insert_champions, false, false },
	[DIRECTIVE_TEAM_ASKS] = { insert_team_asks, false, true },
	[DIRECTIVE_VALID_TEAM_ASKS] = { insert_valid_asks, true, false },
	[DIRECTIVE_FUNDING_TABLE] = { insert_funding, false, false },
	[DIRECTIVE_FUNDING_BY_ROADMAP] = { insert_funding_by_roadmap, false, true },
	[DIRECTIVE_FUNDING_BY_CONTACT] = { insert_funding_by_contact, false, true },
	[DIRECTIVE_FUNDING_LEGEND] = { insert_funding_legend, true, false },
	[DIRECTIVE_REPORTS] = { insert_reports, false, false },
	[DIRECTIVE_GOAL_CHAPTERS] = { NULL, true, false },
	[DIRECTIVE_ROADMAP_CHAPTERS] = { NULL, true, false },
};

/* ---- the records below the page's folder ---- */

/* In the order of the titles. */
static struct records
records_below(const struct insertion *insertion, const struct records *all)
{
	struct str folder = path_dir(insertion->page->path);
	struct records found = { 0 };

	for (size_t i = 0; folder.length > 0 && i < all->count; i++) {
		const struct page *page = all->items[i]->page;

		if (page != NULL && path_below(page->path, folder, NULL))
			*VEC_PUSH(insertion->canvas->scratch, &found) = all->items[i];
	}
	return found;
}

static void
collect(struct insertion *insertion)
{
	struct arena *scratch = insertion->canvas->scratch;
	const struct site *site = insertion->canvas->site;

	insertion->all = records_below(insertion, &site->goals);
	insertion->roadmaps = records_below(insertion, &site->themes);
	for (size_t i = 0; i < insertion->all.count; i++) {
		struct record *goal = insertion->all.items[i];

		if (record_state(goal) == STATE_DROPPED)
			*VEC_PUSH(scratch, &insertion->not_accepted) = goal;
		else
			*VEC_PUSH(scratch, &insertion->goals) = goal;
	}
}

/* ---- pieces ---- */

/* As mdBook names a heading of the page, unless one of the page's own, or one before, has it. */
static struct str
free_anchor(struct insertion *insertion, struct str title)
{
	struct arena *scratch = insertion->canvas->scratch;
	struct str name = doc_anchor(scratch, title), anchor = name;

	for (unsigned i = 1; anchor.length == 0 || page_has_anchor(insertion->page, anchor) ||
			     map_get(&insertion->anchors, anchor) != NULL;
	     i++)
		anchor = arena_printf(scratch, "%.*s-%u", STR_ARG(name), i);
	*map_put(scratch, &insertion->anchors, anchor) = insertion;
	return anchor;
}

void
put_insert_heading(struct insertion *insertion, struct str title)
{
	assert(rows[insertion->directive->name].has_headings);
	buf_printf(insertion->canvas->out, "<h%u", insertion->level);
	put_html(insertion->canvas, " id=\"", free_anchor(insertion, title), "\">");
}

void
put_insert_heading_end(struct insertion *insertion)
{
	buf_printf(insertion->canvas->out, "</h%u>\n", insertion->level);
}

void
put_table_begin(struct canvas *canvas, const char *heads)
{
	struct str rest = str_from(heads), head;

	buf_puts(canvas->out, "<div class=\"table\"><table>\n<thead><tr>");
	while (str_cut(&rest, '|', &head))
		put_html(canvas, "<th scope=\"col\">", head, "</th>");
	buf_puts(canvas->out, "</tr></thead>\n<tbody>\n");
}

void
put_table_end(struct canvas *canvas)
{
	buf_puts(canvas->out, "</tbody></table></div>\n");
}

void
put_cell_begin(struct canvas *canvas, size_t count)
{
	if (count > 1)
		buf_printf(canvas->out, "<td rowspan=\"%zu\">", count);
	else
		buf_puts(canvas->out, "<td>");
}

void
put_champion(struct canvas *canvas, const struct record *goal, const struct value *team, int size)
{
	const struct value *champion = goal_champion(goal, team);

	if (champion != NULL && champion->target != NULL)
		put_record_link(canvas, champion->target);
	else if (champion != NULL)
		put_text(canvas, champion->text);
	else if (size > 0)
		put_badge(canvas, STR("TBD"));
	else if (size == 0)
		buf_puts(canvas->out, "<span class=\"none\">n/a</span>");
}

void
put_note(struct canvas *canvas, const char *text)
{
	put_html(canvas, "<p class=\"source\">", str_from(text), "</p>\n");
}

void
put_persons_list(struct canvas *canvas, const struct records *people)
{
	for (size_t i = 0; i < people->count; i++) {
		if (i > 0)
			buf_puts(canvas->out, ", ");
		put_record_link(canvas, people->items[i]);
	}
}

void
put_outside_link(struct canvas *canvas, struct str url, struct str text)
{
	if (!raw_url_is_safe(url)) {
		buf_put_html(canvas->out, text);
		return;
	}
	buf_puts(canvas->out, "<a rel=\"noopener\" href=\"");
	buf_put_url(canvas->out, url);
	put_html(canvas, "\">", text, "</a>");
}

void
put_badge(struct canvas *canvas, struct str label)
{
	const struct dialect *dialect = canvas->site->model->dialect;

	buf_puts(canvas->out, "<span class=\"badge\">");
	for (size_t i = 0; i < dialect->badge_count; i++) {
		if (!str_equal_fold(dialect->badges[i].label, label))
			continue;
		put_html(canvas, "<span aria-hidden=\"true\">", dialect->badges[i].sign,
			 "</span> ");
		break;
	}
	put_html(canvas, "", label, "</span>");
}

/* ---- carrying them out ---- */

static unsigned
level_below(const struct page *page, uint32_t node)
{
	unsigned level = 1;

	for (uint32_t i = 0; i < page->heading_count && page->headings[i] < node; i++)
		level = page->doc->nodes[page->headings[i]].level;
	return level < 6 ? level + 1 : 6;
}

static void
put_as_written(struct canvas *canvas, const struct page *page, const struct directive *directive)
{
	bool is_row = directive->form == DIRECTIVE_ROWS;
	struct str source = str_slice(page->doc->source, directive->offset,
				      (size_t)directive->offset + directive->span);

	if (directive->form == DIRECTIVE_BLOCK)
		buf_puts(canvas->out, "<p>");
	if (is_row)
		buf_printf(canvas->out, "<tr><td colspan=\"%u\">",
			   page->doc->nodes[doc_parent(page->doc, directive->node)].extra);
	put_html(canvas, "<code>", source, "</code>");
	if (directive->form == DIRECTIVE_BLOCK)
		buf_puts(canvas->out, "</p>\n");
	if (is_row)
		buf_puts(canvas->out, "</td></tr>\n");
}

void
put_directive(struct page_inserts *inserts, const struct directive *directive)
{
	struct insertion *insertion = inserts->insertion;

	if (rows[directive->name].put == NULL)
		return;
	if (insertion == NULL) {
		insertion = ARENA_NEW(inserts->canvas->scratch, struct insertion);
		insertion->canvas = inserts->canvas;
		insertion->page = inserts->page;
		collect(insertion);
		inserts->insertion = insertion;
	}
	/* A page beside no goals is a sample or a template. */
	if (insertion->all.count == 0 && !rows[directive->name].anywhere) {
		put_as_written(inserts->canvas, inserts->page, directive);
		return;
	}
	insertion->directive = directive;
	insertion->title = directive_title(inserts->canvas->scratch, directive->argument);
	insertion->level = level_below(inserts->page, directive->node);
	if (directive->form == DIRECTIVE_BLOCK)
		buf_puts(inserts->canvas->out, "<div class=\"inserted\">\n");
	rows[directive->name].put(insertion);
	if (directive->form == DIRECTIVE_BLOCK)
		buf_puts(inserts->canvas->out, "</div>\n");
}

/* ---- what links may lead to ---- */

/* The ids follow from what is put in before them, so that it is done, and thrown away. */
static void
read_page(struct arena *arena, struct site *site, struct site_page *site_page,
	  struct arena *scratch, struct buf *out)
{
	const struct directives *all = &site_page->page->directives;
	struct canvas canvas = { site, site_page->page->address, scratch, out, STR_EMPTY };
	struct page_inserts inserts = { .canvas = &canvas, .page = site_page->page };

	for (size_t i = 0; i < all->count; i++) {
		const struct directive *directive = &all->items[i];

		if (directive->trouble == DIRECTIVE_FINE && rows[directive->name].has_headings)
			put_directive(&inserts, directive);
		buf_clear(out);
	}
	if (inserts.insertion == NULL)
		return;
	for (size_t i = 0; i < inserts.insertion->anchors.count; i++)
		*map_put(arena, &site_page->inserted,
			 arena_copy(arena, inserts.insertion->anchors.entries[i].key)) = site;
}

void
inserted_headings_read(struct arena *arena, struct site *site)
{
	struct arena scratch;
	struct buf out;

	arena_init(&scratch);
	buf_init(&out, LIMIT_OUTPUT_BYTES);
	for (size_t i = 0; i < site->model->page_count; i++) {
		if (site->pages[i].page->directives.count == 0)
			continue;
		read_page(arena, site, &site->pages[i], &scratch, &out);
		arena_reset(&scratch);
	}
	buf_free(&out);
	arena_free(&scratch);
}

bool
site_inserts_anchor(const struct site *site, const struct page *page, struct str anchor)
{
	return anchors_have(&site->pages[page->order].inserted, anchor);
}
