/*
 * directive: what the functions that carry out directives share.  Private to this folder.
 *
 * Each is a row of the table in directives.c: what a directive of this name puts into a page, from
 * the goals and roadmaps below the folder of the page.  Tables are HTML, texts in them are shown as
 * the goals' pages have them.  What only a forge knows is not asked for: it is said where it stands.
 */
#ifndef SITE_DIRECTIVE_H
#define SITE_DIRECTIVE_H

#include "site/goalpage.h"

struct insertion {
	struct canvas *canvas;
	const struct page *page; /* that the directive stands in */
	const struct directive *directive;
	struct str title;                   /* its argument, as titles are compared */
	unsigned level;                     /* of headings: one below the nearest above */
	struct records all;                 /* goals below the page's folder, by title */
	struct records goals, not_accepted; /* of them */
	struct records roadmaps;
	struct map anchors; /* of headings that were put in before */
};

typedef void insert_function(struct insertion *insertion);

insert_function insert_goal_count, insert_roadmap_goal_count, insert_goals, insert_roadmap_goals,
	insert_other_goals, insert_not_accepted, insert_large_goals, insert_medium_goals,
	insert_small_goals, insert_reports; /* goallists.c */
insert_function insert_needs, insert_highlight_goals, insert_highlight_table,
	insert_highlight_credits, insert_roadmaps, insert_roadmap_rows; /* goalparts.c */
insert_function insert_champions, insert_team_asks, insert_valid_asks;  /* asks.c */
insert_function insert_funding, insert_funding_by_roadmap, insert_funding_by_contact,
	insert_funding_legend; /* funding.c */

/* Its page names the roadmap; with an empty title, any. */
bool is_of_roadmap(const struct insertion *insertion, const struct record *goal, struct str title);

/* `<h3 id="…">` with its text to come, by its plain title; put_insert_heading_end closes it. */
void put_insert_heading(struct insertion *insertion, struct str title);
void put_insert_heading_end(struct insertion *insertion);

/* A table with these heads, parted by "|", up to its first row; and its end. */
void put_table_begin(struct canvas *canvas, const char *heads);
void put_table_end(struct canvas *canvas);

/* A cell that is as high as so many rows. */
void put_cell_begin(struct canvas *canvas, size_t rows);

/* A sentence where there is nothing to list, or below a list where its facts come from. */
void put_note(struct canvas *canvas, const char *text);

/* Persons with commas between them. */
void put_persons_list(struct canvas *canvas, const struct records *people);

/* The goal's champion from a team that is asked for so much; what is missing is said. */
void put_champion(struct canvas *canvas, const struct record *goal, const struct value *team,
		  int size);

/* A link to another site; the mere text where the address is not safe. */
void put_outside_link(struct canvas *canvas, struct str url, struct str text);

/* A word with a sign: "Help wanted". */
void put_badge(struct canvas *canvas, struct str label);

#endif
