/*
 * spot: a place as people and other programs count it.  Private to diag/'s outputs.
 *
 * Places count columns in bytes; everybody else counts characters.  Where the source line cannot
 * be had, is not UTF-8 or is longer than 16 KiB, bytes are the best that is known.
 */
#ifndef DIAG_SPOT_H
#define DIAG_SPOT_H

#include "diag/output.h"

struct diag_spot {
	struct str file;             /* in the book; empty: the book as a whole */
	uint32_t line;               /* 0: the whole file */
	uint32_t column, end_column; /* characters, the end exclusive; 0: the whole line */
	bool has_source;
	struct str source; /* the line */
	size_t from, to;   /* what is meant, in bytes of `source` */
};

struct diag_spot diag_spot_find(const struct diag_output *output, struct place place);

/* The finding has a second place. */
bool diag_has_other(const struct diag_finding *finding);

/* Severity of a finding in the words that SARIF and GitHub share: note, warning, error. */
const char *diag_level(enum diag_severity severity);

#endif
