/*
 * work: the top of the page of a goal or an initiative: what changes for the user, the steps and where
 * they stand, whether help is wanted and how, and the problems and stories behind it.
 */
#include "site/timeline.h"

#include "base/map.h"
#include "base/utf8.h"
#include "plan/help.h"
#include "plan/ties.h"

#define LEAD_COLUMNS 200
#define STEPS_SHOWN 10 /* in the line at the top */

static bool
is_work(const struct record *record)
{
	return record->kind == KIND_GOAL || record->kind == KIND_INITIATIVE;
}

/* Milestones in order, and whether the page's own text lists them, and one says where it stands, when it is due or
   who does it. */
struct steps {
	struct records milestones;
	struct map titles; /* how many have it */
	bool in_text, has_state, tells;
};

static struct steps
steps_of(struct arena *arena, const struct record *record)
{
	struct steps steps = { 0 };

	for (size_t i = 0; i < record->children.count; i++) {
		struct record *child = record->children.items[i];
		void **count;

		if (child->kind != KIND_MILESTONE)
			continue;
		*VEC_PUSH(arena, &steps.milestones) = child;
		count = map_put(arena, &steps.titles, utf8_fold(arena, child->title));
		*count = (void *)((uintptr_t)*count + 1);
		steps.in_text |= is_listed_in_text(record, child);
		steps.has_state |= record_state(child) != STATE_NONE;
		steps.tells |= record_said(child, FIELD_DUE) != NULL ||
			       record_said(child, FIELD_PARTICIPANTS) != NULL;
	}
	return steps;
}

static void
put_dates(struct canvas *canvas, const struct record *step)
{
	if (record_state(step) == STATE_DONE)
		put_done(canvas, step);
	else
		put_due(canvas, step);
}

/* The heading over a part of the page's own text; NULL when there is none. */
static const struct node *
heading_of(const struct page *page, uint32_t node)
{
	const struct node *heading = NULL;

	for (uint32_t i = 0; i < page->heading_count; i++)
		if (page->headings[i] < node)
			heading = &page->doc->nodes[page->headings[i]];
	return heading;
}

/* Steps of one title are told apart by the part of the page that lists them. */
static void
put_part(struct canvas *canvas, const struct steps *steps, const struct record *step)
{
	const struct node *heading = NULL;

	if ((uintptr_t)map_get(&steps->titles, utf8_fold(canvas->scratch, step->title)) > 1 &&
	    step->home != NULL)
		heading = heading_of(step->home, step->first_node);
	if (heading == NULL)
		return;
	put_html(canvas, " <small>",
		 str_trim(doc_plain(canvas->scratch, step->home->doc,
				    (uint32_t)(heading - step->home->doc->nodes))),
		 "</small>");
}

static void
put_step(struct canvas *canvas, const struct steps *steps, const struct record *step, bool is_full)
{
	bool is_home = str_equal(record_address(canvas, step), canvas->address);

	put_html(canvas, "<li class=\"", told_of(canvas->site, step).name, "\"");
	if (is_full)
		put_anchor(canvas, step);
	buf_puts(canvas->out, "><span class=\"title\">");
	if (is_full && is_home)
		put_text(canvas, step->title);
	else
		put_record_link(canvas, step);
	buf_puts(canvas->out, "</span>");
	put_part(canvas, steps, step);
	buf_putc(canvas->out, ' ');
	if (steps->has_state)
		put_record_state(canvas, step);
	put_dates(canvas, step);
	if (record_said(step, FIELD_PARTICIPANTS) != NULL) {
		buf_puts(canvas->out, " <small>");
		put_people(canvas, step, FIELD_PARTICIPANTS);
		buf_puts(canvas->out, "</small>");
	}
	buf_puts(canvas->out, "</li>\n");
}

/* Where a long line begins so that the first open step is not the last one shown. */
static size_t
first_shown(const struct records *milestones)
{
	size_t open = 0;

	while (open < milestones->count && record_state(milestones->items[open]) == STATE_DONE)
		open++;
	if (milestones->count <= STEPS_SHOWN || open < STEPS_SHOWN / 2)
		return 0;
	open -= STEPS_SHOWN / 2;
	return open + STEPS_SHOWN > milestones->count ? milestones->count - STEPS_SHOWN : open;
}

static void
put_line(struct canvas *canvas, const struct steps *steps, bool is_full)
{
	size_t count = steps->milestones.count, first = first_shown(&steps->milestones);
	size_t end = first + STEPS_SHOWN < count ? first + STEPS_SHOWN : count;

	buf_puts(canvas->out, "<section class=\"line\">\n"
			      "<h2 id=\"wm:steps\">Steps</h2>\n");
	buf_printf(canvas->out, "<ol class=\"steps\" start=\"%zu\">\n", first + 1);
	for (size_t i = first; i < end; i++)
		put_step(canvas, steps, steps->milestones.items[i], is_full);
	buf_puts(canvas->out, "</ol>\n");
	if (end - first < count)
		buf_printf(canvas->out,
			   "<p><small>%zu to %zu of %zu; all of them below</small></p>\n",
			   first + 1, end, count);
	buf_puts(canvas->out, "</section>\n");
}

static bool
is_full_at_top(const struct steps *steps)
{
	return !steps->in_text && steps->milestones.count <= STEPS_SHOWN;
}

static void
put_steps(struct canvas *canvas, const struct record *record)
{
	struct steps steps = steps_of(canvas->scratch, record);
	bool is_full = is_full_at_top(&steps);

	/* A line of steps of which nothing is known says no more than the text below. */
	if (steps.milestones.count > 0 && (is_full || steps.has_state || steps.tells))
		put_line(canvas, &steps, is_full);
}

void
put_more_steps(struct canvas *canvas, const struct record *record)
{
	struct steps steps;

	if (!is_work(record))
		return;
	steps = steps_of(canvas->scratch, record);
	if (steps.milestones.count == 0 || is_full_at_top(&steps))
		return;
	if (!steps.in_text) {
		buf_puts(canvas->out, "<h2>All steps</h2>\n<ol class=\"steps list\">\n");
		for (size_t i = 0; i < steps.milestones.count; i++)
			put_step(canvas, &steps, steps.milestones.items[i], true);
		buf_puts(canvas->out, "</ol>\n");
	}
}

static void
put_impact(struct canvas *canvas, const struct record *record)
{
	const struct statement *said = record_said(record, FIELD_IMPACT);

	if (said == NULL || said->count == 0 || is_in_own_text(record, said))
		return;
	buf_puts(canvas->out, "<section class=\"impact\">\n"
			      "<h2 id=\"wm:impact\">Impact</h2>\n");
	put_said(canvas, said);
	buf_puts(canvas->out, "</section>\n");
}

/* The first paragraph, or the first item of a list. */
static struct str
first_words(struct arena *arena, const struct statement *said)
{
	const struct doc *doc = said->page != NULL ? said->page->doc : NULL;

	for (uint32_t i = said->first_node; doc != NULL && i < said->end_node; i++)
		if (doc->nodes[i].kind == NODE_PARAGRAPH)
			return str_trim(doc_plain(arena, doc, i));
	return said->count > 0 && said->first_node == said->end_node ? said->values[0].text
								     : STR_EMPTY;
}

/* What it is about, before all that is said of it: in a sentence of its own, else the first words of the impact that
   the page's own text describes. */
static void
put_lead(struct canvas *canvas, const struct record *record)
{
	const struct statement *summary = record_said(record, FIELD_SUMMARY);
	const struct statement *impact = record_said(record, FIELD_IMPACT);
	const struct statement *said = summary != NULL ? summary : impact;
	struct str text, shown;

	if (said == NULL || !is_in_own_text(record, said))
		return;
	text = first_words(canvas->scratch, said);
	shown = utf8_fit(text, LEAD_COLUMNS);
	if (shown.length < text.length && str_find_last(shown, ' ') != STR_NONE)
		shown.length = str_find_last(shown, ' ');
	if (shown.length > 0)
		put_html(canvas, "<p class=\"lead\">", shown,
			 shown.length < text.length ? " …</p>\n" : "</p>\n");
}

static void
put_needs(struct canvas *canvas, const struct record *record)
{
	const struct statement *said = record_said(record, FIELD_NEEDS);

	buf_puts(canvas->out, " It needs ");
	for (uint32_t i = 0; said != NULL && i < said->count; i++)
		put_html(canvas, i > 0 ? ", " : "", said->values[i].text, "");
	buf_puts(canvas->out, ".");
}

static void
put_steps_for_help(struct canvas *canvas, const struct record *record)
{
	size_t count = 0;

	for (size_t i = 0; i < record->children.count; i++) {
		const struct record *child = record->children.items[i];

		if (child->kind != KIND_MILESTONE || !help_wants(child))
			continue;
		buf_puts(canvas->out, count == 0 ? " For the step " : ", ");
		put_record_link(canvas, child);
		count++;
	}
	if (count > 0)
		buf_putc(canvas->out, '.');
}

/* The owner, else that of the work above. */
static void
put_whom_to_ask(struct canvas *canvas, const struct record *record)
{
	while (record != NULL && record_said(record, FIELD_OWNER) == NULL)
		record = record->parent;
	if (record == NULL)
		return;
	buf_puts(canvas->out, " Ask ");
	put_people(canvas, record, FIELD_OWNER);
	buf_putc(canvas->out, '.');
}

/* Where it is said how: in the page's own text, or among the facts; else whom to ask. */
void
put_help_how(struct canvas *canvas, const struct record *record)
{
	const struct statement *said = record_said(record, FIELD_HELP);
	const struct node *heading = NULL;

	if (said != NULL && is_in_own_text(record, said) && said->first_node < said->end_node)
		heading = heading_of(record->page, said->first_node);
	if (heading != NULL) {
		buf_puts(canvas->out, " <a");
		put_href(canvas, record_address(canvas, record), node_text(heading));
		buf_puts(canvas->out, ">How to help</a>");
	} else if (said == NULL) {
		put_whom_to_ask(canvas, record);
	}
}

void
put_help_reasons(struct canvas *canvas, const struct record *record)
{
	unsigned reasons = help_of(record, canvas->site->today);

	if ((reasons & HELP_OWNER) != 0)
		buf_puts(canvas->out, " It looks for an owner.");
	if ((reasons & HELP_NEEDS) != 0)
		put_needs(canvas, record);
	if ((reasons & HELP_STEP) != 0)
		put_steps_for_help(canvas, record);
}

static void
put_help(struct canvas *canvas, const struct record *record)
{
	if (help_of(record, canvas->site->today) == 0)
		return;
	buf_puts(canvas->out, "<p class=\"callout\"><strong class=\"help\">Help wanted.</strong>");
	put_help_reasons(canvas, record);
	put_help_how(canvas, record);
	buf_puts(canvas->out, "</p>\n");
}

bool
has_reasons(const struct canvas *canvas, const struct record *record)
{
	struct records themes;

	if (!is_work(record))
		return false;
	ties_themes(canvas->scratch, record, &themes);
	return themes.count > 0;
}

/* Those that the problem cites, folded. */
static void
put_stories(struct canvas *canvas, const struct records *stories)
{
	buf_puts(canvas->out, "<details><summary>");
	put_count(canvas, stories->count, "story", "stories");
	buf_puts(canvas->out, "</summary>\n<ul>\n");
	for (size_t i = 0; i < stories->count && i < TIES_SHOWN; i++) {
		buf_puts(canvas->out, "<li>");
		put_record_link(canvas, stories->items[i]);
		buf_puts(canvas->out, "</li>\n");
	}
	if (stories->count > TIES_SHOWN)
		buf_printf(canvas->out, "<li>and %zu more</li>\n", stories->count - TIES_SHOWN);
	buf_puts(canvas->out, "</ul></details>");
}

void
put_reasons(struct canvas *canvas, const struct record *record)
{
	struct records themes;

	ties_themes(canvas->scratch, record, &themes);
	buf_puts(canvas->out, "<ul>");
	for (size_t i = 0; i < themes.count && i < TIES_SHOWN; i++) {
		const struct coverage_problem *problem =
			coverage_problem(&canvas->site->coverage, themes.items[i]);

		buf_puts(canvas->out, "<li>");
		put_record_link(canvas, themes.items[i]);
		if (problem->stories.count > 0)
			put_stories(canvas, &problem->stories);
		else if (canvas->site->coverage.stories > 0)
			buf_puts(canvas->out, " <small>0 stories</small>");
		buf_puts(canvas->out, "</li>");
	}
	buf_puts(canvas->out, "</ul>");
}

void
put_work_top(struct canvas *canvas, const struct record *record)
{
	if (!is_work(record))
		return;
	put_lead(canvas, record);
	put_impact(canvas, record);
}

void
put_work(struct canvas *canvas, const struct record *record)
{
	if (!is_work(record))
		return;
	put_help(canvas, record);
	put_steps(canvas, record);
}
