/*
 * linkify: what a table of book.toml says about texts that are to become links.
 *
 *	[preprocessor.goals]
 *	ignore_users = ["@bot"]
 *	[preprocessor.goals.links]
 *	"Help wanted" = "https://…"                       # [Help wanted][], ![Help wanted][]
 *	[preprocessor.goals.linkifiers]
 *	"RFC #([0-9]+)" = "https://example.org/rfcs/$1"   # [RFC #7]
 *	[preprocessor.goals.users]
 *	"@ada" = "Ada Lovelace"                           # what @ada is shown as
 *
 * The patterns are the part of regular expressions that such tables use: texts, classes such as
 * [a-z0-9_-], \d, ".", each with + * or ?, and (groups) that are not repeated.  They come from the book, so
 * a match takes time that is linear in pattern and text, which general libraries do not promise.
 */
#ifndef MODEL_LINKIFY_H
#define MODEL_LINKIFY_H

#include "base/map.h"
#include "text/data.h"

struct linkify;

/* Never NULL, but for a table that is NULL.  What cannot be used is a finding. */
const struct linkify *linkify_read(struct arena *arena, const struct data *table,
				   struct diags *diags);

/* The address that "RFC #7", without its brackets, is to lead to; empty: none. */
struct str linkify_reference(struct arena *scratch, const struct linkify *linkify, struct str text);

/* Is it a label of `links`, in any capitals, and where does it lead? */
bool linkify_label(struct arena *scratch, const struct linkify *linkify, struct str label,
		   struct str *ret_url);

/* "ada": nothing is made of it; what it is shown as, or empty. */
bool linkify_ignores(struct arena *scratch, const struct linkify *linkify, struct str user);
struct str linkify_user(struct arena *scratch, const struct linkify *linkify, struct str user);

/* Exported for its tests: `pattern` against the whole text; *ret_url from `target` with $1 and so on. */
bool linkify_pattern_works(struct str pattern);
bool linkify_match(struct arena *scratch, struct str pattern, struct str target, struct str text,
		   struct str *ret_url);

#endif
