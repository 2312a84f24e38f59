/*
 * asks: directives about what goals ask of teams, and who champions them.
 */
#include "site/directive.h"

#include "base/utf8.h"
#include "emit/markdown.h"

#include <stdlib.h>

/* ---- by team ---- */

struct team_ask {
	struct str key; /* the team's id, in lower case letters or not */
	const struct value *team;
	const struct record *goal, *ask;
	size_t order; /* as the goals come */
};

struct team_asks {
	struct team_ask *items;
	size_t count, capacity;
};

static void
add_asks(struct insertion *insertion, const struct record *goal, struct team_asks *asks)
{
	for (size_t i = 0; i < goal->children.count; i++) {
		const struct record *ask = goal->children.items[i];
		const struct statement *said = record_said(ask, FIELD_TEAM);

		if (!is_ask(goal, ask))
			continue;
		for (uint32_t k = 0; said != NULL && k < said->count; k++) {
			const struct value *team = &said->values[k];
			struct str key = team->target != NULL ? team->target->id : team->text;

			*VEC_PUSH(insertion->canvas->scratch, asks) =
				(struct team_ask){ key, team, goal, ask, asks->count };
		}
	}
}

static int
compare_asks(const void *left, const void *right)
{
	const struct team_ask *a = left, *b = right;
	int order = str_compare(a->key, b->key);

	if (order != 0)
		return order;
	return a->order < b->order ? -1 : a->order > b->order;
}

/* Asks from the first on that are the same team's, or the same team's and goal's. */
static size_t
run_length(const struct team_asks *asks, size_t first, bool same_goal)
{
	size_t end = first + 1;

	while (end < asks->count && str_equal(asks->items[end].key, asks->items[first].key) &&
	       (!same_goal || asks->items[end].goal == asks->items[first].goal))
		end++;
	return end - first;
}

static bool
have_level(const struct team_asks *asks, size_t first, size_t end)
{
	for (; first < end; first++)
		if (ask_size(asks->items[first].ask) >= 0)
			return true;
	return false;
}

static void
put_notes(struct canvas *canvas, const struct record *ask)
{
	const struct statement *said = record_said(ask, FIELD_NOTES);
	struct spot spot;

	if (said == NULL)
		return;
	if (said->page == NULL || said->first_node >= said->end_node) {
		put_text(canvas, record_text(ask, FIELD_NOTES));
		return;
	}
	spot = canvas_spot(canvas, said->page);
	markdown_put_html(&spot, said->first_node, said->end_node, NULL, canvas->out);
}

/* What is asked for: a level of support; before 2026 a sort of work. */
static void
put_what(struct canvas *canvas, const struct team_ask *ask, bool level)
{
	if (!level)
		put_text(canvas, ask->ask->title);
	else if (ask_size(ask->ask) >= 0)
		put_html(canvas, "", capital(canvas->scratch, record_text(ask->ask, FIELD_LEVEL)),
			 "");
}

static void
put_ask_row(struct canvas *canvas, const struct team_ask *ask, size_t goal_rows, bool level)
{
	buf_puts(canvas->out, "<tr>");
	if (goal_rows > 0) {
		put_cell_begin(canvas, goal_rows);
		put_record_link(canvas, ask->goal);
		buf_puts(canvas->out, "</td>");
	}
	buf_puts(canvas->out, "<td>");
	put_what(canvas, ask, level);
	buf_puts(canvas->out, "</td><td>");
	put_champion(canvas, ask->goal, ask->team, ask_size(ask->ask));
	buf_puts(canvas->out, "</td><td>");
	put_notes(canvas, ask->ask);
	buf_puts(canvas->out, "</td></tr>\n");
}

static void
put_team(struct insertion *insertion, const struct team_asks *asks, size_t first, size_t end)
{
	struct canvas *canvas = insertion->canvas;
	bool level = have_level(asks, first, end);
	const struct value *team = asks->items[first].team;

	put_insert_heading(insertion, team->target != NULL ? team->target->title : team->text);
	if (team->target != NULL)
		put_record_link(canvas, team->target);
	else
		put_text(canvas, team->text);
	put_insert_heading_end(insertion);
	put_table_begin(canvas, level ? "Goal|Level|Champion|Notes" : "Goal|Ask|Champion|Notes");
	for (size_t i = first; i < end;) {
		size_t count = run_length(asks, i, true);

		for (size_t k = 0; k < count; k++)
			put_ask_row(canvas, &asks->items[i + k], k == 0 ? count : 0, level);
		i += count;
	}
	put_table_end(canvas);
}

void
insert_team_asks(struct insertion *insertion)
{
	struct team_asks asks = { 0 };

	for (size_t i = 0; i < insertion->goals.count; i++)
		add_asks(insertion, insertion->goals.items[i], &asks);
	if (asks.count > 1)
		qsort(asks.items, asks.count, sizeof *asks.items, compare_asks);
	for (size_t i = 0; i < asks.count;) {
		size_t count = run_length(&asks, i, false);

		put_team(insertion, &asks, i, i + count);
		i += count;
	}
	if (asks.count == 0)
		put_note(insertion->canvas, "No goal here asks anything of a team.");
}

/* ---- champions ---- */

struct champion {
	struct str key; /* folded */
	const struct record *person;
	struct records goals;
};

struct champions {
	struct champion *items;
	size_t count, capacity;
};

static void
add_champions(struct arena *scratch, struct map *known, struct champions *champions,
	      struct record *goal)
{
	const struct statement *said = record_said(goal, FIELD_CHAMPIONS);

	for (uint32_t i = 0; said != NULL && i < said->count; i++) {
		const struct record *person = said->values[i].target;
		void **slot;

		if (person == NULL)
			continue;
		slot = map_put(scratch, known, person->id);
		if (*slot == NULL) {
			*VEC_PUSH(scratch, champions) =
				(struct champion){ .key = utf8_fold(scratch, person->title),
						   .person = person };
			*slot = (void *)(uintptr_t)champions->count;
		}
		records_add_once(scratch, &champions->items[(uintptr_t)*slot - 1].goals, goal);
	}
}

static int
compare_champions(const void *left, const void *right)
{
	const struct champion *a = left, *b = right;

	return str_compare(a->key, b->key);
}

void
insert_champions(struct insertion *insertion)
{
	struct canvas *canvas = insertion->canvas;
	struct champions champions = { 0 };
	struct map known = { 0 };

	for (size_t i = 0; i < insertion->goals.count; i++)
		add_champions(canvas->scratch, &known, &champions, insertion->goals.items[i]);
	if (champions.count == 0) {
		put_note(canvas, "No goal here names a champion.");
		return;
	}
	if (champions.count > 1)
		qsort(champions.items, champions.count, sizeof *champions.items, compare_champions);
	put_table_begin(canvas, "Champion|#|Goals");
	for (size_t i = 0; i < champions.count; i++) {
		buf_puts(canvas->out, "<tr><td>");
		put_record_link(canvas, champions.items[i].person);
		buf_printf(canvas->out, "</td><td>%zu</td><td>", champions.items[i].goals.count);
		put_persons_list(canvas, &champions.items[i].goals);
		buf_puts(canvas->out, "</td></tr>\n");
	}
	put_table_end(canvas);
}

/* ---- what can be asked for ---- */

/* A text of a data file may have links of Markdown. */
static void
put_markdown(struct insertion *insertion, struct str text)
{
	struct arena *scratch = insertion->canvas->scratch;
	struct page page = *insertion->page;
	struct arena inner;
	struct diags diags;
	struct spot spot;

	arena_init(&inner);
	diag_init(&diags, scratch);
	page.doc = markdown_parse(scratch, &inner, page.path, text, &diags);
	page.directives.count = 0;
	arena_free(&inner);
	spot = canvas_spot(insertion->canvas, &page);
	if (page.doc->count > 1 && page.doc->nodes[1].kind == NODE_PARAGRAPH)
		markdown_put_html(&spot, 2, page.doc->nodes[1].end, NULL, insertion->canvas->out);
}

void
insert_valid_asks(struct insertion *insertion)
{
	struct canvas *canvas = insertion->canvas;
	const struct data *asks = canvas->site->model->book.asks;

	if (data_count(asks) == 0) {
		put_note(canvas, "The book does not say what teams can be asked for.");
		return;
	}
	put_table_begin(canvas, "Ask|aka|Description");
	for (const struct data *ask = asks->first; ask != NULL; ask = ask->next) {
		put_html(canvas, "<tr><td>", ask->key, "</td><td>");
		put_html(canvas, "", data_text(data_get(ask, STR("short"))), "</td><td>");
		put_markdown(insertion, data_text(data_get(ask, STR("about"))));
		buf_puts(canvas->out, "</td></tr>\n");
	}
	put_table_end(canvas);
}
