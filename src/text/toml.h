/*
 * toml: the part of TOML that book.toml and its like use, read into `struct data`.
 *
 * Tables, dotted and quoted keys, strings (basic, literal, multi-line), integers, booleans,
 * floats and dates as text, arrays (of anything), inline tables, arrays of tables (a list).
 * No library for C is packaged; this reads and never writes.
 */
#ifndef TEXT_TOML_H
#define TEXT_TOML_H

#include "text/data.h"

/* The top-level map; what could be read before the first error, which is a finding.  Never NULL. */
struct data *toml_parse(struct arena *arena, struct str file, struct str text, struct diags *diags);

extern const struct diag_code toml_codes[];
extern const size_t toml_code_count;

#endif
