/*
 * markdown_links: what the parser does not show of links: bare addresses in text, reference
 * definitions, references to labels that are not defined.
 */
#ifndef TEXT_MARKDOWN_LINKS_H
#define TEXT_MARKDOWN_LINKS_H

#include "text/markdown.h"

struct bare_link {
	size_t start, end;
	bool lacks_scheme; /* www.… */
};

/* The first http://…, https://… or www.… in text[from..], by GitHub's rules for where it may
   begin and end.  `before` is the byte in front of the text, 0 at the start of a block. */
bool bare_link_find(struct str text, size_t from, char before, struct bare_link *ret_link);

/* Fills the document's definitions from its lines.  `is_used` says of every line whether it
   belongs to a block, where no definition can stand. */
void definitions_read(struct arena *arena, struct doc *doc, const bool *is_used);

/* Drops from the document's undefined references those whose label is defined after all. */
void undefined_filter(struct doc *doc);

#endif
