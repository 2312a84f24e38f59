/*
 * editing: what the files of edit.h share.  Private to model/.
 *
 * edit.c decides which places change; edit_check.c says whether a value is good, edit_value.c finds
 * the book's words for it; edit_cell.c writes into tables and headings, edit_yaml.c into YAML.
 */
#ifndef MODEL_EDITING_H
#define MODEL_EDITING_H

#include "model/dialect.h"
#include "model/edit.h"

struct edit {
	const struct model *model;
	const struct record *record; /* NULL: the value is only checked */
	const struct field_row *row;
	struct str text;     /* as the user gave it, trimmed */
	enum state state;    /* TYPE_STATE */
	int64_t done, total; /* TYPE_PROGRESS */
	struct edits *edits;
	struct arena *arena;
	struct diags *diags;
};

/* Checks edit->text and fills in what follows from it. */
bool edit_check_value(struct edit *edit, enum kind kind);

/* The value as it stands in a cell where `before` stood; pipes are escaped. */
struct str edit_cell_text(const struct edit *edit, const struct page *page, struct str before);

/* A cell of the column that says nothing but a state: how this table writes them.  Empty: none, or
   the field is no state. */
struct str edit_column_sample(const struct edit *edit, const struct doc *doc, uint32_t table,
			      size_t column);

/* The text is a state's sign, its word, or both, and nothing else. */
bool edit_is_state(const struct edit *edit, struct str text);

/* A one-line text as Markdown that reads as that text. */
struct str edit_plain_text(struct arena *arena, struct str text);

/* The same for a heading. */
struct str edit_heading_text(struct arena *arena, struct str text);

/* The value as a YAML scalar, or a list in brackets when it has commas and may be several. */
struct str edit_yaml_text(const struct edit *edit);

/* How much of a title the dialect does not count: "😱 Status quo stories:". */
size_t edit_title_prefix(const struct model *model, enum kind kind, struct str title);

/* The state's word or sign where `before` stood (empty: nothing). */
struct str edit_state_text(const struct edit *edit, struct str before, bool sign_by_default);

/* The next item of a list with commas, trimmed; empty ones are passed over. */
bool edit_cut_item(struct str *rest, struct str *ret_item);

/* Adds an edit, unless it is there already; false after a failure when it overlaps another. */
bool edit_add(const struct edit *edit, struct str file, size_t offset, size_t length,
	      struct str text);

/* The bytes of a file that is no page; false after a failure. */
bool edit_read_file(const struct edit *edit, struct str file, struct str *ret_bytes);

/* The name under which the dialect reads this field from a source; empty: it does not. */
struct str edit_written_name(const struct edit *edit, enum source source);

/* "\r\n" in files that use it. */
struct str edit_line_end(struct str source);

/* The field stands where nothing can be written; always false. */
bool edit_refuse(const struct edit *edit, const struct statement *said);

bool edit_cell(const struct edit *edit, const struct statement *said);
bool edit_heading(const struct edit *edit, const struct statement *said);
bool edit_yaml(const struct edit *edit, const struct statement *said);

/* Each adds the field where nothing states it yet.  False with `*ret_done` unset: there is no such
   place; with a failure it is set. */
bool edit_add_row(const struct edit *edit, bool *ret_done);
bool edit_add_front(const struct edit *edit, bool *ret_done);
bool edit_add_member(const struct edit *edit, bool *ret_done);

#endif
