/*
 * json: records as JSON, generic from the rows of model/schema.
 *
 * The form is published: share/schema/waymark-1.schema.json describes it (emit/jsonschema.h writes
 * it), docs/export.md explains it.  A new field appears by itself.  Whatever else changes the form
 * so that a reader of it could break makes JSON_VERSION larger.
 */
#ifndef EMIT_JSON_H
#define EMIT_JSON_H

#include "emit/jsonwriter.h"
#include "model/model.h"

#define JSON_FORMAT "waymark"
#define JSON_VERSION 1

/* The book and all its records, a record a line. */
void json_put_book(struct arena *scratch, const struct model *model, struct buf *out);

/* One record as an object, and what is written in such objects. */
void json_put_record(struct jsonwriter *json, struct arena *scratch, const struct model *model,
		     const struct record *record);
void json_put_reference(struct jsonwriter *json, const struct record *record);
void json_put_references(struct jsonwriter *json, const struct records *records);
void json_put_progress(struct jsonwriter *json, struct arena *scratch, const struct record *record);
void json_put_place(struct jsonwriter *json, const struct model *model, const struct place *place);

/* Goals, initiatives and milestones have progress. */
bool json_has_progress(enum kind kind);

/* "counted", "declared", …; and all of them, for the schema. */
#define JSON_BASES 4
extern const char *const json_bases[JSON_BASES];

#endif
