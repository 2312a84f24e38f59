/*
 * since: an earlier revision of the book that is checked, and what was wrong there already.
 */
#ifndef CMD_SINCE_H
#define CMD_SINCE_H

#include "check/check.h"
#include "cmd/command.h"

struct since {
	struct call *call;
	struct model *model; /* NULL: not asked for */
	struct diags diags;  /* of the earlier revision */
	struct check_moves moves;
};

/* Reads the revision that --since names.  False after a failure. */
bool since_open(struct since *since, struct call *call, struct str root);
void since_close(struct since *since);

/* Records of `model` that had another id then and do not say so. */
const struct check_moves *since_moves(struct since *since, const struct model *model);

/* Takes the findings out of the call's that were there already.  Code, file and message count: a line
   that was touched is no new finding.  False after a failure. */
bool since_accept(struct since *since, const struct check_options *rules, size_t *ret_accepted,
		  size_t *ret_gone);

#endif
