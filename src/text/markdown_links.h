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

/* A search through one text, which remembers what is still ahead. */
struct bare_search {
	struct str text;
	char before;       /* the byte in front of the text, 0 at the start of a block */
	const char *colon; /* the next "://" and "www." */
	const char *www;
};

/* The first http://…, https://… or www.… at or after `from`, by GitHub's rules for where it may
   begin and end.  `from` must not become less. */
bool bare_link_find(struct bare_search *search, size_t from, struct bare_link *ret_link);

/* Fills the document's definitions from its lines.  `is_used` says of every line whether it
   belongs to a block, where no definition can stand. */
void definitions_read(struct arena *arena, struct doc *doc, const bool *is_used);

/* References times definitions up to which they are held against each other. */
#define FILTER_STEPS 1000000

/* Drops from the document's undefined references those whose label is defined after all. */
void undefined_filter(struct doc *doc);

#endif
