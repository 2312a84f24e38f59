/*
 * roadmap: work whose state does not fit what else is known about it.
 */
#include "check/rules.h"

#include "plan/stale.h"

#include "plan/progress.h"

typedef void work_function(const struct check *check, const struct diag_code *code,
			   const struct record *record);

/* Calls for goals and initiatives; a placeholder has its own finding and needs no others. */
static void
each_work(const struct check *check, const struct diag_code *code, work_function *visit)
{
	for (size_t i = 0; i < check->model->records.count; i++) {
		const struct record *record = check->model->records.items[i];

		if ((record->kind == KIND_GOAL || record->kind == KIND_INITIATIVE) &&
		    !record->placeholder)
			visit(check, code, record);
	}
}

/* What stands for the owner and names nobody: "everybody"; NULL: there is an owner, or nothing. */
static const struct value *
owner_nobody(const struct record *record)
{
	const struct value *nobody = NULL;

	for (const struct statement *said = record->fields[FIELD_OWNER]; said; said = said->next) {
		for (uint32_t i = 0; i < said->count; i++) {
			if (said->values[i].target != NULL)
				return NULL;
			if (nobody == NULL)
				nobody = &said->values[i];
		}
	}
	return nobody;
}

static bool
has_owner(const struct record *record)
{
	return rule_has(record, FIELD_OWNER) && owner_nobody(record) == NULL;
}

/* "ada grace" */
static bool
is_list_of_people(const struct check *check, struct str text)
{
	struct str word;

	while (str_cut(&text, ' ', &word))
		if (map_get(&check->model->ids[KIND_PERSON], word) == NULL)
			return false;
	return true;
}

static void
report_nobody(const struct check *check, const struct diag_code *code, const struct record *record,
	      const struct value *nobody)
{
	struct diag_finding *finding =
		diag_add(check->diags, code, nobody->place,
			 "%s \"%.*s\" is active, and \"%.*s\" names nobody who owns it",
			 record_kind_name(record), STR_ARG(record->title), STR_ARG(nobody->text));

	if (is_list_of_people(check, nobody->text))
		rule_hint(check, finding, "Write commas between names.");
	else
		rule_hint(check, finding, "Name a person or a team, such as @ada or Ada Lovelace.");
}

static void
look_running_owner(const struct check *check, const struct diag_code *code,
		   const struct record *record)
{
	const struct value *nobody = owner_nobody(record);
	struct str sign;
	struct diag_finding *finding;

	if (record_state(record) != STATE_ACTIVE || has_owner(record))
		return;
	if (nobody != NULL) {
		report_nobody(check, code, record, nobody);
		return;
	}
	finding = diag_add(check->diags, code, rule_place(record, FIELD_STATE),
			   "%s \"%.*s\" is active and has no owner", record_kind_name(record),
			   STR_ARG(record->title));
	sign = model_state_sign(check->model, STATE_WANTED);
	rule_hint(check, finding,
		  "Name the person who is accountable for it, or say that one is wanted (%.*s) or "
		  "that it is paused.",
		  STR_ARG(sign));
}

static void
running_without_owner(const struct check *check, const struct diag_code *code)
{
	each_work(check, code, look_running_owner);
}

static void
look_wanted_owner(const struct check *check, const struct diag_code *code,
		  const struct record *record)
{
	struct diag_finding *finding;

	if (record_state(record) != STATE_WANTED || !has_owner(record))
		return;
	finding = diag_add(check->diags, code, rule_place(record, FIELD_OWNER),
			   "%s \"%.*s\" looks for an owner and has one", record_kind_name(record),
			   STR_ARG(record->title));
	rule_other(check, finding, rule_place(record, FIELD_STATE), "here it asks for one");
	rule_hint(check, finding, "Say that it is active, or take the owner out.");
}

static void
wanted_with_owner(const struct check *check, const struct diag_code *code)
{
	each_work(check, code, look_wanted_owner);
}

/* A row that links to another site says its impact there. */
static void
look_impact(const struct check *check, const struct diag_code *code, const struct record *record)
{
	struct str way;
	struct diag_finding *finding;

	if (record->page == NULL || record_state(record) == STATE_DROPPED ||
	    rule_has(record, FIELD_IMPACT) ||
	    !rule_can_say(check->model, record->kind, FIELD_IMPACT))
		return;
	finding = diag_add(check->diags, code, rule_place(record, FIELD_IMPACT),
			   "%s \"%.*s\" does not say its impact", record_kind_name(record),
			   STR_ARG(record->title));
	way = rule_how_to_say(check, record->kind, FIELD_IMPACT);
	rule_hint(check, finding, "It is written as %.*s: what changes for the end user.",
		  STR_ARG(way));
}

static void
missing_impact(const struct check *check, const struct diag_code *code)
{
	each_work(check, code, look_impact);
}

static bool
has_milestones(const struct record *record)
{
	for (size_t i = 0; i < record->children.count; i++)
		if (record->children.items[i]->kind == KIND_MILESTONE)
			return true;
	return false;
}

/* It says so itself, or the row that states it links there. */
static bool
has_own_site(const struct check *check, const struct record *record)
{
	const struct statement *title = record->fields[FIELD_TITLE];

	for (; title != NULL; title = title->next)
		if (title->count > 0 && title->values[0].url.length > 0 && title->page != NULL &&
		    link_resolve(check->model, title->page, title->values[0].url).kind ==
			    LINK_OUTSIDE)
			return true;
	return rule_has(record, FIELD_PAGE);
}

/* Work with a site of its own has its milestones there. */
static void
look_milestones(const struct check *check, const struct diag_code *code,
		const struct record *record)
{
	struct diag_finding *finding;

	if (record->kind != KIND_INITIATIVE || record_state(record) != STATE_ACTIVE ||
	    has_milestones(record) || has_own_site(check, record))
		return;
	finding = diag_add(check->diags, code, rule_place(record, FIELD_STATE),
			   "initiative \"%.*s\" is active and lists no milestones",
			   STR_ARG(record->title));
	rule_hint(check, finding, "Say in a table which steps there are and where each stands.");
}

static void
running_without_milestones(const struct check *check, const struct diag_code *code)
{
	each_work(check, code, look_milestones);
}

/* Paused or dropped steps are left, and none that could be worked on. */
static void
look_idle(const struct check *check, const struct diag_code *code, const struct record *record)
{
	const struct record *paused = NULL;
	struct diag_finding *finding;

	if (record->kind != KIND_INITIATIVE || record_state(record) != STATE_ACTIVE)
		return;
	for (size_t i = 0; i < record->children.count; i++) {
		const struct record *child = record->children.items[i];
		enum state state = record_state(child);

		if (child->kind != KIND_MILESTONE)
			continue;
		if (state != STATE_PAUSED && state != STATE_DONE && state != STATE_DROPPED)
			return;
		if (state == STATE_PAUSED && paused == NULL)
			paused = child;
	}
	if (paused == NULL)
		return;
	finding = diag_add(check->diags, code, rule_place(record, FIELD_STATE),
			   "initiative \"%.*s\" is active, and all milestones that are left are "
			   "paused",
			   STR_ARG(record->title));
	rule_other(check, finding, rule_place(paused, FIELD_STATE), "the first of them");
	rule_hint(check, finding, "Pause the initiative, or say which milestone is worked on.");
}

static void
running_with_idle_milestones(const struct check *check, const struct diag_code *code)
{
	each_work(check, code, look_idle);
}

static bool
is_stopped(enum state state)
{
	return state == STATE_PAUSED || state == STATE_DONE || state == STATE_DROPPED;
}

static const struct record *
open_milestone(const struct record *record)
{
	for (size_t i = 0; i < record->children.count; i++) {
		const struct record *child = record->children.items[i];
		enum state state = record_state(child);

		if (child->kind == KIND_MILESTONE && state != STATE_NONE && state != STATE_DONE &&
		    state != STATE_DROPPED)
			return child;
	}
	return NULL;
}

static void
done_with_open_milestones(const struct check *check, const struct diag_code *code)
{
	const struct records *all = &check->model->records;

	for (size_t i = 0; i < all->count; i++) {
		const struct record *record = all->items[i];
		const struct record *open;
		struct diag_finding *finding;

		if (record_state(record) != STATE_DONE || (open = open_milestone(record)) == NULL)
			continue;
		finding = diag_add(check->diags, code, rule_place(record, FIELD_STATE),
				   "%s \"%.*s\" is done, and its milestone \"%.*s\" is %s",
				   record_kind_name(record), STR_ARG(record->title),
				   STR_ARG(open->title), state_row(record_state(open))->name);
		rule_other(check, finding, rule_place(open, FIELD_STATE), "the milestone");
	}
}

static void
milestone_running_in_stopped(const struct check *check, const struct diag_code *code)
{
	const struct records *milestones = &check->model->by_kind[KIND_MILESTONE];

	for (size_t i = 0; i < milestones->count; i++) {
		const struct record *milestone = milestones->items[i];
		const struct record *parent = milestone->parent;
		struct diag_finding *finding;

		if (parent == NULL || record_state(milestone) != STATE_ACTIVE ||
		    !is_stopped(record_state(parent)))
			continue;
		finding = diag_add(check->diags, code, rule_place(milestone, FIELD_STATE),
				   "milestone \"%.*s\" is active, but %s \"%.*s\" is %s",
				   STR_ARG(milestone->title), record_kind_name(parent),
				   STR_ARG(parent->title), state_row(record_state(parent))->name);
		rule_other(check, finding, rule_place(parent, FIELD_STATE), "here it is %s",
			   state_row(record_state(parent))->name);
	}
}

/* One cell of the bar is as exact as a drawing can be. */
static void
look_progress(const struct check *check, const struct diag_code *code, const struct record *record)
{
	struct progress progress = progress_of(record);
	struct records leaves;
	struct diag_finding *finding;

	if (!progress.has_declared || progress.basis != PROGRESS_COUNTED ||
	    progress.milestones != progress.leaves || progress_fits_declared(&progress))
		return;
	finding = diag_add(check->diags, code, rule_place(record, FIELD_PROGRESS),
			   "%s \"%.*s\" is drawn at %.*s, and %zu of %zu milestones %s done",
			   record_kind_name(record), STR_ARG(record->title),
			   STR_ARG(progress_fraction(check->arena, progress.declared_done,
						     progress.declared_total)),
			   progress.leaves_done, progress.leaves,
			   progress.leaves_done == 1 ? "is" : "are");
	progress_leaves(check->arena, record, &leaves);
	rule_other(check, finding, leaves.items[0]->place, "the milestones");
	rule_hint(check, finding,
		  "Let the milestones say it, or add those that the bar knows and the table does "
		  "not.");
}

static void
progress_contradicts(const struct check *check, const struct diag_code *code)
{
	each_work(check, code, look_progress);
}

static bool
is_how_heading(const struct check *check, const struct page *page, uint32_t heading)
{
	const struct strs *sections = &check->model->dialect->how_sections;
	struct str key = doc_heading_key(check->arena, page->doc, heading);

	for (size_t i = 0; i < sections->count; i++)
		if (doc_title_matches(key, sections->items[i]))
			return true;
	return false;
}

static bool
is_fenced(const struct doc *doc, const struct node *node)
{
	struct str source;

	if (node->kind != NODE_CODE_BLOCK)
		return false;
	source = str_trim(str_from_offset(doc->source, node->offset));
	return str_starts(source, STR("```")) || str_starts(source, STR("~~~"));
}

/* The first heading or code block that says how; doc->count if there is none. */
static uint32_t
find_how(const struct check *check, const struct page *page)
{
	for (uint32_t i = 0; i < page->doc->count; i++) {
		const struct node *node = &page->doc->nodes[i];

		if (is_fenced(page->doc, node) ||
		    (node->kind == NODE_HEADING && is_how_heading(check, page, i)))
			return i;
	}
	return page->doc->count;
}

/* Only in books that have a word for such sections: elsewhere goals are meant to say how. */
static void
how_not_what(const struct check *check, const struct diag_code *code)
{
	const struct records *goals = &check->model->by_kind[KIND_GOAL];

	if (check->model->dialect->how_sections.count == 0)
		return;
	for (size_t i = 0; i < goals->count; i++) {
		const struct record *goal = goals->items[i];
		struct diag_finding *finding;
		struct place place;
		uint32_t node;

		if (goal->page == NULL)
			continue;
		node = find_how(check, goal->page);
		if (node == goal->page->doc->count)
			continue;
		place = doc_node_place(goal->page->doc, node);
		finding = diag_add(
			check->diags, code, place,
			"goal \"%.*s\" says how (%s), where a goal says what", STR_ARG(goal->title),
			goal->page->doc->nodes[node].kind == NODE_HEADING ? "a section on design"
									  : "code");
		rule_hint(check, finding, "Move it to the page of an initiative of this goal.");
	}
}

/* Only where the history is known. */
static void
stale(const struct check *check, const struct diag_code *code)
{
	const struct records *records = &check->model->records;

	for (size_t i = 0; check->moved != NULL && i < records->count; i++) {
		const struct record *record = records->items[i];
		struct diag_finding *finding;
		struct date since;
		char text[11];

		if (!stale_since(record, &check->model->book, check->moved, check->today, &since))
			continue;
		date_format(since, text);
		finding =
			diag_add(check->diags, code, rule_place(record, FIELD_STATE),
				 "%s \"%.*s\" is in progress, and nothing of it has moved since %s",
				 record_kind_name(record), STR_ARG(record->title), text);
		rule_hint(check, finding, "Say where it stands, or that it is paused.");
	}
}

#define FAMILY "roadmap"

static const struct check_rule rules[] = {
	{ { "running-without-owner", FAMILY, DIAG_WARNING, "work is active and nobody owns it",
	    "The state says that work is going on, and no owner is named, or only by words that "
	    "name "
	    "nobody (\"all of us\"). The owner is the person "
	    "who sees to it that there is progress; participants are not owners. Without one "
	    "nobody "
	    "notices when it stands still, and nobody can be asked. Name an owner, or say honestly "
	    "that one is wanted or that the work is paused.",
	    "| Deliverable    | State | Owner |\n| --- | --- | --- |\n"
	    "| Documentation  | 🦀    |       |\n" },
	  running_without_owner },
	{ { "wanted-with-owner", FAMILY, DIAG_WARNING, "work asks for an owner and has one",
	    "\"Help wanted\" means that somebody is sought who takes the work over. Here an owner "
	    "is "
	    "named, too. People who would like to help do not know whether they are needed, and "
	    "lists of open places show one that is taken. Make it active, or take the owner out if "
	    "they have left.",
	    "---\nstate: wanted\nowner: tmandry\n---\n" },
	  wanted_with_owner },
	{ { "missing-impact", FAMILY, DIAG_WARNING, "a goal or initiative does not say its impact",
	    "Impact is what changes for the end user when the work is done. It is the first thing "
	    "that somebody outside the group asks, and what decides between two pieces of work "
	    "when "
	    "there is time for one. This page does not say it. Write a few bullets from the user's "
	    "point of view, without saying how.",
	    "# Tokio console\n\n## Milestones\n" },
	  missing_impact },
	{ { "running-without-milestones", FAMILY, DIAG_NOTE, "active work lists no milestones",
	    "An initiative is work with an end, and milestones are the steps to it. Without them "
	    "nobody can see how far it is, a bar can only be guessed, and nobody knows which step "
	    "a "
	    "newcomer could take. Work that has a site of its own is left out: its milestones "
	    "stand "
	    "there. Three to six steps, each with a state, are enough.",
	    "---\nstate: active\nowner: eholk\n---\n# Error messages\n" },
	  running_without_milestones },
	{ { "running-with-idle-milestones", FAMILY, DIAG_WARNING,
	    "work is active and all its open milestones are paused",
	    "The initiative says that it is in progress, but nobody works on any of its "
	    "milestones: "
	    "those that are not done are paused. One of the two is out of date. Pause the "
	    "initiative, or say which step is being worked on.",
	    "| Milestone | State |\n| --- | --- |\n| Define it | 💤 |\n| Test it | 💤 |\n" },
	  running_with_idle_milestones },
	{ { "done-with-open-milestones", FAMILY, DIAG_WARNING,
	    "work is done, and one of its milestones is not",
	    "The whole is called done although a step of it is proposed, wanted, active or paused. "
	    "Whoever looks at the roadmap takes it for finished; whoever looks at the milestones "
	    "sees open work. Correct the milestone, drop it if it is not needed any more, or take "
	    "the \"done\" back.",
	    "---\nstate: done\n---\n# Lint\n\n## Milestones\n\n| Milestone | State |\n"
	    "| --- | --- |\n| Stabilize the lint | paused |\n" },
	  done_with_open_milestones },
	{ { "milestone-running-in-stopped", FAMILY, DIAG_WARNING,
	    "a milestone is active in work that is not",
	    "A milestone is in progress, and the initiative (or goal) that it is a step of is "
	    "paused, done or dropped. Either the step was forgotten when the whole was stopped, or "
	    "somebody still works on something that the group believes is at rest. Make the two "
	    "fit.",
	    "---\nstate: paused\n---\n# Lint\n\n| Milestone | State |\n| --- | --- |\n"
	    "| Write the lint | active |\n" },
	  milestone_running_in_stopped },
	{ { "progress-contradicts", FAMILY, DIAG_WARNING,
	    "a bar drawn by hand does not fit the milestones",
	    "The progress that somebody drew differs by more than one cell from the share of "
	    "milestones that are done, or by a whole one where the bar has fewer than six. Readers "
	    "take the bar for a measurement, and planning rests on it. Most often the bar was "
	    "moved and the table was not, or steps are missing from "
	    "the table. Bring the milestones up to date and let the bar follow from them; "
	    "`waymark show` tells which were counted.",
	    "| [Lint](lint.md) | ▰▰▰▰▱▱ |\n\nand in lint.md one of three milestones is done\n" },
	  progress_contradicts },
	{ { "how-not-what", FAMILY, DIAG_NOTE, "a goal says how instead of what",
	    "A goal says what users get and why it matters; how it is reached is the business of "
	    "initiatives. This goal's page has design notes or code. Readers who want to know "
	    "where "
	    "the group is going have to get past details, and the goal looks fixed to one "
	    "solution. "
	    "Move the text to an initiative. It is only a note, because a goal without initiatives "
	    "has no better place for it yet.",
	    "# Async iteration\n\n## Design notes\n\nWe add a `gen` keyword.\n" },
	  how_not_what },
	{ { "stale", FAMILY, DIAG_WARNING,
	    "work is in progress, and nothing of it has moved for long",
	    "The state says that work goes on, but in the book's history neither the goal or "
	    "initiative nor what belongs to it has moved for longer than `stale:` in waymark.yaml "
	    "says "
	    "(180 days): no state, owner, date, progress or step came, went or changed. Other "
	    "words, and fields such as a tracking issue, are no move. The roadmap shows work that "
	    "perhaps nobody does. Say where it stands, or pause it. It is only looked for where "
	    "the "
	    "history is read: by `waymark check --history`, and by `waymark build --history` for "
	    "the page of findings.",
	    "stale: 90\n\nin waymark.yaml, and in roadmap/lint.md since a year:\n\n"
	    "---\nstate: active\n---\n# Lint\n" },
	  stale },
};

const struct check_family check_roadmap = { FAMILY, rules, sizeof rules / sizeof rules[0] };
