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

/* `path` is the operand behind the word "suggest", or empty. */
enum status suggest_run(struct call *call, struct str path);

#endif
