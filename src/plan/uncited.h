/*
 * uncited: which stories are evidence for a problem, and which of them no problem cites.  One
 * answer for the check, for coverage and for the roll-up.
 *
 * Themes and summaries cite stories.  A series is cited when one of its chapters is, and a chapter
 * is told by its series.  Themes tell how it is, so in most books they cite no story of how it could
 * be: a kind of story of which nothing is cited is not missing from them.
 */
#ifndef PLAN_UNCITED_H
#define PLAN_UNCITED_H

#include "model/model.h"

bool story_is_status_quo(const struct record *story);
bool story_is_chapter(const struct record *story);

/* By a theme or a summary, as a whole or in one of its chapters. */
bool story_is_cited(const struct record *story);

/* The stories, no chapters, of kinds of which some story is cited, in the order of the book; those
   of the status quo where none is cited at all; all stories where the book has none of these. */
void evidence_stories(struct arena *arena, const struct model *model, struct records *ret_stories);

/* Stories that themes should cite and do not; none as long as no story at all is cited. */
void uncited_stories(struct arena *arena, const struct model *model, struct records *ret_stories);

#endif
