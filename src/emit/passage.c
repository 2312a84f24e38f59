/*
 * passage: sections as lines.
 */
#include "emit/passage.h"

#include "text/markdown.h"

static struct str
plain(struct arena *arena, const struct doc *doc, uint32_t node)
{
	return str_trim(doc_plain(arena, doc, node));
}

static struct str
row_text(struct arena *arena, const struct doc *doc, uint32_t row)
{
	struct str text = STR_EMPTY;

	for (uint32_t cell = row + 1; cell < doc->nodes[row].end; cell = doc->nodes[cell].end)
		text = arena_printf(arena, "%.*s%s%.*s", STR_ARG(text), cell > row + 1 ? " | " : "",
				    STR_ARG(plain(arena, doc, cell)));
	return text;
}

static bool
has_blocks(enum node_kind kind)
{
	return kind == NODE_LIST || kind == NODE_ITEM || kind == NODE_QUOTE || kind == NODE_TABLE ||
	       kind == NODE_DOCUMENT;
}

/* The sign of an item stands before the first line in it.  Returns the text of the last block. */
static struct str
add_lines(struct arena *arena, const struct statement *said, struct strs *lines)
{
	const struct doc *doc = said->page->doc;
	struct str last = STR_EMPTY;
	const char *sign = "";

	for (uint32_t i = said->first_node; i < said->end_node;) {
		enum node_kind kind = (enum node_kind)doc->nodes[i].kind;
		struct str text;

		if (has_blocks(kind)) {
			sign = kind == NODE_ITEM ? "• " : sign;
			i++;
			continue;
		}
		text = last = plain(arena, doc, i);
		if (kind == NODE_ROW)
			text = row_text(arena, doc, i);
		if (last.length > 0) {
			*VEC_PUSH(arena, lines) =
				arena_printf(arena, "%s%.*s", sign, STR_ARG(text));
			sign = "";
		}
		i = doc->nodes[i].end;
	}
	return last;
}

void
passage_lines(struct arena *arena, const struct statement *said, struct strs *ret_lines)
{
	struct str last;

	*ret_lines = (struct strs){ 0 };
	if (said == NULL || said->source != SOURCE_SECTION || said->page == NULL ||
	    said->count != 1)
		return;
	last = add_lines(arena, said, ret_lines);
	/* Of a first sentence there is no more to show. */
	if (ret_lines->count == 1 || !str_ends(said->values[0].text, last))
		ret_lines->count = 0;
}
