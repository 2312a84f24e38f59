/*
 * markdown_source: a page made fit for the parser.
 *
 * Caps the size, replaces what is not UTF-8, finds the lines as the parser counts them (\n, \r\n
 * or a lone \r) and the front matter.  Reports page-too-large and invalid-utf8.
 */
#ifndef TEXT_MARKDOWN_SOURCE_H
#define TEXT_MARKDOWN_SOURCE_H

#include "text/markdown.h"

/* Sets source, front, line_starts and line_count of the document.  `*ret_body` is where Markdown
   begins, `*ret_skipped` how many lines stand before it. */
void markdown_source_read(struct arena *arena, struct doc *doc, struct str source,
			  struct diags *diags, size_t *ret_body, uint32_t *ret_skipped);

/* A copy with U+FFFD for every byte that is no part of UTF-8, the first of which is at `first`. */
struct str markdown_replace_invalid(struct arena *arena, struct str source, size_t first);

/* Where line `line`, counted from 0, ends: before its line break, which is 0 to 2 bytes. */
static inline uint32_t
markdown_line_end(const struct doc *doc, uint32_t line)
{
	const char *text = doc->source.data;
	uint32_t start;
	uint32_t end;

	if (line >= doc->line_count)
		return (uint32_t)doc->source.length;
	start = doc->line_starts[line];
	end = line + 1 < doc->line_count ? doc->line_starts[line + 1]
					 : (uint32_t)doc->source.length;
	end -= end > start && text[end - 1] == '\n';
	end -= end > start && text[end - 1] == '\r';
	return end;
}

static inline struct str
markdown_line(const struct doc *doc, uint32_t line)
{
	uint32_t start = doc->line_starts[line];

	return (struct str){ doc->source.data + start, markdown_line_end(doc, line) - start };
}

/* What occurs in a page at all: most pages need not be searched for it. */
struct page_features {
	bool notes;    /* "[^" */
	bool odd_tags; /* "<?" or "<!" */
	bool www;      /* "www." */
};

struct page_features page_features(struct str text);

/* The codes, named where they are reported (the table is in markdown.c). */
enum markdown_code {
	MARKDOWN_INVALID_UTF8,
	MARKDOWN_TOO_LARGE,
	MARKDOWN_TABLE_TOO_LARGE,
	MARKDOWN_TOO_DEEP,
	MARKDOWN_TOO_COMPLEX,
};

#endif
