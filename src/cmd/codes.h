/*
 * codes: the findings that the program knows, for `check --list`, `--only` and `explain`.
 */
#ifndef CMD_CODES_H
#define CMD_CODES_H

#include "cmd/command.h"

/* All codes: name, severity and summary, aligned; or a JSON object a line. */
void codes_put_list(struct buf *out, struct call *call, bool json);

/* The code of this name, or NULL after a failure that proposes the nearest one. */
const struct diag_code *codes_find(struct call *call, struct str name);

#endif
