/*
 * insert: where the caller's functions are called.
 */
#include "emit/insert.h"

static void
put_plain(struct insert_walk *walk, struct str text)
{
	const struct inserts *inserts = walk->spot->inserts;

	if (text.length == 0)
		return;
	if (inserts != NULL && inserts->text != NULL && !markup_is_in(walk->markup, "code") &&
	    !markup_is_in(walk->markup, "pre"))
		inserts->text(inserts->context, text,
			      walk->markup->in_link || markup_is_in(walk->markup, "a"),
			      walk->markup->out);
	else
		buf_put_html(walk->markup->out, text);
}

/* The next directive, if it begins in this node; NULL: none does, or none is replaced. */
static const struct directive *
directive_at(struct insert_walk *walk, uint32_t node)
{
	const struct inserts *inserts = walk->spot->inserts;
	const struct directives *all = &walk->spot->page->directives;

	if (inserts == NULL || inserts->directive == NULL)
		return NULL;
	while (walk->next < all->count && all->items[walk->next].node < node)
		walk->next++;
	if (walk->next == all->count || all->items[walk->next].node != node)
		return NULL;
	return &all->items[walk->next];
}

static void
put_directive(struct insert_walk *walk, const struct directive *directive)
{
	const struct inserts *inserts = walk->spot->inserts;

	inserts->directive(inserts->context, directive, walk->markup->out);
}

void
insert_text(struct insert_walk *walk, uint32_t node)
{
	struct str text = node_text(&walk->spot->page->doc->nodes[node]);
	const struct directive *directive;
	size_t from = 0;

	for (; (directive = directive_at(walk, node)) != NULL; walk->next++) {
		if (directive->trouble != DIRECTIVE_FINE)
			continue;
		put_plain(walk, str_slice(text, from, directive->at));
		put_directive(walk, directive);
		from = directive->at + directive->length;
	}
	put_plain(walk, str_from_offset(text, from));
}

bool
insert_directives(struct insert_walk *walk, uint32_t node)
{
	const struct directive *directive = directive_at(walk, node);
	bool is_paragraph;

	if (directive == NULL || directive->length > 0 || directive->trouble != DIRECTIVE_FINE)
		return false;
	is_paragraph = directive->form == DIRECTIVE_INLINE &&
		       walk->spot->page->doc->nodes[node].kind == NODE_HTML_BLOCK;
	if (directive->form == DIRECTIVE_BLOCK)
		markup_make_room(walk->markup, MARKUP_BLOCK);
	if (is_paragraph && !markup_make_room(walk->markup, MARKUP_PARAGRAPH))
		buf_puts(walk->markup->out, "<p>");
	else
		is_paragraph = false;
	for (; (directive = directive_at(walk, node)) != NULL; walk->next++) {
		if (directive->trouble == DIRECTIVE_FINE)
			put_directive(walk, directive);
		else
			buf_put_html(walk->markup->out, directive->text);
	}
	buf_puts(walk->markup->out, is_paragraph ? "</p>\n" : "");
	return true;
}

bool
insert_code(struct insert_walk *walk, uint32_t node)
{
	const struct inserts *inserts = walk->spot->inserts;

	return inserts != NULL && inserts->code != NULL &&
	       inserts->code(inserts->context, node, walk->markup->out);
}
