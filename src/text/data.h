/*
 * data: a tree of scalars, lists and maps with the place of each, as read from YAML or TOML.
 *
 * Nodes live in the arena given to the parser; texts are slices of the source where they stand
 * there unescaped, copies otherwise.  Values are text: who knows the field knows its type.
 */
#ifndef TEXT_DATA_H
#define TEXT_DATA_H

#include "base/str.h"
#include "diag/diag.h"

enum data_kind { DATA_SCALAR, DATA_LIST, DATA_MAP };

struct data {
	enum data_kind kind;
	bool quoted;    /* scalar written in quotes: "no" is a word, no is not */
	struct str key; /* of a map's member */
	struct place key_place;
	struct str text;       /* scalar */
	struct place place;    /* of the value */
	size_t offset, length; /* the value's bytes in the file, quotes included: for edits */
	struct data *first;    /* members of a list or map, in order */
	struct data *next;
};

/* Member of a map by key, or NULL; NULL and other kinds have no members. */
const struct data *data_get(const struct data *map, struct str key);
const struct data *data_path(const struct data *map, const char *dotted); /* "output.html.x" */

/* The scalar's text; empty for NULL and for other kinds. */
struct str data_text(const struct data *scalar);
bool data_is_true(const struct data *scalar); /* true, yes, on; not quoted */
size_t data_count(const struct data *parent);

#endif
