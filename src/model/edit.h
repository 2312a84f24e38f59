/*
 * edit: the bytes to replace so that one field says something else, and every other byte stays.
 *
 * Works on front matter and other YAML, on metadata tables, on cells of tables and on a page's
 * title.  Where a field is stated in several places all of them are changed, so that they do not
 * contradict each other.  A field that is stated nowhere is added to the metadata table, the front
 * matter or the YAML entry of the record.  The new text is written as the book writes such values:
 * with its signs, its words, its way of naming people.
 *
 * Lists are given with commas.  Titles and other one-line texts are plain text and are escaped;
 * notes and the like are Markdown.
 */
#ifndef MODEL_EDIT_H
#define MODEL_EDIT_H

#include "model/model.h"

/* FIELD=VALUE as somebody asked for it. */
struct assignment {
	enum field field;
	struct str text;
};

struct assignments {
	struct assignment *items;
	size_t count, capacity;
};

struct edits {
	struct diag_edit *items;
	size_t count, capacity;
};

/* Adds the edits that make `record` say `text` for `field`; an empty text empties the field.
   Nothing is added where the book says so already.  False after a failure: the value is not good
   for the field, or stands where it cannot be edited (the message says where, and what to do). */
bool edit_field(const struct model *model, const struct record *record, enum field field,
		struct str text, struct edits *edits, struct diags *diags);

/* The value is good for this field of any record of the kind; else a failure. */
bool edit_check(const struct model *model, enum kind kind, enum field field, struct str text,
		struct diags *diags);

/* The names in `text` that a field of people would name and that are probably mistakes, as `check`
   sees it: they are not on the book's list of people, or, where it has none, no other place knows
   them and some other name is near.  They are good values all the same: somebody must be the first
   to name a newcomer. */
void edit_strangers(const struct model *model, enum kind kind, enum field field, struct str text,
		    struct arena *arena, struct strs *ret_names);

#endif
