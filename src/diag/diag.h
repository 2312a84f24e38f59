/*
 * diag: what the program has to say about somebody's book.
 *
 * A *finding* is about content: it has a code (a row of a table in the module that reports it), a
 * severity, a place, a message and perhaps a hint, a second place and an edit that mends it.  A
 * *failure* is about the machine: a file, a git object, a database.  Both go into the same list,
 * in the order in which they were said; diag_sort puts findings into reading order.
 *
 * Messages: lower case, no full stop, the user's text in double quotes, what was expected with an
 * example.  Hints are whole sentences.
 */
#ifndef DIAG_DIAG_H
#define DIAG_DIAG_H

#include "base/arena.h"
#include "base/buf.h"
#include "base/vec.h"

#include <stdbool.h>
#include <stdint.h>

enum diag_severity {
	DIAG_OFF,     /* not reported */
	DIAG_NOTE,    /* worth knowing */
	DIAG_WARNING, /* probably wrong */
	DIAG_ERROR,   /* certainly wrong */
	DIAG_FAILURE, /* the work could not be done */
};

/* "note", "warning", …; and back: false for another word. */
struct str diag_severity_name(enum diag_severity severity);
bool diag_severity_parse(struct str name, enum diag_severity *ret_severity);

/* A row of a table of codes.  Stable: users write the name in waymark.yaml and baselines. */
struct diag_code {
	const char *name;            /* kebab-case, "running-without-owner" */
	const char *family;          /* "schema", "links", "agreement", "roadmap", … */
	enum diag_severity severity; /* unless waymark.yaml says otherwise */
	const char *summary;         /* one line, lower case, no full stop */
	const char *explanation;     /* paragraphs for `waymark explain`: what, why, how to mend */
	const char *example;         /* a few lines that cause it, or NULL */
};

/* Where something stands.  Lines and columns are 1-based, columns and length in bytes (outputs
   turn them into characters); 0 is "the whole file".  `file` empty: the book as a whole. */
struct place {
	struct str file;
	uint32_t line, column, length;
};

/* Replace `length` bytes at `offset` of `file` by `text`. */
struct diag_edit {
	struct str file;
	size_t offset, length;
	struct str text;
};

struct diag_finding {
	const struct diag_code *code; /* NULL for a failure */
	enum diag_severity severity;
	struct place place;
	struct str message;
	struct str hint;        /* may be empty */
	struct place other;     /* a second place; line 0 and file empty: none */
	struct str other_label; /* "the page says "paused"" */
	bool has_edit;
	struct diag_edit edit; /* the one right answer, if there is one */
};

struct diags {
	struct arena *arena; /* where messages live */
	struct diag_finding *items;
	size_t count, capacity;
	size_t failures; /* of count */
	size_t dropped;  /* findings beyond LIMIT_FINDINGS */
};

void diag_init(struct diags *diags, struct arena *arena);

/* Adds a finding with the code's own severity; the result can be completed (hint, other, edit)
   until the next one is added.  Never NULL. */
struct diag_finding *diag_add(struct diags *diags, const struct diag_code *code, struct place at,
			      const char *format, ...) __attribute__((format(printf, 4, 5)));

/* Adds a failure and returns false: `return diag_fail(diags, at, "could not read …");` */
bool diag_fail(struct diags *diags, struct place at, const char *format, ...)
	__attribute__((format(printf, 3, 4)));

struct place place_file(struct str file); /* the whole file */
struct place place_at(struct str file, uint32_t line, uint32_t column, uint32_t length);

/* Appends all of `from` (a worker's list); messages keep living in from's arena. */
void diag_append(struct diags *into, const struct diags *from);

/* The failures of `from`: of what somebody reads beside the book that is asked for. */
void diag_append_failures(struct diags *into, const struct diags *from);

/* Drops all findings. */
void diag_keep_failures(struct diags *diags);

/* Failures first, then by file, line, column, code; equal ones once. */
void diag_sort(struct diags *diags);

#endif
