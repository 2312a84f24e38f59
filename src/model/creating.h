/*
 * creating: what the files of creation.h share.  Private to model/.
 *
 * creation.c chooses the form; creation_path.c finds a page's path, creation_page.c writes its
 * text, creation_template.c takes a template's instructions out of it, creation_overview.c its row in the overview, creation_row.c rows of tables, creation_column.c new columns, creation_entry.c entries of YAML files.
 */
#ifndef MODEL_CREATING_H
#define MODEL_CREATING_H

#include "model/creation.h"
#include "model/editing.h"

struct plan {
	const struct model *model;
	const struct creation *wanted;
	struct created *created;
	struct str first_cell; /* of a row; empty: made of the dialect's sign and the value */
	struct arena *arena;
	struct diags *diags;
};

const struct assignment *plan_assigned(const struct plan *plan, enum field field);

/* What was given for the field as `edit.h` prepares values for writing; false when nothing was. */
bool plan_value(const struct plan *plan, enum field field, struct edit *ret_edit);

/* "Async fn everywhere" -> "async-fn-everywhere", from the id if one was given. */
struct str plan_slug(const struct plan *plan);

/* Adds the edits that take a template's instructions out of a page that is made from it. */
void plan_instructions(const struct plan *plan, const struct dialect_page *how,
		       const struct page *page, struct edits *edits);

/* Who the new page is about, as Markdown; "this character" when that is not known. */
struct str plan_character(const struct plan *plan, const struct dialect_page *how);

bool plan_page(struct plan *plan, const struct dialect_page *how);
bool plan_row(struct plan *plan);
bool plan_entry(struct plan *plan, const struct dialect_list *how);

/* What creation_row.c has for overviews, too: the dialect's table in the page, or 0; the row's
   text; the end of a row's line. */
uint32_t plan_find_table(const struct plan *plan, const struct page *page,
			 const struct dialect_table *how);
struct str plan_row_text(struct plan *plan, const struct page *page,
			 const struct dialect_table *how, uint32_t table);
size_t plan_row_end(const struct doc *doc, uint32_t table, uint32_t row);

/* The section of a new page with the table in which its records of this kind will stand, without rows yet; nothing
   where the dialect has none. */
void plan_put_section(const struct plan *plan, enum kind kind, struct buf *out);

/* Lines of a table from `from` on, with these columns at their ends; false when a line has not the form of the
   others. */
bool plan_widen(struct str lines, const struct strs *names, struct buf *out);

/* Plans the row of a new page, and what it says, where the dialect has a table that leads. */
void plan_overview(struct plan *plan);

/* The page row under which the record gets a file, the path in the book and the id; NULL after a
   failure. */
const struct dialect_page *plan_path(struct plan *plan);

#endif
