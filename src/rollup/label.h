/*
 * label: which words and phrases tell one group of documents from the others.
 *
 * Log-odds with an informative Dirichlet prior (Monroe, Colaresi & Quinn 2008): how much likelier a
 * phrase is in the group than outside, in standard errors, with the whole corpus as prior, so that
 * neither frequent words nor rare ones win by that alone.
 */
#ifndef ROLLUP_LABEL_H
#define ROLLUP_LABEL_H

#include "rollup/terms.h"

#define LABELS 5 /* of a group at most */

struct grouping {
	const struct tokens *documents;
	const uint32_t *groups; /* of each document: below group_count */
	size_t count, group_count;
};

/*
 * The labels of each group, strongest first, in their commonest written form.  A phrase has one to
 * three words, none of them a stop word, and occurs in two documents of the group at least.
 * ret_labels: an array by group.
 */
void label_groups(struct arena *arena, const struct terms *terms, const struct grouping *grouping,
		  struct strs *ret_labels);

#endif
