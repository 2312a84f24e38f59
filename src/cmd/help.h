/*
 * help: what the program says about itself on the terminal.
 */
#ifndef CMD_HELP_H
#define CMD_HELP_H

#include "cmd/command.h"

/* All commands, a line each. */
void help_put_program(struct buf *out, size_t columns);

/* One command: usage, description, options, examples. */
void help_put_command(struct buf *out, struct arena *arena, const struct command *command,
		      size_t columns);

/* "-f, --format FORMAT" */
struct str help_option(struct arena *arena, const struct option_row *row);
/* The help text with the choices: "Form of the output: text, json. (text, json)" */
struct str help_option_text(struct arena *arena, const struct option_row *row);

#endif
