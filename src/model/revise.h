/*
 * revise: a model turned into that of the next revision, where pages say other things.
 *
 * Most commits change a state, an owner, a sentence.  Then the pages that changed are read anew, and
 * nothing else is looked at: what a book costs does not depend on its size.  When pages come or go, or have
 * other titles, steps or places in the book, others may be meant by the same names, and all names are looked
 * for anew; still nothing else is read.  When pages have other ids, or a file that is no page says what the
 * book is, or memory has grown, the model is made anew in place of itself, as model_load makes it, but of
 * pages that did not change nothing is read.
 */
#ifndef MODEL_REVISE_H
#define MODEL_REVISE_H

#include "model/cache.h"
#include "repo/timeline.h"

struct revised {
	struct records records; /* that may say something else now, in order */
	bool is_moved; /* and records came or went, or have other titles, parents or places */
	bool is_anew; /* nothing of the model is what it was: when its texts are not needed any more,
			 model_cache_advance may be called */
};

/*
 * `model` was loaded with the cache, and no other since; its repo has been turned (timeline_turn) by
 * `changes`.  True: it is what model_load would give, but, unless it is anew, for who refers to whom
 * (record->referrers) and where somebody who is only named is named first, and for the site's logo.  What records said before
 * stays in memory until the next model_load, or the next model_revise that makes the model anew, and
 * model_cache_advance.  False: something could not be read; the model is of no use any more, and has to be
 * loaded, which says why.
 */
bool model_revise(struct model *model, struct model_cache *cache,
		  const struct repo_changes *changes, struct diags *diags,
		  struct revised *ret_revised);

#endif
