/*
 * yaml: a strict subset of YAML 1.1 through libyaml's events.
 *
 * Scalars, lists, maps.  Anchors, aliases, tags, merge keys (<<), duplicate keys, several
 * documents, and more depth than the profile allows are findings with their position and are left
 * out; broken syntax ends reading.  Marks of libyaml count code points: places here are bytes.
 *
 * Spans are made for edits: a block scalar (| or >) ends before its last line break; an empty value
 * (`owner:`) is directly behind the colon, where a blank and a text can be put.
 */
#ifndef TEXT_YAML_H
#define TEXT_YAML_H

#include "text/data.h"

struct yaml_source {
	struct str file;     /* for places */
	struct str text;     /* what is parsed: a slice of the file */
	uint32_t first_line; /* line number of its first line, from 1 */
	size_t offset;       /* of `text` in the file */
	unsigned max_depth;  /* 2: a map of scalars, lists of scalars and one level of maps */
	size_t max_bytes;
};

/* The top-level map, empty for an empty document.  After a finding it holds what could be read;
   NULL when there is no map at all (too large, a list, broken from the start). */
struct data *yaml_parse(struct arena *arena, const struct yaml_source *source, struct diags *diags);

extern const struct diag_code yaml_codes[];
extern const size_t yaml_code_count;

/* The text as a YAML scalar that reads back as the same text: plain where that is safe, else in
   double quotes. */
void yaml_put_scalar(struct buf *buf, struct str text);

#endif
