/*
 * markdown_again: what changed of a page is parsed, the rest is taken from the document of before.
 *
 * The stretches that both versions have in common (markdown_common.h) are taken over.  What is between them is
 * parsed, with a heading behind each part: where that does not come out as a heading, something was left open.
 *
 * What holds a page together beyond its blocks are definitions of links, names of headings and footnotes.
 * Definitions are parsed once more, to be there for the links of the parts; where they may be others, where two
 * headings have one name or a page has footnotes, it is read as a whole.
 */
#ifndef TEXT_MARKDOWN_AGAIN_H
#define TEXT_MARKDOWN_AGAIN_H

#include "text/markdown_adapt.h"

/* Fills nodes, strings, definitions and undefined references of the adapter's document, whose Markdown begins at
   `body` and has no dangers.  False: the page has to be read as a whole, by a fresh adapter. */
bool markdown_read_again(struct adapter *adapter, const struct doc *former, uint32_t body);

#endif
