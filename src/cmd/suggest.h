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
	"waymark vision suggest proposes, for people to decide; it assigns "                       \
	"nothing. For each story that no problem cites it names the two or three "                 \
	"problems that the story most likely belongs to, with the words that both "                \
	"have in common. Then stories that are near each other, those that may be "                \
	"told twice, and groups of stories with the words that set each apart: a "                 \
	"start for those who have no problems written down yet.\n\n"                               \
	"It first says how far to trust it in this book: each story that a "                       \
	"problem cites already is taken out in turn and placed as if it were new, "                \
	"and the line says how often its own problem came first, beside what "                     \
	"chance would reach. A proposal is called weak where the story has less "                  \
	"in common with the problem than nine in ten of these have with theirs.\n\n"               \
	"With --write it writes drafts into the book instead: a metanarrative "                    \
	"with a problem for each group, beside the book's own if it has one, and "                 \
	"a summary for each group, where the dialect has a place for summaries. "                  \
	"They quote the stories' own morals, with links; the sentences are for "                   \
	"people. Nothing that is there is overwritten. Look through them soon: a "                 \
	"story that a summary names counts as told.\n\n"                                           \
	"In a book without stories the goals of the latest period are compared "                   \
	"instead, with the themes that they name."

#define SUGGEST_EXAMPLES                                                                           \
	"waymark vision suggest                    # what to cite where\n"                         \
	"waymark vision suggest --groups 8         # eight groups\n"                               \
	"waymark vision suggest --format markdown  # for an issue\n"                               \
	"waymark vision suggest --write            # drafts to work on"

/* `path` is the operand behind the word "suggest", or empty. */
enum status suggest_run(struct call *call, struct str path);

#endif
