/*
 * region: parts of a page that waymark itself writes.
 *
 *	<!-- waymark:roadmap state=active -->
 *	…
 *	<!-- /waymark -->
 *
 * Each marker stands on lines of its own, outside of lists, quotes and HTML.  What stands between
 * the two is made from the records (emit/region.h, `waymark sync`), so no record is read from
 * there: its tables would state everything twice.  Markers in code are text like any other.
 */
#ifndef MODEL_REGION_H
#define MODEL_REGION_H

#include "text/markdown.h"

struct region {
	struct str name;       /* "roadmap" */
	struct str options;    /* what stands behind the name, trimmed */
	struct place place;    /* of the opening marker */
	size_t offset, length; /* the bytes between the markers */
	uint32_t node;         /* the opening marker */
};

struct regions {
	struct region *items;
	size_t count, capacity;
};

/* All regions of a page.  A marker that stands where it cannot, a region in a region, and one
   without an end are failures with their place; false after one. */
bool regions_find(struct arena *arena, const struct doc *doc, struct regions *ret_regions,
		  struct diags *diags);

/* The closing marker of the region that opens with this node; the node itself when it opens none
   or the region has no end. */
uint32_t region_end(const struct doc *doc, uint32_t node);

#endif
