/*
 * markdown_adapt: from the parser's tree to the flat document.
 *
 * adapt_document() walks the tree once.  Blocks are made in markdown_block.c, tables and footnotes
 * in markdown_part.c, inlines in markdown_inline.c, text in markdown_text.c, with strikethrough
 * (markdown_strike.c), bare links and references that lead nowhere (markdown_reference.c), the
 * names of headings in markdown_anchor.c.  What is found only at the end of a block (a pair of
 * tildes, a heading's attributes) marks nodes as dropped; the last step leaves them out.
 */
#ifndef TEXT_MARKDOWN_ADAPT_H
#define TEXT_MARKDOWN_ADAPT_H

#include "text/markdown_content.h"
#include "text/markdown_source.h"
#include "text/markdown_table.h"

#include "base/limits.h"
#include "base/map.h"
#include "base/marks.h"
#include "base/vec.h"

#define CMARK_NO_SHORT_NAMES /* it would take NODE_LIST and the like */
#include <cmark-gfm.h>

/* Flags that no document shows. */
#define ADAPT_DROPPED 0x4000 /* the node is left out */
#define ADAPT_JOINS 0x8000   /* text that may be one with the text before it */

/* Blocks and inlines; blocks of a table may lie a little deeper (the guard holds the others). */
#define ADAPT_DEPTH (LIMIT_NESTING + 8)

/* Cells and names that are kept without asking for memory: enough for nearly every page. */
#define ADAPT_FEW 24

/* One run of "~" or "~~", which may begin or end strikethrough. */
struct tildes {
	uint32_t node;
	uint8_t length;
	bool can_open, can_close;
};

/* The name of a heading, and how often it was given. */
struct given_name {
	struct str name;
	void *times;
};

struct adapter {
	struct arena *arena;   /* the document's */
	struct arena *scratch; /* until the document is ready; most pages do without */
	struct doc *doc;
	struct diags *diags;

	VEC(struct node) nodes;
	struct strs strings;
	VEC(struct doc_undefined) undefined;
	uint32_t open[ADAPT_DEPTH]; /* nodes whose descendants are being read */
	uint32_t depth;
	uint32_t flattened;  /* containers entered beyond the depth */
	uint32_t links;      /* links and images open */
	uint32_t end;        /* of the last block, in the file */
	uint32_t first_line; /* from 0: the file's line that is the parser's first one */

	struct content content; /* of the leaf block being read */
	bool content_has_notes; /* "[^" occurs in it, and footnotes are read */
	struct row_cells cells; /* of the row being read */
	struct row_cell few_cells[ADAPT_FEW];
	const struct row *row;
	uint32_t next_cell; /* of that row */
	const struct table *table;
	uint32_t header_line, header_offset; /* of the table being read */
	VEC(struct tildes) tildes;
	size_t tilde_base[ADAPT_DEPTH]; /* count of tildes when each open node began */

	struct marks marks; /* what makes a text more than its bytes: escapes, tildes, links */

	struct given_name few_names[ADAPT_FEW]; /* of headings; the rest is in the map */
	uint32_t name_count;
	struct map names;
	bool has_same_names; /* two headings would have the same one */

	cmark_node *first_note; /* of the footnotes that the text refers to; NULL: none */
	int64_t highest_note;
	uint32_t notes;                /* read so far */
	bool *is_used;                 /* lines that belong to a block; NULL: nobody will ask */
	struct page_features features; /* notes: only if the parser may read them */
	bool has_tildes;               /* in text, so far */
	bool has_dropped;              /* some node does not go into the document */
	bool has_flattened;            /* and this has been reported */
};

/* The parser's tree of the pieces, one behind the other, as lines of the file from `first_line` (from 0) on.  It is
   there until parser_memory_leave(); tree and parser go with the scratch memory. */
cmark_node *adapt_parse(struct adapter *adapter, uint32_t first_line, const struct str *pieces,
			size_t count);

/* Fills nodes, strings and undefined references of the document. */
void adapt_document(struct adapter *adapter, cmark_node *root);

/* The same in steps: before the first node; the blocks from `first` to before `end`; when all nodes are there.  What has names already (headings of another document) says them in between. */
void adapt_start(struct adapter *adapter);
void adapt_blocks(struct adapter *adapter, cmark_node *first, cmark_node *end);
void adapt_finish(struct adapter *adapter);
void adapt_note_name(struct adapter *adapter, struct str name);

/* Appends a node.  The result is good until the next one. */
struct node *adapt_add(struct adapter *adapter, enum node_kind kind, uint32_t offset, uint32_t end);

/* Appends a node that has descendants: all nodes from now on until adapt_close.  NULL when it lies
   too deep; then only the text in it is kept. */
struct node *adapt_open(struct adapter *adapter, enum node_kind kind, uint32_t offset);

/* The node that is now complete; NULL for one that was too deep. */
struct node *adapt_close(struct adapter *adapter);

/* The text as a slice of the file when it stands there at `offset`, else a copy. */
struct str adapt_slice(struct adapter *adapter, struct str text, uint32_t offset);

/* Index of a string for a node's extra; 0 for an empty one. */
uint32_t adapt_string(struct adapter *adapter, struct str text, uint32_t offset);

/* One block when it is entered, and when what is in it has been read; false: it is complete, or is
   left out. */
bool adapt_block(struct adapter *adapter, cmark_node *node);
void adapt_block_end(struct adapter *adapter);

/* A table, a row or a cell; a row's cells that have no node, up to its end. */
void adapt_table_part(struct adapter *adapter, cmark_node *node);
void adapt_row_end(struct adapter *adapter);

/* The parser moves the footnotes that are used to the end, in the order of their numbers; others
   may stay where they were.  adapt_open_note is false for those: they are left out. */
void adapt_find_notes(struct adapter *adapter, cmark_node *root);
bool adapt_open_note(struct adapter *adapter, cmark_node *note);

/* Places: a line's index, or that of the last line there is; the parser's line number as such an
   index; where a block begins; where the last line that is not blank ends. */
uint32_t adapt_nearest_line(const struct adapter *adapter, uint32_t line);
uint32_t adapt_line(const struct adapter *adapter, int line);
uint32_t adapt_offset(const struct adapter *adapter, cmark_node *block);
uint32_t adapt_end_of_lines(const struct adapter *adapter, uint32_t first, uint32_t last);
void adapt_use_lines(struct adapter *adapter, uint32_t first, uint32_t last);
uint32_t adapt_count_lines(struct str text);

/* The text that a leaf block's inlines were read from; empty when it has none. */
struct str adapt_content(cmark_node *block);

/* To be called when the adapter has new content. */
void adapt_note_content(struct adapter *adapter);

/* The same for an inline. */
bool adapt_inline(struct adapter *adapter, cmark_node *node);
void adapt_inline_end(struct adapter *adapter, cmark_node *node);

/* To be called before the first text. */
void adapt_start_texts(struct adapter *adapter);

/* One literal at the content's cursor, for which the parser has a column. */
void adapt_text(struct adapter *adapter, struct str literal, int column);

/* Notes [text][label] or [label][] around the "][" at content[at]. */
void adapt_reference(struct adapter *adapter, size_t at);

/* What the run of tildes at content[at] may do; the node is left to the caller. */
struct tildes adapt_flanks(const struct content *content, size_t at, size_t length);

/* Makes strikethrough of the tildes from `first` on, all children of one node. */
void adapt_tildes(struct adapter *adapter, size_t first);

/* Gives a complete heading its name and takes {#id} off its text. */
void adapt_anchor(struct adapter *adapter, uint32_t heading);

#endif
