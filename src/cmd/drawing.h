/*
 * drawing: an SVG picture as PNG, by librsvg's rsvg-convert as a child process.
 *
 * It is not linked: with pango and cairo it weighs more than the rest, and few builds want it.
 */
#ifndef CMD_DRAWING_H
#define CMD_DRAWING_H

#include "base/arena.h"

#include <stdbool.h>

/* Waits for the PNG, which is made in the arena.  False: `*ret_reason` is a clause such as "it took more than
   4 s of computing".  Thread-safe. */
bool drawing_make(struct arena *arena, struct str svg, struct str *ret_png, struct str *ret_reason);

#endif
