/*
 * json: events for programs.  docs/history.md describes the form.
 */
#ifndef HISTORY_JSON_H
#define HISTORY_JSON_H

#include "emit/jsonwriter.h"
#include "history/events.h"

#define HISTORY_VERSION 2 /* 2: owners are a list */

/* {"commit": "…", "date": "…", "author": "…", "summary": "…"}, and "authored" when that was another day; the
   work tree: {"worktree": true}. */
void history_put_revision(struct jsonwriter *json, const struct repo_revision *revision);

/* `revision` is the one that brought it, NULL: not told for each event. */
void history_put_event(struct jsonwriter *json, const struct event *event,
		       const struct repo_revision *revision);

#endif
