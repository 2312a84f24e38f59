/*
 * jsonschema: the JSON Schema (draft 2020-12) of what emit/json.h writes, made from the same rows.
 *
 * share/schema/waymark-1.schema.json is what this writes; a unit test compares them, so that a
 * change of the published form is seen.
 */
#ifndef EMIT_JSONSCHEMA_H
#define EMIT_JSONSCHEMA_H

#include "base/buf.h"

void jsonschema_put(struct buf *out);

#endif
