/*
 * since: an earlier revision of the book, or the time before there was one, and what was wrong there already.
 */
#ifndef CMD_SINCE_H
#define CMD_SINCE_H

#include "check/check.h"
#include "cmd/command.h"

struct since {
	struct call *call;
	struct model *model; /* NULL: not asked for, or there was no book yet */
	struct diags diags;  /* of the earlier revision */
	struct check_moves moves;
};

/* Whether `name`, as call_since gives it, is a day before the book's first commit: who asks for such a day asks for
   all, and a remark says so.  False also where a revision is named, and where the beginning is not there to be seen. */
bool since_is_before_all(struct call *call, struct str root, struct str name,
			 struct date *ret_beginning);

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
