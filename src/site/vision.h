/*
 * vision: what the parts of the view of the vision share.  Private to this folder.
 */
#ifndef SITE_VISION_H
#define SITE_VISION_H

#include "site/parts.h"

/* Stories as cards: those of how it is by character, then those of how it could be. */
void put_vision_stories(struct canvas *canvas);

/* "for problem 1, 3", or that none cites it. */
void put_story_problems(struct canvas *canvas, const struct record *story);

#endif
