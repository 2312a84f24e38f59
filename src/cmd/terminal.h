/*
 * terminal: what is known about where output goes.
 */
#ifndef CMD_TERMINAL_H
#define CMD_TERMINAL_H

#include "base/str.h"

#include <stdio.h>

/* COLUMNS, else the terminal's width, else 80. */
unsigned terminal_columns(FILE *file);

/* `when` is "always", "never" or anything else for: a terminal that is not dumb, and NO_COLOR
   (https://no-color.org) is not set. */
bool terminal_color(FILE *file, struct str when);

#endif
