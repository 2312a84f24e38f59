/*
 * suggest: `waymark vision suggest`, for the command vision.
 */
#ifndef CMD_SUGGEST_H
#define CMD_SUGGEST_H

#include "cmd/command.h"

/* Option rows that the command has for it; --format with text, markdown and json as well. */
#define SUGGEST_OPTIONS                                                                            \
	{ "groups", 'g',  OPTION_NUMBER,                                                           \
	  "NUMBER", NULL, "With suggest: how many groups to make; chosen when not said." },        \
	{                                                                                          \
		"write", 'w', OPTION_FLAG, NULL, NULL,                                             \
			"With suggest: write drafts of a metanarrative and of summaries into the " \
			"book."                                                                    \
	}

/* What its help says: parts of the command's own description and examples. */
#define SUGGEST_DESCRIPTION                                                                        \
	"With suggest it proposes, for people to decide: for each story that is cited nowhere "    \
	"the two or "                                                                              \
	"three themes that it is likeliest evidence for, with the words that speak for "           \
	"each; stories that are near each other, or one story told twice; groups of "              \
	"stories with the words that set each apart, for those who start without any "             \
	"metanarrative. Nothing is ever assigned.\n\n"                                             \
	"How far to trust it is tried on the book itself: each story that a theme cites "          \
	"already is left out in turn, and placed as if it were new. A proposal that is "           \
	"called weak has less in common with its theme than nine in ten of these have "            \
	"with theirs.\n\n"                                                                         \
	"With --write, drafts are written into the book instead: a metanarrative with a "          \
	"problem a group, beside the book's own where it has one, and a summary a group, "         \
	"where the dialect has a place for them. They quote the stories' own morals, with "        \
	"links; the sentences are for people. Nothing that is there is overwritten. "              \
	"Look through them soon: a summary says that its stories are told.\n\n"                    \
	"In a book without stories the goals of the latest period are compared instead, "          \
	"with the themes that they name."

#define SUGGEST_EXAMPLES                                                                           \
	"waymark vision suggest                    # what to cite where\n"                         \
	"waymark vision suggest --groups 8         # eight groups\n"                               \
	"waymark vision suggest --format markdown  # for an issue\n"                               \
	"waymark vision suggest --write            # drafts to work on"

/* `path` is the operand behind the word "suggest", or empty. */
enum status suggest_run(struct call *call, struct str path);

#endif
