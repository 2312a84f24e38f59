/*
 * region: the Markdown that stands in generated regions of pages (model/region.h).
 *
 *	roadmap [goals] [period=P] [CONDITION...]    goals with their initiatives
 *	list KIND [fields=A,B] [CONDITION...]        records of one kind
 *	wanted                                       evidence that themes still miss
 *
 * Conditions are those of emit/filter.h; a value with blanks stands in double quotes.
 * To add a kind of region: a function and its row in the table at the bottom of region.c.
 */
#ifndef EMIT_REGION_H
#define EMIT_REGION_H

#include "model/model.h"
#include "model/region.h"

/* What should stand between the region's markers, with the page's line ends.  False after a
   failure at the region's place: an unknown name or option, with the nearest that there is. */
bool region_fill(struct arena *arena, const struct model *model, const struct page *page,
		 const struct region *region, struct str *ret_text, struct diags *diags);

#endif
