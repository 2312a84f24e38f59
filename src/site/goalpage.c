/*
 * goalpage: metadata rows, parts, sizes and champions of goals.
 */
#include "site/goalpage.h"

#include "base/utf8.h"
#include "emit/markdown.h"

#include <stdlib.h>

/* The rows that name a roadmap; "Flagship" is the older word. */
#define ROADMAP_ROWS "Roadmap|Flagship"

static bool
is_one_of(struct str text, const char *names)
{
	struct str rest = str_from(names), name;

	while (str_cut(&rest, '|', &name))
		if (str_equal_fold(text, name))
			return true;
	return false;
}

uint32_t
goal_row(struct arena *scratch, const struct page *page, uint32_t table, const char *names,
	 uint32_t after)
{
	const struct node *nodes = page->doc->nodes;

	if (table == 0)
		table = page->table_count > 0 ? page->tables[0] : 0;
	if (table == 0)
		return 0;
	for (uint32_t row = table + 1; row < nodes[table].end; row = nodes[row].end) {
		uint32_t value = row + 1 < nodes[row].end ? nodes[row + 1].end : 0;

		if (row <= after || nodes[row].level == 1 || value == 0 || value >= nodes[row].end)
			continue;
		if (is_one_of(str_trim(doc_plain(scratch, page->doc, row + 1)), names))
			return value;
	}
	return 0;
}

struct strs
goal_row_values(struct arena *arena, const struct page *page, uint32_t table, const char *names)
{
	struct strs values = { 0 };
	uint32_t cell = 0;

	while ((cell = goal_row(arena, page, table, names, cell)) != 0) {
		struct str text = str_trim(doc_plain(arena, page->doc, cell));

		if (text.length > 0)
			*VEC_PUSH(arena, &values) = text;
	}
	return values;
}

bool
values_say(const struct strs *values, struct str title)
{
	for (size_t i = 0; i < values->count; i++)
		if (title.length == 0 || str_equal_fold(values->items[i], title))
			return true;
	return false;
}

void
put_cell_text(struct canvas *canvas, const struct page *page, uint32_t cell)
{
	const struct spot spot = canvas_spot(canvas, page);

	markdown_put_html(&spot, cell + 1, page->doc->nodes[cell].end, NULL, canvas->out);
}

void
put_what_and_why(struct canvas *canvas, const struct record *record)
{
	uint32_t cell = record->page == NULL
				? 0
				: goal_row(canvas->scratch, record->page, 0, "What and why", 0);

	if (cell != 0)
		put_cell_text(canvas, record->page, cell);
	else
		put_text(canvas, record_text(record, FIELD_SUMMARY));
}

/* The heading below which the work is listed; 0: none. */
static uint32_t
work_heading(struct arena *scratch, const struct doc *doc)
{
	uint32_t heading = doc_find_heading(scratch, doc, 0, STR("Work items over the next *"));

	return heading < doc->count ? heading : 0;
}

static void
add_part(struct arena *arena, const struct page *page, uint32_t heading, struct subgoals *parts)
{
	const struct doc *doc = page->doc;
	uint32_t end = doc_section_end(doc, heading);
	struct subgoal *part = VEC_PUSH(arena, parts);

	part->heading = heading;
	for (uint32_t i = doc->nodes[heading].end; i < end; i = doc->nodes[i].end) {
		if (doc->nodes[i].kind == NODE_HEADING)
			break;
		if (doc->nodes[i].kind == NODE_PARAGRAPH && part->text == 0)
			part->text = i;
		if (doc->nodes[i].kind == NODE_TABLE && part->metadata == 0 &&
		    str_equal_fold(str_trim(doc_plain(arena, doc, i + 2)), STR("Metadata")))
			part->metadata = i;
	}
	if (part->metadata != 0)
		part->roadmaps = goal_row_values(arena, page, part->metadata, ROADMAP_ROWS);
}

static struct subgoals
read_parts(struct arena *arena, const struct page *page)
{
	const struct doc *doc = page->doc;
	uint32_t work = work_heading(arena, doc);
	uint32_t end = work == 0 ? 0 : doc_section_end(doc, work);
	struct subgoals parts = { 0 };

	for (uint32_t i = work; i < end; i = doc->nodes[i].end)
		if (doc->nodes[i].kind == NODE_HEADING &&
		    doc->nodes[i].level == doc->nodes[work].level + 1)
			add_part(arena, page, i, &parts);
	return parts;
}

static const struct goal_page *
read_page(struct arena *arena, const struct page *page)
{
	struct goal_page *read = ARENA_NEW(arena, struct goal_page);

	read->roadmaps = goal_row_values(arena, page, 0, ROADMAP_ROWS);
	read->highlights = goal_row_values(arena, page, 0, "Highlight");
	read->parts = read_parts(arena, page);
	read->funding = goal_funding(arena, page);
	return read;
}

struct sort_entry {
	struct str key;
	struct record *record;
};

static int
compare_entries(const void *left, const void *right)
{
	const struct sort_entry *a = left, *b = right;
	int order = str_compare(a->key, b->key);

	return order != 0 ? order : str_compare(a->record->id, b->record->id);
}

static struct records
sort_by_title(struct arena *arena, const struct records *records)
{
	struct sort_entry *entries = ARENA_ARRAY(arena, struct sort_entry, records->count);
	struct records sorted = { 0 };

	for (size_t i = 0; i < records->count; i++)
		entries[i] = (struct sort_entry){ utf8_fold(arena, records->items[i]->title),
						  records->items[i] };
	if (records->count > 1)
		qsort(entries, records->count, sizeof *entries, compare_entries);
	for (size_t i = 0; i < records->count; i++)
		*VEC_PUSH(arena, &sorted) = entries[i].record;
	return sorted;
}

static bool
has_directives(const struct site *site)
{
	for (size_t i = 0; i < site->model->page_count; i++)
		if (site->pages[i].page->directives.count > 0)
			return true;
	return false;
}

void
goal_pages_read(struct arena *arena, struct site *site)
{
	if (!has_directives(site))
		return;
	site->goals = sort_by_title(arena, &site->model->by_kind[KIND_GOAL]);
	site->themes = sort_by_title(arena, &site->model->by_kind[KIND_THEME]);
	for (size_t i = 0; i < site->goals.count; i++) {
		const struct page *page = site->goals.items[i]->page;

		if (page != NULL)
			site->pages[page->order].goal = read_page(arena, page);
	}
}

const struct goal_page *
goal_page_of(const struct site *site, const struct page *page)
{
	return site->pages[page->order].goal;
}

int
ask_size(const struct record *ask)
{
	const struct value *level = record_value(ask, FIELD_LEVEL);

	return level == NULL || level->bad ? -1 : (int)level->number;
}

int
goal_size(const struct record *goal)
{
	int size = -1;

	for (size_t i = 0; i < goal->children.count; i++) {
		const struct record *child = goal->children.items[i];

		if (child->kind == KIND_ASK && ask_size(child) > size)
			size = ask_size(child);
	}
	return size;
}

bool
is_ask(const struct record *goal, const struct record *child)
{
	return child->kind == KIND_ASK && (ask_size(child) >= 0 || goal_size(goal) < 0);
}

bool
goal_needs(const struct record *goal, struct str need)
{
	const struct statement *said = record_said(goal, FIELD_NEEDS);

	for (uint32_t i = 0; said != NULL && i < said->count; i++)
		if (str_equal_fold(said->values[i].text, need))
			return true;
	return str_equal_fold(need, STR("Contributor")) && record_said(goal, FIELD_HELP) != NULL;
}

const struct value *
goal_champion(const struct record *goal, const struct value *team)
{
	const struct statement *said = record_said(goal, FIELD_CHAMPIONS);

	for (uint32_t i = 0; said != NULL && i < said->count; i++) {
		struct str key = said->values[i].key;

		if (str_equal_fold(key, team->text) ||
		    (team->target != NULL && str_equal_fold(key, team->target->id)))
			return &said->values[i];
	}
	return NULL;
}

void
records_add_once(struct arena *scratch, struct records *records, struct record *record)
{
	for (size_t i = 0; i < records->count; i++)
		if (records->items[i] == record)
			return;
	*VEC_PUSH(scratch, records) = record;
}

void
goal_task_owners(struct arena *scratch, const struct record *goal, struct records *ret_people)
{
	*ret_people = (struct records){ 0 };
	for (size_t i = 0; i < goal->children.count; i++) {
		const struct record *step = goal->children.items[i];
		const struct statement *said = record_said(step, FIELD_PARTICIPANTS);

		if (step->kind != KIND_MILESTONE)
			continue;
		for (uint32_t k = 0; said != NULL && k < said->count; k++)
			if (said->values[k].target != NULL)
				records_add_once(scratch, ret_people, said->values[k].target);
	}
}
