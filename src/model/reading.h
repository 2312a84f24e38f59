/*
 * reading: what the readers of field types share (values.c, states.c, people.c).  Private to model/.
 */
#ifndef MODEL_READING_H
#define MODEL_READING_H

#include "model/loader.h"

/* One field of one record being read from one place. */
struct reading {
	struct loader *loader;
	struct record *record;
	const struct field_row *row;
	const struct dialect_field *field;
	const struct material *material;
	VEC(struct value) values;
	size_t sought; /* of the material, up to the last value that was found */
};

/* Adds a value; its place is where the text stands inside the material, if it is found there. */
struct value *reading_add(struct reading *reading, struct str text);

/* Adds a value a link; false when the material has none. */
bool reading_add_links(struct reading *reading);

/* Calls `each` with the material of every scalar of a YAML list or map, or once with the whole. */
void reading_each_scalar(struct reading *reading, void (*each)(struct reading *reading));

/* Marks the value, and adds the finding that says what was expected; it may be given a hint. */
struct diag_finding *reading_bad_value(struct reading *reading, struct value *value,
				       struct str expected);

void reading_people(struct reading *reading);
void reading_state(struct reading *reading);

#endif
