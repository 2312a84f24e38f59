/*
 * creation: where a new record goes in this book, and what is written there.
 *
 * The dialect says which it is: a page of its own (the path follows from the globs, the text from
 * the book's own template.md beside it, else from share/templates), a row of a table in its
 * parent's page (the table is made when there is none), or an entry of a YAML file.  Nothing is
 * written here.  To change what a new page holds: share/templates/KIND.md.  There "## {impact} Impact" is the heading
 * that the dialect has for the field, else "Impact"; {milestones} is the section with their table, in the dialect's
 * words.
 */
#ifndef MODEL_CREATION_H
#define MODEL_CREATION_H

#include "model/edit.h"

struct creation {
	enum kind kind;
	struct str title;                      /* may be empty where there is an id */
	struct str id;                         /* or empty: made from the title */
	const struct record *parent;           /* or NULL */
	const struct assignments *assignments; /* checked with edit_check */
};

struct created {
	struct str file;          /* from the book's root */
	bool is_new;              /* the whole file is new … */
	struct str text;          /* … with this text */
	struct diag_edit edit;    /* else: what is put where */
	struct edits overview;    /* a new page's row in the overview that leads; may be none */
	struct str overview_file; /* the page that has it; empty: the book has no such table */
	struct str id;
	bool said[FIELD_COUNT]; /* by the place or in the text: need not be set afterwards */
};

/* False after a failure that says what is missing, or why such a record has no place. */
bool creation_plan(const struct model *model, const struct creation *wanted,
		   struct created *ret_created, struct diags *diags);

/* Records of these kinds may be the parent of such a record; 0: it has none. */
unsigned creation_parents(enum kind kind);

#endif
