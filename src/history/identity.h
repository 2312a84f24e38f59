/*
 * identity: which record of one snapshot is which of the next.
 *
 * The first rule that applies wins:
 *
 *	id          both say the same `id:`
 *	was         the later one says `was:` with the earlier one's id
 *	path        the same page; of a row or an item, the same parent and name; where several have one name,
 *	            those that say the same first, and then the next below the same heading
 *	blob        another page with the same bytes
 *	similarity  likeness.h; one to one, the most alike first, from 0.40 on
 *
 * Where a second candidate is nearly as good (within 0.05) none is taken: the record counts as
 * removed and another as added, which says that it is possibly the same.  Only `id:` and `was:` are
 * certain; a person has said them.
 */
#ifndef HISTORY_IDENTITY_H
#define HISTORY_IDENTITY_H

#include "history/snapshot.h"

enum identity_rule {
	IDENTITY_NONE, /* added, or removed */
	IDENTITY_ID,
	IDENTITY_WAS,
	IDENTITY_PATH,
	IDENTITY_BLOB,
	IDENTITY_SIMILARITY,
};

const char *identity_rule_name(enum identity_rule rule); /* "similarity" */

struct identity {
	const struct entry *other; /* the same record in the other snapshot, or NULL */
	enum identity_rule rule;
	double score;              /* of IDENTITY_SIMILARITY, else 1; with `maybe`: that one's */
	const struct entry *maybe; /* possibly the same, when there is no `other` */
};

struct identities {
	struct identity *before, *after; /* by the entries' indexes */
};

void identity_find(struct arena *arena, const struct snapshot *before, const struct snapshot *after,
		   struct identities *ret_identities);

#endif
