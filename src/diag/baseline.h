/*
 * baseline: findings of today that are accepted, so that only new ones count.
 *
 * The file is text, a finding a line: code, tab, file, tab, fingerprint; sorted, so that two
 * branches merge.  The fingerprint is made from the message and the trimmed source line, not from
 * numbers: a line that moves keeps it.  A line that stands n times accepts n findings.
 */
#ifndef DIAG_BASELINE_H
#define DIAG_BASELINE_H

#include "base/map.h"
#include "diag/output.h"

struct baseline {
	struct arena *arena;
	struct map lines; /* "code\tfile\tfingerprint" -> struct baseline_line */
};

/* The source line is looked up through diag_line; without one the message counts alone. */
uint64_t baseline_fingerprint(const struct diag_finding *finding, const struct diag_lines *lines);

/* False after a failure that names `file` and the line that is none. */
bool baseline_parse(struct baseline *ret_baseline, struct arena *arena, struct str file,
		    struct str text, struct diags *diags);

/* Takes the accepted findings out of `diags` and says how many they were; what is left over in
   the baseline accepts nothing and can go. */
void baseline_apply(struct baseline *baseline, struct diags *diags, const struct diag_lines *lines,
		    size_t *ret_accepted, size_t *ret_stale);

/* The file that accepts all findings of `diags`. */
void baseline_put(struct buf *out, const struct diags *diags, const struct diag_lines *lines);

#endif
