/*
 * jsonwriter: JSON with its commas in the right places.
 *
 *	struct jsonwriter json = { .out = out, .pretty = true };
 *	json_open(&json, '{');
 *	json_key(&json, "id");
 *	json_text(&json, record->id);
 *	json_close(&json, '}');
 */
#ifndef EMIT_JSONWRITER_H
#define EMIT_JSONWRITER_H

#include "base/buf.h"

struct jsonwriter {
	struct buf *out;
	bool pretty; /* a line a value, indented; else everything on one line */
	unsigned depth;
	bool has_value; /* a comma is due before the next one */
	bool has_key;   /* the next value belongs behind it */
};

void json_open(struct jsonwriter *json, char bracket);  /* { or [ */
void json_close(struct jsonwriter *json, char bracket); /* } or ] */
void json_key(struct jsonwriter *json, const char *key);
void json_text(struct jsonwriter *json, struct str text);
void json_number(struct jsonwriter *json, int64_t number);
void json_real(struct jsonwriter *json, double number); /* six digits */
void json_bool(struct jsonwriter *json, bool value);
void json_null(struct jsonwriter *json);

/* A key and a value that is text; nothing at all for empty text. */
void json_text_member(struct jsonwriter *json, const char *key, struct str text);

#endif
