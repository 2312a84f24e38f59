/*
 * output: the forms in which findings leave the program: text for people, JSON lines, SARIF 2.1.0
 * and GitHub's annotations.
 *
 * A form only puts bytes into a buffer; it opens no file.  The source lines that it shows and the
 * columns that it counts come through `find_line`.  Failures are no findings: diag_put_failures
 * writes them for standard error.
 *
 * To add a form: a file output_NAME.c with diag_put_NAME, a word in DIAG_OUTPUTS, a line in
 * meson.build, and the word among the choices of `waymark check --format`.
 */
#ifndef DIAG_OUTPUT_H
#define DIAG_OUTPUT_H

#include "base/buf.h"
#include "diag/diag.h"

/* The line of a file as text without its line ending; false when there is none. */
typedef bool diag_line_function(void *context, struct str file, uint32_t line,
				struct str *ret_line);

/* Where the lines of the book's files come from; `find` may be NULL: nowhere. */
struct diag_lines {
	diag_line_function *find;
	void *context;
};

/* Asks for a line.  One of more than 16 KiB counts as none: each finding walks its line, and
   nobody reads such a one. */
bool diag_line(const struct diag_lines *lines, struct place place, struct str *ret_line);

/* "goals", 10: what was read, for the forms that say so. */
struct diag_tally {
	const char *name;
	size_t count;
};

struct diag_output {
	const struct diags *diags;
	struct diag_lines lines;
	struct str root;  /* put before the files' paths: how the user named the book; or empty */
	bool color;       /* text only */
	unsigned columns; /* text only: source lines are cut to this width */
	const char *version;              /* of the program */
	const struct diag_tally *tallies; /* records read */
	size_t tally_count;
};

typedef void diag_output_function(struct buf *out, const struct diag_output *output);

/* X(name): `diag_put_NAME` in diag/output_NAME.c */
#define DIAG_OUTPUTS(X)                                                                            \
	X(text)                                                                                    \
	X(json)                                                                                    \
	X(sarif)                                                                                   \
	X(github)

#define DIAG_OUTPUT_DECLARE(name) diag_output_function diag_put_##name;
DIAG_OUTPUTS(DIAG_OUTPUT_DECLARE)
#undef DIAG_OUTPUT_DECLARE

/* The form of this name, or NULL. */
diag_output_function *diag_output_find(struct str name);

/* "waymark: src/a.md:3: could not be read: permission denied", a line each, hints below. */
void diag_put_failures(struct buf *out, const struct diag_output *output);

/* The way to a file from where the user stands: the root, a slash, the file. */
void diag_put_path(struct buf *out, const struct diag_output *output, struct str file);

/* Text from a book as a terminal may show it: control characters and those that turn the writing
   direction become U+FFFD, a tab becomes blanks. */
void diag_put_plain(struct buf *out, struct str text);

#endif
