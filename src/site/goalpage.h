/*
 * goalpage: what directives want to know of a goal's page that is no field of the record: rows of
 * its metadata table that only their tables show, its parts, what it costs.  Private to this folder.
 *
 * Texts are shown as the page has them, with links that lead where they lead there.
 */
#ifndef SITE_GOALPAGE_H
#define SITE_GOALPAGE_H

#include "plan/progress.h"
#include "site/parts.h"

/* The cell with the value of the next row of this name (several, parted by "|"; any capitals) behind
   the node `after`, in the table; 0: none.  A `table` of 0 is the page's metadata table. */
uint32_t goal_row(struct arena *scratch, const struct page *page, uint32_t table, const char *names,
		  uint32_t after);

/* The values of all rows of this name, but for empty ones. */
struct strs goal_row_values(struct arena *arena, const struct page *page, uint32_t table,
			    const char *names);

/* One of the values is the title, whatever its capitals; an empty title: there is a value. */
bool values_say(const struct strs *values, struct str title);

/* The inlines of a cell. */
void put_cell_text(struct canvas *canvas, const struct page *page, uint32_t cell);

/* What and why: the row of that name, else the first sentence of the summary. */
void put_what_and_why(struct canvas *canvas, const struct record *record);

/* A part of the work with a heading and a timespan of its own. */
struct subgoal {
	uint32_t heading;
	uint32_t metadata; /* table, or 0 */
	uint32_t text;     /* the first paragraph below the heading, or 0 */
	struct strs roadmaps;
};
struct subgoals {
	struct subgoal *items;
	size_t count, capacity;
};
/* 0 small, 1 medium, 2 large: its largest ask; -1: none says. */
int goal_size(const struct record *goal);
int ask_size(const struct record *ask);

/* In a goal that says levels a row without one asks for nothing: it is left over from the template. */
bool is_ask(const struct record *goal, const struct record *child);

/* The goal says that it needs this; a section on how to help asks for contributors. */
bool goal_needs(const struct record *goal, struct str need);

/* The champion from a team, a value of the goal; NULL: none. */
const struct value *goal_champion(const struct record *goal, const struct value *team);

/* Persons named in the steps of a goal, once each. */
void goal_task_owners(struct arena *scratch, const struct record *goal, struct records *ret_people);

void records_add_once(struct arena *scratch, struct records *records, struct record *record);

/* What the table in "Funding" comes to. */
enum funded { FUNDED_NONE, FUNDED_PARTLY, FUNDED_FULLY };
struct funding {
	uint32_t table; /* 0: the page has none */
	enum funded funded;
	int64_t dollars;            /* of the costs that are known */
	bool has_dollars, has_open; /* "TBD", or another text that is no cost */
	bool has_ask;
};
struct funding goal_funding(struct arena *scratch, const struct page *page);

/* What directives ask of one goal after the other, each time anew. */
struct goal_page {
	struct strs roadmaps, highlights; /* that its metadata table names */
	struct subgoals parts;
	struct funding funding;
};

/* Of a page of a goal.  Made once, for a book that has directives. */
const struct goal_page *goal_page_of(const struct site *site, const struct page *page);

/* Who pays, from the column of sponsors and from "Partial by X". */
void put_sponsors(struct canvas *canvas, const struct page *page, const struct funding *funding);

#endif
