/*
 * squeeze: a style sheet without what only those who read the sources need.
 *
 * Made for share/site/: it knows the shapes that stand there (no texts in single quotes) and is no parser.
 */
#ifndef SITE_SQUEEZE_H
#define SITE_SQUEEZE_H

#include "base/arena.h"
#include "base/str.h"

/* Without comments, and with white space only where it tells words apart; texts in quotes stay.
   One line, with its end. */
struct str squeeze_style(struct arena *arena, struct str style);

#endif
