/*
 * chain: records and the chain from story to milestone, as lines for a terminal.
 */
#ifndef CMD_CHAIN_H
#define CMD_CHAIN_H

#include "cmd/command.h"
#include "plan/trace.h"

/* "▶ In progress", "? Outcome unknown" */
struct str chain_state(struct call *call, const struct model *model, const struct record *record);

/* "goal polish: Polish (▶ In progress)" */
struct str chain_record(struct call *call, const struct model *model, const struct record *record);

/* The trees of a trace under "Rests on" and "Leads to"; one without lines is left out. */
void chain_put(struct call *call, const struct model *model, const struct trace *trace,
	       struct buf *out);

/* A heading behind a blank line. */
void chain_put_title(struct call *call, const char *title, struct buf *out);

#endif
