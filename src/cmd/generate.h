/*
 * generate: documents that the program writes from its own tables, so that they are never stale.
 *
 * `waymark _generate NAME` prints one.  To add one: a function, a line in the table of generate.c,
 * and, where it is kept in docs/, a line in scripts/style.
 */
#ifndef CMD_GENERATE_H
#define CMD_GENERATE_H

#include "cmd/command.h"

typedef void generate_function(struct buf *out, struct arena *arena);

generate_function generate_man;  /* manual.c: man page in roff */
generate_function generate_bash; /* completions.c */
generate_function generate_zsh;
generate_function generate_fish;
generate_function generate_findings; /* documents.c: Markdown for docs/ */
generate_function generate_fields;
generate_function generate_commands;
generate_function generate_events;

#endif
