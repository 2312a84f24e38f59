/*
 * yamlsyntax: what libyaml complains about, in words that say what was expected.
 *
 * Only for yaml.c, which knows the places.  A new wording is a row of the table.
 */
#ifndef TEXT_YAMLSYNTAX_H
#define TEXT_YAMLSYNTAX_H

#include "text/lines.h"

struct yaml_complaint {
	const char *context; /* "while parsing a block mapping", or NULL */
	const char *problem; /* "did not find expected key" */
	size_t begin;        /* offset where the context begins */
	size_t at;           /* offset where libyaml gave up */
};

/* Adds a finding of yaml_codes[0], yaml-syntax. */
void yaml_report_syntax(const struct yaml_complaint *complaint, const struct lines *lines,
			struct diags *diags);

#endif
