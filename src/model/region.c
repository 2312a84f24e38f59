/* Finding generated regions. */
#include "model/region.h"

#include "base/vec.h"
#include "text/rawhtml.h"

#define OPEN "waymark:"
#define CLOSE "/waymark"

enum mark { MARK_NONE, MARK_OPEN, MARK_CLOSE, MARK_MISPLACED };

/* Some comment in the HTML begins as a marker does. */
static bool
has_marker(struct str html)
{
	size_t at;
	while ((at = str_find(html, STR("<!--"))) != STR_NONE) {
		html = str_trim(str_from_offset(html, at + 4));
		if (str_starts(html, STR(OPEN)) || str_starts(html, STR(CLOSE)))
			return true;
	}
	return false;
}

static enum mark
mark_of(const struct node *node, struct str *ret_text)
{
	bool is_block = node->kind == NODE_HTML_BLOCK;
	if (!is_block && node->kind != NODE_HTML)
		return MARK_NONE;
	if (!has_marker(node_text(node)))
		return MARK_NONE;
	if (!is_block || !raw_is_comment(node_text(node), ret_text))
		return MARK_MISPLACED;
	if (str_starts(*ret_text, STR(OPEN)))
		return MARK_OPEN;
	return str_equal(*ret_text, STR(CLOSE)) ? MARK_CLOSE : MARK_MISPLACED;
}

uint32_t
region_end(const struct doc *doc, uint32_t node)
{
	struct str text;
	if (doc->nodes[node].kind != NODE_HTML_BLOCK ||
	    mark_of(&doc->nodes[node], &text) != MARK_OPEN)
		return node;
	uint32_t end = doc->nodes[doc_parent(doc, node)].end;
	for (uint32_t i = doc->nodes[node].end; i < end; i = doc->nodes[i].end) {
		enum mark mark = mark_of(&doc->nodes[i], &text);
		if (mark == MARK_CLOSE)
			return i;
		if (mark == MARK_OPEN)
			break;
	}
	return node;
}

static size_t
comment_end(const struct doc *doc, uint32_t node)
{
	size_t offset = doc->nodes[node].offset;
	size_t at = str_find(str_from_offset(doc->source, offset), STR("-->"));
	return at == STR_NONE ? doc->source.length : offset + at + 3;
}

static void
add_region(struct arena *arena, const struct doc *doc, uint32_t node, uint32_t end,
	   struct regions *regions)
{
	struct str text = STR_EMPTY;
	size_t name = 0;
	mark_of(&doc->nodes[node], &text);
	text = str_from_offset(text, sizeof OPEN - 1);
	while (name < text.length && text.data[name] > ' ')
		name++;
	struct region *region = VEC_PUSH(arena, regions);
	region->name = str_slice(text, 0, name);
	region->options = str_trim(str_from_offset(text, name));
	region->place = doc_node_place(doc, node);
	region->node = node;
	region->offset = comment_end(doc, node);
	region->length = doc->nodes[end].offset - region->offset;
}

/* A marker that is the end or the beginning of nothing. */
static bool
report(const struct doc *doc, uint32_t node, enum mark mark, struct diags *diags)
{
	struct place place = doc_node_place(doc, node);
	switch (mark) {
	case MARK_MISPLACED:
		return diag_fail(diags, place,
				 "a marker of a generated region stands on a line of its own, "
				 "outside of lists, quotes and HTML, such as "
				 "<!-- waymark:roadmap --> or <!-- /waymark -->");
	case MARK_CLOSE:
		return diag_fail(diags, place, "this ends a generated region that nothing begins");
	case MARK_OPEN:
	case MARK_NONE:
		break;
	}
	return diag_fail(diags, place,
			 "this generated region has no end before the next one or the end of the "
			 "page; expected <!-- /waymark -->");
}

/* Markers count between the blocks of a page only; elsewhere they are reported. */
static bool
is_top(const struct doc *doc, uint32_t node)
{
	return doc_parent(doc, node) == 0;
}

bool
regions_find(struct arena *arena, const struct doc *doc, struct regions *ret_regions,
	     struct diags *diags)
{
	bool good = true;
	*ret_regions = (struct regions){ 0 };
	if (!str_contains(doc->source, STR(OPEN)) && !str_contains(doc->source, STR(CLOSE)))
		return true;
	for (uint32_t i = 1; i < doc->count; i++) {
		struct str text;
		enum mark mark = mark_of(&doc->nodes[i], &text);
		uint32_t end = mark == MARK_OPEN ? region_end(doc, i) : i;
		if (mark == MARK_NONE)
			continue;
		if (mark != MARK_MISPLACED && !is_top(doc, i)) {
			good = report(doc, i, MARK_MISPLACED, diags);
		} else if (mark == MARK_OPEN && end > i) {
			add_region(arena, doc, i, end, ret_regions);
			i = end;
		} else {
			good = report(doc, i, mark, diags);
		}
	}
	return good;
}
