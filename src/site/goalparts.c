/*
 * goalparts: directives about roadmaps, highlights and what goals need.
 */
#include "site/directive.h"

#include "emit/markdown.h"

/* ---- roadmaps ---- */

void
insert_roadmaps(struct insertion *insertion)
{
	struct canvas *canvas = insertion->canvas;

	if (insertion->roadmaps.count == 0) {
		put_note(canvas, "There are no roadmaps here.");
		return;
	}
	put_table_begin(canvas, "Roadmap|Point of contact|What and why");
	for (size_t i = 0; i < insertion->roadmaps.count; i++) {
		const struct record *roadmap = insertion->roadmaps.items[i];
		uint32_t contact =
			goal_row(canvas->scratch, roadmap->page, 0, "Point of contact", 0);

		buf_puts(canvas->out, "<tr><td>");
		put_record_link(canvas, roadmap);
		buf_puts(canvas->out, "</td><td>");
		if (contact != 0)
			put_cell_text(canvas, roadmap->page, contact);
		buf_puts(canvas->out, "</td><td>");
		put_what_and_why(canvas, roadmap);
		buf_puts(canvas->out, "</td></tr>\n");
	}
	put_table_end(canvas);
}

/* ---- rows of a roadmap's table: Goal, Timespan, What and why ---- */

static void
put_timespan(struct canvas *canvas, const struct record *goal, uint32_t part)
{
	uint32_t cell = 0;

	if (part != 0)
		cell = goal_row(canvas->scratch, goal->page, part, "Timespan", 0);
	if (cell == 0)
		cell = goal_row(canvas->scratch, goal->page, 0, "Timespan", 0);
	if (cell != 0)
		put_cell_text(canvas, goal->page, cell);
	else
		put_text(canvas, record_text(goal, FIELD_PERIOD));
}

static void
put_part_text(struct canvas *canvas, const struct record *goal, const struct subgoal *part)
{
	const struct spot spot = canvas_spot(canvas, goal->page);
	uint32_t cell = part->metadata == 0 ? 0
					    : goal_row(canvas->scratch, goal->page, part->metadata,
						       "What and why", 0);

	if (cell != 0)
		put_cell_text(canvas, goal->page, cell);
	else if (part->text != 0)
		markdown_put_html(&spot, part->text + 1, goal->page->doc->nodes[part->text].end,
				  NULL, canvas->out);
	else
		put_what_and_why(canvas, goal);
}

/* A part's title leads to its heading, and the goal that it is a part of is named. */
static void
put_part_title(struct canvas *canvas, const struct record *goal, const struct subgoal *part)
{
	const struct node *heading = &goal->page->doc->nodes[part->heading];

	buf_puts(canvas->out, "<a");
	put_href(canvas, goal->page->address, node_text(heading));
	put_html(canvas, ">", str_trim(doc_plain(canvas->scratch, goal->page->doc, part->heading)),
		 "</a> <small>");
	put_html(canvas, "", goal->title, "</small>");
}

/* Cells behind the third stay empty. */
static void
put_row_end(struct insertion *insertion)
{
	const struct doc *doc = insertion->page->doc;
	uint32_t columns = doc->nodes[doc_parent(doc, insertion->directive->node)].extra;

	buf_puts(insertion->canvas->out, "</td>");
	for (uint32_t i = 3; i < columns; i++)
		buf_puts(insertion->canvas->out, "<td></td>");
	buf_puts(insertion->canvas->out, "</tr>\n");
}

static void
put_part_row(struct insertion *insertion, const struct record *goal, const struct subgoal *part)
{
	struct canvas *canvas = insertion->canvas;

	buf_puts(canvas->out, "<tr><td>");
	if (part != NULL)
		put_part_title(canvas, goal, part);
	else
		put_record_link(canvas, goal);
	buf_puts(canvas->out, "</td><td>");
	put_timespan(canvas, goal, part == NULL ? 0 : part->metadata);
	buf_puts(canvas->out, "</td><td>");
	if (part != NULL)
		put_part_text(canvas, goal, part);
	else
		put_what_and_why(canvas, goal);
	put_row_end(insertion);
}

/* A goal with parts has a row for each that is of this roadmap: its own, or all of a goal's that is. */
static size_t
put_goal_rows(struct insertion *insertion, const struct record *goal)
{
	const struct goal_page *page = goal_page_of(insertion->canvas->site, goal->page);
	bool is_of_it = values_say(&page->roadmaps, insertion->title);
	size_t count = 0;

	for (size_t i = 0; i < page->parts.count; i++) {
		const struct subgoal *part = &page->parts.items[i];

		if (!is_of_it && !values_say(&part->roadmaps, insertion->title))
			continue;
		put_part_row(insertion, goal, part);
		count++;
	}
	if (page->parts.count == 0 && is_of_it) {
		put_part_row(insertion, goal, NULL);
		count++;
	}
	return count;
}

void
insert_roadmap_rows(struct insertion *insertion)
{
	size_t count = 0;

	for (size_t i = 0; i < insertion->goals.count; i++)
		count += put_goal_rows(insertion, insertion->goals.items[i]);
	if (count > 0)
		return;
	buf_puts(insertion->canvas->out, "<tr><td>There are no goals for this roadmap.</td><td>"
					 "</td><td>");
	put_row_end(insertion);
}

/* ---- highlights ---- */

static bool
is_highlight(const struct insertion *insertion, const struct record *goal)
{
	return values_say(&goal_page_of(insertion->canvas->site, goal->page)->highlights,
			  insertion->title);
}

void
insert_highlight_goals(struct insertion *insertion)
{
	struct canvas *canvas = insertion->canvas;
	bool begun = false;

	for (size_t i = 0; i < insertion->goals.count; i++) {
		const struct record *goal = insertion->goals.items[i];

		if (!is_highlight(insertion, goal))
			continue;
		buf_puts(canvas->out, begun ? "<li>" : "<ul>\n<li>");
		begun = true;
		put_record_link(canvas, goal);
		buf_puts(canvas->out, "</li>\n");
	}
	if (begun)
		buf_puts(canvas->out, "</ul>\n");
	else
		put_note(canvas, "No goal is named for this highlight.");
}

void
insert_highlight_table(struct insertion *insertion)
{
	struct canvas *canvas = insertion->canvas;
	bool begun = false;

	for (size_t i = 0; i < insertion->goals.count; i++) {
		const struct record *goal = insertion->goals.items[i];

		if (!is_highlight(insertion, goal))
			continue;
		if (!begun)
			put_table_begin(canvas, "Goal|Point of contact|What and why");
		begun = true;
		buf_puts(canvas->out, "<tr><td>");
		put_record_link(canvas, goal);
		buf_puts(canvas->out, "</td><td>");
		put_people(canvas, goal, FIELD_OWNER);
		buf_puts(canvas->out, "</td><td>");
		put_what_and_why(canvas, goal);
		buf_puts(canvas->out, "</td></tr>\n");
	}
	if (begun)
		put_table_end(canvas);
	else
		put_note(canvas, "No goal is named for this highlight.");
}

static void
add_people(struct arena *scratch, struct records *people, const struct record *goal,
	   enum field field)
{
	const struct statement *said = record_said(goal, field);

	for (uint32_t i = 0; said != NULL && i < said->count; i++)
		if (said->values[i].target != NULL)
			records_add_once(scratch, people, said->values[i].target);
}

void
insert_highlight_credits(struct insertion *insertion)
{
	struct arena *scratch = insertion->canvas->scratch;
	struct records people = { 0 };

	for (size_t i = 0; i < insertion->goals.count; i++) {
		const struct record *goal = insertion->goals.items[i];
		struct records owners;

		if (!is_highlight(insertion, goal))
			continue;
		add_people(scratch, &people, goal, FIELD_OWNER);
		goal_task_owners(scratch, goal, &owners);
		for (size_t k = 0; k < owners.count; k++)
			records_add_once(scratch, &people, owners.items[k]);
		add_people(scratch, &people, goal, FIELD_CHAMPIONS);
	}
	if (people.count > 0)
		put_persons_list(insertion->canvas, &people);
	else
		buf_puts(insertion->canvas->out, "nobody is named");
}

/* ---- needs ---- */

/* The section that says how to help, without what it says in other places. */
static void
put_how_to_help(struct canvas *canvas, const struct record *goal)
{
	const struct statement *said = record_said(goal, FIELD_HELP);
	struct spot spot;

	if (said == NULL || said->page == NULL || said->first_node >= said->end_node)
		return;
	spot = canvas_spot(canvas, said->page);
	markdown_put_html(&spot, said->first_node, said->end_node, NULL, canvas->out);
}

void
insert_needs(struct insertion *insertion)
{
	struct canvas *canvas = insertion->canvas;
	size_t count = 0;

	for (size_t i = 0; i < insertion->goals.count; i++) {
		const struct record *goal = insertion->goals.items[i];

		if (!goal_needs(goal, insertion->title))
			continue;
		count++;
		put_insert_heading(insertion, goal->title);
		put_record_link(canvas, goal);
		put_insert_heading_end(insertion);
		buf_puts(canvas->out, "<p>");
		put_what_and_why(canvas, goal);
		buf_puts(canvas->out, "</p>\n<p>Point of contact: ");
		put_people(canvas, goal, FIELD_OWNER);
		buf_puts(canvas->out, "</p>\n");
		put_how_to_help(canvas, goal);
	}
	if (count == 0)
		put_note(canvas, "No goal says that it needs this.");
}
