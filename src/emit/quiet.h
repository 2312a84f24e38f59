/*
 * quiet: Markdown that calls nobody.
 *
 * Forges make links and messages of what they find in a text: whoever stands there with "@" is called, and each issue
 * that is named gets a note that it was. Text that is pasted into a pull request must not do that: what a forge would
 * take up stands between code marks.
 *
 *	@ada, @org/team                     a person, a team
 *	#12, ada#12, org/repo#12, !12, GH-12    an issue, a change; org/repo@1a2b3c4 a commit
 *	https://…/issues/12                 the same by its address, as pull, discussions, merge_requests, commit
 */
#ifndef EMIT_QUIET_H
#define EMIT_QUIET_H

#include "base/buf.h"

/* As table_put_markdown_text, which has the rest. */
void quiet_put_markdown(struct buf *out, struct str text);

#endif
