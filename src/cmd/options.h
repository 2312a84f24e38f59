/*
 * options: from argv to a call's values and operands, by the rows of the command's table.
 */
#ifndef CMD_OPTIONS_H
#define CMD_OPTIONS_H

#include "cmd/command.h"

/* Fills call->values and call->arguments; argv[0] is the command's name.  False after a failure
   that says what would be right.  Not for threads: getopt_long keeps its state in variables. */
bool options_parse(struct call *call, int argc, char **argv);

/* The number of operands is one that the command takes; else a failure. */
bool options_check_operands(struct call *call);

/* The word nearest to a mistyped one, or the empty slice when none is near. */
struct str options_nearest(struct str word, const struct strs *known);

/* "; did you mean X?" or the empty slice. */
struct str options_suggest(struct arena *arena, struct str word, const struct strs *known);

#endif
