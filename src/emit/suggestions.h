/*
 * suggestions: what rollup/ proposes, for people to decide: text for a terminal, Markdown for an issue,
 * JSON for programs.
 *
 * Each proposal stands with the words that speak for it, as the authors wrote them, and the whole
 * with how often such proposals are right in this very book.
 */
#ifndef EMIT_SUGGESTIONS_H
#define EMIT_SUGGESTIONS_H

#include "base/buf.h"
#include "rollup/rollup.h"

void suggestions_put_text(struct arena *scratch, const struct rollup *rollup, size_t columns,
			  struct buf *out);

/* Links lead from the top of the repository. */
void suggestions_put_markdown(struct arena *scratch, const struct rollup *rollup, struct buf *out);

void suggestions_put_json(struct arena *scratch, const struct rollup *rollup, struct buf *out);

#endif
