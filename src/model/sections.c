/* Parts of a page that stand below headings of one title. */
#include "model/loader.h"

void
extract_ranges(struct arena *arena, const struct page *page, struct str pattern,
	       struct sections *ret_sections)
{
	struct section_range *open = NULL;
	struct str match;
	*ret_sections = (struct sections){ .is_read = true };
	for (uint32_t h = 0; h < page->heading_count; h++) {
		uint32_t heading = page->headings[h];
		unsigned level = page->doc->nodes[heading].level;
		if (open && level > page->doc->nodes[open->heading].level)
			continue;
		if (open)
			open->end = heading;
		open = NULL;
		if (!pattern_matches(pattern, doc_heading_key(arena, page->doc, heading), &match))
			continue;
		open = VEC_PUSH(arena, ret_sections);
		*open = (struct section_range){ heading, page->doc->count };
	}
}

bool
extract_is_within(const struct sections *sections, uint32_t node)
{
	size_t low = 0, high = sections->count;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (sections->items[middle].end <= node)
			low = middle + 1;
		else
			high = middle;
	}
	return low < sections->count && sections->items[low].heading < node;
}
