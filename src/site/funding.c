/*
 * funding: directives about what goals cost and who pays.
 */
#include "site/directive.h"

#include "base/utf8.h"

#include <stdlib.h>

static const struct {
	const char *sign, *word, *help;
} funded_words[] = {
	[FUNDED_NONE] = { "○", "Open", "Nobody pays for any part of it yet." },
	[FUNDED_PARTLY] = { "◐", "Partly funded", "Some of it is paid for." },
	[FUNDED_FULLY] = { "●", "Funded", "All that it asks for is paid for." },
};

static void
put_funded(struct canvas *canvas, enum funded funded)
{
	buf_printf(canvas->out,
		   "<span class=\"state\"><span aria-hidden=\"true\">%s</span> %s</span>",
		   funded_words[funded].sign, funded_words[funded].word);
}

/* "$25,000", known dollars first; what nobody can say yet is "TBD"; "Ask" when there is no more. */
static void
put_cost(struct canvas *canvas, const struct funding *funding)
{
	char digits[24];
	int length = snprintf(digits, sizeof digits, "%lld", (long long)funding->dollars);

	if (!funding->has_dollars) {
		buf_puts(canvas->out, funding->has_open ? "TBD" : "Ask");
		return;
	}
	buf_putc(canvas->out, '$');
	for (int i = 0; i < length; i++) {
		if (i > 0 && (length - i) % 3 == 0)
			buf_putc(canvas->out, ',');
		buf_putc(canvas->out, digits[i]);
	}
}

#define USUAL_CONTACT "Rust funding team"

static uint32_t
contact_cell(struct canvas *canvas, const struct record *goal)
{
	return goal_row(canvas->scratch, goal->page, 0, "Funding contact", 0);
}

static void
put_funding_row(struct canvas *canvas, const struct record *goal, const struct funding *funding)
{
	uint32_t contact = contact_cell(canvas, goal);

	buf_puts(canvas->out, "<tr><td>");
	put_funded(canvas, funding->funded);
	buf_puts(canvas->out, "</td><td>");
	put_record_link(canvas, goal);
	buf_puts(canvas->out, "</td><td>");
	put_cost(canvas, funding);
	buf_puts(canvas->out, "</td><td>");
	if (contact != 0)
		put_cell_text(canvas, goal->page, contact);
	else
		buf_puts(canvas->out, USUAL_CONTACT);
	buf_puts(canvas->out, "</td><td>");
	put_sponsors(canvas, goal->page, funding);
	buf_puts(canvas->out, "</td></tr>\n");
}

/* Goals that say what they cost. */
static size_t
put_funding_table(struct insertion *insertion, const struct records *goals)
{
	struct canvas *canvas = insertion->canvas;
	size_t count = 0;

	for (size_t i = 0; i < goals->count; i++) {
		const struct funding *funding =
			&goal_page_of(canvas->site, goals->items[i]->page)->funding;

		if (funding->table == 0)
			continue;
		if (count++ == 0)
			put_table_begin(canvas, "Funding|Goal|Cost|Funding contact|Sponsor(s)");
		put_funding_row(canvas, goals->items[i], funding);
	}
	if (count > 0)
		put_table_end(canvas);
	return count;
}

/* Goals of the roadmap; of any, or of none of those that are listed, with an empty title. */
static struct records
goals_of(struct insertion *insertion, struct str title)
{
	struct arena *scratch = insertion->canvas->scratch;
	struct records found = { 0 };

	for (size_t i = 0; i < insertion->goals.count; i++)
		if (is_of_roadmap(insertion, insertion->goals.items[i], title))
			*VEC_PUSH(scratch, &found) = insertion->goals.items[i];
	return found;
}

void
insert_funding(struct insertion *insertion)
{
	struct records goals = insertion->goals;

	if (insertion->title.length > 0)
		goals = goals_of(insertion, insertion->title);
	if (put_funding_table(insertion, &goals) == 0)
		put_note(insertion->canvas, "No goal here says what it costs.");
}

void
insert_funding_legend(struct insertion *insertion)
{
	struct canvas *canvas = insertion->canvas;

	buf_puts(canvas->out, "<dl class=\"facts\">\n");
	for (size_t i = 0; i <= FUNDED_FULLY; i++) {
		buf_puts(canvas->out, "<div><dt>");
		put_funded(canvas, (enum funded)i);
		put_html(canvas, "</dt><dd>", str_from(funded_words[i].help), "</dd></div>\n");
	}
	buf_puts(canvas->out,
		 "<div><dt>Ask</dt><dd>The cost is told on request.</dd></div>\n"
		 "<div><dt>TBD</dt><dd>The cost is not known yet.</dd></div>\n</dl>\n");
}

/* ---- in groups ---- */

struct group {
	struct str key, title;
	const struct record *roadmap; /* or NULL */
	struct records goals;
};

struct groups {
	struct group *items;
	size_t count, capacity;
};

static int
compare_groups(const void *left, const void *right)
{
	const struct group *a = left, *b = right;

	return str_compare(a->key, b->key);
}

static size_t
put_group(struct insertion *insertion, const struct group *group)
{
	const struct site *site = insertion->canvas->site;
	bool has_any = false;

	for (size_t i = 0; i < group->goals.count && !has_any; i++)
		has_any = goal_page_of(site, group->goals.items[i]->page)->funding.table != 0;
	if (!has_any)
		return 0;
	put_insert_heading(insertion,
			   group->roadmap != NULL ? group->roadmap->title : group->title);
	if (group->roadmap != NULL)
		put_record_link(insertion->canvas, group->roadmap);
	else
		put_html(insertion->canvas, "", group->title, "");
	put_insert_heading_end(insertion);
	return put_funding_table(insertion, &group->goals);
}

void
insert_funding_by_roadmap(struct insertion *insertion)
{
	struct arena *scratch = insertion->canvas->scratch;
	struct group others = { .title = STR("Goals without a roadmap") };
	size_t count = 0;

	for (size_t i = 0; i < insertion->roadmaps.count; i++) {
		const struct record *roadmap = insertion->roadmaps.items[i];
		const struct group group = { .roadmap = roadmap,
					     .goals = goals_of(insertion, roadmap->title) };

		count += put_group(insertion, &group);
	}
	for (size_t i = 0; i < insertion->goals.count; i++)
		if (!is_of_roadmap(insertion, insertion->goals.items[i], STR_EMPTY))
			*VEC_PUSH(scratch, &others.goals) = insertion->goals.items[i];
	if (count + put_group(insertion, &others) == 0)
		put_note(insertion->canvas, "No goal here says what it costs.");
}

static void
add_to_contact(struct canvas *canvas, struct map *known, struct groups *groups, struct record *goal)
{
	uint32_t cell = contact_cell(canvas, goal);
	struct str title = cell == 0 ? STR(USUAL_CONTACT)
				     : str_trim(doc_plain(canvas->scratch, goal->page->doc, cell));
	struct str key = utf8_fold(canvas->scratch, title);
	void **slot = map_put(canvas->scratch, known, key);

	if (*slot == NULL) {
		*VEC_PUSH(canvas->scratch, groups) = (struct group){ .key = key, .title = title };
		*slot = (void *)(uintptr_t)groups->count;
	}
	*VEC_PUSH(canvas->scratch, &groups->items[(uintptr_t)*slot - 1].goals) = goal;
}

void
insert_funding_by_contact(struct insertion *insertion)
{
	struct groups groups = { 0 };
	struct map known = { 0 };
	size_t count = 0;

	for (size_t i = 0; i < insertion->goals.count; i++)
		add_to_contact(insertion->canvas, &known, &groups, insertion->goals.items[i]);
	if (groups.count > 1)
		qsort(groups.items, groups.count, sizeof *groups.items, compare_groups);
	for (size_t i = 0; i < groups.count; i++)
		count += put_group(insertion, &groups.items[i]);
	if (count == 0)
		put_note(insertion->canvas, "No goal here says what it costs.");
}
