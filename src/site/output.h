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
#include "model/model.h"

struct output;
struct site;

/* `scratch` is cleared after each output. */
typedef void output_function(const struct site *site, const struct output *output,
			     struct arena *scratch, struct buf *out);

struct output {
	struct str path;         /* in the site: "vision/roadmap.html" */
	const char *media;       /* "text/html; charset=utf-8" */
	output_function *render; /* NULL: a file of the book is copied */
	const void *subject;     /* a page, a record, … as the function knows */
	const struct repo_file *file;
};

struct outputs {
	struct output *items;
	size_t count, capacity;
};

#endif
