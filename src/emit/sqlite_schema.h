/*
 * sqlite_schema: the tables of the exported database.  Private to emit/sqlite*.c.
 *
 * Names of tables are kinds, names of columns are fields with _ for -, and a link table is both:
 * goal, goal_owner.
 */
#ifndef EMIT_SQLITE_SCHEMA_H
#define EMIT_SQLITE_SCHEMA_H

#include "base/arena.h"
#include "model/schema.h"

#define SQLITE_SCHEMA_BYTES (1u << 20)

/* The field is a column (or two) of its kind's table: all that have one value, but the title, which
   every record has. */
bool sqlite_is_column(const struct field_row *row);

/* Columns of the kind's table. */
int sqlite_column_count(enum kind kind);

/* The field names records. */
bool sqlite_has_targets(const struct field_row *row);

struct str sqlite_link_table(struct arena *arena, enum kind kind, const struct field_row *row);

#endif
