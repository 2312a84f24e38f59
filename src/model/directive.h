/*
 * directive: a phrase in a page that stands for something made of the book's records.
 *
 *	(((GOALS)))            a block: a paragraph of its own
 *	(((#GOALS)))           inline: anywhere in a text
 *	| (((ROADMAP ROWS: T))) |   rows: alone in a row of an author's table
 *	<!-- GOALS 'Accepted' -->   the older form, as a comment
 *
 * Only dialects that say how directives are marked have them (`directives:`).  They are found once,
 * when a page is read; what stands in code is text.  The words and what they take are one table in
 * directive.c; what each puts into a page is the table in site/directives.c.  To add one: a word in
 * the enum and a row in both.
 */
#ifndef MODEL_DIRECTIVE_H
#define MODEL_DIRECTIVE_H

#include "text/markdown.h"

struct dialect;

enum directive_name {
	DIRECTIVE_UNKNOWN,
	DIRECTIVE_GOAL_COUNT,
	DIRECTIVE_ROADMAP_GOAL_COUNT,
	DIRECTIVE_GOALS, /* argument: statuses, separated by commas */
	DIRECTIVE_ROADMAP_GOALS,
	DIRECTIVE_OTHER_GOALS,
	DIRECTIVE_GOALS_NOT_ACCEPTED,
	DIRECTIVE_LARGE_GOALS,
	DIRECTIVE_MEDIUM_GOALS,
	DIRECTIVE_SMALL_GOALS,
	DIRECTIVE_GOALS_WITH_NEEDS,
	DIRECTIVE_HIGHLIGHT_GOALS,
	DIRECTIVE_HIGHLIGHT_TABLE,
	DIRECTIVE_HIGHLIGHT_CREDITS,
	DIRECTIVE_ROADMAPS,
	DIRECTIVE_ROADMAP_ROWS,
	DIRECTIVE_CHAMPIONS,
	DIRECTIVE_TEAM_ASKS,
	DIRECTIVE_VALID_TEAM_ASKS,
	DIRECTIVE_FUNDING_TABLE,
	DIRECTIVE_FUNDING_BY_ROADMAP,
	DIRECTIVE_FUNDING_BY_CONTACT,
	DIRECTIVE_FUNDING_LEGEND,
	DIRECTIVE_REPORTS,
	DIRECTIVE_GOAL_CHAPTERS, /* of SUMMARY.md: goals below this page (chapters.c) */
	DIRECTIVE_ROADMAP_CHAPTERS,
};
#define DIRECTIVE_COUNT (DIRECTIVE_ROADMAP_CHAPTERS + 1)

enum directive_form { DIRECTIVE_BLOCK, DIRECTIVE_INLINE, DIRECTIVE_ROWS };

/* Why one stays as the text that it is. */
enum directive_trouble {
	DIRECTIVE_FINE,
	DIRECTIVE_NO_SUCH_NAME,
	DIRECTIVE_NO_ARGUMENT,  /* it needs one */
	DIRECTIVE_ARGUMENT,     /* it takes none */
	DIRECTIVE_MISPLACED,    /* a block in a line of text, rows outside of a table, … */
	DIRECTIVE_ONE_TOO_MANY, /* LIMIT_DIRECTIVES */
};

struct directive {
	enum directive_name name;
	enum directive_form form;
	enum directive_trouble trouble;
	struct str argument;   /* as written; empty: none */
	struct str text;       /* all that stands between the marks */
	uint32_t node, end;    /* what it takes the place of: nodes node..end … */
	uint32_t at, length;   /* … or, inside of a text, these bytes of it */
	uint32_t offset, span; /* in the file, with its marks */
};

struct directives {
	struct directive *items; /* in the order of the page */
	size_t count, capacity;
};

/* All directives of a page, those with a trouble included; the node of a block or of rows is its
   first one. */
void directives_find(struct arena *arena, const struct dialect *dialect, const struct doc *doc,
		     struct directives *ret_directives);

/* Name and argument of what stands between the marks; its trouble when it is none. */
enum directive_trouble directive_parse(struct str text, struct directive *ret_directive);

/* The name nearest to one that is not known; empty if none is near. */
struct str directive_nearest(struct str text);

/* An argument as titles are compared: without backticks, trimmed. */
struct str directive_title(struct arena *arena, struct str argument);

#endif
