/*
 * goallists: directives that list goals, or count them.
 */
#include "site/directive.h"

#include "emit/field.h"

bool
is_of_roadmap(const struct insertion *insertion, const struct record *goal, struct str title)
{
	return values_say(&goal_page_of(insertion->canvas->site, goal->page)->roadmaps, title);
}

/* Goals that are of the roadmap (of any, when the title is empty), or those that are of none. */
static struct records
roadmap_goals(const struct insertion *insertion, struct str title, bool of_none)
{
	struct records found = { 0 };

	for (size_t i = 0; i < insertion->goals.count; i++)
		if (is_of_roadmap(insertion, insertion->goals.items[i], title) != of_none)
			*VEC_PUSH(insertion->canvas->scratch, &found) = insertion->goals.items[i];
	return found;
}

/* ---- tables ---- */

static bool
seeks_contributor(const struct record *goal)
{
	return goal_needs(goal, STR("Contributor")) || record_state(goal) == STATE_WANTED;
}

static void
put_contact(struct canvas *canvas, const struct record *goal)
{
	put_people(canvas, goal, FIELD_OWNER);
	if (seeks_contributor(goal)) {
		buf_putc(canvas->out, ' ');
		put_badge(canvas, STR("Help wanted"));
	}
}

static void
put_owners_and_champions(struct canvas *canvas, const struct record *goal)
{
	struct records owners;

	goal_task_owners(canvas->scratch, goal, &owners);
	put_persons_list(canvas, &owners);
	if (record_said(goal, FIELD_CHAMPIONS) == NULL)
		return;
	buf_puts(canvas->out, owners.count > 0 ? "<br>" : "");
	put_people(canvas, goal, FIELD_CHAMPIONS);
}

void
put_tracking(struct canvas *canvas, const struct record *goal)
{
	const struct value *issue = record_value(goal, FIELD_TRACKING);

	struct str url;

	if (issue == NULL)
		return;
	url = field_address(canvas->scratch, canvas->site->model, issue);
	if (str_starts(url, STR("http")))
		put_outside_link(canvas, url, issue->text);
	else
		put_text(canvas, issue->text);
}

static void
put_standing(struct canvas *canvas, const struct record *goal)
{
	struct progress progress = progress_of(goal);

	if (progress_percent(&progress) >= 0) {
		put_progress(canvas, goal);
		buf_putc(canvas->out, ' ');
	}
	put_tracking(canvas, goal);
}

/* In a round that is not settled people ask who would do the work; then, how far it is. */
static bool
are_settled(const struct records *goals)
{
	for (size_t i = 0; i < goals->count; i++) {
		enum state state = record_state(goals->items[i]);

		if (state == STATE_PROPOSED || state == STATE_DROPPED)
			return false;
	}
	return true;
}

static void
put_goals(struct insertion *insertion, const struct records *goals)
{
	struct canvas *canvas = insertion->canvas;
	bool settled = are_settled(goals);

	if (goals->count == 0) {
		put_note(canvas, "There are no such goals.");
		return;
	}
	put_table_begin(canvas, settled ? "Goal|Point of contact|Progress"
					: "Goal|Point of contact|Task owners and champions");
	for (size_t i = 0; i < goals->count; i++) {
		buf_puts(canvas->out, "<tr><td>");
		put_record_link(canvas, goals->items[i]);
		buf_puts(canvas->out, "</td><td>");
		put_contact(canvas, goals->items[i]);
		buf_puts(canvas->out, settled ? "</td><td class=\"progress\">" : "</td><td>");
		if (settled)
			put_standing(canvas, goals->items[i]);
		else
			put_owners_and_champions(canvas, goals->items[i]);
		buf_puts(canvas->out, "</td></tr>\n");
	}
	put_table_end(canvas);
	if (settled)
		put_note(canvas, "Progress is what this book itself says; the tracking issues "
				 "may know more.");
}

/* ---- lists and counts ---- */

void
insert_goal_count(struct insertion *insertion)
{
	buf_put_number(insertion->canvas->out, (int64_t)insertion->goals.count);
}

void
insert_roadmap_goal_count(struct insertion *insertion)
{
	struct records goals = roadmap_goals(insertion, insertion->title, false);

	buf_put_number(insertion->canvas->out, (int64_t)goals.count);
}

/* One of the statuses, as the goal's page has it; "Flagship" was one once. */
static bool
has_status(const struct insertion *insertion, const struct record *goal, struct str statuses)
{
	struct arena *scratch = insertion->canvas->scratch;
	const struct strs said = goal_row_values(scratch, goal->page, 0, "Status");
	struct str status;

	while (str_cut(&statuses, ',', &status)) {
		status = str_trim(status);
		if (values_say(&said, status))
			return true;
		if ((str_equal_fold(status, STR("Flagship")) ||
		     str_equal_fold(status, STR("Roadmap"))) &&
		    is_of_roadmap(insertion, goal, STR_EMPTY))
			return true;
	}
	return false;
}

void
insert_goals(struct insertion *insertion)
{
	struct str statuses = insertion->directive->argument;
	struct records goals = { 0 };

	if (statuses.length == 0) {
		put_goals(insertion, &insertion->goals);
		return;
	}
	for (size_t i = 0; i < insertion->all.count; i++)
		if (has_status(insertion, insertion->all.items[i], statuses))
			*VEC_PUSH(insertion->canvas->scratch, &goals) = insertion->all.items[i];
	put_goals(insertion, &goals);
}

void
insert_roadmap_goals(struct insertion *insertion)
{
	struct records goals = roadmap_goals(insertion, insertion->title, false);

	put_goals(insertion, &goals);
}

void
insert_other_goals(struct insertion *insertion)
{
	struct records goals = roadmap_goals(insertion, STR_EMPTY, true);

	put_goals(insertion, &goals);
}

void
insert_not_accepted(struct insertion *insertion)
{
	put_goals(insertion, &insertion->not_accepted);
}

/* ---- by size ---- */

static size_t
count_asks(const struct record *goal)
{
	size_t count = 0;

	for (size_t i = 0; i < goal->children.count; i++)
		count += is_ask(goal, goal->children.items[i]);
	return count;
}

static void
put_ask_cells(struct canvas *canvas, const struct record *goal, const struct record *ask)
{
	const struct value *team = record_value(ask, FIELD_TEAM);
	bool is_large = ask_size(ask) == 2;

	buf_puts(canvas->out, is_large ? "<td><strong>" : "<td>");
	put_people(canvas, ask, FIELD_TEAM);
	buf_puts(canvas->out, is_large ? "</strong></td><td>" : "</td><td>");
	if (team != NULL)
		put_champion(canvas, goal, team, ask_size(ask));
	buf_puts(canvas->out, "</td></tr>\n");
}

static void
put_sized_goal(struct canvas *canvas, const struct record *goal)
{
	bool begun = false;

	buf_puts(canvas->out, "<tr>");
	put_cell_begin(canvas, count_asks(goal));
	put_record_link(canvas, goal);
	buf_puts(canvas->out, "</td>");
	put_cell_begin(canvas, count_asks(goal));
	put_contact(canvas, goal);
	buf_puts(canvas->out, "</td>");
	for (size_t i = 0; i < goal->children.count; i++) {
		if (!is_ask(goal, goal->children.items[i]))
			continue;
		buf_puts(canvas->out, begun ? "<tr>" : "");
		begun = true;
		put_ask_cells(canvas, goal, goal->children.items[i]);
	}
}

static void
put_sized(struct insertion *insertion, int size)
{
	struct canvas *canvas = insertion->canvas;
	bool begun = false;

	for (size_t i = 0; i < insertion->goals.count; i++) {
		if (goal_size(insertion->goals.items[i]) != size)
			continue;
		if (!begun)
			put_table_begin(canvas, "Goal|Point of contact|Team|Champion");
		begun = true;
		put_sized_goal(canvas, insertion->goals.items[i]);
	}
	if (begun)
		put_table_end(canvas);
	else
		put_note(canvas, "There are no goals of this size.");
}

void
insert_large_goals(struct insertion *insertion)
{
	put_sized(insertion, 2);
}

void
insert_medium_goals(struct insertion *insertion)
{
	put_sized(insertion, 1);
}

void
insert_small_goals(struct insertion *insertion)
{
	put_sized(insertion, 0);
}

/* ---- reports ---- */

void
insert_reports(struct insertion *insertion)
{
	struct canvas *canvas = insertion->canvas;
	bool begun = false;

	put_note(canvas, "Reports are comments in the goals' tracking issues, which this site does "
			 "not fetch. They can be read there:");
	for (size_t i = 0; i < insertion->goals.count; i++) {
		const struct record *goal = insertion->goals.items[i];

		if (record_value(goal, FIELD_TRACKING) == NULL)
			continue;
		buf_puts(canvas->out, begun ? "<li>" : "<ul>\n<li>");
		begun = true;
		put_record_link(canvas, goal);
		buf_puts(canvas->out, ": ");
		put_tracking(canvas, goal);
		buf_puts(canvas->out, "</li>\n");
	}
	buf_puts(canvas->out, begun ? "</ul>\n" : "");
}
