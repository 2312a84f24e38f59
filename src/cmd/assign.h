/*
 * assign: operands FIELD=VALUE, for `set` and `new`.
 */
#ifndef CMD_ASSIGN_H
#define CMD_ASSIGN_H

#include "cmd/command.h"
#include "model/edit.h"

/* The operands from `first` on, as fields of the kind, by our names or by those of the book's dialect; false
   after a failure that proposes the nearest field, or says that one is given twice. */
bool assign_parse(struct call *call, const struct model *model, enum kind kind, size_t first,
		  struct assignments *ret_all);

/* The value that is given for a field, or NULL. */
const struct assignment *assign_find(const struct assignments *all, enum field field);

/* The edits that carry the assignments out; false after a failure. */
bool assign_edits(struct call *call, const struct model *model, const struct record *record,
		  const struct assignments *all, struct edits *ret_edits);

/* Says on standard error whom the values name and no other place knows, and who may be meant. */
void assign_warn(struct call *call, const struct model *model, enum kind kind,
		 const struct assignments *all);

/* `roadmap/polish.md:3: "paused" -> "active"`, a line an edit. */
void assign_print(const struct call *call, const struct model *model, const struct edits *edits);

#endif
