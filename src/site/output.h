/*
 * output: what `build` writes and `serve` will serve, as a list of files that can be made.
 *
 * An output is a path, a media type and a function that renders the bytes into a buffer.  Nothing
 * here touches a disk, a clock or the network, and nothing is rendered before it is asked for: a
 * site of any size needs the memory of one page a thread, and of the texts that pages leave for the whole
 * book (site/whole.c).  Rendering is thread-safe.
 */
#ifndef SITE_OUTPUT_H
#define SITE_OUTPUT_H

#include "base/buf.h"
#include "base/vec.h"
#include "model/model.h"

struct output;
struct site;

/* `scratch` is cleared after each output. */
typedef void output_function(const struct site *site, const struct output *output,
			     struct arena *scratch, struct buf *out);

/* The same of an output whose text stands elsewhere for the greater part: `out` is what is written for it,
   the parts lie in `out` and where they were. */
typedef void output_parts_function(const struct site *site, const struct output *output,
				   struct arena *scratch, struct buf *out, struct strs *ret_parts);

struct output {
	struct str path;   /* in the site: "vision/roadmap.html" */
	const char *media; /* "text/html; charset=utf-8" */
	output_function *render;
	output_parts_function *gather; /* in its stead */
	bool is_drawn;                 /* what is rendered is SVG, and the output the PNG of it */
	const void *subject;           /* a page, a record, … as the function knows */
	const struct repo_file *file;  /* is copied; NULL: it is rendered or gathered */
};

struct outputs {
	struct output *items;
	size_t count, capacity;
};

/* The bytes of an output that is no file, in parts that follow one another; valid until `scratch` and `out`
   are used again.  No more than LIMIT_OUTPUT_BYTES, or `out` has failed. */
void output_make(const struct site *site, const struct output *output, struct arena *scratch,
		 struct buf *out, struct strs *ret_parts);

#endif
