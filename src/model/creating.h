/*
 * creating: what the files of creation.h share.  Private to model/.
 *
 * creation.c chooses the form; creation_path.c finds a page's path, creation_page.c writes its
 * text, creation_row.c rows of tables, creation_entry.c entries of YAML files.
 */
#ifndef MODEL_CREATING_H
#define MODEL_CREATING_H

#include "model/creation.h"
#include "model/editing.h"

struct plan {
	const struct model *model;
	const struct creation *wanted;
	struct created *created;
	struct arena *arena;
	struct diags *diags;
};

const struct assignment *plan_assigned(const struct plan *plan, enum field field);

/* What was given for the field as `edit.h` prepares values for writing; false when nothing was. */
bool plan_value(const struct plan *plan, enum field field, struct edit *ret_edit);

/* "Async fn everywhere" -> "async-fn-everywhere", from the id if one was given. */
struct str plan_slug(const struct plan *plan);

bool plan_page(struct plan *plan, const struct dialect_page *how);
bool plan_row(struct plan *plan);
bool plan_entry(struct plan *plan, const struct dialect_list *how);

/* The page row under which the record gets a file, the path in the book and the id; NULL after a
   failure. */
const struct dialect_page *plan_path(struct plan *plan);

#endif
