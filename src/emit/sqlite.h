/*
 * sqlite: a book as an SQLite database, for questions that nobody foresaw.
 *
 * Generic from the schema's rows: a table a kind, a link table for every field with several
 * values, a table of statements with their places, a full-text table.  docs/export.md describes
 * them.  The database is made in memory and handed out as bytes: whoever writes them to a file
 * does so in one step.  Only sqlite.c knows the library.
 */
#ifndef EMIT_SQLITE_H
#define EMIT_SQLITE_H

#include "base/buf.h"
#include "model/model.h"

/* False after a failure. */
bool sqlite_put_book(struct arena *scratch, const struct model *model, struct buf *out,
		     struct diags *diags);

/* The statements that make the empty tables, for documents. */
void sqlite_put_schema(struct buf *out);

#endif
